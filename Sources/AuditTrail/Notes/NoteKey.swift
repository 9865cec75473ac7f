public import Cryptography
public import Notation

/// A public key that verifies signatures of notes, with the name it signs under (formats, section 2).
public struct NoteKey: Hashable, Sendable {
  /// What a key signs and how.
  public enum Scheme: Hashable, Sendable, CaseIterable {
    /// Ed25519 over the text of the note: type 01.
    case ed25519
    /// Ed25519 over a time and the text, as witnesses sign: type 04.
    case cosignature
    /// SM2 with SM3 (商用密码) over the text: type ff and the label `tender-sm2-sm3-v1`, a second signature of a log that
    /// other verifiers ignore.
    case sm2

    var typeBytes: [UInt8] {
      switch self {
      case .ed25519: [0x01]
      case .cosignature: [0x04]
      case .sm2: [0xFF] + Array("tender-sm2-sm3-v1".utf8)
      }
    }

    var algorithm: SignatureAlgorithm { self == .sm2 ? .sm2 : .ed25519 }
  }

  /// The name that the key signs under.
  public let name: KeyName
  /// What it signs and how.
  public let scheme: Scheme
  /// The key itself.
  public let key: VerificationKey
  /// The first four bytes of H(name ‖ 0A ‖ type ‖ key).
  public let keyID: UInt32

  /// A key that signs notes under `name`; nil when the key is not of the scheme's algorithm.
  public init?(name: KeyName, scheme: Scheme, key: VerificationKey) {
    guard key.algorithm == scheme.algorithm else { return nil }
    self.name = name
    self.scheme = scheme
    self.key = key
    let identified = Array(name.rawValue.utf8) + [0x0A] + scheme.typeBytes + key.bytes
    keyID = UInt32(truncatingIfNeeded: DigestContext.sha256(identified).leadingWord >> 32)
  }

  /// The key that a vkey text writes: `name+hex(id)+base64(type ‖ key)`.
  ///
  /// - Throws: `INVALID_NOTE_KEY` for another syntax, an unknown type, a bad key, or an id that is not the key's.
  public init(parsing text: some StringProtocol) throws(Fault) {
    let fields = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard text.utf8.count <= 1024, fields.count == 3, let name = KeyName(fields[0]),
      let identifier = Hexadecimal.bytes(fields[1]), identifier.count == 4,
      let content = Base64.bytes(fields[2])
    else { throw .invalidNoteKey(Wording("the text has another form", "文本格式不符")) }
    guard let scheme = Scheme.allCases.first(where: { content.starts(with: $0.typeBytes) }) else {
      throw .invalidNoteKey(Wording("the type of the key is not known", "密钥类型未知"))
    }
    let verificationKey: VerificationKey
    do throws(CryptographyFailure) {
      verificationKey = try VerificationKey(
        scheme.algorithm, Array(content.dropFirst(scheme.typeBytes.count)))
    } catch {
      throw .invalidNoteKey(Wording("\(error)", "密钥无效：\(error)"))
    }
    guard let key = NoteKey(name: name, scheme: scheme, key: verificationKey),
      identifier.reduce(0, { $0 << 8 | UInt32($1) }) == key.keyID
    else { throw .invalidNoteKey(Wording("the id is not that of the key", "标识与密钥不符")) }
    self = key
  }

  /// The vkey text of the key.
  public var text: String {
    var identifier: [UInt8] = []
    identifier.append(bigEndian: keyID)
    return "\(name)+\(Hexadecimal.text(identifier))+\(Base64.text(scheme.typeBytes + key.bytes))"
  }

  /// Whether a signature line names this key.
  package func names(_ signature: NoteSignature) -> Bool {
    signature.keyID == keyID && signature.name == name
  }
}

extension Fault {
  fileprivate static func invalidNoteKey(_ reason: Wording) -> Fault {
    Fault(
      .invalidNoteKey, at: nil, reason,
      accepted: Wording(
        "<name>+<8 hex digits>+<base64 of type and key>", "<名称>+<8 位十六进制>+<类型与密钥的 base64>"))
  }
}

extension Fault.Code {
  /// A text that is no verification key of notes.
  public static let invalidNoteKey = Fault.Code("INVALID_NOTE_KEY")
}

extension NoteKey {
  /// The field codec of a key of `scheme`.
  static func codec(_ scheme: Scheme) -> Codec<NoteKey> {
    .string(
      Wording(
        "a verification key name+id+key \(scheme.meaning.english)", "\(scheme.meaning.chinese)公钥 name+id+key"),
      parse: { text in (try? NoteKey(parsing: text)).flatMap { $0.scheme == scheme ? $0 : nil } },
      format: \.text)
  }
}

extension NoteKey.Scheme {
  fileprivate var meaning: Wording {
    switch self {
    case .ed25519: Wording("of a log", "日志")
    case .cosignature: Wording("of a witness", "见证人")
    case .sm2: Wording("of SM2", "SM2 ")
    }
  }
}
