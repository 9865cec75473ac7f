internal import Cryptography
public import Notation

/// What a witness knows of one log: its pinned key, and the checkpoint it cosigned last (formats, section 2; C2SP
/// tlog-witness).
///
/// The state before an answer must be replaced by the state after it, durably, before anybody sees the cosignature; what
/// two processes did from one state would be a fork that the witness made possible.
public struct WitnessState: Hashable, Sendable {
  /// The keys of the log; a witness trusts nobody's cosignature.
  public let keys: CheckpointKeys
  /// The checkpoint that was cosigned last; nil before the first.
  public let latest: OpenedCheckpoint?

  /// The state for a log that is followed from its beginning.
  ///
  /// - Throws: `INVALID_NOTE_KEY` for a key that no log has.
  public init(log: NoteKey) throws(Fault) {
    keys = try CheckpointKeys(log: log)
    latest = nil
  }

  /// The state after `latest` was cosigned.
  ///
  /// - Throws: what is wrong with the checkpoint.
  public init(log: NoteKey, latest: SignedNote) throws(Fault) {
    keys = try CheckpointKeys(log: log)
    self.latest = try OpenedCheckpoint(latest, keys: keys)
  }

  private init(keys: CheckpointKeys, latest: OpenedCheckpoint) {
    self.keys = keys
    self.latest = latest
  }

  /// The size that was cosigned last, 0 before the first.
  public var size: UInt64 { latest?.checkpoint.size ?? 0 }

  /// The state after `request`, whose checkpoint may then be cosigned.
  ///
  /// A checkpoint of the same size and root is good again: a log that lost the answer asks a second time. Two roots for one
  /// size are evidence whatever old size the request states.
  ///
  /// - Throws: why it must not be cosigned.
  public func following(_ request: CheckpointRequest) throws(WitnessRefusal) -> WitnessState {
    let opened = try open(request)
    let checkpoint = opened.checkpoint
    if let latest, latest.checkpoint.size == checkpoint.size, latest.checkpoint.root != checkpoint.root {
      let evidence: ForkEvidence
      do throws(Fault) { evidence = try ForkEvidence(latest, opened) } catch { throw .unavailable(error) }
      throw .fork(evidence)
    }
    guard request.oldSize <= checkpoint.size else {
      throw .oldSizeTooLarge(old: request.oldSize, size: checkpoint.size)
    }
    guard request.oldSize == size else { throw .conflict(size: size) }
    guard isConsistent(checkpoint, request.path) else { throw .badProof }
    return WitnessState(keys: keys, latest: opened)
  }

  private func open(_ request: CheckpointRequest) throws(WitnessRefusal) -> OpenedCheckpoint {
    let (note, origin) = (request.note, request.checkpoint.origin)
    guard origin == keys.origin else { throw .unknownOrigin(origin) }
    do throws(Fault) {
      // Lines of others are neither checked nor kept: anybody could fill the state with them.
      let opened = try OpenedCheckpoint(note, keys: keys)
      let own = opened.note.signatures.filter(keys.log.names).prefix(1)
      return try OpenedCheckpoint(SignedNote(text: note.text, signatures: Array(own)), keys: keys)
    } catch { throw .notSigned(error) }
  }

  private func isConsistent(_ checkpoint: Checkpoint, _ path: [Digest]) -> Bool {
    // The empty tree has one root, and everything continues it.
    if checkpoint.size == 0 { return path.isEmpty && checkpoint.root == TreeHasher.emptyRoot }
    guard let old = latest?.checkpoint, old.size > 0 else { return path.isEmpty }
    return ConsistencyProof(oldSize: old.size, newSize: checkpoint.size, path: path)
      .isValid(from: old.root, to: checkpoint.root)
  }
}
