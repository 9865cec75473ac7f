internal import Notation

/// Reads a Word document part by part, every part there is, whatever refers to it.
struct WordReader {
  let parts: PartReader
  let directory: ZipDirectory
  private var styles = WordStyles()
  private var hasBody = false

  init(_ archive: [UInt8], _ workshop: Workshop, _ limits: ScanLimits) throws(Unreadable) {
    directory = try ZipDirectory(archive, limits)
    parts = PartReader(archive: archive, workshop: workshop)
  }

  /// Reads all parts into `material`.
  ///
  /// - Throws: `Fault` when a tool is not installed.
  mutating func read(into material: inout ScanMaterial) async throws {
    material.tools.insert(.gzip)
    material.facts.hasHeader = false
    material.facts.hasPageNumber = false
    material.add("archive comment", directory.comment)
    material.add("names of parts", directory.parts.map(\.name).joined(separator: "\n"), .words)
    // Styles first: whether a paragraph can be seen may depend on its style.
    let ordered = directory.parts.filter(\.isOfStyles) + directory.parts.filter { !$0.isOfStyles }
    for part in ordered where part.byteCount > 0 {
      do {
        try read(part.name, await parts.bytes(of: part), &material)
      } catch let reason as Unreadable {
        material.unread(part.name, reason)
      }
    }
    if !hasBody { material.unread("document", Unreadable("an archive without a Word document")) }
  }

  private mutating func read(
    _ name: String, _ bytes: [UInt8], _ material: inout ScanMaterial
  ) throws(Unreadable) {
    let path = name.lowercased()
    if path.hasPrefix("_xmlsignatures/") {
      material.log.add(.digitalSignature, at: FindingPlace(name), "signature")
    }
    if path.hasPrefix("customxml/") { material.log.add(.customData, at: FindingPlace(name), "custom XML") }
    let isMarkup = [".xml", ".rels", ".vml"].contains { path.hasSuffix($0) }
    guard isMarkup || bytes.isMarkup else {
      EmbeddedPart.report(name, bytes, &material)
      return
    }
    try readMarkup(name, bytes, &material)
  }

  private mutating func readMarkup(
    _ name: String, _ bytes: [UInt8], _ material: inout ScanMaterial
  ) throws(Unreadable) {
    var scanner = try XMLScanner(bytes)
    var story: WordStory?
    var properties: WordProperties?
    var general = GeneralPart(name)
    var isFirst = true
    var isOfStyles = false
    // What was read before a fault stays: a broken tail must not save its head from the search.
    defer {
      general.finish(into: &material, isStory: story != nil)
      story?.finish(into: &material)
    }
    while let event = try scanner.next() {
      if case .start(let element) = event {
        if isFirst {
          isFirst = false
          isOfStyles = element.name == "styles"
          story = WordStory.Kind(rawValue: element.name).map { WordStory(name, $0, styles) }
          hasBody = hasBody || element.name == WordStory.Kind.body.rawValue
          if ["coreProperties", "Properties"].contains(element.name) { properties = WordProperties(name) }
        }
        general.report(element, &material)
      }
      general.take(event)
      if isOfStyles { styles.take(event) }
      story?.take(event, into: &material)
      properties?.take(event, into: &material)
    }
  }
}

extension ZipPart {
  fileprivate var isOfStyles: Bool { name.lowercased().hasSuffix("styles.xml") }
}

extension [UInt8] {
  /// Whether the bytes begin as markup does.
  fileprivate var isMarkup: Bool {
    first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF, 0xFF, 0xFE, 0].contains($0) } == UInt8(ascii: "<")
  }
}
