internal import Cryptography
public import Notation
public import SystemPackage

/// A log as a folder on a disk, which one process writes and any may read (formats, section 10).
///
/// - `log`: the vkey of the log, and in a second line that of its SM2 key where it has one; made last and never changed.
/// - `leaves`: each leaf after its length in two bytes, only appended to.
/// - `bodies.ndjson`: a `BodyLine` for each leaf, with its salt and the opening of a sealed one; mode 0600.
/// - `secrets`: the tenders' secrets as `keys.json` of a bundle has them; mode 0600.
/// - `acknowledged`: how many leaves may have been acknowledged, in decimal.
/// - `edge`: the end of the tree, so that `LogAppender` need not read the leaves; made from the rest, and missing or late after
///   a crash.
/// - `notes/<size>`: what the log signed, `notes/<size>.<key id>`: a witness's key and cosignature; never overwritten.
/// - `public/`: `checkpoint` and `tile/…`, made from the rest and fit to be served.
///
/// A body is on the disk before its leaf, the leaf before `acknowledged`, and that before anybody is told. So a crash can
/// leave a torn last leaf and bodies without leaves, beyond `acknowledged`, and nothing else: a writer cuts these, a
/// reader passes over them, and everything else is refused.
public struct LogFolder: ~Copyable {
  /// What a process wants of the folder.
  public enum Access: Sendable {
    /// Leaves that were acknowledged, at any time.
    case reading
    /// To append and to sign; refused while another process does.
    case writing
  }

  /// The keys of the log; each signs every checkpoint.
  public let keys: CheckpointKeys
  /// The Ed25519 key of the log.
  public var key: NoteKey { keys.log }
  /// The leaves, bodies and tree.
  public internal(set) var log: Log
  /// The checkpoints that were signed, with their cosignatures, by size.
  public internal(set) var notes: [UInt64: SignedNote]
  /// What a crash left behind and this process removed; nil when there was nothing.
  public let recovery: LogRecovery?
  /// The stages of tenders whose secret the log published.
  var published: Set<PublishedStage>
  /// The bytes of the leaves and bodies on the disk.
  var byteCounts: LogByteCounts

  let files: LogFiles
  private let lock: FolderLock?
  /// Whether this process may write.
  let isWriting: Bool

  /// The most bytes of leaves, and of bodies, that are read into memory.
  public static let maximumByteCount = 1 << 32

  /// Makes an empty log for `key` in a new folder at `path`, whose parent must exist.
  ///
  /// With `further`, an SM2 key of the same name, every checkpoint has a second signature (formats, section 4), which verifiers
  /// that do not know it pass over.
  ///
  /// - Throws: `INVALID_NOTE_KEY` for a key that no log has; `UNWRITABLE` when something is there already; `FILE_FAILURE`.
  public static func create(_ path: FilePath, key: NoteKey, further: NoteKey? = nil) throws(Fault) {
    let keys = [key] + [further].compactMap(\.self)
    _ = try CheckpointKeys(log: key, further: Array(keys.dropFirst()))
    guard key.scheme == .ed25519, further.map({ $0.scheme == .sm2 }) ?? true else {
      throw Fault(
        .invalidNoteKey, at: nil, Wording("a key is of another scheme", "密钥算法不符"),
        accepted: Wording("an Ed25519 key, and SM2 for a second one", "Ed25519 密钥；第二把为 SM2"))
    }
    // Others may pass through to `public`; what else lies here has a mode of its own.
    try FolderDescriptor.make(path.string, mode: 0o711)
    let files = LogFiles(folder: path)
    try DurableFile.makeFolder(files.notes)
    for (file, text) in [(files.leaves, ""), (files.bodies, ""), (files.acknowledged, "0")] {
      try DurableFile.create(file, with: Array(text.utf8), permissions: .ownerReadWrite)
    }
    try DurableFile.create(files.secrets, with: DisclosedKeys.none.bytes(), permissions: .ownerReadWrite)
    try DurableFile.create(files.mark, with: Array(keys.map(\.text).joined(separator: "\n").utf8))
    try DurableFile.makeFolder(path)
  }

  /// Opens the log in the folder at `path`.
  ///
  /// Every leaf is hashed and compared with its body, every note's signature verified and its root compared with the leaves:
  /// a log that was set back does not sign a second history. O(leaves).
  ///
  /// - Throws: `NOT_A_LOG`; `IN_USE` while another process writes; `ROLLBACK` when leaves are missing that were acknowledged
  ///   or signed, or are others; `CORRUPT_LOG` and the faults of leaves, bodies and notes; `FILE_FAILURE`.
  public init(_ path: FilePath, for access: Access) throws(Fault) {
    let files = LogFiles(folder: path)
    let keys = try files.readKeys()
    let lock = try Self.lock(path, for: access)
    try self.init(files, keys, isWriting: access == .writing, lock)
  }

  /// Opens a log; without `lock` the caller holds it for as long as it writes.
  init(_ files: LogFiles, _ keys: CheckpointKeys, isWriting: Bool, _ lock: consuming FolderLock?)
    throws(Fault)
  {
    let content = try StoredLog(files, keys, for: isWriting ? .writing : .reading)
    let (opened, stored) = (content.notes, content.entries)
    var log = content.log
    let erased = log.forgetErased()
    let published = Set(log.entries.compactMap(\.body).flatMap { PublishedStage.all(in: $0.fields) })
    var byteCounts = LogByteCounts(leaves: stored.leafByteCount, bodies: stored.bodyByteCount)
    if isWriting {
      try stored.cut(files)
      try files.write(acknowledged: stored.entries.count, insteadOf: content.acknowledged)
      if !erased.isEmpty { byteCounts.bodies = try files.drop(erased) }
      try files.write(
        LogEdge(
          of: log, signedSize: opened.notes.keys.max() ?? 0, byteCounts: byteCounts, published: published))
    }
    recovery = isWriting ? stored.recovery : nil
    notes = opened.notes
    self.byteCounts = byteCounts
    self.published = published
    self.log = log
    self.files = files
    self.keys = keys
    self.isWriting = isWriting
    self.lock = lock
  }

  private static func lock(_ path: FilePath, for access: Access) throws(Fault) -> FolderLock? {
    access == .writing ? try FolderLock(atOnce: path) : nil
  }

  /// Where the files for everybody lie.
  public var publicFolder: FilePath { files.published }

  /// The note of the largest size that was signed; nil before the first.
  public var newestNote: SignedNote? { notes.keys.max().flatMap { notes[$0] } }
}

/// What a crash left behind beyond the last acknowledged leaf.
public struct LogRecovery: Hashable, Sendable {
  /// The bytes of a leaf that was not written to its end.
  public let leafByteCount: Int
  /// The bytes of bodies whose leaf was never written, or not to its end.
  public let bodyByteCount: Int

  /// What was done, for a person.
  public var wording: Wording {
    Wording(
      "recovered after a crash: cut \(leafByteCount) bytes of leaves and \(bodyByteCount) of bodies that nobody was told of",
      "崩溃后恢复：截去未回执的叶 \(leafByteCount) 字节、正文 \(bodyByteCount) 字节")
  }
}

extension Fault.Code {
  /// A folder that holds no log.
  public static let notALog = Fault.Code("NOT_A_LOG")
  /// The files of a log do not fit each other, and no crash explains it.
  public static let corruptLog = Fault.Code("CORRUPT_LOG")
}
