extension ShippedScenario {
  static let constructionDarkInChinese = """
    # 房屋建筑施工招标：技术标为暗标，基准价的下浮系数 K 在开标时公开抽取。
    # 五家投标：一家改价重投，一家未解密；一名专家受雇于投标人须回避，一名抽中的专家不能到场。
    # 中标人取决于抽取的 K，本脚本不预先写明。
    v: 1
    title: 第二小学教学楼
    language: zh
    security: training
    start: 2026-08-03 09:00            # 星期一
    project: E3203010319004627
    lot: E3203010319004627001001
    parties: {tenderer: P-TEN, agency: P-AGE, notary: P-NOT}
    schedule:
      plan: D 09:00                    # 招标计划至少提前 30 日
      preview: D+32 09:00
      notice: D+37 09:00
      documents_from: +4h
      documents_until: +7d 17:00       # 至少 5 日
      opening: D+72 09:30              # 自发出之日至少 20 日，避开国庆假期
    notice:
      scope: 新建五层教学楼一栋，建筑面积 8600 平方米
      fund_source: 财政资金
      qualification: 建筑工程施工总承包二级及以上资质
      consortium: false
      document_access: 交易平台下载
      submission: 交易平台上传
      contact: 第二小学筹建办公室，0000-0000001
      supervisor: 铜山区住房和城乡建设局
    mandatory: true
    state_funds: true
    budget: 1000万元
    bid_validity_days: 90
    key_window: 1h
    explanation_window: 30m
    bond: {amount: 10万元, validity_days: 90}      # 不超过估算价的 2%
    panel:
      strata:
        - {specialty: civil, seats: 5}
      representatives: 0
      max_per_employer: 2
    dark_violation: REJECT
    publicity_days: 3
    scheme:
      preset: eng-drawn-v1
      title: 第二小学教学楼评标办法
      ceiling: 1000万元
    experts:
      - {count: 17, specialty: civil}
      - {expert: E-90, specialty: civil, employer: U-B002, years: 20}
    relations:
      - {from: E-90, relation: employment, to: B-002}      # 受雇于投标人，应当回避
    judgement:
      declines: 1
    bidders:
      - id: B-001
        bond: {form: 银行保函, issuer: 江北银行}
        bids:
          - at: D+60 10:00
            price: 958万元
            texts:
              technical: |
                # 施工组织设计
                分两个流水段施工，模板与脚手架专项方案单列；雨季主体施工设临时排水。
        scores:
          construction: [86, 84, 88, 85, 87]
          measures: [82, 85, 83, 84, 86]
        objective: {record: 90}
      - id: B-002
        bond: {form: 银行保函, issuer: 云龙银行}
        bids:
          - at: D+58 15:00
            price: 975万元
            texts:
              technical: |
                # 施工组织设计
                单段施工，工期 300 日。
          - at: +3d                     # 截止前改价，后一份替换前一份
            price: 941万元
            texts:
              technical: |
                # 施工组织设计
                改为两段流水，工期缩短至 270 日；塔吊两台，互不干扰。
        scores:
          construction: [90, 88, 91, 87, 89]
          measures: [88, 86, 87, 89, 85]
        objective: {record: 80}
      - id: B-003
        bond: {form: 保证保险, issuer: 华东财产保险}
        bids:
          - at: D+71 09:10
            price: 九百三十六万元
            texts:
              technical: |
                # 施工组织设计
                采用装配式楼梯与叠合板，现场湿作业减少；质量样板先行。
        scores:
          construction: [83, 85, 82, 84, 86]
          measures: [85, 84, 86, 83, 85]
        objective: {record: 100}
      - id: B-004
        bond: {form: 基本账户转账, issuer: 江北银行 3200-0001}
        bids:
          - at: D+71 16:40
            price: 967万元
            texts:
              technical: |
                # 施工组织设计
                常规现浇方案，进度计划以周为单位控制。
        scores:
          construction: 78
          measures: [76, 79, 78, 77, 80]
        objective: {record: 70}
      - id: B-005
        bond: {form: 银行保函, issuer: 淮海银行}
        keys: false                     # 未在时限内解密
        bids:
          - at: D+71 17:05
            price: 949万元
            texts:
              technical: |
                # 施工组织设计
                采用铝模与爬架，主体五日一层。
    attempts:
      - at: D+38 10:00
        by: P-AGE
        do: deadline.extend
        with: {deadline_ms: D+64 09:30}
        refused: DEADLINE_NOT_LATER
        why: 代理机构想把开标提前；截止时间只能向后调整。
      - at: D+59 09:00
        by: operator
        do: opening.conclude
        refused: DECRYPT_BEFORE_DEADLINE
        why: 平台想在截止前看一眼报价；截止之前任何人不得开启。
      - at: D+65 10:00
        by: P-AGE
        do: question.answer
        with:
          answer: 外墙保温材料的燃烧性能等级改为 A 级。
          affects_preparation: true
        refused: CLARIFICATION_REQUIRES_EXTENSION
        why: 距截止只剩 7 日，改动影响投标文件编制而不顺延截止时间。
      - at: opening+1m
        by: B-004
        do: bid.submit
        with: {price: 930万元}
        refused: BID_LATE
        why: 截止后一分钟想降价重投。
      - at: +1m
        by: B-001
        do: bid.withdraw
        refused: BID_LATE
        why: 截止后不得撤回，只能承担撤销的后果。
      - at: opening+3m
        by: operator
        do: panel.seat
        refused: WRONG_STAGE
        why: 开标尚未结束，评标不能开始。
      - at: opening+5m
        by: P-TEN
        do: award.decide
        with: {bidder: B-003}
        refused: WRONG_STAGE
        why: 招标人当场就想定标；须待评标、公示期满。
    expect:
      stage: CONTRACTED
    """

