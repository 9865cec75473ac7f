internal import AuditTrail
internal import Cryptography
internal import Notation
internal import Tendering

/// A bid, withdrawal, maintained bid or key that was refused, and what its leaf keeps of it (formats, section 10).
///
/// The one place where the journal knows commands by name, as the formats do.
struct RefusedSubmission {
  /// The kind of the leaf.
  static let kind: LeafKind = {
    guard let kind = LeafKind("refused") else { preconditionFailure("refused is a kind") }
    return kind
  }()

  /// The argument that names the message, by command.
  private static let messages = [
    "bid.submit": "submit", "bid.withdraw": "withdraw", "bid.maintain": "maintain", "bid.open": "open",
  ]

  /// What the body keeps of the command; an empty object where its message cannot be read.
  let command: Value
  /// What the note is about; nil where it cannot be read.
  private let subject: Digest?
  private let bidder: PartyID

  /// The refused command; nil when it is none of those that get a note.
  init?(_ signed: SignedCommand, _ enclosures: Enclosures) {
    let command = signed.message.command
    guard let argument = Self.messages[command.name] else { return nil }
    bidder = command.party
    let named = command.value.text(argument).flatMap { Hexadecimal.bytes($0) }.flatMap { Digest($0) }
    guard command.name == "bid.open" else {
      (subject, self.command) = (named, command.value)
      return
    }
    let handover = named.flatMap { enclosures[$0] }.flatMap { try? KeyHandover(reading: $0) }
    let isTheirs =
      handover.map { handover in
        let head = handover.head
        return head.bidder == command.party && head.tender == signed.message.tender
          && head.log == signed.message.log
      } ?? false
    subject = isTheirs ? handover?.envelope : nil
    self.command = isTheirs ? command.value : .object([])
  }

  /// Whether the command itself stands in the body, so that its signature does too.
  var isReadable: Bool {
    if case .object(let members) = command.content { !members.isEmpty } else { false }
  }

  /// The note, signed by the operator.
  func note(
    _ code: Fault.Code, of tender: TenderID, at time: Instant, by identity: JournalIdentity
  ) throws -> (note: RefusalNote, signature: [UInt8]) {
    let note = try RefusalNote(
      log: identity.origin, tender: tender, refused: subject, code: code, time: time)
    return (note, try note.signature(by: identity.operatorKey))
  }

  /// The event that keeps a note.
  func event(_ note: RefusalNote, _ signature: [UInt8]) -> Value {
    .object([
      ("bidder", .string(bidder.rawValue)), ("code", .string(note.code.rawValue)),
      ("kind", .string(Self.kind.rawValue)), ("note", .string(Hexadecimal.text(note.bytes))),
      ("note_sig", .string(Hexadecimal.text(signature))),
    ])
  }

  /// The note that an event keeps.
  static func note(in event: Value) throws(Fault) -> (note: RefusalNote, signature: [UInt8]) {
    guard let bytes = event.text("note").flatMap({ Hexadecimal.bytes($0) }),
      let signature = event.text("note_sig").flatMap({ Hexadecimal.bytes($0) })
    else { throw .damaged(.corruptStore, Wording("a stored refusal note is none", "所存拒收通知无效")) }
    return (try RefusalNote(reading: bytes), signature)
  }
}
