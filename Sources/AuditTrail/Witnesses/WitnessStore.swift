internal import Cryptography
public import Notation
public import SystemPackage

/// A witness (见证人) that keeps its states in files, one folder for each log (formats, section 2; C2SP tlog-witness).
///
/// `<hex H(origin)>/state` is replaced atomically and durably, under a lock that other processes respect, before a
/// cosignature leaves. A log is followed only after `follow`; from then on a missing or damaged state is refused, never
/// taken for a new beginning. `log` marks it and says its key. `<hex H(origin)>/fork-<size>` keeps the evidence of a fork and is never overwritten.
public struct WitnessStore: Sendable {
  private let folder: FilePath
  private let signer: NoteSigner?

  /// A witness with its files in `folder`, which must exist; nil when the signer's scheme is not that of cosignatures.
  public init?(folder: FilePath, signer: NoteSigner) {
    guard signer.noteKey.scheme == .cosignature else { return nil }
    self.folder = folder
    self.signer = signer
  }

  /// The files of a witness in `folder`, to follow logs and to look at: nothing is cosigned without its key.
  public init(folder: FilePath) {
    self.folder = folder
    signer = nil
  }

  /// Makes the folder of a witness where there is none.
  ///
  /// - Throws: `FILE_FAILURE`.
  public static func make(_ folder: FilePath) throws(Fault) { try DurableFile.makeFolder(folder) }

  /// The key that verifies the cosignatures; nil for a witness whose key is not at hand.
  public var noteKey: NoteKey? { signer?.noteKey }

  /// Begins to follow a log under this key, from its beginning.
  ///
  /// - Throws: `WITNESS_STATE` when the log is followed already under another key; a state is never reset.
  public func follow(_ log: NoteKey) throws(Fault) {
    let state = try WitnessState(log: log)
    let origin = state.keys.origin
    try DurableFile.makeFolder(logFolder(origin))
    let lock = try FolderLock(logFolder(origin))
    defer { _ = lock }
    let path = statePath(origin)
    // The mark is made last, so a log that has it had a state: one that is missing now was taken away.
    if try !isFollowed(origin) { try DurableFile.create(path, with: WitnessFile(state, note: nil).bytes()) }
    guard try load(origin)?.state().keys.log == log else {
      throw Self.stateFault(
        path, Wording("another key is pinned for the log, or the state is gone", "该日志已绑定另一密钥，或状态已失"))
    }
    try DurableFile.create(markPath(origin), with: Array(log.text.utf8))
  }

  /// Cosigns the checkpoint of a request at `time`, in seconds since 1970, after the new state is on disk.
  ///
  /// - Throws: why it does not cosign, be it that `time` is before that of the last cosignature; a fork is kept on disk
  ///   before that is said.
  public func add(_ request: CheckpointRequest, time: UInt64) throws(WitnessRefusal) -> NoteSignature {
    let origin = request.checkpoint.origin
    let outcome: Result<NoteSignature, WitnessRefusal>
    do throws(Fault) {
      outcome =
        try isFollowed(origin) ? decide(request, origin, time) : .failure(.unknownOrigin(origin))
    } catch { throw .unavailable(error) }
    return try outcome.get()
  }

  /// The checkpoint that was cosigned last, with the cosignature, as monitors read it; nil before the first.
  ///
  /// - Throws: `WITNESS_STATE` for a log that is not followed or a state that is missing or damaged.
  public func latest(of origin: LogName) throws(Fault) -> SignedNote? {
    guard let file = try load(origin) else {
      throw Self.stateFault(statePath(origin), Wording("there is no state", "没有状态文件"))
    }
    return try file.signedNote()
  }

  /// The evidence that the log signed two roots for `size`; nil when there is none.
  ///
  /// - Throws: what is wrong with the file.
  public func fork(of origin: LogName, size: UInt64) throws(Fault) -> ForkEvidence? {
    guard let file = try load(origin),
      let bytes = try DurableFile.read(forkPath(origin, size), atMost: WitnessFile.maximumByteCount)
    else { return nil }
    return try ForkEvidence(parsing: bytes, keys: file.state().keys)
  }

  /// Where the files of a log lie.
  public func logFolder(_ origin: LogName) -> FilePath {
    folder.appending(Hexadecimal.text(DigestContext.sha256(Array(origin.rawValue.utf8)).bytes))
  }

