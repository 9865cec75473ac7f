public import Notation

/// What a party is in the procedure, as its enrolment says.
public enum PartyRole: String, Hashable, Sendable, CaseIterable {
  /// Who buys (招标人).
  case tenderer
  /// Who runs the procedure for the tenderer (招标代理机构).
  case agency
  /// Who bids (投标人).
  case bidder
  /// Who sits on the panel (评标专家).
  case expert
  /// Who supervises (行政监督部门).
  case supervisor
  /// Who runs the platform (平台).
  case `operator`
  /// Who holds a share of the opening keys, such as a notary (公证机构).
  case custodian
  /// Who signs checkpoints of the log (见证人).
  case witness

  /// The roles by name.
  public static let codec = Codec<PartyRole>.choice([
    .tenderer: Wording("tenderer", "招标人"), .agency: Wording("agency", "招标代理机构"),
    .bidder: Wording("bidder", "投标人"), .expert: Wording("expert", "评标专家"),
    .supervisor: Wording("supervisor", "行政监督部门"), .operator: Wording("operator", "平台"),
    .custodian: Wording("custodian", "密钥保管人"), .witness: Wording("witness", "见证人"),
  ])

  /// Whether `party` may have this role: the ids `operator` and `supervisor` belong to those two roles alone.
  func mayBelong(to party: PartyID) -> Bool {
    switch self {
    case .operator: party == .operator
    case .supervisor: party == .supervisor
    case .tenderer, .agency, .bidder, .expert, .custodian, .witness:
      party != .operator && party != .supervisor
    }
  }
}
