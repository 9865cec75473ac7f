internal import Notation

/// Reads a PDF with the programs of poppler and with qpdf, each of which sees what the others leave out.
///
/// Text that is drawn as pictures or outlines is not read: pictures are reported to be looked at.
struct PortableReader {
  let path: String
  let workshop: Workshop

  /// Reads the document into `material`.
  ///
  /// - Throws: `Fault` when a tool is not installed.
  func read(_ bytes: [UInt8], into material: inout ScanMaterial) async throws {
    material.tools.formUnion([.qpdf, .pdfinfo, .pdftotext, .pdffonts, .pdfimages])
    reportExif(bytes, &material)
    do {
      // 0: a password is needed; 2: none is set; 3: one is set and not needed.
      if try await workshop.run(.qpdf, ["--requires-password", path]).status == 0 {
        throw Unreadable.encrypted
      }
    } catch let reason as Unreadable {
      material.unread("document", reason)
      return
    }
    try await attempt("information", &material) { try await information(&$0) }
    try await attempt("text", &material) { try await text(&$0) }
    try await attempt("fonts", &material) { try await fonts(&$0) }
    try await attempt("pictures", &material) { try await pictures(&$0) }
    try await attempt("objects", &material) { try await objects(&$0) }
    try await attempt("metadata", &material) { try await metadata(&$0) }
  }

  private func attempt(
    _ part: String, _ material: inout ScanMaterial, _ step: (inout ScanMaterial) async throws -> Void
  ) async throws {
    do {
      try await step(&material)
    } catch let reason as Unreadable {
      material.unread(part, reason)
    }
  }

  private func output(of tool: Tool, _ arguments: [String]) async throws -> Workshop.Run {
    let run = try await workshop.run(tool, arguments)
    guard run.status == 0 else { throw Unreadable.damaged }
    return run
  }

  private func information(_ material: inout ScanMaterial) async throws {
    for line in try await output(of: .pdfinfo, ["-enc", "UTF-8", path]).text.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let value = parts[1].drop { $0 == " " }
      // A property of the document may hold a line that looks like these; the program writes its own ones later.
      switch parts[0] {
      case "Pages": material.facts.pages = Int(value)
      case "Page size":
        // In points; held in twentieths of one.
        let sides = value.split(separator: " ").compactMap { Self.twentieths($0) }
        if sides.count >= 2 { material.facts.papers = [Array(sides.prefix(2))] }
      case "JavaScript" where value == "yes":
        material.log.add(.macro, at: FindingPlace("document"), "JavaScript")
      default: break
      }
    }
  }

  /// A decimal number of points in twentieths of a point, rounded down to whole hundredths of a point before.
  private static func twentieths(_ text: Substring) -> Int? {
    let parts = text.split(separator: ".", maxSplits: 1)
    guard let first = parts.first, let whole = Int(first), (0...100_000).contains(whole) else { return nil }
    let fraction = parts.count == 2 ? Int(String(parts[1].prefix(2)).padded(to: 2)) ?? 0 : 0
    return whole * 20 + fraction / 5
  }

  private func text(_ material: inout ScanMaterial) async throws {
    let run = try await output(of: .pdftotext, ["-enc", "UTF-8", path, "-"])
    // The program goes on after a stream that it cannot read, and leaves its text out.
    if run.complaints.contains("Syntax Error") {
      material.unread("text", Unreadable("errors in the document"))
    }
    let text = run.output
    var layer = TextLayer("text")
    var pages: [[String]] = []
    for (index, page) in text.split(separator: 0x0C, omittingEmptySubsequences: false).enumerated() {
      let lines = page.split(separator: 0x0A, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      for (number, line) in lines.enumerated() { layer.append(line, page: index + 1, number: number + 1) }
      pages.append(lines.filter { $0.contains { !$0.isWhitespace } })
    }
    // Every page ends with a form feed.
    pages.removeLast()
    PageMargins.report(pages, &material)
    material.add(layer)
  }

  private func fonts(_ material: inout ScanMaterial) async throws {
    var names = TextLayer("fonts", .words)
    for line in try await output(of: .pdffonts, [path]).text.split(separator: "\n").dropFirst(2) {
      let cells = line.split(separator: " ")
      guard cells.count >= 7, var name = cells.first else { continue }
      // emb sub uni, then number and generation of the object.
      let (isEmbedded, isSubset) = (cells[cells.count - 5] == "yes", cells[cells.count - 4] == "yes")
      if let plus = name.firstIndex(of: "+") { name = name[name.index(after: plus)...] }
      names.append(String(name))
      material.facts.fonts.insert(String(name))
      if isEmbedded && !isSubset {
        material.log.add(.embeddedFont, at: FindingPlace("fonts"), String(name))
      }
    }
    material.add(names)
  }

  private func pictures(_ material: inout ScanMaterial) async throws {
    var counts: [Int: Int] = [:]
    for line in try await output(of: .pdfimages, ["-list", path]).text.split(separator: "\n").dropFirst(2) {
      if let page = line.split(separator: " ").first.flatMap({ Int($0) }) { counts[page, default: 0] += 1 }
    }
    for (page, count) in counts {
      material.facts.pictures += count
      material.log.add(.picture, at: FindingPlace("pictures", page: page), "\(count)")
    }
  }

  private func objects(_ material: inout ScanMaterial) async throws {
    let arguments = ["--json=2", "--json-key=qpdf", "--json-stream-data=none", path]
    let run = try await workshop.run(.qpdf, arguments)
    var objects = PortableObjects(run.output)
    objects.read(into: &material)
    // 3: with warnings, after which qpdf has repaired what it could.
    guard run.status == 0 || run.status == 3 else { throw Unreadable.damaged }
  }

  private func metadata(_ material: inout ScanMaterial) async throws {
    let output = try await output(of: .pdfinfo, ["-meta", path]).output
    guard output.contains(UInt8(ascii: "<")) else { return }
    material.add("metadata", String(decoding: output, as: UTF8.self), .words)
    var scanner = try XMLScanner(output)
    var open: [String] = []
    while let event = try scanner.next() {
      switch event {
      case .start(let element):
        open.append(element.name)
        for attribute in element.attributes { report(attribute.name, attribute.value, &material) }
      case .text(let text):
        let name = open.last { !["li", "Seq", "Bag", "Alt"].contains($0) }
        report(name ?? "", text, &material)
      case .end: _ = open.popLast()
      case .aside: break
      }
    }
  }

  private static let metadataProperties: Set<String> = [
    "creator", "Author", "Company", "publisher", "rights", "Manager",
  ]

  private func report(_ name: String, _ text: String, _ material: inout ScanMaterial) {
    guard Self.metadataProperties.contains(name), text.contains(where: { !$0.isWhitespace }) else { return }
    material.log.add(.documentProperty, at: FindingPlace("metadata"), "\(name): \(text)")
  }

  private func reportExif(_ bytes: [UInt8], _ material: inout ScanMaterial) {
    for offset in PictureMetadata.exifOffsets(in: bytes, atMost: 100) {
      let place = FindingPlace("picture at byte \(offset)")
      material.log.add(.pictureMetadata, at: place, "Exif")
      material.add(place.part, bytes: bytes[offset..<min(bytes.count, offset + (1 << 16))])
    }
  }
}

extension String {
  fileprivate func padded(to count: Int) -> String {
    self + String(repeating: "0", count: Swift.max(0, count - self.count))
  }
}
