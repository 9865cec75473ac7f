package import Evaluation
package import Notation

/// Which column of a table holds which field, where the usual headers do not say so.
package struct ColumnMap: Sendable, Equatable {
  /// The header of each mapped field.
  package private(set) var headers: [Field: String] = [:]
  /// Headers that are passed over.
  package private(set) var ignored: [String] = []

  /// A field of a bid table or a score table.
  package enum Field: String, CaseIterable, Sendable {
    case tender
    case bidder
    case price
    case ceiling
    case floor
    case responsive
    case enterprise
    case smallShare = "small_share"
    case adjustment
    case finding
    case recordedWinner = "recorded_winner"
    case recordedBelowFloor = "recorded_below_floor"
    case openingNumber = "opening_number"
    case drawnBid = "drawn_b_rand"
    case drawnDelta = "drawn_delta"
    case drawnK = "drawn_k"
    case criterion
    case member
    case score

    /// The headers by which the field is known without a map, in lower case.
    var usualHeaders: [String] {
      switch self {
      case .tender: ["tender", "lot", "标段", "标段编号", "标段名称", "包号", "项目编号"]
      case .bidder: ["bidder", "投标人", "投标人名称", "投标单位", "供应商", "供应商名称"]
      case .price: ["price", "投标报价", "报价", "投标总价", "投标价"]
      case .ceiling: ["ceiling", "最高投标限价", "最高限价", "招标控制价", "预算金额"]
      case .floor: ["floor", "最低限价"]
      case .responsive: ["responsive", "初步评审", "是否通过初步评审", "符合性审查", "是否响应"]
      case .enterprise: ["enterprise", "企业类型", "企业划型"]
      case .smallShare: ["small_share", "小微企业份额", "小微份额"]
      case .adjustment: ["adjustment", "商务偏差调整", "调整金额"]
      case .finding: ["finding", "低价认定"]
      case .recordedWinner: ["recorded_winner", "记录中标"]
      case .recordedBelowFloor: ["recorded_below_floor", "记录低于最低限价"]
      case .openingNumber: ["opening_number", "唱标顺序", "开标顺序"]
      case .drawnBid: ["drawn_b_rand", "抽取投标序号"]
      case .drawnDelta: ["drawn_delta", "抽取δ序号"]
      case .drawnK: ["drawn_k", "抽取k序号"]
      case .criterion: ["criterion", "评审因素"]
      case .member: ["member", "评委", "评标专家"]
      case .score: ["score", "得分", "打分", "分数"]
      }
    }

    /// What the field means.
    var summary: Wording {
      switch self {
      case .tender: Wording("which tender; without it the file is one tender", "标段；没有此列时整个文件为一个标段")
      case .bidder: Wording("who bids", "投标人")
      case .price: Wording("bid price", "投标报价")
      case .ceiling: Wording("maximum price, the same in every row of a tender", "最高投标限价，同一标段各行一致")
      case .floor: Wording("minimum price, FOREIGN track", "最低限价（境外规则）")
      case .responsive: Wording("whether it passed the preliminary review", "是否通过初步评审")
      case .enterprise: Wording("size of the enterprise", "企业划型")
      case .smallShare: Wording("percent of the contract held by small partners", "小微企业合同份额（%）")
      case .adjustment: Wording("commercial adjustments, method M1", "商务偏差调整金额（M1）")
      case .finding: Wording("finding on a low price", "低价认定")
      case .recordedWinner: Wording("winner in the records", "记录中的中标人")
      case .recordedBelowFloor: Wording("below the floor in the records", "记录中低于最低限价")
      case .openingNumber: Wording("place in the opening order, from 1", "唱标顺序号，从 1 起")
      case .drawnBid:
        Wording(
          "public draw: index of the drawn bid in the opening order, from 0, the same in every row of a tender",
          "公开抽取：所抽投标在唱标顺序中的序号，从 0 起，同一标段各行一致")
      case .drawnDelta:
        Wording(
          "public draw: index of Δ in the scheme's list, from 0, the same in every row of a tender",
          "公开抽取：Δ 在办法所列数值中的序号，从 0 起，同一标段各行一致")
      case .drawnK:
        Wording(
          "public draw: index of k in the scheme's list, from 0, the same in every row of a tender",
          "公开抽取：k 在办法所列数值中的序号，从 0 起，同一标段各行一致")
      case .criterion: Wording("id or name of the criterion, score tables", "评审因素编号或名称（评分表）")
      case .member: Wording("who scored, score tables", "评委（评分表）")
      case .score: Wording("the score, score tables", "得分（评分表）")
      }
    }
  }

  /// A map of `headers`, passing over `ignored`.
  package init(_ headers: [Field: String], ignored: [String]) {
    self.headers = headers
    self.ignored = ignored
  }

  /// The field names under the key `columns` of a scheme file.
  package static let codec = Codec<ColumnMap>(
    .record(
      Wording("which column of a table holds which field", "表格各列对应的字段"),
      Field.allCases.map {
        Schema.Property(key: $0.rawValue, summary: $0.summary, isRequired: false, schema: header.schema)
      } + [
        Schema.Property(
          key: "ignored", summary: Wording("headers that are passed over", "忽略的列"), isRequired: false,
          schema: headers.schema)
      ]),
    decode: decode,
    encode: { map in
      Value.object(
        Field.allCases.map { ($0.rawValue, map.headers[$0].map(header.encode)) }
          + [("ignored", map.ignored.isEmpty ? nil : ColumnMap.headers.encode(map.ignored))])
    })

  private static let header = Codec<String>.text(upTo: 200)
  private static let headers = Codec<[String]>.list(of: header, count: 0...1000)

  private static func decode(_ value: Value, _ reading: inout Reading) -> ColumnMap? {
    guard case .object(let members) = value.content else {
      return reading.refuse(value, accepted: Wording("an object", "一个对象"))
    }
    let before = reading.faults.count
    var map = ColumnMap([:], ignored: [])
    for member in members {
      if member.key == "ignored" {
        map.ignored = headers.decode(member.value, &reading) ?? []
      } else if let field = Field(rawValue: member.key) {
        map.headers[field] = header.decode(member.value, &reading)
      } else {
        reading.faults.append(
          .unknownKey(member.key, at: member.keyPlace, known: Field.allCases.map(\.rawValue) + ["ignored"]))
      }
    }
    return reading.faults.count == before ? map : nil
  }

  /// The columns of the public data for which a preset was made.
  package static func preset(_ preset: Preset) -> ColumnMap? {
    switch preset {
    case .japaneseFloor:
      ColumnMap(
        [
          .tender: "pid", .bidder: "bidder_id", .price: "bid", .ceiling: "reserveprice", .floor: "minprice",
          .recordedWinner: "winner", .recordedBelowFloor: "belowminprice",
        ],
        ignored: [
          "date", "minpriceauction", "num_bidders", "is_cartel", "auction_cartelized", "water", "road",
          "pipe",
          "sewer", "construction", "design",
        ])
    case .engineeringComprehensive, .engineeringDrawn, .engineeringLowest, .procurementGoods,
      .procurementService, .procurementLowest:
      nil
    }
  }
}
