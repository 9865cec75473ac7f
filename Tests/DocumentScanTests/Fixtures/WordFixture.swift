import TestSupport
import Testing

/// A Word document of a few parts.
struct WordFixture {
  private static let names =
    #"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml""#

  var archive = ZipArchive()

  /// A document whose body holds this markup.
  init(body: String) {
    archive.store(
      "[Content_Types].xml",
      #"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#
    )
    add("word/document.xml", root: "document", "<w:body>\(body)</w:body>")
  }

  /// A document of one paragraph.
  init(text: String) { self.init(body: Self.paragraph(text)) }

  mutating func add(_ name: String, root: String, _ markup: String) {
    archive.store(
      name,
      #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:\#(root) \#(Self.names)>\#(markup)</w:\#(root)>"#
    )
  }

  static func paragraph(_ text: String, _ properties: String = "") -> String {
    "<w:p><w:r><w:rPr>\(properties)</w:rPr><w:t>\(text)</w:t></w:r></w:p>"
  }

  var bytes: [UInt8] { archive.bytes }
}
