package import AuditTrail
internal import Cryptography
package import Tendering

/// What a party gets for its command, once that is durable.
package enum Answer: Sendable {
  /// The command was taken.
  case accepted(Acknowledged, [any Event])
  /// The command was refused; nothing happened in its tender. A refused bid has a leaf and a note all the same.
  case refused(Tendering.Refusal, SignedRefusalNote?)
  /// Time caused what was due.
  case advanced

  /// A leaf that is committed, and the operator's word for it.
  package struct Acknowledged: Sendable, Hashable {
    /// What the operator signs.
    package let message: Acknowledgement
    /// The signature over it.
    package let signature: [UInt8]
    /// The bytes of the leaf.
    package let leaf: [UInt8]
  }

  /// The note of a refusal with the leaf that keeps it.
  package struct SignedRefusalNote: Sendable, Hashable {
    /// The note.
    package let note: RefusalNote
    /// The operator's signature over it.
    package let signature: [UInt8]
    /// The leaf, acknowledged.
    package let acknowledged: Acknowledged
  }

  /// The leaf of the command, if it has one.
  package var acknowledged: Acknowledged? {
    switch self {
    case .accepted(let acknowledged, _): acknowledged
    case .refused(_, let note): note?.acknowledged
    case .advanced: nil
    }
  }

  /// The refusal, if it is one.
  package var refusal: Tendering.Refusal? {
    guard case .refused(let refusal, _) = self else { return nil }
    return refusal
  }
}
