internal import Cryptography
internal import Notation

/// The growing end of a log: all that its next leaf, and the root over it, depend on (formats, sections 1 and 10).
///
/// Stored as `edge`, so that appending need not read the leaves. It is made from the rest of the folder and replaced after
/// it, so it may be missing or late after a crash, when the whole log is read instead.
struct LogEdge: Hashable, Sendable {
  /// The frontier at the size that was signed last; empty before the first note.
  private(set) var signed: TreeFrontier
  /// What was appended since.
  private(set) var since: TreeExtension
  /// The time of the last leaf.
  private(set) var time: Instant
  /// The last leaf: its hash and how many bytes it has; nil in an empty log.
  private(set) var last: LastLeaf?
  /// The bytes of the files of leaves and bodies.
  private(set) var byteCounts: LogByteCounts
  /// The stages whose secret a leaf published.
  private(set) var published: Set<PublishedStage>

  /// A leaf at the end of the file of leaves.
  struct LastLeaf: Hashable, Sendable {
    var hash: Digest
    var byteCount: Int
  }

  /// The edge of a log that was read as a whole.
  init(of log: Log, signedSize: UInt64, byteCounts: LogByteCounts, published: Set<PublishedStage>) {
    guard
      let signed = TreeFrontier(size: signedSize, subtrees: log.tree.subtrees(from: 0, to: signedSize)),
      let since = TreeExtension(
        from: signedSize, to: log.size, subtrees: log.tree.subtrees(from: signedSize, to: log.size))
    else { preconditionFailure("a tree has as many whole subtrees as its size says") }
    self.signed = signed
    self.since = since
    time = log.latestTime
    last = log.entries.last.flatMap { entry in
      log.tree.leafHash(at: log.size - 1).map { LastLeaf(hash: $0, byteCount: entry.leaf.count) }
    }
    self.byteCounts = byteCounts
    self.published = published
  }

  /// The number of leaves.
  var size: UInt64 { since.end }

  /// Takes leaves that are on the disk.
  mutating func append(_ new: NewLeaves, _ added: LogByteCounts) {
    var hasher = TreeHasher()
    for (entry, leaf) in new.leaves {
      let hash = hasher.leafHash(entry.leaf)
      since.append(hash, using: &hasher)
      (time, last) = (leaf.time, LastLeaf(hash: hash, byteCount: entry.leaf.count))
    }
    byteCounts = byteCounts.adding(added)
    published = new.published
  }

  /// Refuses an edge that the checkpoint signed last does not confirm.
  ///
  /// - Throws: `CORRUPT_LOG`.
  func check(against checkpoint: Checkpoint) throws(Fault) {
    var hasher = TreeHasher()
    guard checkpoint.size == signed.size, signed.root(using: &hasher) == checkpoint.root else {
      throw .corruptLog(
        Wording(
          "the stored edge does not give the root of the checkpoint of size \(checkpoint.size)",
          "所存树缘算不出大小 \(checkpoint.size) 的检查点之根"))
    }
  }

  /// Refuses an edge whose last leaf is not the one in `bytes`.
  ///
  /// - Throws: `CORRUPT_LOG`, or the fault of the leaf.
  func check(lastLeaf bytes: [UInt8]) throws(Fault) {
    var hasher = TreeHasher()
    let leaf = try Leaf(parsing: bytes)
    guard hasher.leafHash(bytes) == last?.hash, leaf.index + 1 == size, leaf.time == time else {
      throw .corruptLog(Wording("the last leaf is not that of the stored edge", "末片叶与所存树缘不符"))
    }
  }
}

/// How many bytes the files of leaves and bodies have.
struct LogByteCounts: Hashable, Sendable {
  var leaves = 0
  var bodies = 0

  func adding(_ more: Self) -> Self { Self(leaves: leaves + more.leaves, bodies: bodies + more.bodies) }
}

extension LogEdge {
  /// The file: a line of canonical JSON, and the hex SHA-256 of that line, which shows what a disk lost.
  func bytes() throws(Fault) -> [UInt8] {
    let line = try Record.codec.write(Record(self))
    return line + Array("\n\(Hexadecimal.text(DigestContext.sha256(line).bytes))\n".utf8)
  }

