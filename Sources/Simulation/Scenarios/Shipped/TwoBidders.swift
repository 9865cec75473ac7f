extension ShippedScenario {
  static let twoBiddersInChinese = """
    # 仅两家投标：截止时不足三家，不得开标，招标失败（招标投标法 第二十八条；招标投标法实施条例 第四十四条）。
    v: 1
    title: 青石镇污水管网改造工程
    language: zh
    security: training
    start: 2026-08-03 09:00
    project: E3203010319005001
    lot: E3203010319005001001001
    parties: {tenderer: P-TEN, agency: P-AGE, notary: P-NOT}
    schedule:
      plan: D 09:00
      preview: D+32 09:00
      notice: D+37 09:00
      documents_from: D+37 14:00
      documents_until: +7d 17:00
      opening: D+72 09:30        # 国庆节后首周
    notice:
      scope: 改造污水管网 4.2 公里及检查井 136 座
      fund_source: 财政资金
      qualification: 市政公用工程施工总承包三级及以上资质
      consortium: false
      document_access: 交易平台下载
      submission: 交易平台上传
      contact: 青石镇建设办公室，0000-0000002
      supervisor: 青石县住房和城乡建设局
    mandatory: true
    state_funds: true
    budget: 620万元
    bid_validity_days: 90
    key_window: 1h
    explanation_window: 30m
    panel:
      strata: [{specialty: municipal, seats: 5}]
      representatives: 0
      max_per_employer: 2
    publicity_days: 3
    scheme:
      preset: eng-lowest-v1
      ceiling: 600万元
    experts:
      - {count: 15, specialty: municipal}
    bidders:
      - id: B-001
        bids:
          - {at: D+70 10:00, price: 568万元}
      - id: B-002
        bids:
          - {at: D+71 16:00, price: 575万元}
    attempts:
      - at: opening
        by: P-AGE
        do: deadline.extend
        with: {deadline_ms: opening+7d}
        refused: WRONG_STAGE
        why: 截止时只有两家，代理机构想顺延截止时间补足三家；截止之后不得延长。
      - at: +1m
        by: B-002
        do: bid.submit
        with: {price: 560万元}
        refused: BID_LATE
        why: 得知只有两家后想修改报价，已过截止时间。
      - at: +1m
        by: operator
        do: opening.conclude
        refused: WRONG_STAGE
        why: 平台想照常开标；投标人少于三个的，不得开标。
    expect:
      stage: FAILED
      failure: LESS_THAN_THREE
    """

  static let twoBiddersInEnglish = """
    # Two bidders only: fewer than three at the deadline, so that nothing is opened and the tender fails
    # (招标投标法 第二十八条; 招标投标法实施条例 第四十四条).
    v: 1
    title: Renewal of the sewers of Qingshi
    language: en
    security: training
    start: 2026-08-03 09:00
    project: E3203010319005001
    lot: E3203010319005001001001
    parties: {tenderer: P-TEN, agency: P-AGE, notary: P-NOT}
    schedule:
      plan: D 09:00
      preview: D+32 09:00
      notice: D+37 09:00
      documents_from: D+37 14:00
      documents_until: +7d 17:00
      opening: D+72 09:30        # the week after the October holiday
    notice:
      scope: 4.2 km of sewers and 136 manholes
      fund_source: public funds
      qualification: contractor for municipal works, grade three or better
      consortium: false
      document_access: download from the platform
      submission: upload to the platform
      contact: construction office of Qingshi, 0000-0000002
      supervisor: Bureau of Housing and Construction of Qingshi County
    mandatory: true
    state_funds: true
    budget: 6200000
    bid_validity_days: 90
    key_window: 1h
    explanation_window: 30m
    panel:
      strata: [{specialty: municipal, seats: 5}]
      representatives: 0
      max_per_employer: 2
    publicity_days: 3
    scheme:
      preset: eng-lowest-v1
      ceiling: 6000000
    experts:
      - {count: 15, specialty: municipal}
    bidders:
      - id: B-001
        bids:
          - {at: D+70 10:00, price: 5680000}
      - id: B-002
        bids:
          - {at: D+71 16:00, price: 5750000}
    attempts:
      - at: opening
        by: P-AGE
        do: deadline.extend
        with: {deadline_ms: opening+7d}
        refused: WRONG_STAGE
        why: Two bids at the deadline; the agency would like to move it until there are three. It has passed.
      - at: +1m
        by: B-002
        do: bid.submit
        with: {price: 5600000}
        refused: BID_LATE
        why: It learns that there are two and would like to change its price, too late.
      - at: +1m
        by: operator
        do: opening.conclude
        refused: WRONG_STAGE
        why: The platform would like to open as usual; with fewer than three bidders nothing may be opened.
    expect:
      stage: FAILED
      failure: LESS_THAN_THREE
    """
}
