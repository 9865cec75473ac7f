import AuditTrail
import Testing

/// A log of forty leaves and a second history of it, as a witness meets them.
struct WitnessFixture {
  /// The honest log.
  let tree = LogFixtures.tree((0..<40).map(LogFixtures.entry))
  /// The same log up to its tenth leaf.
  let forked = LogFixtures.tree((0..<40).map { LogFixtures.entry($0 < 10 ? $0 : $0 + 1) })

  /// What the log sends to go from one size to another.
  func request(
    _ old: UInt64, _ new: UInt64, in tree: MerkleTree? = nil, signers: [NoteSigner]? = nil
  ) throws -> CheckpointRequest {
    /// The honest log.
    let tree = tree ?? self.tree
    let path = tree.consistencyProof(from: old, to: new)?.path ?? []
    return try CheckpointRequest(
      oldSize: old, path: old == new ? [] : path, note: LogFixtures.note(tree, new, signers))
  }

  /// The witness after it cosigned `size`.
  func state(at size: UInt64) throws -> WitnessState {
    let start = try WitnessState(log: LogFixtures.signer().noteKey)
    return size == 0 ? start : try start.following(request(0, size))
  }

  /// Why a witness that cosigned up to `size` does not cosign `request`; nil when it does.
  func refusal(_ request: CheckpointRequest, at size: UInt64) throws -> WitnessRefusal? {
    let state = try state(at: size)
    do throws(WitnessRefusal) {
      _ = try state.following(request)
      return nil
    } catch { return error }
  }
}
