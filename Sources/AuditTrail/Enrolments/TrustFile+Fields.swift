internal import Cryptography
internal import Notation

extension TrustFile {
  /// The fields of a trust file.
  static let codec = Codec<TrustFile>(
    Record.codec.schema,
    decode: { value, reading in
      guard let record = Record.codec.decode(value, &reading) else { return nil }
      do throws(Fault) {
        return try record.trustFile()
      } catch {
        reading.faults.append(error)
        return nil
      }
    }, encode: { Record.codec.encode(Record($0)) })

  /// The fields one by one, before they are known to fit each other.
  private struct Record: Sendable {
    var custodians: [PartyID: KeyFingerprint] = [:]
    var isRootAutomatic = false
    var log: NoteKey?
    var secondLogKey: NoteKey?
    var operatorKey = KeyFingerprint(DigestContext.sha256([]))
    var root: VerificationKey?
    var version = 1
    var witnesses: [NoteKey] = []

    init() {}

    init(_ file: TrustFile) {
      custodians = file.custodians
      isRootAutomatic = file.isRootAutomatic
      log = file.log
      secondLogKey = file.secondLogKey
      operatorKey = file.operatorKey
      root = file.root
      witnesses = file.witnesses
    }

    func trustFile() throws(Fault) -> TrustFile {
      guard let log, let root else {
        preconditionFailure("a record without a required field is not returned")
      }
      return try TrustFile(
        custodians: custodians, log: log, operatorKey: operatorKey, root: root,
        isRootAutomatic: isRootAutomatic, witnesses: witnesses, secondLogKey: secondLogKey)
    }

    static let codec = Codec<Record>.record(
      Wording("what a reader trusts", "信任文件"), blank: Record(),
      .required(
        "custodians", \.custodians, fingerprints, Wording("fingerprints of custodians", "密钥保管人指纹")),
      .required("log", \.log, NoteKey.codec(.ed25519).present, Wording("key of the log", "日志公钥")),
      .optional("log_sm2", \.secondLogKey, NoteKey.codec(.sm2), Wording("SM2 key of the log", "日志的 SM2 公钥")),
      .required(
        "operator", \.operatorKey, KeyFingerprint.codec, Wording("fingerprint of the operator", "平台密钥指纹")),
      .required("root", \.root, TrustFile.root.present, Wording("key of the root", "根公钥")),
      .required(
        "root_auto", \.isRootAutomatic, .boolean, Wording("whether the root is automatic", "根密钥是否自动")),
      .required("v", \.version, .version(1), Wording("version", "版本")),
      .required(
        "witnesses", \.witnesses,
        .list(of: NoteKey.codec(.cosignature), count: 0...TrustFile.maximumCount),
        Wording("keys of the witnesses", "见证人公钥")))
  }

  /// A root key: its scheme in one byte, then its bytes, in hexadecimal.
  private static let root = Codec<[UInt8]>.hexadecimalBytes(33...66).refined(
    Wording("alg and public key in hexadecimal", "算法字节与公钥的十六进制"),
    { bytes in
      SignatureAlgorithm(rawValue: bytes[0]).flatMap { try? VerificationKey($0, Array(bytes.dropFirst())) }
    }, restore: { [$0.algorithm.rawValue] + $0.bytes })

  /// An object from ids to fingerprints, at most `maximumCount` of them.
  private static let fingerprints = Codec<[PartyID: KeyFingerprint]>(
    .record(Wording("fingerprints by party", "各当事人的密钥指纹"), []),
    decode: { value, reading in
      let accepted = Wording("an object from ids to fingerprints", "标识到指纹的对象")
      guard case .object(let members) = value.content, members.count <= maximumCount else {
        return reading.refuse(value, accepted: accepted)
      }
      let before = reading.faults.count
      var pins: [PartyID: KeyFingerprint] = [:]
      for member in members {
        guard let party = PartyID(member.key) else {
          _ = reading.refuse(Value(.string(member.key), at: member.keyPlace), accepted: accepted) as Bool?
          continue
        }
        pins[party] = KeyFingerprint.codec.decode(member.value, &reading)
      }
      return reading.faults.count == before ? pins : nil
    },
    encode: { pins in
      .object(
        pins.sorted { $0.key < $1.key }.map { ($0.key.rawValue, KeyFingerprint.codec.encode($0.value)) })
    })
}
