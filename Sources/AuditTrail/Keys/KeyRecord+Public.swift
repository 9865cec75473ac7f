internal import Cryptography
public import Notation

extension KeyRecord {
  /// What signs notes with this key: a log's checkpoints, a witness's cosignatures.
  ///
  /// - Throws: `KEY_PURPOSE` for a key of another purpose, `INVALID_KEY`.
  public func noteSigner() throws(Fault) -> NoteSigner {
    let key = try signingKey()
    guard let scheme = noteScheme, let name = KeyName(name),
      let signer = NoteSigner(name: name, scheme: scheme, key: key)
    else {
      throw Fault(
        .keyPurpose, at: nil,
        Wording("a key for “\(purpose.rawValue)” signs no notes", "用途为“\(purpose.rawValue)”的密钥不签署检查点"),
        accepted: Wording("a key for “log” or “witness”", "用途为“log”或“witness”的密钥"))
    }
    return signer
  }

  /// The key that verifies what `noteSigner()` signs.
  ///
  /// - Throws: as `noteSigner()`.
  public var noteKey: NoteKey {
    get throws(Fault) { try noteSigner().noteKey }
  }

  /// The public part as a file: indented JSON `{algorithm, name, public, purpose}` and a line end.
  ///
  /// A key that signs has its `fingerprint` beside them, a log's or witness's its `vkey`.
  ///
  /// - Throws: `INVALID_KEY`.
  public func publicFile() throws(Fault) -> [UInt8] {
    let fingerprint = algorithm == .x25519 ? nil : KeyFingerprint(of: try signingKey().verificationKey)
    let vkey = noteScheme == nil ? nil : try noteKey.text
    let value = Value.object([
      ("algorithm", .string(algorithm.rawValue)),
      ("fingerprint", fingerprint.map { .string($0.description) }),
      ("name", .string(name)),
      ("public", .string(publicKey)),
      ("purpose", .string(purpose.rawValue)),
      ("vkey", vkey.map { .string($0) }),
    ])
    return JSONWriter.bytes(value, layout: .indented) + Array("\n".utf8)
  }

  private var noteScheme: NoteKey.Scheme? {
    switch purpose {
    case .log: algorithm == .sm2 ? .sm2 : .ed25519
    case .witness: .cosignature
    case .root, .party, .opening: nil
    }
  }
}
