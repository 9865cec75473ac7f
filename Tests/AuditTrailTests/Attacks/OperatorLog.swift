import AuditTrail
import Cryptography
import Notation
import Testing

/// An operator that holds the key of its log, and may copy, cut and write its database as it likes.
struct OperatorLog {
  var log: Log

  static let start: Int64 = 1_789_999_000_000

  /// A log of `count` leaves, one a second.
  init(_ count: Int) throws { log = try LogFixtures.log(count) }

  /// The log that has `entries` instead, with nothing to remind it of what was signed before.
  init(_ entries: some Sequence<Log.Entry>) throws {
    log = try Log(origin: LogFixtures.origin, entries: Array(entries), signed: [])
  }

  /// A log of `count` leaves in which a bid stands at `index` that never arrived, everything after it made again.
  static func rewritten(_ count: Int, at index: Int) throws -> OperatorLog {
    var made = try OperatorLog(LogFixtures.log(count).entries.prefix(index))
    for seq in index..<count {
      try made.append(at: start + Int64(seq) * 1000, mark: seq == index ? 900 : seq)
    }
    return made
  }

  /// Appends a sealed bid of the bidder `B-<mark>` and acknowledges it.
  @discardableResult
  mutating func append(at time: Int64, mark: Int) throws -> Acknowledgement {
    let body = try LogFixtures.body(at: time, mark: mark, stage: .opening)
    return try log.append(
      body, salt: LogFixtures.salt, at: LogFixtures.instant(time), secret: LogFixtures.secret())
  }

  /// The newest checkpoint, signed by the log alone.
  mutating func checkpoint() throws -> SignedNote { try log.checkpoint(signedBy: [LogFixtures.signer()]) }

  /// What a witness that follows `state` is asked to cosign.
  mutating func request(after size: UInt64) throws -> CheckpointRequest {
    let path =
      size == log.size ? [] : log.tree.consistencyProof(from: size, to: log.size)?.path ?? []
    return try CheckpointRequest(oldSize: size, path: path, note: checkpoint())
  }
}

/// Whoever reads a log and may have kept something of it: a checkpoint, or a receipt with one.
struct LogReader {
  /// The witnesses whose keys the reader has pinned; none without a trust file.
  var witnesses: [NoteKey] = []
  /// The checkpoints that the reader got elsewhere.
  var kept: [SignedNote] = []

  /// What the reader finds wrong with the leaves that it is shown under a checkpoint; nil when they are one history.
  ///
  /// Without anything kept this is only whether leaves, tree, root and signature say one thing.
  func finding(_ entries: [Log.Entry], under note: SignedNote) throws -> Fault.Code? {
    let keys = try CheckpointKeys(log: LogFixtures.signer().noteKey, witnesses: witnesses)
    return refusalCode {
      let opened = try ([note] + kept).map { try OpenedCheckpoint($0, keys: keys) }
      _ = try Log(origin: LogFixtures.origin, entries: entries, signed: opened)
      #expect(opened[0].checkpoint.size == UInt64(entries.count))
    }
  }

  /// How many leaves somebody beside the operator stands for: a pinned witness, or the reader itself.
  func anchoredSize(under notes: [SignedNote]) throws -> UInt64 {
    let keys = try CheckpointKeys(log: LogFixtures.signer().noteKey, witnesses: witnesses)
    let seen = try (notes + kept).map { try OpenedCheckpoint($0, keys: keys) }.filter {
      !$0.cosignatures.isEmpty || kept.contains($0.note)
    }
    return seen.map(\.checkpoint.size).max() ?? 0
  }
}
