internal import Cryptography
public import Notation
public import SystemPackage

/// Scans the dark part (暗标) of bids for what would tell whose they are (rulebook section 5).
///
/// It reports evidence and holds no verdict. Documents are hostile: they are bounded before they are read, and read by tools
/// that are bounded in time, memory and output. What could not be read is a finding NOT_SCANNED, never silence.
public struct DocumentScanner: Sendable {
  private let matcher: TermMatcher
  private let termsDigest: Digest
  private let preset: FormatPreset?
  private let limits: ScanLimits
  private let temporaryFolder: FilePath
  private let toolFolder: FilePath

  /// A scanner for the words of one tender.
  ///
  /// - Parameters:
  ///   - terms: what to look for beside the patterns.
  ///   - preset: the format to hold documents against; none is checked without it.
  ///   - limits: what a document may cost.
  ///   - temporaryFolder: where a private folder is made for each document, and removed afterwards.
  ///   - toolFolder: where the programs lie; never searched for along `PATH`, which could find another program.
  /// - Throws: `NOT_CANONICAL` when a word is not in normalisation form C.
  public init(
    terms: IdentityTerms, preset: FormatPreset? = nil, limits: ScanLimits = ScanLimits(),
    temporaryFolder: FilePath = "/tmp", toolFolder: FilePath = "/usr/bin"
  ) throws(Fault) {
    do throws(CanonicalWriter.Failure) {
      termsDigest = DigestContext.sha256(try CanonicalWriter.bytes(IdentityTerms.codec.encode(terms)))
    } catch {
      throw Fault(
        .notCanonical, at: nil, error.wording,
        accepted: Wording("words in normalisation form C", "采用 NFC 规范形式的词语"))
    }
    matcher = TermMatcher(terms)
    self.preset = preset
    self.limits = limits
    self.temporaryFolder = temporaryFolder
    self.toolFolder = toolFolder
  }

  /// Scans the file at `path`, and its name.
  ///
  /// - Throws: SCAN_FAILURE when it is no regular file or cannot be read, TOO_LARGE, MISSING_TOOL.
  public func scan(_ path: FilePath) async throws(Fault) -> ScanReport {
    let bytes = try StoredDocument.bytes(path, limit: limits.documentBytes)
    return try await scan(bytes, name: path.lastComponent?.string)
  }

  /// Scans a document that is in memory; `name` is the name of its file, without folders, if it has one.
  ///
  /// - Throws: TOO_LARGE, MISSING_TOOL, SCAN_FAILURE when the temporary folder cannot be used.
  public func scan(_ bytes: [UInt8], name: String? = nil) async throws(Fault) -> ScanReport {
    guard bytes.count <= limits.documentBytes else {
      throw Fault(
        .tooLarge, at: nil, Wording("the document is too large", "文件过大"),
        accepted: Wording("at most \(limits.documentBytes) bytes", "至多 \(limits.documentBytes) 字节"))
    }
    let kind = DocumentKind(bytes)
    var material = ScanMaterial(limits)
    if let name { Self.take(name: name, of: kind, into: &material) }
    var versions: [ToolVersion] = []
    do {
      let workshop = try Workshop(below: temporaryFolder, tools: toolFolder, limits)
      try await read(bytes, kind, workshop, into: &material)
      for tool in material.tools.sorted(by: { $0.rawValue < $1.rawValue }) {
        versions.append(try await workshop.version(of: tool))
      }
    } catch let fault as Fault {
      throw fault
    } catch {
      throw .scanFailure("tools", "\(error)")
    }
    return report(bytes, kind, versions, &material)
  }

  private func read(
    _ bytes: [UInt8], _ kind: DocumentKind, _ workshop: Workshop, into material: inout ScanMaterial
  ) async throws {
    switch kind {
    case .text: PlainText.read(bytes, limits, into: &material)
    case .docx:
      do {
        var reader = try WordReader(bytes, workshop, limits)
        try await reader.read(into: &material)
      } catch let reason as Unreadable {
        material.unread("document", reason)
      }
    case .pdf:
      let path = try workshop.store(document: bytes)
      try await PortableReader(path: path, workshop: workshop).read(bytes, into: &material)
    case .unknown:
      // The container of old Word files, and of new ones that are encrypted (MS-CFB 2.2).
      let isCompound = bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
      let reason = isCompound ? "an old or encrypted Office file" : "neither text nor DOCX nor PDF"
      material.unread("document", Unreadable(reason))
      material.add("document", bytes: bytes[...])
    }
  }

  private static func take(name: String, of kind: DocumentKind, into material: inout ScanMaterial) {
    material.add("file name", name)
    let suffix = name.split(separator: ".").dropFirst().last.map { $0.lowercased() }
    guard let suffix, !kind.isExpected(suffix) else { return }
    material.log.add(.wrongExtension, at: FindingPlace("file name"), ".\(suffix): \(kind.rawValue)")
  }

  private func report(
    _ bytes: [UInt8], _ kind: DocumentKind, _ versions: [ToolVersion], _ material: inout ScanMaterial
  ) -> ScanReport {
    var log = material.log
    var folding = TextFolding()
    for layer in material.layers {
      matcher.search(layer, &folding, into: &log)
      if layer.search == .wordsAndPatterns { PatternSearch.search(layer, &folding, into: &log) }
    }
    if let preset { material.facts.compare(with: preset, into: &log) }
    let evidence = log.finished()
    let record = ScanRecord(
      document: DigestContext.sha256(bytes), byteCount: bytes.count, kind: kind, terms: termsDigest,
      preset: preset, isComplete: log.isComplete, tools: versions, findings: evidence.map(\.finding))
    return ScanReport(record: record, evidence: evidence)
  }
}
