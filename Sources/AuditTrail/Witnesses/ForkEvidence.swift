public import Notation

/// Two checkpoints of one size with different roots, both signed by the log: the proof that it shows two histories
/// (formats, sections 2 and 3).
public struct ForkEvidence: Hashable, Sendable {
  /// The checkpoint that was seen first.
  public let first: SignedNote
  /// The other one.
  public let second: SignedNote
  /// The size of both.
  public let size: UInt64

  /// The evidence that these two are.
  ///
  /// - Throws: what is wrong with either, and `NO_FORK` when they do not contradict each other.
  public init(first: SignedNote, second: SignedNote, keys: CheckpointKeys) throws(Fault) {
    try self.init(OpenedCheckpoint(first, keys: keys), OpenedCheckpoint(second, keys: keys))
  }

  init(_ first: OpenedCheckpoint, _ second: OpenedCheckpoint) throws(Fault) {
    guard first.checkpoint.origin == second.checkpoint.origin,
      first.checkpoint.size == second.checkpoint.size, first.checkpoint.root != second.checkpoint.root
    else {
      throw Fault(
        .noFork, at: nil, Wording("the checkpoints do not contradict each other", "两个检查点并不矛盾"),
        accepted: Wording("two roots for one size of one log", "同一日志同一大小的两个树根"))
    }
    self.first = first.note
    self.second = second.note
    size = first.checkpoint.size
  }

  /// The evidence that `bytes` write.
  ///
  /// - Throws: the fault of the form, and those of the other initialiser: a file proves what its signatures prove.
  public init(parsing bytes: [UInt8], keys: CheckpointKeys) throws(Fault) {
    let file = try ForkFile.codec.read(bytes, limits: .small)
    try self.init(
      first: SignedNote(parsing: Array(file.first.utf8)),
      second: SignedNote(parsing: Array(file.second.utf8)),
      keys: keys)
  }

  /// The file: ENC{first, second, v: 1}, both notes as strings.
  ///
  /// - Throws: `NOT_CANONICAL` when the name of a foreign key in a note is not in form C.
  public func bytes() throws(Fault) -> [UInt8] {
    try ForkFile.codec.write(
      ForkFile(
        first: String(decoding: first.bytes, as: UTF8.self),
        second: String(decoding: second.bytes, as: UTF8.self)))
  }
}

/// The members of the file.
private struct ForkFile: Sendable {
  var first = ""
  var second = ""
  var version = 1

  static let codec = Codec<ForkFile>.record(
    Wording("a fork of a log", "日志分叉"), blank: ForkFile(),
    .required("first", \.first, .text(upTo: SignedNote.maximumByteCount), Wording("first note", "先见的检查点")),
    .required("second", \.second, .text(upTo: SignedNote.maximumByteCount), Wording("other note", "另一检查点")),
    .required("v", \.version, .integer(1...1), Wording("version", "版本")))
}

extension Fault.Code {
  /// Two checkpoints that do not contradict each other.
  public static let noFork = Fault.Code("NO_FORK")
}
