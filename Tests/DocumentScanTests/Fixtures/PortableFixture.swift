import Testing

/// A PDF of a few objects, written byte by byte.
struct PortableFixture {
  /// The texts of the pages, each one a list of lines in the Latin letters of Helvetica.
  var pages: [[String]] = [["A plan."]]
  /// What stands in the dictionary of document information.
  var information = ""
  /// Further entries of the first page.
  var ofFirstPage = ""
  /// The picture that every page draws: the name `/I` and a reference.
  var pictures = ""
  /// Further entries of the catalogue.
  var ofCatalogue = ""
  /// Further objects; the first of them has the number `firstFreeObject`.
  var objects: [String] = []

  var firstFreeObject: Int { 5 + pages.count * 2 }

  /// The bytes of the document.
  var bytes: [UInt8] {
    var texts = [
      "<< /Type /Catalog /Pages 2 0 R \(ofCatalogue) >>",
      "<< /Type /Pages /Kids [\(pages.indices.map { "\(5 + $0 * 2) 0 R" }.joined(separator: " "))] /Count \(pages.count) >>",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", "<< \(information) >>",
    ]
    for (index, lines) in pages.enumerated() {
      let drawn = pictures.isEmpty ? "" : "\nq /I Do Q"
      let content =
        lines.enumerated()
        .map { "BT /F1 12 Tf 72 \(780 - $0.offset * 30) Td (\($0.element)) Tj ET" }.joined(separator: "\n")
        + drawn
      texts.append(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595.3 841.9] /Contents \(6 + index * 2) 0 R "
          + "/Resources << /Font << /F1 3 0 R >> /XObject << \(pictures) >> >> \(index == 0 ? ofFirstPage : "") >>"
      )
      texts.append("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream")
    }
    return Self.file(texts + objects)
  }

  private static func file(_ objects: [String]) -> [UInt8] {
    var file = "%PDF-1.5\n"
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(file.utf8.count)
      file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = file.utf8.count
    func padded(_ number: Int) -> String {
      String(repeating: "0", count: 10 - "\(number)".count) + "\(number)"
    }
    file += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for offset in offsets { file += "\(padded(offset)) 00000 n \n" }
    file += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R /Info 4 0 R >>\nstartxref\n\(start)\n%%EOF\n"
    return Array(file.utf8)
  }
}
