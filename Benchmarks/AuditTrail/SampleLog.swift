import AuditTrail
import Cryptography
import Notation

/// A log as the journal writes it: most leaves sealed, with the bodies that they stand for.
enum SampleLog {
  struct Missing: Error {}

  static func given<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw Missing() }
    return value
  }

  static func origin() throws -> LogName { try given(LogName("tender.example/audit")) }
  static func tender() throws -> TenderID { try given(TenderID("T-2026-0001")) }
  static func time(_ index: Int) throws -> Instant {
    try given(Instant(milliseconds: 1_790_000_000_000 + Int64(index)))
  }
  static let salt = [UInt8](repeating: 0x50, count: Body.saltByteCount)

  static func signer() throws -> NoteSigner {
    let key = try SigningKey(.ed25519, seed: SecretBytes(0..<32))
    return try given(NoteSigner(name: KeyName(origin()), scheme: .ed25519, key: key))
  }

  /// The bundles of entries of a log of `count` sealed leaves, each 256 leaves.
  static func entryBundles(_ count: Int) throws -> [[UInt8]] {
    var hasher = TreeHasher()
    var bundles: [[UInt8]] = []
    var bundle: [UInt8] = []
    for index in 0..<count {
      let digest = hasher.leafHash([UInt8(truncatingIfNeeded: index), UInt8(truncatingIfNeeded: index >> 8)])
      let leaf = try given(
        Leaf(index: UInt64(index), time: time(index), content: .sealed(tag: digest), bodyHash: digest))
      let bytes = leaf.bytes
      bundle += [UInt8(bytes.count >> 8), UInt8(bytes.count & 0xFF)] + bytes
      if index % TilePath.fullWidth == TilePath.fullWidth - 1 || index == count - 1 {
        bundles.append(bundle)
        bundle = []
      }
    }
    return bundles
  }

  /// The body of a timer, so that the leaf is open and everybody may read it.
  static func body(_ index: Int) throws -> Body {
    try Body(
      BodyFields(
        actor: BodyFields.clockActor, time: time(index), authorisation: nil, clock: .wall,
        command: .object([]),
        events: [.object([("kind", .string("clock.ticked")), ("mark", .integer(index))])],
        tender: tender()))
  }

  static func append(_ body: Body, _ index: Int, to log: inout Log) throws {
    _ = try log.append(body, salt: salt, at: time(index))
  }
}
