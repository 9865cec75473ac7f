import AuditTrail
import Cryptography
import Notation
import Testing

/// The keys, texts and logs of the vectors, and small logs made for a test.
enum LogFixtures {
  static let origin = LogName(unchecked: "tender.example/audit")
  static let witnessTime: UInt64 = 1_790_000_000

  /// `count` bytes that count up from `start`.
  static func counting(from start: UInt8, _ count: Int = 32) -> SecretBytes {
    SecretBytes((0..<count).map { start &+ UInt8($0) })
  }

  static func signer(_ name: LogName = origin, seed: UInt8 = 0) throws -> NoteSigner {
    let key = try SigningKey(.ed25519, seed: counting(from: seed))
    return try #require(NoteSigner(name: KeyName(name), scheme: .ed25519, key: key))
  }

  static func sm2Signer() throws -> NoteSigner {
    let key = try SigningKey(.sm2, seed: counting(from: 1))
    return try #require(NoteSigner(name: KeyName(origin), scheme: .sm2, key: key))
  }

  static func witness(_ name: String = "witness.example/w1", seed: UInt8 = 0x20) throws -> NoteSigner {
    let key = try SigningKey(.ed25519, seed: counting(from: seed))
    let name = try #require(KeyName(name))
    return try #require(NoteSigner(name: name, scheme: .cosignature, key: key))
  }

  static func keys() throws -> CheckpointKeys {
    try CheckpointKeys(log: signer().noteKey, witnesses: [witness().noteKey])
  }

  /// The eight leaves of formats, section 1.
  static let leaves: [[UInt8]] = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
  ].compactMap { Hexadecimal.bytes($0) }

  static func tree(_ leaves: [[UInt8]]) -> MerkleTree {
    var tree = MerkleTree()
    var hasher = TreeHasher()
    for leaf in leaves { tree.append(hasher.leafHash(leaf), using: &hasher) }
    return tree
  }

  static func entry(_ index: Int) -> [UInt8] { Array("entry \(index)".utf8) }

  static func digest(_ text: String) throws -> Digest {
    try #require(Hexadecimal.bytes(text).flatMap { Digest($0) })
  }

  static let noteText = """
    tender.example/audit
    8
    XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=

    — tender.example/audit k1MCvcGEZ/Q75Bl3JUGQCYqe9ZiL8hXPRIilSyXd/rtz8ta1Gpy/YPleobW2R6fKgOivoGLytM5xmpSUr9x7z4C3vAY=
    — witness.example/w1 IDJKvgAAAABqsTuAChz6j+H1gPX+nK9DfbUM+4X3RqKFIqfIQcmmAllsTYFq9Hk0bhhIDyjF9fcOWBfaafUslLMkzxvdntobSat8Cg==

    """

  /// A checkpoint of `tree` at `size`, signed by the log.
  static func note(_ tree: MerkleTree, _ size: UInt64, _ signers: [NoteSigner]? = nil) throws -> SignedNote {
    let checkpoint = Checkpoint(origin: origin, size: size, root: try #require(tree.root(atSize: size)))
    let signatures = try (signers ?? [signer()]).map {
      try $0.signature(for: checkpoint.text, time: witnessTime)
    }
    return try SignedNote(text: checkpoint.text, signatures: signatures)
  }

  static let secretText = [UInt8](repeating: 0x71, count: 32)
  static let salt = [UInt8](repeating: 0x50, count: 32)

  static func secret(_ tender: String = "T-2026-0001", stage: DisclosureStage = .opening) throws
    -> TenderSecret
  {
    try #require(
      TenderSecret(tender: TenderID(unchecked: tender), stage: stage, secret: SecretBytes(secretText)))
  }

  static let bodyText =
    #"{"actor":"B-007","at":1789999400123,"authorisation":{"nonce":"35353535353535353535353535353535","#
    + #""not_after_ms":1789999500000,"sig":"fc68ce61a3573423842a45d8fc0f556361dce019a4591c5cdf3d70e9aa5244db"#
    + #"dab309ad67cff73dd9f05f10199bf9d702540f0723a65e82dbdd8850f6efa503"},"clock":"wall","command":"#
    + #"{"cmd":"bid.submit","party":"B-007","revision":1,"submit":"#
    + #""e598a96d7b4b3ef17caf62bd5a8f12ef47b8966f9c19dfee8388167fc3edd684","v":1},"events":"#
    + #"[{"kind":"bid.received","revision":1}],"kind":"bid.received","stage":"opening","#
    + #""tender":"T-2026-0001","v":1}"#
  static let leafText =
    #"{"actor":"-","body":"3d621301cc7a67c642c6a2f1c144b1da9ef9e4d2c26107062b49cfca5762e931","kind":"sealed","#
    + #""seq":8,"tag":"c64d785224fb2f6b4fd273571fc4a4f5e6fae46d19a311ef60b888b7b3d3aa8d","tender":"-","#
    + #""ts":1789999400123,"v":1}"#

  static func body() throws -> Body { try Body(parsing: Array(bodyText.utf8)) }

  static func instant(_ milliseconds: Int64) throws -> Instant {
    try #require(Instant(milliseconds: milliseconds))
  }

  /// A body of the clock, open or sealed.
  static func body(at time: Int64, mark: Int = 0, stage: DisclosureStage? = nil) throws -> Body {
    try Body(
      BodyFields(
        actor: stage == nil ? BodyFields.clockActor : PartyID(unchecked: "B-\(mark)"), time: instant(time),
        authorisation: stage == nil
          ? nil
          : Authorisation(
            nonce: #require(CommandNonce(Array(repeating: 1, count: 16))), notAfter: instant(time),
            signature: [1]),
        clock: .wall, command: .object([("cmd", .string("clock.tick")), ("mark", .integer(mark))]),
        events: [.object([("kind", .string("clock.ticked")), ("note", .string("开标"))])],
        tender: TenderID(unchecked: "T-2026-0001"), stage: stage))
  }

  /// A log of `count` leaves, every third of them open, one a second.
  static func log(_ count: Int) throws -> Log {
    var log = Log(origin: origin)
    for index in 0..<count {
      let time = Int64(1_789_999_000_000 + index * 1000)
      let isOpen = index.isMultiple(of: 3)
      let body = try body(at: time, mark: index, stage: isOpen ? nil : .opening)
      _ = try log.append(body, salt: salt, at: instant(time), secret: isOpen ? nil : secret())
    }
    return log
  }
}

/// The code of the fault that `body` throws; nil when it throws none.
func faultCode(_ body: () throws(Fault) -> Void) -> Fault.Code? {
  do throws(Fault) {
    try body()
    return nil
  } catch { return error.code }
}
