extension ShippedScenario {
  static let goodsLowPriceInChinese = """
    # 政府采购货物：综合评分法，低价优先。一家报价低于有效报价均价的 50%，启动异常低价审查，说明后认定合理并中标；
    # 一家资格审查不合格；小微企业凭声明函享受价格扣除。
    v: 1
    title: 学生宿舍空气能热水设备
    language: zh
    security: training
    start: 2026-08-31 09:00            # 星期一
    project: ZFCG-2026-0831
    lot: ZFCG-2026-0831-01
    parties: {tenderer: P-TEN, agency: P-AGE, notary: P-NOT}
    schedule:
      notice: D 09:00
      documents_from: +1h
      documents_until: +5wd 17:00      # 至少 5 个工作日
      opening: D+24 09:00              # 自发出之日至少 20 日
    notice:
      scope: 空气能热水机组 12 台，含安装调试与三年质保
      fund_source: 财政资金
      qualification: 符合政府采购法第二十二条，具备机电安装能力
      consortium: false
      document_access: 采购平台下载
      submission: 采购平台上传
      contact: 市职业学院资产处，0000-0000003
      supervisor: 市财政局政府采购监督管理处
    mandatory: true
    state_funds: true
    budget: 200万元
    bid_validity_days: 90
    key_window: 1h
    explanation_window: 30m            # 不少于 30 分钟
    panel:
      strata:
        - {specialty: equipment, seats: 5}
      representatives: 0
      max_per_employer: 1
    scheme:
      preset: gp-goods-v1
      title: 热水设备评分办法
      ceiling: 200万元
    experts:
      - {count: 15, specialty: equipment}
    bidders:
      - id: B-001
        declares: {enterprise: 小型企业}
        bids:
          - {at: D+20 10:00, price: 70万元}
        explains: |
          自有生产线，上年度库存机组 12 台；附成本明细、出厂价单及三份同型号合同，单价与本次报价一致。
        finding: 合理
        scores:
          technical: [85, 86, 84, 87, 85]
          service: [80, 82, 81, 83, 80]
        objective: {record: 60}
      - id: B-002
        declares: {enterprise: 中型企业}
        bids:
          - {at: D+21 11:00, price: 178万元}
        scores:
          technical: [92, 90, 91, 93, 90]
          service: [88, 87, 90, 89, 88]
        objective: {record: 100}
      - id: B-003
        declares: {enterprise: 大型企业}
        bids:
          - {at: D+22 09:30, price: 192万元}
        scores:
          technical: [94, 93, 95, 92, 94]
          service: 90
        objective: {record: 100}
      - id: B-004
        declares: {enterprise: 微型企业}
        bids:
          - {at: D+23 15:00, price: 169万元}
        scores:
          technical: [80, 78, 82, 79, 81]
          service: [76, 78, 77, 75, 79]
        objective: {record: 40}
      - id: B-005
        bids:
          - {at: D+23 16:30, price: 120万元}
        unqualified: 未提供依法缴纳税收的证明材料
    attempts:
      - at: D+10 10:00
        by: P-AGE
        do: tender.terminate
        with: {reason: 采购人想换一家代理机构}
        refused: TERMINATION_GROUND
        why: 政府采购只有重大变故或采购任务取消两种终止情形。
      - at: D+15 09:00
        by: operator
        do: opening.conclude
        refused: DECRYPT_BEFORE_DEADLINE
        why: 截止之前平台不得开启。
      - at: opening
        by: B-003
        do: bid.submit
        with: {price: 175万元}
        refused: BID_LATE
        why: 截止时刻送达即为逾期。
      - at: opening+1m
        by: B-005
        do: policy.declare
        with: {enterprise: micro}
        refused: WRONG_STAGE
        why: 开标后补交声明函。
      - at: +1m
        by: P-TEN
        do: candidates.publish
        with: {from: 2026-09-25, until: 2026-09-28}
        refused: NOT_IN_TRACK
        why: 政府采购没有中标候选人公示。
      - at: +1m
        by: P-TEN
        do: award.confirm
        with: {bidder: B-002}
        refused: WRONG_STAGE
        why: 采购人想不经评审直接确定。
    expect:
      stage: CONTRACTED
      winner: B-001
      ranking: [B-001, B-003, B-002, B-004]
    """

