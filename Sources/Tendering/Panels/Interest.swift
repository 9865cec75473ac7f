package import AuditTrail
internal import Evaluation
package import Notation

/// An interest that a member declares or the records show (利害关系; 招标投标法 第三十七条, 12号令 第十二条, 政府采购法实施条例 第九条).
package struct Interest: Sendable, Hashable {
  /// What binds the member.
  package enum Kind: String, Sendable, Hashable {
    case relative = "RELATIVE"
    case authority = "AUTHORITY"
    case economic = "ECONOMIC"
    case penalty = "PENALTY"
    case employment = "EMPLOYMENT"
    case office = "OFFICE"
    case shares = "SHARES"
    case other = "OTHER"

    static let codec = Codec<Self>.choice([
      .relative: Wording("near relative of a bidder or its head", "投标人或其负责人的近亲属"),
      .authority: Wording("staff of the project authority or the supervisor", "项目主管部门或监督部门人员"),
      .economic: Wording("economic interest", "经济利益关系"),
      .penalty: Wording("punished for acts in tendering", "曾因招投标违法行为受处罚"),
      .employment: Wording("employed by a bidder within three years", "三年内存在劳动关系"),
      .office: Wording("director or supervisor of a bidder", "担任董事、监事"),
      .shares: Wording("controls a bidder", "控股股东或实际控制人"), .other: Wording("another interest", "其他利害关系"),
    ])

    /// Whether it bars from the panel whoever bids.
    var isGeneral: Bool { self == .authority || self == .penalty }
  }

  /// What binds the member.
  package var kind = Kind.other
  /// With which party; nil for an interest with nobody in particular.
  package var party: PartyID?

  private init() {}

  /// An interest of `kind` with `party`.
  package init(_ kind: Kind, with party: PartyID? = nil) {
    self.kind = kind
    self.party = party
  }

  static let codec = Codec<Self>.record(
    Wording("an interest", "利害关系"), blank: Self(),
    .required("kind", \.kind, Kind.codec, Wording("what binds the member", "关系类别")),
    .optional("with", \.party, PartyID.codec, Wording("with whom", "对方")))

  static let list = Codec<[Self]>.distinct(.list(of: codec, count: 0...1_000), by: \.self)
}

extension Occasion {
  /// Refuses a member with an interest in the tender (回避).
  func requireImpartial(_ party: PartyID, _ interests: [Interest]) throws(Refusal) {
    let role = registry.role(of: party)
    if role == .bidder || role == .supervisor || party == tender.notice?.terms.agency {
      throw .conflict(
        Wording("\(party) is enrolled as \(role?.rawValue ?? "-")", "\(party) 登记为 \(role?.rawValue ?? "-")"))
    }
    let bidders = tender.bidding.bidders
    let conflict = interests.first { interest in
      interest.kind.isGeneral || interest.party.map(bidders.contains) ?? false
    }
    guard let conflict else { return }
    throw .conflict(
      Wording(
        "\(conflict.kind.rawValue) with \(conflict.party?.rawValue ?? "-")",
        "\(conflict.kind.rawValue)：\(conflict.party?.rawValue ?? "-")"))
  }
}

extension Refusal {
  fileprivate static func conflict(_ message: Wording) -> Refusal {
    Refusal(
      .panelConflict, .statute, "招标投标法 第三十七条", message,
      accepted: Wording("recusal: panel.recuse, and another member in the seat", "回避：panel.recuse，并更换成员"))
  }
}

extension Fault.Code {
  /// A member with an interest in the tender.
  package static let panelConflict = Fault.Code("PANEL_CONFLICT")
}
