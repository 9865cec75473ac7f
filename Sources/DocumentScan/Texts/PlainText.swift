internal import Foundation

/// Texts and Markdown, in UTF-8, UTF-16 with a byte order mark, or GB18030.
enum PlainText {
  /// Hands the lines of a text over to the search.
  static func read(_ bytes: [UInt8], _ limits: ScanLimits, into material: inout ScanMaterial) {
    do throws(Unreadable) {
      guard bytes.count <= limits.textBytes else { throw Unreadable.tooLarge }
      var layer = TextLayer("text")
      let text = try decoded(bytes)
      for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        layer.append(String(line), number: index + 1)
      }
      material.add(layer)
    } catch {
      material.unread("text", error)
    }
  }

  private static let gb18030 = String.Encoding(rawValue: 0x8000_0632)

  private static func decoded(_ bytes: [UInt8]) throws(Unreadable) -> String {
    let text: String
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      text = String(decoding: try XMLEncoding.utf8(bytes), as: UTF8.self)
    } else if (try? UTF8Span(validating: bytes.span)) != nil {
      text = String(decoding: bytes, as: UTF8.self)
    } else if let converted = String(data: Data(bytes), encoding: gb18030) {
      text = converted
    } else {
      throw Unreadable("neither UTF-8 nor UTF-16 nor GB18030")
    }
    // One line end is one character in Swift, whichever signs it is written with.
    return text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
  }
}
