public import Cryptography
public import Notation

/// A private key as a file holds it, with what it is for.
///
/// A key is made for one purpose and refused for every other: a log key that also signed commands would let one
/// signature stand for two things.
public struct KeyRecord: Sendable {
  /// What a key is for.
  public enum Purpose: String, Hashable, Sendable, CaseIterable {
    /// Signs the checkpoints of one log.
    case log
    /// Cosigns checkpoints.
    case witness
    /// Signs enrolments (身份根).
    case root
    /// Signs commands and messages of one party.
    case party
    /// Receives what is sealed for one holder: a custodian's share, a key handed over, a draw's reveal.
    case opening
  }

  /// The scheme of a key.
  public enum Algorithm: String, Hashable, Sendable, CaseIterable {
    case ed25519
    case sm2
    case x25519
  }

  /// What the key is for.
  public private(set) var purpose: Purpose
  /// Its scheme.
  public private(set) var algorithm: Algorithm
  /// Whose it is: a party's id, the name of a log or witness.
  public private(set) var name: String
  /// The public key, lowercase hexadecimal.
  public private(set) var publicKey: String
  /// The seed or scalar, 32 bytes.
  public private(set) var secret: SecretBytes

  /// A new key of `name`.
  ///
  /// - Throws: `KEY_PURPOSE` when the scheme cannot serve the purpose, `INVALID_ID` for a name that is none, `INVALID_KEY`
  ///   for a secret that has not 32 bytes or is no scalar of the scheme.
  public init(
    _ purpose: Purpose, _ algorithm: Algorithm, name: String, secret: SecretBytes
  ) throws(Fault) {
    self.purpose = purpose
    self.algorithm = algorithm
    self.name = try PartyID(parsing: name).rawValue
    self.secret = secret
    publicKey = ""
    try checkPurpose()
    publicKey = Hexadecimal.text(try publicKeyBytes())
  }

  /// The key that signs.
  ///
  /// - Throws: `KEY_PURPOSE` for an `opening` key; `INVALID_KEY`.
  public func signingKey() throws(Fault) -> SigningKey {
    let scheme: SignatureAlgorithm
    switch algorithm {
    case .ed25519: scheme = .ed25519
    case .sm2: scheme = .sm2
    case .x25519: throw wrongPurpose()
    }
    do throws(CryptographyFailure) {
      return try SigningKey(scheme, seed: secret)
    } catch {
      throw invalid(error)
    }
  }

  /// The key that receives.
  ///
  /// - Throws: `KEY_PURPOSE` for a key that signs; `INVALID_KEY`.
  public func agreementKey() throws(Fault) -> AgreementPrivateKey {
    guard algorithm == .x25519 else { throw wrongPurpose() }
    do throws(CryptographyFailure) {
      return try AgreementPrivateKey(secret)
    } catch {
      throw invalid(error)
    }
  }

  /// Refuses the key for anything but `wanted`.
  ///
  /// - Throws: `KEY_PURPOSE`.
  public func require(_ wanted: Purpose) throws(Fault) {
    guard purpose == wanted else {
      throw Fault(
        .keyPurpose, at: nil,
        Wording("this is a key for “\(purpose.rawValue)”", "此密钥的用途为“\(purpose.rawValue)”"),
        accepted: Wording("a key for “\(wanted.rawValue)”", "用途为“\(wanted.rawValue)”的密钥"))
    }
  }

  private func publicKeyBytes() throws(Fault) -> [UInt8] {
    guard algorithm == .x25519 else { return try signingKey().verificationKey.bytes }
    let key = try agreementKey()
    do throws(CryptographyFailure) { return try key.publicKey.bytes } catch { throw invalid(error) }
  }

  private func checkPurpose() throws(Fault) {
    let isRight =
      switch purpose {
      case .witness: algorithm == .ed25519
      // The second key of a log, whose first one is always Ed25519.
      case .log, .root, .party: algorithm != .x25519
      case .opening: algorithm == .x25519
      }
    guard isRight else { throw wrongPurpose() }
  }

