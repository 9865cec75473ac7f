public import Notation

/// A checkpoint that its log signed, with the trusted witnesses that cosigned it (formats, section 2).
///
/// One exists only when every line of every trusted key was valid and the log's was there; lines of other keys are ignored.
public struct OpenedCheckpoint: Hashable, Sendable {
  /// The note as it was read.
  public let note: SignedNote
  /// What it says.
  public let checkpoint: Checkpoint
  /// The further keys of the log that signed too.
  public let furtherSigners: [NoteKey]
  /// The cosignatures of trusted witnesses, in the order of the lines; a witness may have signed at several times.
  public let cosignatures: [Cosignature]

  /// Opens `note` with the keys of its log.
  ///
  /// Every line under a trusted key is checked, also a second one: who looks only at the first would see another note
  /// than who looks only at the last.
  ///
  /// - Throws: `INVALID_CHECKPOINT` for a text that is none, `FOREIGN_LOG` for another log's, `BAD_SIGNATURE` when a trusted
  ///   key's line is wrong, `UNSIGNED` when the log's is missing.
  public init(_ note: SignedNote, keys: CheckpointKeys) throws(Fault) {
    let checkpoint = try Checkpoint(parsing: note.text)
    guard checkpoint.origin == keys.origin else {
      throw Fault(
        .foreignLog, at: nil,
        Wording("the checkpoint is of the log \(checkpoint.origin)", "检查点属于日志 \(checkpoint.origin)"),
        accepted: Wording(verbatim: keys.origin.rawValue))
    }
    var signers: [NoteKey] = []
    var cosignatures: [Cosignature] = []
    for signature in note.signatures {
      for key in [keys.log] + keys.further + keys.witnesses where key.names(signature) {
        switch key.finding(on: signature, for: note.text) {
        case .signed: if !signers.contains(key) { signers.append(key) }
        case .seen(let time): cosignatures.append(Cosignature(witness: key, time: time))
        case .invalid: throw Self.badSignature(by: key)
        }
      }
    }
    guard signers.contains(keys.log) else {
      throw Fault(
        .unsigned, at: nil, Wording("\(keys.log.name) did not sign the note", "\(keys.log.name) 未签署该文本"),
        accepted: Wording("a signature under \(keys.log.text)", "密钥 \(keys.log.text) 的签名"))
    }
    self.note = note
    self.checkpoint = checkpoint
    furtherSigners = signers.filter { $0 != keys.log }
    self.cosignatures = cosignatures
  }

  /// Opens the note that `bytes` write.
  public init(parsing bytes: [UInt8], keys: CheckpointKeys) throws(Fault) {
    try self.init(SignedNote(parsing: bytes), keys: keys)
  }

  /// Refuses a checkpoint that a further key of the log did not sign.
  ///
  /// Who trusts a second scheme wants it where the first is broken: a line that may be missing would be left out then.
  ///
  /// - Throws: `UNSIGNED`.
  public func requireFurther(_ keys: CheckpointKeys) throws(Fault) {
    for key in keys.further where !furtherSigners.contains(key) {
      throw Fault(
        .unsigned, at: nil,
        Wording("the second key of \(key.name) did not sign the note", "\(key.name) 的第二把密钥未签署该文本"),
        accepted: Wording("a signature under \(key.text)", "密钥 \(key.text) 的签名"))
    }
  }

  /// The earliest cosignature of each witness, in the order of the lines.
  ///
  /// The earliest counts: what a witness saw at one time was there at all later ones.
  public var earliestCosignatures: [Cosignature] {
    var earliest: [NoteKey: Cosignature] = [:]
    for cosignature in cosignatures {
      if let known = earliest[cosignature.witness], known.time <= cosignature.time { continue }
      earliest[cosignature.witness] = cosignature
    }
    return cosignatures.map(\.witness).reduce(into: [Cosignature]()) { list, witness in
      if let cosignature = earliest.removeValue(forKey: witness) { list.append(cosignature) }
    }
  }

  private static func badSignature(by key: NoteKey) -> Fault {
    Fault(
      .badSignature, at: nil, Wording("the signature of \(key.name) is wrong", "\(key.name) 的签名无效"),
      accepted: Wording("a signature under \(key.text)", "密钥 \(key.text) 的签名"))
  }
}

extension Fault.Code {
  /// A signature of a trusted key that the key did not make.
  public static let badSignature = Fault.Code("BAD_SIGNATURE")
  /// A note that lacks the signature it needs.
  public static let unsigned = Fault.Code("UNSIGNED")
  /// A checkpoint of another log than the expected one.
  public static let foreignLog = Fault.Code("FOREIGN_LOG")
}
