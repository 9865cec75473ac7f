public import Cryptography
public import Notation

extension LoggedKey {
  /// The fields of a list of logged keys: `{i, key: {alg, pubkey}, n, part, party, pk, sig, t}` each.
  public static let listCodec = Codec<[LoggedKey]>.list(of: codec, count: 1...1_000)

  /// The fields of one logged key.
  public static let codec = Codec<LoggedKey>(
    Record.codec.schema,
    decode: { value, reading in
      guard let record = Record.codec.decode(value, &reading) else { return nil }
      guard let key = record.key, let signer = record.signer else {
        preconditionFailure("a record without a required field is not returned")
      }
      return LoggedKey(
        purpose: record.purpose, index: record.index, threshold: record.threshold, count: record.count,
        key: key, party: record.party, signer: signer, signature: record.signature)
    }, encode: { Record.codec.encode(Record($0)) })

  private struct Record: Sendable {
    var count: UInt8 = 0
    var index: UInt8 = 0
    var key: AgreementPublicKey?
    var party = PartyID.operator
    var purpose = KeyPurpose.openingService
    var signature: [UInt8] = []
    var signer: VerificationKey?
    var threshold: UInt8 = 0

    init() {}

    init(_ logged: LoggedKey) {
      count = logged.count
      index = logged.index
      key = logged.key
      party = logged.party
      purpose = logged.purpose
      signature = logged.signature
      signer = logged.signer
      threshold = logged.threshold
    }

    static let codec = Codec<Record>.record(
      Wording("a logged key", "已记录的密钥"), blank: Record(),
      .required("i", \.index, .byte, Wording("the custodian's index", "托管人序号")),
      .required(
        "key", \.signer, VerificationKey.codec.present, Wording("enrolled key of the party", "该方登记密钥")),
      .required("n", \.count, .byte, Wording("how many custodians", "托管人数")),
      .required("part", \.purpose, KeyPurpose.codec, Wording("what it is for", "用途")),
      .required("party", \.party, PartyID.codec, Wording("whose it is", "持有者")),
      .required("pk", \.key, AgreementPublicKey.codec.present, Wording("the X25519 key", "X25519 公钥")),
      .required("sig", \.signature, .signature, Wording("signature of the party", "该方签名")),
      .required("t", \.threshold, .byte, Wording("how many keys open", "开启所需密钥数")))
  }
}

extension VerificationKey {
  /// The fields of a verification key, `{alg, pubkey}`.
  public static let codec = Codec<VerificationKey>(
    Record.codec.schema,
    decode: { value, reading in
      guard let record = Record.codec.decode(value, &reading) else { return nil }
      do throws(Fault) {
        return try VerificationKey(record.algorithm, sound: record.bytes)
      } catch {
        var fault = error
        fault.place = value.place
        reading.faults.append(fault)
        return nil
      }
    }, encode: { Record.codec.encode(Record(algorithm: $0.algorithm, bytes: $0.bytes)) })

  private struct Record: Sendable {
    var algorithm = SignatureAlgorithm.ed25519
    var bytes: [UInt8] = []

    static let codec = Codec<Record>.record(
      Wording("a verification key", "验证公钥"), blank: Record(),
      .required("alg", \.algorithm, .signatureAlgorithm, Wording("signature scheme", "签名算法")),
      .required("pubkey", \.bytes, .hexadecimalBytes(32...65), Wording("public key", "公钥")))
  }
}

extension KeyPurpose {
  fileprivate static let codec = Codec<KeyPurpose>.string(
    Wording(verbatim: names.joined(separator: ", ")), parse: { KeyPurpose(rawValue: $0) }, format: \.rawValue)

  private static let names = Part.allCases.map(\.rawValue) + ["*", "draw"]
}

extension AgreementPublicKey {
  fileprivate static let codec = Codec<[UInt8]>.hexadecimalBytes(byteCount...byteCount).refined(
    Wording("a canonical X25519 key, not of low order", "规范且非低阶的 X25519 公钥"),
    { try? AgreementPublicKey($0) }, restore: \.bytes)
}

extension Codec where Root == UInt8 {
  /// An integer of one byte.
  package static let byte = Codec<Int>.integer(0...255)
    .refined(Wording(verbatim: "0-255"), { UInt8(exactly: $0) }, restore: { Int($0) })
}

extension Codec where Root == UInt32 {
  /// An integer of four bytes.
  package static let word = Codec<Int>.integer(0...Int(UInt32.max))
    .refined(Wording(verbatim: "0-4294967295"), { UInt32(exactly: $0) }, restore: { Int($0) })
}

extension Codec where Root == [UInt8] {
  /// A signature of either scheme.
  package static let signature = hexadecimalBytes(1...72)
}

extension Codec {
  /// The same codec for a field that is empty only until it has been read.
  package var present: Codec<Root?> {
    Codec<Root?>(
      schema, decode: { value, reading in decode(value, &reading).map(Optional.some) },
      encode: { root in root.map(encode) ?? Value(.null) })
  }
}
