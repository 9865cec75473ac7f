public import Cryptography
public import Notation
public import SystemPackage

/// The right to append to a log in a folder, without reading its leaves (formats, section 10).
///
/// Opening costs O(log leaves) hashes and the signatures of one note, whatever the log holds. Checked are: that the stored edge (the
/// roots of the whole subtrees) gives the root of the checkpoint signed last, whose signatures are verified; that no note is of
/// another size than the edge says (their names are listed, none but the newest is read); that leaves, bodies and
/// `acknowledged` have exactly the extent that the edge states; and that the last leaf is the one that the edge knows, with
/// its index and time. Not checked are the bytes of earlier leaves and of all bodies, and older notes: that is what
/// `LogFolder.init` does, and so `tender log verify`, `checkpoint` and `export`. A damaged earlier body thus does not keep
/// an operator from accepting bids, and is named before anything is signed again.
///
/// After a crash, or in a folder without an edge, the whole log is read and checked once, and the edge made anew.
public struct LogAppender: ~Copyable {
  /// What a crash left behind and this process removed; nil when there was nothing.
  public let recovery: LogRecovery?
  /// The number of leaves.
  public var size: UInt64 { edge.size }

  private let keys: CheckpointKeys
  private let files: LogFiles
  private let lock: FolderLock
  private var edge: LogEdge

  /// What was appended, when it is on the disk.
  public struct Appended: Sendable {
    /// What the operator is to sign for each body, in their order.
    public let acknowledgements: [Acknowledgement]
    /// The bytes of the leaf of each body.
    public let leaves: [[UInt8]]
    /// The secrets that were made because a sealed body needed one.
    public let secrets: [TenderSecret]
    /// The leaves whose bodies were dropped because a new leaf orders it.
    public let erased: [Int]
  }

  /// Opens the log in the folder at `path`, which no other process writes meanwhile.
  ///
  /// - Throws: `NOT_A_LOG`; `IN_USE`; `CORRUPT_LOG` when edge, checkpoint and last leaf do not agree; `ROLLBACK` and the other
  ///   faults of `LogFolder.init` where the whole log must be read; `FILE_FAILURE`.
  public init(_ path: FilePath) throws(Fault) {
    let files = LogFiles(folder: path)
    let keys = try files.readKeys()
    let lock = try FolderLock(atOnce: path)
    (edge, recovery) = try Self.open(files, keys)
    self.files = files
    self.keys = keys
    self.lock = lock
  }

  /// Appends a leaf for each of `bodies`, all of them or, with a fault, none.
  ///
  /// A body that names a stage is sealed, under the secret of its tender and stage. A body on the wall clock was received when
  /// it says so, which must not be after `now`; one on a model clock is received `now`. Everything is on the disk when this
  /// returns, and only then may the acknowledgements leave. O(log leaves) and the new leaves, beside the secrets and
  /// published stages of all tenders; O(log) when a body orders an erasure, whose body is then dropped from the disk.
  ///
  /// - Throws: `STAGE_PUBLISHED`, `FALSE_SECRET`, `FALSE_ERASURE`, `INVALID_BODY` with the number of the body as the line of its place; what
  ///   `Log.append` throws; `FILE_FAILURE`.
  public mutating func append(
    _ bodies: [Body], now: Instant, from source: inout some RandomSource
  ) throws(Fault) -> Appended {
    if bodies.contains(where: LogErasures.isOrdered) { return try erase(bodies, now: now, from: &source) }
    var new = NewLeaves(
      of: keys.origin, size: edge.size, time: edge.time, published: edge.published,
      secrets: try files.readSecrets())
    try new.append(bodies, now: now, from: &source)
    if !new.made.isEmpty { try files.keep(new.secrets) }
    if !new.leaves.isEmpty {
      let added = try files.append(new, after: edge.size, edge.byteCounts)
      edge.append(new, added)
      try files.write(edge)
    }
    return new.appended()
  }

  /// Appends orders to erase, which are judged by the earlier leaves and rewrite the file of bodies: here everything is read.
  private mutating func erase(
    _ bodies: [Body], now: Instant, from source: inout some RandomSource
  ) throws(Fault) -> Appended {
    var whole = try LogFolder(files, keys, isWriting: true, nil)
    let appended = try whole.append(bodies, now: now, from: &source)
    edge = whole.edge
    return appended
  }

  private static func open(_ files: LogFiles, _ keys: CheckpointKeys) throws(Fault) -> (LogEdge, LogRecovery?)
  {
    if let edge = try files.readEdge(), try files.agree(with: edge) {
      try check(edge, files, keys)
      return (edge, nil)
    }
    let whole = try LogFolder(files, keys, isWriting: true, nil)
    return (whole.edge, whole.recovery)
  }

  private static func check(_ edge: LogEdge, _ files: LogFiles, _ keys: CheckpointKeys) throws(Fault) {
    if edge.signed.size > 0 {
      let bytes =
        try DurableFile.read(files.note(edge.signed.size), atMost: SignedNote.maximumByteCount) ?? []
      let opened = try OpenedCheckpoint(parsing: bytes, keys: keys)
      try opened.requireFurther(keys)
      try edge.check(against: opened.checkpoint)
    }
    if let last = edge.last {
      try edge.check(
        lastLeaf: DurableFile.read(
          files.leaves, from: edge.byteCounts.leaves - last.byteCount, count: last.byteCount))
    }
  }
}

extension LogFiles {
  fileprivate func readEdge() throws(Fault) -> LogEdge? {
    try DurableFile.read(edge, atMost: LogEdge.maximumByteCount).map { bytes throws(Fault) in
      try LogEdge(parsing: bytes)
    }
  }

  /// Whether the folder has just what the edge tells of: after a crash it has more.
  fileprivate func agree(with edge: LogEdge) throws(Fault) -> Bool {
    let byteCounts = LogByteCounts(
      leaves: try DurableFile.size(of: leaves) ?? 0, bodies: try DurableFile.size(of: bodies) ?? 0)
    let signedSize = try StoredNotes.newestSize(in: self)
    return try UInt64(readAcknowledged()) == edge.size && byteCounts == edge.byteCounts
      && signedSize == edge.signed.size
  }
}
