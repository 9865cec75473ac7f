import AuditTrail
import Cryptography
import Inputs
import Notation

/// A small log with a sealed leaf, its tree and the receipt of that leaf.
enum Sample {
  static let size = 13
  static let origin = given(LogName("tender.example/audit"))
  static let tender = given(TenderID("T-2026-0001"))
  static let signer = given {
    let key = try SigningKey(.ed25519, seed: SecretBytes(0..<32))
    return given(NoteSigner(name: KeyName(origin), scheme: .ed25519, key: key))
  }
  static let keys = given { try CheckpointKeys(log: signer.noteKey) }
  static let secret = given(
    TenderSecret(tender: tender, stage: .opening, secret: SecretBytes(repeatElement(0x71, count: 32))))

  static let log = given {
    var log = Log(origin: origin)
    for index in 0..<size {
      let isSealed = index == 8
      let time = given(Instant(milliseconds: 1_789_999_400_000 + Int64(index)))
      let body = try Body(
        BodyFields(
          actor: isSealed ? given(PartyID("B-007")) : BodyFields.clockActor, time: time,
          authorisation: isSealed
            ? Authorisation(
              nonce: given(CommandNonce(repeatElement(0x35, count: 16))), notAfter: time, signature: [1])
            : nil,
          clock: .wall, command: .object([("cmd", .string("clock.tick")), ("mark", .integer(index))]),
          events: [.object([("kind", .string("clock.ticked"))])], tender: tender,
          stage: isSealed ? .opening : nil))
      _ = try log.append(
        body, salt: [UInt8](repeating: 0x50, count: 32), at: time, secret: isSealed ? secret : nil)
    }
    return log
  }
  static let tree = log.tree
  /// A tree that differs in its third leaf.
  static let other = {
    var other = MerkleTree()
    var hasher = TreeHasher()
    for index in 0..<UInt64(size) {
      other.append(given(tree.leafHash(at: index == 2 ? 3 : index)), using: &hasher)
    }
    return other
  }()
  static let receipt = given {
    var copy = log
    return try copy.receipt(of: 8, under: copy.checkpoint(signedBy: [signer]))
  }
  /// Everything that an honest proof can hold, and roots of the tree.
  static let hashes: [Digest] = {
    var hashes: Set<Digest> = []
    for size in 1...UInt64(size) {
      hashes.insert(given(tree.root(atSize: size)))
      for index in 0..<size { hashes.formUnion(tree.inclusionProof(of: index, inSize: size)?.path ?? []) }
      for old in 1...size { hashes.formUnion(tree.consistencyProof(from: old, to: size)?.path ?? []) }
    }
    return hashes.sorted()
  }()
}
