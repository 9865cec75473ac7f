public import Notation

/// Who may see the reveals of a draw before it is over (formats, section 6, TD1 1).
public enum DrawClass: String, Hashable, Sendable {
  /// Everybody.
  case `public`
  /// The draw service and the supervisor, until names may be known.
  case secret
}

/// What a draw decides; the middle word of its id.
public enum DrawKind: String, Hashable, Sendable, CaseIterable {
  /// Opening order, numbers of the evaluation, lots among ties; one a tender.
  case `public`
  /// The members of the evaluation panel (评标委员会).
  case panel
  /// The codes of the dark technical bids (暗标).
  case dark

  /// Who may see the reveals.
  public var drawClass: DrawClass { self == .public ? .public : .secret }
}

extension DrawID {
  /// The id of the draw `number` of its kind, `<tender>/<kind>/<number>`.
  ///
  /// - Throws: `INVALID_ID` when the tender's id leaves no room for it.
  public init(tender: TenderID, kind: DrawKind, number: UInt8) throws(Fault) {
    try self.init(parsing: "\(tender)/\(kind.rawValue)/\(number)")
  }
}

/// A group of experts of one field in a roster (专业类别).
public struct StratumID: Identifier {
  /// The text of the id.
  public let rawValue: String
  /// The id of a text that is known to be one.
  public init(unchecked rawValue: String) { self.rawValue = rawValue }
}

/// The unit that an expert works for (工作单位), of which a panel takes few.
public struct EmployerID: Identifier {
  /// The text of the id.
  public let rawValue: String
  /// The id of a text that is known to be one.
  public init(unchecked rawValue: String) { self.rawValue = rawValue }
}

extension PartyID {
  /// The operator under the name that it has among the parties of a draw.
  public static let platform = PartyID(unchecked: "platform")
}
