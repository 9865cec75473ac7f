import AuditTrail
import Cryptography
import Glibc
import Notation
import TestSupport
import Testing

/// A folder with the tender of the vectors of formats, section 5: parameters, logged keys, trust file and everybody's keys.
struct BidCase {
  static let tender = TenderID(unchecked: "T-2026-0001")
  static let bidder = PartyID(unchecked: "B-007")
  static let deadline = "1790000000000"
  static let custodians = ["P-TEN", "supervisor", "P-NOT"].map { PartyID(unchecked: $0) }
  static let price = Array(
    (#"{"amount_minor":"123456789","currency":"CNY","quote":"total","tax":"included","v":1,"#
      + #""words":"壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"}"#).utf8)
  static let technical = [UInt8](repeating: 0x78, count: 10)
  private static let parametersText =
    #"{"docs":[{"name":"tender.pdf","sha256":"a4ebf2bd3b7a290f4e0897fdf0bdf98991df77b32fe2870e39cae773128d97a6","#
    + #""size":16}],"grace_ms":10000,"log":"tender.example/audit","pad_to":131072,"parts":["technical","price"],"#
    + #""security":"full","session":"ONE_SESSION","tender":"T-2026-0001"}"#

  let folder: TemporaryFolder
  let parameters: TenderParameters

  init() throws {
    folder = try TemporaryFolder()
    parameters = try TenderParameters(reading: Array(Self.parametersText.utf8))
    try folder.write("params.json", Self.parametersText)
    try folder.write("price.json", Self.price)
    try folder.write("technical.pdf", Self.technical)
    try writeKeys("keys.json")
    try writeTrust()
    try writeSecret("bidder.key", record(.party, .ed25519, "B-007", 0x65).file())
    for part in [Part.technical, .price] {
      for index in 1...3 {
        let key = try record(.opening, .x25519, "custodian", Self.firstSeed(part) + UInt8(index) - 1)
        try writeSecret("\(part.rawValue)-\(index).key", key.file())
      }
    }
    for (index, party) in Self.custodians.enumerated() {
      try writeSecret(
        "custodian-\(index + 1).key", record(.party, .ed25519, party.rawValue, 0x80 + UInt8(index)).file())
    }
    try writeSecret("service.key", record(.opening, .x25519, "operator", 0x28).file())
  }

  static func bytes(_ byte: UInt8) -> SecretBytes { SecretBytes([UInt8](repeating: byte, count: 32)) }
  static func firstSeed(_ part: Part) -> UInt8 { part == .technical ? 0x18 : 0x10 }

  func path(_ name: String) -> String { folder.path + "/" + name }

  func record(
    _ purpose: KeyRecord.Purpose, _ algorithm: KeyRecord.Algorithm, _ name: String, _ seed: UInt8
  ) throws -> KeyRecord {
    try KeyRecord(purpose, algorithm, name: name, secret: Self.bytes(seed))
  }

  @discardableResult
  func writeSecret(_ name: String, _ bytes: [UInt8]) throws -> String {
    let path = try folder.write(name, bytes)
    try #require(chmod(path, 0o600) == 0)
    return path
  }

  func mode(_ name: String) throws -> mode_t {
    var status = stat()
    try #require(stat(path(name), &status) == 0)
    return status.st_mode & 0o777
  }

  /// The logged keys; `edit` may change them.
  func loggedKeys() throws -> [LoggedKey] {
    var keys: [LoggedKey] = []
    for part in [Part.technical, .price] {
      for (position, party) in Self.custodians.enumerated() {
        let index = UInt8(position + 1)
        let key = try AgreementPrivateKey(Self.bytes(Self.firstSeed(part) + index - 1)).publicKey
        let message = try CustodianKeyMessage(
          log: parameters.log, tender: Self.tender, part: part, index: index, threshold: 2, count: 3, key: key
        )
        keys.append(try logged(message, party, 0x80 + UInt8(position)))
      }
    }
    let service = try AgreementPrivateKey(Self.bytes(0x28)).publicKey
    keys.append(
      try logged(
        CustodianKeyMessage(log: parameters.log, tender: Self.tender, openingService: service), .operator,
        0x70))
    let supervisor = try AgreementPrivateKey(Self.bytes(0x29)).publicKey
    keys.append(
      try logged(
        CustodianKeyMessage(log: parameters.log, tender: Self.tender, draws: supervisor), .supervisor, 0x81))
    return keys
  }

  func logged(_ message: CustodianKeyMessage, _ party: PartyID, _ seed: UInt8) throws -> LoggedKey {
    let signer = try SigningKey(.ed25519, seed: Self.bytes(seed))
    return LoggedKey(
      message, party: party, signer: signer.verificationKey, signature: try message.signature(by: signer))
  }

  @discardableResult
  func writeKeys(_ name: String, _ keys: [LoggedKey]? = nil) throws -> String {
    try folder.write(name, JSONWriter.bytes(LoggedKey.listCodec.encode(keys ?? loggedKeys())))
  }

  private func writeTrust() throws {
    func fingerprint(_ seed: UInt8) throws -> KeyFingerprint {
      KeyFingerprint(of: try SigningKey(.ed25519, seed: Self.bytes(seed)).verificationKey)
    }
    let pins = try Dictionary(
      uniqueKeysWithValues: Self.custodians.enumerated().map { ($1, try fingerprint(0x80 + UInt8($0))) })
    let trust = try TrustFile(
      custodians: pins,
      log: NoteKey(parsing: "tender.example/audit+935302bd+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"),
      operatorKey: fingerprint(0x70),
      root: SigningKey(.ed25519, seed: Self.bytes(0x60)).verificationKey, isRootAutomatic: false,
      witnesses: [])
    try folder.write("trust.json", trust.bytes)
  }

  func run(_ arguments: [String]) async throws -> Program.Run {
    try await Program.tender.run(arguments, in: folder.path)
  }

  /// Seals `file` as `part` into `name` and `name.secret`.
  func seal(
    _ part: Part, _ file: String, as name: String, keys: String = "keys.json",
    trust: [String] = ["--trust", "trust.json"]
  ) async throws -> Program.Run {
    try await run(
      ["bid", "seal", "--params", "params.json", "--keys", keys] + trust + [
        "--part", part.rawValue, "--bidder", "B-007", "--revision", "1", "--deadline", Self.deadline,
        "--out", name, "--secret", "\(name).secret", file,
      ])
  }

  func open(
    _ envelope: String, secret: String, _ part: Part, _ indexes: [Int], out: String = "opened",
    _ options: [String] = []
  ) async throws -> Program.Run {
    let release = indexes.flatMap { ["--release", "\($0)=\(part.rawValue)-\($0).key"] }
    return try await run(
      ["bid", "open", "--params", "params.json", "--keys", "keys.json", "--secret", secret, "--out", out]
        + release + options + [envelope])
  }

  /// The envelopes of the vectors and their secret files, called after their parts.
  func writeVectors() throws {
    for part in [Part.technical, .price] {
      let isTechnical = part == .technical
      let keys = try loggedKeys().custodianKeys(of: part, in: parameters, trust: nil)
      let deadline = try #require(Instant(milliseconds: 1_790_000_000_000))
      let sealer = try EnvelopeSealer(
        parameters: parameters, keys: keys, bidder: Self.bidder, revision: 1, deadline: deadline)
      let file = isTechnical ? Self.technical : Self.price
      var pieces = [file]
      var envelope: [UInt8] = []
      let sealed = try sealer.seal(
        { pieces.popLast() ?? [] }, byteCount: file.count, bidderKey: Self.bytes(isTechnical ? 0x44 : 0x41),
        custodianKey: Self.bytes(isTechnical ? 0x45 : 0x42),
        nonce: [UInt8](repeating: isTechnical ? 0x31 : 0x30, count: 32), to: { envelope += $0 })
      try folder.write("\(part.rawValue).bid", envelope)
      try writeSecret("\(part.rawValue).secret", EnvelopeSecret(sealed).file())
    }
  }

  /// The content of the file called `name`.
  func content(_ name: String) async throws -> [UInt8] {
    try await Program.shell.run(["-c", "cat '\(path(name))'"]).output
  }
}

extension Program.Run {
  /// The text under `key` of the JSON object on standard output.
  func member(_ key: String) throws -> String? {
    var faults = Faults()
    let value = try #require(JSONReader.read(output, into: &faults), "\(text)\(errors)")
    switch value[key]?.content {
    case .string(let text): return text
    case .number(let number): return number.description
    case .boolean(let truth): return String(truth)
    default: return nil
    }
  }
}
