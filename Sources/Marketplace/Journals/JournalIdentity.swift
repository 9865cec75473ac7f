package import AuditTrail
package import Cryptography
package import Notation

/// Whose journal it is: the keys that sign what it says, and the root that vouches for its parties.
package struct JournalIdentity: Sendable {
  /// The keys that sign checkpoints: the Ed25519 key of the log, then further ones such as SM2.
  package let signers: [NoteSigner]
  /// The operator's enrolled key, which signs acknowledgements and refusal notes.
  package let operatorKey: SigningKey
  /// The root under which parties are enrolled.
  package let root: VerificationKey
  /// Whether the root is an automatic one, for training.
  package let isRootAutomatic: Bool
  /// Which clock the tenders run on; on a model clock timeliness is simulated.
  package let clock: BodyFields.Clock
  /// The keys under which checkpoints of the journal are opened.
  let checkpointKeys: CheckpointKeys

  /// The name of the log.
  package var origin: LogName { checkpointKeys.origin }

  /// The journal of the log whose checkpoints `log` signs, and `further` too.
  ///
  /// - Throws: `INVALID_NOTE_KEY` when the signers do not belong to one log.
  package init(
    log: NoteSigner, further: [NoteSigner] = [], operatorKey: SigningKey, root: VerificationKey,
    isRootAutomatic: Bool, clock: BodyFields.Clock = .wall
  ) throws(Fault) {
    signers = [log] + further
    checkpointKeys = try CheckpointKeys(log: log.noteKey, further: further.map(\.noteKey))
    self.operatorKey = operatorKey
    self.root = root
    self.isRootAutomatic = isRootAutomatic
    self.clock = clock
  }
}
