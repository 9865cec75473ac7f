internal import Cryptography
public import Notation

extension Enrolment {
  /// The fields of the event `party.enrolled` (formats, section 11), beside its `kind`.
  public static let codec = Codec<Enrolment>(
    Record.codec.schema,
    decode: { value, reading in
      guard let record = Record.codec.decode(value, &reading) else { return nil }
      do throws(Fault) {
        return try record.enrolment()
      } catch {
        var fault = error
        fault.place = value.place
        reading.faults.append(fault)
        return nil
      }
    }, encode: { Record.codec.encode(Record($0)) })

  /// The fields one by one, before the key is known to be one.
  private struct Record: Sendable {
    var algorithm = SignatureAlgorithm.ed25519
    var isAutomatic = false
    var notAfter = Instant.beginning
    var notBefore = Instant.beginning
    var party = PartyID.operator
    var publicKey: [UInt8] = []
    var role = PartyRole.operator
    var rootSignature: [UInt8] = []
    var selfSignature: [UInt8] = []

    init() {}

    init(_ enrolment: Enrolment) {
      algorithm = enrolment.key.algorithm
      isAutomatic = enrolment.isAutomatic
      notAfter = enrolment.notAfter
      notBefore = enrolment.notBefore
      party = enrolment.party
      publicKey = enrolment.key.bytes
      role = enrolment.role
      rootSignature = enrolment.rootSignature
      selfSignature = enrolment.selfSignature
    }

    func enrolment() throws(Fault) -> Enrolment {
      try Enrolment(
        party: party, role: role, key: try .init(algorithm, sound: publicKey), notBefore: notBefore,
        notAfter: notAfter, isAutomatic: isAutomatic, selfSignature: selfSignature,
        rootSignature: rootSignature)
    }

    static let codec = Codec<Record>.record(
      Wording("an enrolment", "一份登记"), blank: Record(),
      .required("alg", \.algorithm, .signatureAlgorithm, Wording("signature scheme", "签名算法")),
      .required(
        "auto", \.isAutomatic, .boolean, Wording("whether the root is automatic", "是否由自动根密钥登记")),
      .required("not_after_ms", \.notAfter, .milliseconds, Wording("in force until", "有效期止")),
      .required("not_before_ms", \.notBefore, .milliseconds, Wording("in force from", "有效期起")),
      .required("party", \.party, PartyID.codec, Wording("who is enrolled", "被登记人")),
      .required("pubkey", \.publicKey, .hexadecimalBytes(32...65), Wording("verification key", "公钥")),
      .required("role", \.role, PartyRole.codec, Wording("as what", "角色")),
      .required(
        "root_sig", \.rootSignature, .hexadecimalBytes(1...72), Wording("signature of the root", "根密钥签名")),
      .required(
        "self_sig", \.selfSignature, .hexadecimalBytes(1...72), Wording("signature of the party", "本人签名")))
  }
}

extension VerificationKey {
  /// The key that `bytes` are.
  ///
  /// - Throws: `INVALID_KEY`.
  init(_ algorithm: SignatureAlgorithm, sound bytes: [UInt8]) throws(Fault) {
    do throws(CryptographyFailure) {
      try self.init(algorithm, bytes)
    } catch {
      throw Fault(
        .invalidKey, at: nil, Wording("these bytes are no sound public key", "这些字节不是有效的公钥"),
        accepted: Wording(
          "32 bytes of Ed25519, reduced and not of low order, or an SM2 point of 65 bytes on its curve",
          "32 字节的 Ed25519 公钥（规范且非低阶），或 65 字节的 SM2 曲线点"))
    }
  }
}

extension Fault.Code {
  /// Bytes that are no public key of their scheme.
  public static let invalidKey = Fault.Code("INVALID_KEY")
}