  static let constructionDarkInEnglish = """
    # Works whose technical part is scored in the dark, and whose benchmark is lowered by a K that is drawn in public at the
    # opening. Five bids: one is replaced, one is not decrypted; an expert works for a bidder and stands aside, and one of
    # those drawn cannot come. Who wins depends on the K that is drawn, so that the script does not say.
    v: 1
    title: School building of Second Primary School
    language: en
    security: training
    start: 2026-08-03 09:00            # a Monday
    project: E3203010319004627
    lot: E3203010319004627001001
    parties: {tenderer: P-TEN, agency: P-AGE, notary: P-NOT}
    schedule:
      plan: D 09:00                    # a plan is public 30 days before the notice
      preview: D+32 09:00
      notice: D+37 09:00
      documents_from: +4h
      documents_until: +7d 17:00       # at least 5 days
      opening: D+72 09:30              # at least 20 days, and after the October holiday
    notice:
      scope: a new building of five floors and 8,600 square metres
      fund_source: public funds
      qualification: general contractor for buildings, grade two or better
      consortium: false
      document_access: download from the platform
      submission: upload to the platform
      contact: building office of the school, 0000-0000001
      supervisor: Bureau of Housing and Construction of Tongshan District
    mandatory: true
    state_funds: true
    budget: 10,000,000
    bid_validity_days: 90
    key_window: 1h
    explanation_window: 30m
    bond: {amount: 100000, validity_days: 90}      # at most 2 % of the estimate
    panel:
      strata:
        - {specialty: civil, seats: 5}
      representatives: 0
      max_per_employer: 2
    dark_violation: REJECT
    publicity_days: 3
    scheme:
      preset: eng-drawn-v1
      title: Evaluation of the school building
      ceiling: 10000000
    experts:
      - {count: 17, specialty: civil}
      - {expert: E-90, specialty: civil, employer: U-B002, years: 20}
    relations:
      - {from: E-90, relation: employment, to: B-002}      # works for a bidder and stands aside
    judgement:
      declines: 1
    bidders:
      - id: B-001
        bond: {form: GUARANTEE, issuer: Bank of Jiangbei}
        bids:
          - at: D+60 10:00
            price: 9580000
            texts:
              technical: |
                # Method statement
                Two sections in sequence; formwork and scaffolding are planned apart; drains for the rainy season.
        scores:
          construction: [86, 84, 88, 85, 87]
          measures: [82, 85, 83, 84, 86]
        objective: {record: 90}
      - id: B-002
        bond: {form: GUARANTEE, issuer: Bank of Yunlong}
        bids:
          - at: D+58 15:00
            price: 9750000
            texts:
              technical: |
                # Method statement
                One section, 300 days.
          - at: +3d                     # replaces the first before the deadline
            price: 9410000
            texts:
              technical: |
                # Method statement
                Two sections in sequence, 270 days; two tower cranes that do not hinder each other.
        scores:
          construction: [90, 88, 91, 87, 89]
          measures: [88, 86, 87, 89, 85]
        objective: {record: 80}
      - id: B-003
        bond: {form: INSURANCE, issuer: Huadong Insurance}
        bids:
          - at: D+71 09:10
            price: 9360000
            texts:
              technical: |
                # Method statement
                Prefabricated stairs and slabs, so that less is cast on site; a sample room comes first.
        scores:
          construction: [83, 85, 82, 84, 86]
          measures: [85, 84, 86, 83, 85]
        objective: {record: 100}
      - id: B-004
        bond: {form: TRANSFER, issuer: Bank of Jiangbei 3200-0001}
        bids:
          - at: D+71 16:40
            price: 9670000
            texts:
              technical: |
                # Method statement
                Cast in place, with a programme that is controlled by the week.
        scores:
          construction: 78
          measures: [76, 79, 78, 77, 80]
        objective: {record: 70}
      - id: B-005
        bond: {form: GUARANTEE, issuer: Bank of Huaihai}
        keys: false                     # does not decrypt in time
        bids:
          - at: D+71 17:05
            price: 9490000
            texts:
              technical: |
                # Method statement
                Aluminium formwork and climbing scaffolds, a floor in five days.
    attempts:
      - at: D+38 10:00
        by: P-AGE
        do: deadline.extend
        with: {deadline_ms: D+64 09:30}
        refused: DEADLINE_NOT_LATER
        why: The agency would like an earlier opening; a deadline only moves later.
      - at: D+59 09:00
        by: operator
        do: opening.conclude
        refused: DECRYPT_BEFORE_DEADLINE
        why: The platform would like a look at the prices; nobody opens anything before the deadline.
      - at: D+65 10:00
        by: P-AGE
        do: question.answer
        with:
          answer: The insulation of the walls is to be of class A.
          affects_preparation: true
        refused: CLARIFICATION_REQUIRES_EXTENSION
        why: Seven days are left, and a change that affects bids comes without a later deadline.
      - at: opening+1m
        by: B-004
        do: bid.submit
        with: {price: 9300000}
        refused: BID_LATE
        why: A lower price, one minute after the deadline.
      - at: +1m
        by: B-001
        do: bid.withdraw
        refused: BID_LATE
        why: After the deadline no bid is taken back.
      - at: opening+3m
        by: operator
        do: panel.seat
        refused: WRONG_STAGE
        why: No evaluation before the opening is over.
      - at: opening+5m
        by: P-TEN
        do: award.decide
        with: {bidder: B-003}
        refused: WRONG_STAGE
        why: The tenderer would like to decide at once; evaluation and publicity come first.
    expect:
      stage: CONTRACTED
    """
}
