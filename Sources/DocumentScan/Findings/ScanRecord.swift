public import Cryptography
public import Notation

/// A tool that took part in a scan.
public struct ToolVersion: Hashable, Sendable {
  /// The name of the program.
  public var name: String
  /// The first line in which the program states its version.
  public var version: String

  /// The fields of a tool.
  public static let codec = Codec<ToolVersion>.record(
    Wording("a program that read the file", "读取文件的程序"), blank: ToolVersion(name: "", version: ""),
    .required("name", \.name, .text(upTo: 64), Wording("name", "名称")),
    .required("version", \.version, .text(upTo: 1_000), Wording("version", "版本")))
}

/// What a scan puts into a log: the document by its hash, how it was read, and the findings in canonical order.
///
/// It reports evidence and holds no verdict: the panel votes. A scan is not repeated by an audit, since the tools of
/// another day may read a file differently.
public struct ScanRecord: Hashable, Sendable {
  /// The most findings of one document that are recorded.
  public static let maximumFindings = 1_000

  /// The version of the record.
  public var version = 1
  /// SHA-256 of the document.
  public var document: Digest
  /// The number of bytes of the document.
  public var byteCount: Int
  /// What the document is.
  public var kind: DocumentKind
  /// SHA-256 of the list of terms, in canonical bytes.
  public var terms: Digest
  /// The format that it was held against.
  public var preset: FormatPreset?
  /// Whether everything that can be read was read; false beside at least one finding NOT_SCANNED.
  public var isComplete: Bool
  /// The programs that read the document, by name.
  public var tools: [ToolVersion]
  /// The findings in canonical order, each once.
  public var findings: [Finding]

  /// The fields of a record.
  public static let codec = Codec<ScanRecord>.record(
    Wording("an identity scan of a dark technical part", "暗标身份信息扫描"),
    blank: ScanRecord(
      document: Finding.blank.excerpt, byteCount: 0, kind: .unknown, terms: Finding.blank.excerpt,
      isComplete: false, tools: [], findings: []),
    .required("v", \.version, .integer(1...1), Wording("version", "版本")),
    .required("document_sha256", \.document, .hexadecimal, Wording("the document", "文件")),
    .required("size", \.byteCount, .integer(0...(1 << 40)), Wording("bytes", "字节数")),
    .required("kind", \.kind, DocumentKind.codec, Wording("what it is", "文件类型")),
    .required("terms_sha256", \.terms, .hexadecimal, Wording("the list of terms", "词语清单")),
    .optional("preset", \.preset, FormatPreset.codec, Wording("required format", "格式要求")),
    .required("complete", \.isComplete, .boolean, Wording("whether all was read", "是否全部读取")),
    .required("tools", \.tools, .list(of: ToolVersion.codec, count: 0...16), Wording("programs", "程序")),
    .required(
      "findings", \.findings, .list(of: Finding.codec, count: 0...maximumFindings), Wording("findings", "发现"))
  )
}
