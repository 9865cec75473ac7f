public import Notation

/// The keys that a reader trusts to sign and cosign checkpoints of one log (formats, sections 2 and 11).
public struct CheckpointKeys: Hashable, Sendable {
  /// The key of the log, which must have signed.
  public let log: NoteKey
  /// Further keys of the log, as for SM2, whose signatures may be absent but never wrong.
  public let further: [NoteKey]
  /// The keys of witnesses.
  public let witnesses: [NoteKey]

  /// Keys of which the log's sign texts and the witnesses' cosign them.
  ///
  /// - Throws: `INVALID_NOTE_KEY` for a key of the other kind, a log key under another name, a log name that is no id, or a
  ///   key that is there twice.
  public init(log: NoteKey, further: [NoteKey] = [], witnesses: [NoteKey] = []) throws(Fault) {
    let own = [log] + further
    guard LogName(log.name.rawValue) != nil,
      own.allSatisfy({ $0.scheme != .cosignature && $0.name == log.name }),
      witnesses.allSatisfy({ $0.scheme == .cosignature }),
      Set(own + witnesses).count == own.count + witnesses.count
    else {
      throw Fault(
        .invalidNoteKey, at: nil, Wording("these keys do not fit together", "这些密钥不相配"),
        accepted: Wording(
          "signing keys under the log's name, then cosigning keys of witnesses, each once",
          "日志名下的签名密钥，以及见证人的会签密钥，各一次"))
    }
    self.log = log
    self.further = further
    self.witnesses = witnesses
  }

  /// The name of the log.
  public var origin: LogName { LogName(unchecked: log.name.rawValue) }
}
