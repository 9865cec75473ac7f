internal import AuditTrail
internal import Cryptography
internal import Notation
internal import Tendering

/// A request that may be committed: authenticated as far as that is possible before its turn, its files stored.
struct Request: Sendable {
  /// When it was completely received.
  let stamp: Instant
  /// What is asked.
  let content: Content
  /// Who waits for the answer.
  let answer: @Sendable (Result<Answer, Fault>) -> Void

  enum Content: Sendable {
    /// A party's command.
    case command(Ordered)
    /// Time alone: everything that is due in any tender.
    case advance
  }

  /// A party's command with what was found out about it outside the writer.
  struct Ordered: Sendable {
    let signed: SignedCommand
    let decoded: DecodedCommand
    let enclosures: Enclosures
    /// The key under which the signature was found valid.
    let verified: VerificationKey
  }
}