  private func wrongPurpose() -> Fault {
    Fault(
      .keyPurpose, at: nil,
      Wording(
        "a key of \(algorithm.rawValue) cannot serve “\(purpose.rawValue)”",
        "\(algorithm.rawValue) 密钥不能用于“\(purpose.rawValue)”"),
      accepted: Wording(
        "witness: ed25519; log, root and party: ed25519 or sm2; opening: x25519",
        "witness：ed25519；log、root 与 party：ed25519 或 sm2；opening：x25519"))
  }

  private func invalid(_ failure: CryptographyFailure) -> Fault {
    Fault(
      .invalidKey, at: nil, Wording("no key: \(failure)", "不是密钥：\(failure)"),
      accepted: Wording("32 bytes in lowercase hexadecimal", "32 字节的小写十六进制"))
  }
}

extension KeyRecord {
  /// The file: canonical JSON and a line end.
  public func file() -> [UInt8] {
    JSONWriter.bytes(Self.codec.encode(self), layout: .indented) + Array("\n".utf8)
  }

  /// The key in a file.
  ///
  /// - Throws: the first fault; a public key that does not belong to the secret is `INVALID_KEY`.
  public init(file: [UInt8]) throws(Fault) {
    var faults = Faults()
    var reading = Reading(.strict)
    guard let value = JSONReader.read(file, into: &faults), let record = Self.codec.decode(value, &reading)
    else {
      throw faults.list.first ?? reading.faults.list.first ?? Self.mismatch
    }
    self = record
    try checkPurpose()
    guard Hexadecimal.text(try publicKeyBytes()) == publicKey else { throw Self.mismatch }
  }

  private static let mismatch = Fault(
    .invalidKey, at: nil,
    Wording("the public key does not belong to the secret", "公钥与私钥不相符"),
    accepted: Wording("the file as “tender key new” wrote it", "“tender key new”写出的原文件"))

  private static let codec = Codec<KeyRecord>.record(
    Wording("A private key and what it is for", "私钥及其用途"), blank: KeyRecord(),
    .required("v", \.version, .integer(1...1), Wording("version of this file", "文件版本")),
    .required("purpose", \.purpose, .choice(Purpose.meanings), Wording("what the key is for", "用途")),
    .required("algorithm", \.algorithm, .choice(Algorithm.meanings), Wording("the scheme", "算法")),
    .required("name", \.name, PartyID.codec.text, Wording("whose key it is", "持有者")),
    .required("public", \.publicKey, .text(upTo: 130), Wording("public key, hexadecimal", "公钥，十六进制")),
    .required("secret", \.secret, .secretKey, Wording("secret, hexadecimal; never share it", "私钥，十六进制；不得外传")))

  private init() {
    purpose = .party
    algorithm = .ed25519
    name = ""
    publicKey = ""
    secret = SecretBytes([])
  }

  private var version: Int {
    get { 1 }
    set {}
  }
}

extension KeyRecord.Purpose {
  fileprivate static let meanings: KeyValuePairs<Self, Wording> = [
    .log: Wording("signs the checkpoints of a log", "签署日志检查点"),
    .witness: Wording("cosigns checkpoints", "联署检查点"),
    .root: Wording("signs enrolments", "签署身份登记"),
    .party: Wording("signs a party's commands", "签署当事人的指令"),
    .opening: Wording("receives what is sealed", "接收加密内容"),
  ]
}

extension KeyRecord.Algorithm {
  fileprivate static let meanings: KeyValuePairs<Self, Wording> = [
    .ed25519: Wording("Ed25519", "Ed25519"), .sm2: Wording("SM2 with SM3", "SM2（SM3）"),
    .x25519: Wording("X25519", "X25519"),
  ]
}

extension Codec where Root == SecretBytes {
  /// A key that no fault repeats.
  fileprivate static let secretKey = Codec<[UInt8]>.discreetKey
    .refined(Wording(verbatim: "32"), { SecretBytes($0) }, restore: \.exposed)
}

extension Codec where Root: Identifier {
  /// The same syntax, kept as a plain text.
  fileprivate var text: Codec<String> {
    .string(
      IdentifierText.accepted, pattern: IdentifierText.pattern, parse: { Root($0)?.rawValue }, format: \.self)
  }
}

extension Fault.Code {
  /// A key is used for something that it was not made for.
  public static let keyPurpose = Fault.Code("KEY_PURPOSE")
}