  static let goodsLowPriceInEnglish = """
    # Goods for a public purchaser by comprehensive scoring. One price lies below half of the mean and must explain itself,
    # which it does; one supplier is not qualified; small enterprises declare themselves and have their advantage.
    v: 1
    title: Water heaters for student homes
    language: en
    security: training
    start: 2026-08-31 09:00            # a Monday
    project: ZFCG-2026-0831
    lot: ZFCG-2026-0831-01
    parties: {tenderer: P-TEN, agency: P-AGE, notary: P-NOT}
    schedule:
      notice: D 09:00
      documents_from: +1h
      documents_until: +5wd 17:00      # at least 5 working days
      opening: D+24 09:00              # at least 20 days
    notice:
      scope: twelve air-source water heaters, installed, with three years of warranty
      fund_source: public funds
      qualification: article 22 of the Government Procurement Law, able to install
      consortium: false
      document_access: download from the platform
      submission: upload to the platform
      contact: assets office of the college, 0000-0000003
      supervisor: procurement supervision of the City Bureau of Finance
    mandatory: true
    state_funds: true
    budget: 2000000
    bid_validity_days: 90
    key_window: 1h
    explanation_window: 30m            # not less than 30 minutes
    panel:
      strata:
        - {specialty: equipment, seats: 5}
      representatives: 0
      max_per_employer: 1
    scheme:
      preset: gp-goods-v1
      title: Scoring of the water heaters
      ceiling: 2000000
    experts:
      - {count: 15, specialty: equipment}
    bidders:
      - id: B-001
        declares: {enterprise: small}
        bids:
          - {at: D+20 10:00, price: 700000}
        explains: |
          Made on our own line, twelve units in stock since last year; costs, price list and three contracts for the
          same model at this price are enclosed.
        finding: REASONABLE
        scores:
          technical: [85, 86, 84, 87, 85]
          service: [80, 82, 81, 83, 80]
        objective: {record: 60}
      - id: B-002
        declares: {enterprise: medium}
        bids:
          - {at: D+21 11:00, price: 1780000}
        scores:
          technical: [92, 90, 91, 93, 90]
          service: [88, 87, 90, 89, 88]
        objective: {record: 100}
      - id: B-003
        declares: {enterprise: large}
        bids:
          - {at: D+22 09:30, price: 1920000}
        scores:
          technical: [94, 93, 95, 92, 94]
          service: 90
        objective: {record: 100}
      - id: B-004
        declares: {enterprise: micro}
        bids:
          - {at: D+23 15:00, price: 1690000}
        scores:
          technical: [80, 78, 82, 79, 81]
          service: [76, 78, 77, 75, 79]
        objective: {record: 40}
      - id: B-005
        bids:
          - {at: D+23 16:30, price: 1200000}
        unqualified: no proof of taxes paid
    attempts:
      - at: D+10 10:00
        by: P-AGE
        do: tender.terminate
        with: {reason: the purchaser would like another agency}
        refused: TERMINATION_GROUND
        why: Government procurement ends for a major change or a cancelled task only.
      - at: D+15 09:00
        by: operator
        do: opening.conclude
        refused: DECRYPT_BEFORE_DEADLINE
        why: The platform opens nothing before the deadline.
      - at: opening
        by: B-003
        do: bid.submit
        with: {price: 1750000}
        refused: BID_LATE
        why: Received at the very moment of the deadline is late.
      - at: opening+1m
        by: B-005
        do: policy.declare
        with: {enterprise: micro}
        refused: WRONG_STAGE
        why: A declaration after the opening.
      - at: +1m
        by: P-TEN
        do: candidates.publish
        with: {from: 2026-09-25, until: 2026-09-28}
        refused: NOT_IN_TRACK
        why: Government procurement has no publicity of candidates.
      - at: +1m
        by: P-TEN
        do: award.confirm
        with: {bidder: B-002}
        refused: WRONG_STAGE
        why: The purchaser would like to decide without an evaluation.
    expect:
      stage: CONTRACTED
      winner: B-001
      ranking: [B-001, B-003, B-002, B-004]
    """
}
