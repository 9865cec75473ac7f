public import Cryptography
public import Notation

/// The list of all files of a bundle but itself, `manifest.json` (formats, section 10).
///
/// Canonical JSON `{base, files: [{path, sha256, size}], log, security, size, stage, tender, v: 1, view}`; the bytes are kept,
/// since a later bundle names their digest.
public struct Manifest: Sendable {
  /// One file.
  public struct File: Hashable, Sendable {
    /// Where it lies.
    public internal(set) var path: BundlePath
    /// The SHA-256 of its bytes.
    public internal(set) var digest: Digest
    /// How many bytes it has.
    public internal(set) var size: Int

    /// A file.
    public init(path: BundlePath, digest: Digest, size: Int) {
      self.path = path
      self.digest = digest
      self.size = size
    }
  }

  /// What a manifest says beside its files.
  public struct Heading: Hashable, Sendable {
    /// The digest of the earlier manifest that this one adds to; nil, written `-`, in the first.
    public var base: Digest?
    /// The log.
    public var log: LogName
    /// The security profile of the tender.
    public var security: SecurityProfile
    /// The size of the tree of `log/checkpoint`.
    public var size: Int
    /// What is disclosed.
    public var stage: BundleStage
    /// The tender.
    public var tender: TenderID
    /// For whom.
    public var view: BundleView

    /// A heading of these parts.
    public init(
      base: Digest? = nil, log: LogName, security: SecurityProfile, size: Int, stage: BundleStage,
      tender: TenderID, view: BundleView
    ) {
      self.base = base
      self.log = log
      self.security = security
      self.size = size
      self.stage = stage
      self.tender = tender
      self.view = view
    }
  }

  /// The most bytes of a manifest that are read: 256 MiB.
  public static let maximumByteCount = 1 << 28
  /// The most files.
  public static let maximumFileCount = 1_000_000

  /// The canonical bytes.
  public let bytes: [UInt8]
  /// What it says beside the files.
  public let heading: Heading
  /// The files, sorted by path.
  public let files: [File]

  /// Reads a manifest.
  ///
  /// - Throws: the fault of the notation or of the fields; `UNSORTED` when the paths are not strictly ascending,
  ///   `INVALID_PATH` when it lists itself, what no bundle holds, or one file below another.
  public init(_ bytes: [UInt8]) throws(Fault) {
    guard bytes.count <= Self.maximumByteCount else {
      throw Fault(
        .tooLarge, at: nil, Wording("\(bytes.count) bytes", "\(bytes.count) 字节"),
        accepted: Wording("at most \(Self.maximumByteCount) bytes", "至多 \(Self.maximumByteCount) 字节"))
    }
    let record = try Record.codec.read(bytes)
    self.bytes = bytes
    heading = record.heading
    files = record.files
    try Self.check(files)
  }

  /// The manifest of these files in any order; the same content always gives the same bytes.
  ///
  /// - Throws: as reading it would.
  public init(_ heading: Heading, files: [File]) throws(Fault) {
    let sorted = files.sorted { $0.path < $1.path }
    try self.init(try Record.codec.write(Record(heading: heading, files: sorted)))
  }

  /// What a later manifest names as its base.
  public var digest: Digest { DigestContext.sha256(bytes) }

  /// The file at `path`, if it is listed; O(log files).
  public subscript(path: BundlePath) -> File? {
    var range = files.indices
    while let middle = range.isEmpty ? nil : range.lowerBound + range.count / 2 {
      if files[middle].path == path { return files[middle] }
      range =
        files[middle].path < path ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }

  private static func check(_ files: [File]) throws(Fault) {
    for (earlier, later) in zip(files, files.dropFirst()) where earlier.path >= later.path {
      throw fault(
        .unsorted, later.path, Wording("it stands after \(earlier.path)", "它排在 \(earlier.path) 之后"),
        accepted: Wording("each path once, in the order of its bytes", "每条路径一次，按字节升序"))
    }
    // Only a blob, a note, a tile or a proof may lie in a folder, and none of them is named like one, so that no
    // path can be both a file and a folder.
    for file in files where BundleFile(file.path) == nil {
      throw fault(
        .invalidPath, file.path, Wording("no file of a bundle lies there", "案卷中无此类文件"),
        accepted: Wording(
          "log/…, bodies.ndjson, keys.json, proofs/<seq>.tlog-proof, blobs/<sha256>",
          "log/…、bodies.ndjson、keys.json、proofs/<seq>.tlog-proof、blobs/<sha256>"))
    }
  }

  private static func fault(
    _ code: Fault.Code, _ path: BundlePath, _ message: Wording, accepted: Wording
  ) -> Fault {
    var fault = Fault(code, at: nil, message, accepted: accepted)
    fault.source = path.rawValue
    return fault
  }
}

extension Manifest: Hashable {
  /// Whether two manifests are the same bytes.
  public static func == (left: Self, right: Self) -> Bool { left.bytes == right.bytes }
  /// Feeds the bytes to a hash table.
  public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

extension Manifest {
  /// The fields one by one, in the order of the keys.
  private struct Record: Sendable {
    var heading: Heading
    var files: [File]
    var version = 1

    static let blank = Record(
      heading: Heading(
        log: LogName(unchecked: "-"), security: .training, size: 0, stage: .notice,
        tender: TenderID(unchecked: "-"), view: .public), files: [])

    static let codec = Codec<Record>.record(
      Wording("the manifest of a bundle", "案卷目录"), blank: blank,
      .required("base", \.heading.base, base, Wording("digest of the earlier manifest, or -", "前一目录的摘要，或 -")),
      .required(
        "files", \.files, .list(of: file, count: 0...Manifest.maximumFileCount),
        Wording("all files but this one", "除本文件外的全部文件")),
      .required("log", \.heading.log, LogName.codec, Wording("name of the log", "日志名称")),
      .required("security", \.heading.security, security, Wording("security profile", "安全级别")),
      .required("size", \.heading.size, count, Wording("size of the tree", "日志树大小")),
      .required("stage", \.heading.stage, BundleStage.codec, Wording("what is disclosed", "披露阶段")),
      .required("tender", \.heading.tender, TenderID.codec, Wording("which tender", "标段")),
      .required("v", \.version, .version(1), Wording("version", "版本")),
      .required("view", \.heading.view, BundleView.codec, Wording("for whom", "披露对象")))

    private static let security = Codec<SecurityProfile>.choice([
      .training: Wording("training", "培训"), .platform: Wording("platform", "平台"),
      .full: Wording("full", "完整"),
    ])

    private static let count = Codec<Int>.integer(0...Int(CanonicalWriter.maximumInteger))

    private static let file = Codec<File>.record(
      Wording("one file", "一个文件"),
      blank: File(path: .manifest, digest: DigestContext.sha256([]), size: 0),
      .required("path", \.path, BundlePath.codec, Wording("where it lies", "路径")),
      .required("sha256", \.digest, .digest, Wording("digest of its bytes", "字节摘要")),
      .required("size", \.size, count, Wording("number of bytes", "字节数")))

    private static let base = Codec<Digest?>(
      Codec<Digest>.digest.schema,
      decode: { value, reading in
        if case .string("-") = value.content { return .some(nil) }
        return Codec<Digest>.digest.decode(value, &reading).map(Optional.some)
      }, encode: { $0.map(Codec<Digest>.digest.encode) ?? .string("-") })
  }
}

extension Fault.Code {
  /// What must be sorted is not, or stands there twice.
  public static let unsorted = Fault.Code("UNSORTED")
  /// A path at which no file of a bundle lies.
  public static let invalidPath = Fault.Code("INVALID_PATH")
}
