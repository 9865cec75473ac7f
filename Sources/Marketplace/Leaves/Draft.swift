internal import AuditTrail
internal import Notation
internal import Tendering

/// What will be answered once the batch is committed; until then nobody may know of it.
enum Draft: Sendable {
  case accepted(DraftLeaf, [any Event])
  case refused(Tendering.Refusal, DraftNote?)
  /// The request cannot be taken, and nothing was written for it.
  case faulty(Fault)
  /// Time caused leaves.
  case advanced

  /// A leaf that is not acknowledged yet.
  struct DraftLeaf: Sendable {
    let bytes: [UInt8]
    let message: Acknowledgement
  }

  /// A refusal note whose leaf is not acknowledged yet.
  struct DraftNote: Sendable {
    let note: RefusalNote
    let signature: [UInt8]
    let leaf: DraftLeaf
  }
}
