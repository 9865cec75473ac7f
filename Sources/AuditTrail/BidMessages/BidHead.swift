import Notation

/// The beginning that all messages of a bidder about its bid share: which log, tender, bidder and revision.
public struct BidHead: Hashable, Sendable {
  /// The log.
  public var log: LogName
  /// The tender.
  public var tender: TenderID
  /// The bidder, who signs.
  public var bidder: PartyID
  /// The revision: one counter per bidder and tender for submissions and withdrawals.
  public var revision: UInt32

  /// A beginning of these values.
  public init(log: LogName, tender: TenderID, bidder: PartyID, revision: UInt32) {
    self.log = log
    self.tender = tender
    self.bidder = bidder
    self.revision = revision
  }

  /// "tender-bid-v1 " ‖ verb ‖ "\0" ‖ lp(origin) ‖ lp(tender) ‖ lp(bidder) ‖ u32 revision.
  func message(_ verb: String) -> MessageBytes {
    var message = MessageBytes(Self.label(verb))
    message.appendPrefixed(log)
    message.appendPrefixed(tender)
    message.appendPrefixed(bidder)
    message.append(revision)
    return message
  }

  /// The head of a message with `verb`.
  init(_ verb: String, _ reader: inout MessageReader) throws(Fault) {
    try reader.expect(label: Self.label(verb))
    log = try reader.identifier(LogName.self)
    tender = try reader.identifier(TenderID.self)
    bidder = try reader.identifier(PartyID.self)
    revision = try reader.integer(UInt32.self)
  }

  private static func label(_ verb: String) -> String { "tender-bid-v1 \(verb)" }
}
