public import Notation

/// Where in a document something was found.
public struct FindingPlace: Hashable, Sendable {
  /// The part: a name inside the archive of a DOCX, `text`, `properties`, `object 7`, `file name` and the like.
  public var part: String
  /// The page from 1, where the file tells.
  public var page: Int?
  /// The paragraph from 1 in the part of a DOCX; the line from 1 in a text or on the page of a PDF.
  public var paragraph: Int?

  /// The place in `part`, whose name is cut where it is longer than 200 scalars and shown without control characters.
  public init(_ part: String, page: Int? = nil, paragraph: Int? = nil) {
    let shown = String(part.unicodeScalars.prefix(200)).escapedForMessage.normalised
    self.part = shown.isEmpty ? "unnamed" : String(shown.unicodeScalars.prefix(200))
    self.page = page
    self.paragraph = paragraph
  }
}

extension FindingPlace: Comparable {
  /// The canonical order: part by its UTF-8 bytes, page, paragraph; what has no number comes first.
  public static func < (left: FindingPlace, right: FindingPlace) -> Bool {
    if left.part != right.part { return left.part.utf8.lexicographicallyPrecedes(right.part.utf8) }
    if left.page != right.page { return (left.page ?? 0) < (right.page ?? 0) }
    return (left.paragraph ?? 0) < (right.paragraph ?? 0)
  }
}

extension FindingPlace {
  /// What the reading of a place starts from.
  static let blank = FindingPlace("unnamed")

  /// The fields of a place.
  public static let codec = Codec<FindingPlace>.record(
    Wording("where it was found", "发现位置"), blank: blank,
    .required("part", \.part, .text(upTo: 1_000), Wording("part of the file", "文件部件")),
    .optional("page", \.page, .integer(1...1_000_000), Wording("page from 1", "页码")),
    .optional(
      "paragraph", \.paragraph, .integer(1...100_000_000), Wording("paragraph or line from 1", "段或行序号")))
}