  /// The keys of the logs that are followed, by name.
  ///
  /// - Throws: `UNREADABLE`; what is wrong with a mark.
  public func followedLogs() throws(Fault) -> [NoteKey] {
    var keys: [NoteKey] = []
    for name in try FolderDescriptor(path: folder.string).names(limit: 1_000_000, in: folder.string) {
      let mark = folder.appending(String(decoding: name, as: UTF8.self)).appending("log")
      guard Hexadecimal.bytes(String(decoding: name, as: UTF8.self))?.count == Digest.byteCount,
        let bytes = try DurableFile.read(mark, atMost: 1024)
      else { continue }
      keys.append(try NoteKey(parsing: String(decoding: bytes, as: UTF8.self)))
    }
    return keys.sorted { $0.name.rawValue.utf8.lexicographicallyPrecedes($1.name.rawValue.utf8) }
  }

  /// The sizes for which the log is known to have signed two roots, ascending.
  ///
  /// - Throws: `UNREADABLE`.
  public func forkedSizes(of origin: LogName) throws(Fault) -> [UInt64] {
    let path = logFolder(origin).string
    return try FolderDescriptor(path: path).names(limit: 1_000_000, in: path)
      .compactMap { name in
        let text = String(decoding: name, as: UTF8.self)
        return text.hasPrefix("fork-") ? UInt64(canonical: text.dropFirst(5)) : nil
      }.sorted()
  }

  /// Where the evidence of a fork lies.
  public func forkPath(_ origin: LogName, _ size: UInt64) -> FilePath {
    logFolder(origin).appending("fork-\(size)")
  }

  private func decide(
    _ request: CheckpointRequest, _ origin: LogName, _ time: UInt64
  ) throws(Fault) -> Result<NoteSignature, WitnessRefusal> {
    let lock = try FolderLock(logFolder(origin))
    defer { _ = lock }
    guard let file = try load(origin) else {
      throw Self.stateFault(statePath(origin), Wording("there is no state", "没有状态文件"))
    }
    let state = try file.state()
    let next: WitnessState
    do throws(WitnessRefusal) { next = try state.following(request) } catch {
      if case .fork(let evidence) = error {
        try DurableFile.create(forkPath(origin, evidence.size), with: evidence.bytes())
      }
      return .failure(error)
    }
    guard let note = next.latest?.note, time <= Cosignature.maximumTime else {
      throw Self.stateFault(statePath(origin), Wording("the time is out of range", "时间超出范围"))
    }
    guard let signer else {
      throw Self.stateFault(statePath(origin), Wording("the key of the witness is not at hand", "未提供见证人密钥"))
    }
    // A clock that is set back would let a late bid in: whoever relies on the time relies on its order too.
    guard try time >= file.latestTime(of: signer.noteKey) else {
      throw Self.stateFault(
        statePath(origin), Wording("the clock is behind the last cosignature", "时钟早于上次会签"))
    }
    let signature: NoteSignature
    do throws(CryptographyFailure) { signature = try signer.signature(for: note.text, time: time) } catch {
      throw Self.stateFault(statePath(origin), Wording("\(error)", "\(error)"))
    }
    let cosigned = try note.adding([signature])
    try DurableFile.replace(statePath(origin), with: WitnessFile(next, note: cosigned).bytes())
    return .success(signature)
  }

  private func load(_ origin: LogName) throws(Fault) -> WitnessFile? {
    let path = statePath(origin)
    guard let bytes = try DurableFile.read(path, atMost: WitnessFile.maximumByteCount) else { return nil }
    let file: WitnessFile
    do throws(Fault) {
      file = try WitnessFile(parsing: bytes)
      guard try file.state().keys.origin == origin else {
        throw Self.stateFault(path, Wording("it is of another log", "属于另一日志"))
      }
    } catch {
      throw Self.stateFault(path, error.message)
    }
    return file
  }

  private func isFollowed(_ origin: LogName) throws(Fault) -> Bool {
    try DurableFile.read(markPath(origin), atMost: 0) != nil
  }

  private func markPath(_ origin: LogName) -> FilePath { logFolder(origin).appending("log") }
  private func statePath(_ origin: LogName) -> FilePath { logFolder(origin).appending("state") }

  private static func stateFault(_ path: FilePath, _ reason: Wording) -> Fault {
    let name = path.string.excerpt
    return Fault(
      .witnessState, at: nil, Wording("\(name): \(reason.english)", "\(name)：\(reason.chinese)"),
      accepted: Wording("the state as this witness wrote it last", "见证人最后写入的状态"))
  }
}

extension Fault.Code {
  /// The state of a witness is missing, damaged or of another log.
  public static let witnessState = Fault.Code("WITNESS_STATE")
}