  /// The edge in a file.
  ///
  /// - Throws: `CORRUPT_LOG` when it is damaged, which no crash does: the file is replaced as a whole.
  init(parsing bytes: [UInt8]) throws(Fault) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
    guard lines.count == 3, lines[2].isEmpty,
      Hexadecimal.bytes(String(decoding: lines[1], as: UTF8.self)) == DigestContext.sha256(lines[0]).bytes,
      let record = try? Record.codec.read(lines[0], limits: .edge), let edge = Self(record)
    else {
      throw Fault(
        .corruptLog, at: nil, Wording("the stored edge is damaged", "所存树缘已损坏"),
        accepted: Wording(
          "“edge” as the log wrote it, or none: the whole log is then read and checked",
          "日志写入的 edge 原文件；或删除它，此时将读取并核验整个日志"))
    }
    self = edge
  }

  /// The most bytes that are read: as much as the secrets of as many stages have.
  static let maximumByteCount = 1 << 26

  private init?(_ record: Record) {
    guard let signed = TreeFrontier(size: record.signedSize, subtrees: record.signed),
      let since = TreeExtension(from: record.signedSize, to: record.size, subtrees: record.since),
      (record.last == nil) == (record.size == 0)
    else { return nil }
    self.signed = signed
    self.since = since
    time = record.time
    last = record.last.map { LastLeaf(hash: $0, byteCount: record.lastByteCount) }
    byteCounts = record.byteCounts
    published = Set(record.published)
  }

  /// The members of the file.
  private struct Record: Sendable {
    var byteCounts = LogByteCounts()
    var last: Digest?
    var lastByteCount = 0
    var published: [PublishedStage] = []
    var signed: [Digest] = []
    var signedSize: UInt64 = 0
    var since: [Digest] = []
    var size: UInt64 = 0
    var time = Instant.beginning
    var version = 1

    init() {}

    init(_ edge: LogEdge) {
      byteCounts = edge.byteCounts
      last = edge.last?.hash
      lastByteCount = edge.last?.byteCount ?? 0
      published = edge.published.sorted { ($0.tender, $0.stage.rawValue) < ($1.tender, $1.stage.rawValue) }
      (signed, signedSize) = (edge.signed.subtrees, edge.signed.size)
      (since, size) = (edge.since.subtrees, edge.since.end)
      time = edge.time
    }

    static let codec = Codec<Record>.record(
      Wording("the edge of a log", "日志的树缘"), blank: Record(),
      .required("bodies", \.byteCounts.bodies, count, Wording("bytes of bodies", "正文字节数")),
      .optional("last", \.last, .digest, Wording("hash of the last leaf", "末片叶的哈希")),
      .required(
        "last_bytes", \.lastByteCount, .integer(0...Leaf.maximumByteCount),
        Wording("bytes of the last leaf", "末片叶字节数")),
      .required("leaves", \.byteCounts.leaves, count, Wording("bytes of leaves", "叶字节数")),
      .required(
        "published", \.published, .list(of: stage, count: 0...DisclosedKeys.maximumCount),
        Wording("published stages", "已公布的阶段")),
      .required("signed", \.signed, hashes, Wording("subtrees that were signed", "已签署的子树")),
      .required("signed_size", \.signedSize, size, Wording("size that was signed", "已签署的大小")),
      .required("since", \.since, hashes, Wording("subtrees since", "其后的子树")),
      .required("size", \.size, size, Wording("number of leaves", "叶数")),
      .required("time", \.time, .milliseconds, Wording("time of the last leaf", "末片叶的时间")),
      .required("v", \.version, .version(1), Wording("version", "版本")))

    private static let count = Codec<Int>.integer(0...LogFolder.maximumByteCount)
    private static let size = Codec<Int>.integer(0...Int(Leaf.maximumIndex))
      .refined(Wording("a size", "大小"), { UInt64($0) }, restore: { Int($0) })
    private static let hashes = Codec<[Digest]>.list(of: .digest, count: 0...128)
    private static let stage = Codec<PublishedStage>.record(
      Wording("a published stage", "已公布的阶段"),
      blank: PublishedStage(tender: TenderID(unchecked: "-"), stage: .opening),
      .required("stage", \.stage, DisclosureStage.codec, Wording("the stage", "阶段")),
      .required("tender", \.tender, TenderID.codec, Wording("the tender", "标段")))
  }
}

extension JSONReader.Limits {
  /// A few numbers and hashes, and each published stage.
  fileprivate static var edge: JSONReader.Limits {
    var limits = JSONReader.Limits()
    limits.depth = 4
    return limits
  }
}
