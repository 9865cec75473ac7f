public import Notation

/// What a document is by its bytes, whatever its name says.
public enum DocumentKind: String, CaseIterable, Hashable, Sendable {
  /// Text, of Markdown too.
  case text
  /// A Word document in Office Open XML (ISO 29500).
  case docx
  /// A PDF.
  case pdf
  /// Anything else, which is not scanned.
  case unknown
}

extension DocumentKind {
  /// The kinds by name.
  public static let codec = Codec<DocumentKind>.choice([
    .text: Wording("text or Markdown", "文本或 Markdown"), .docx: Wording("Word document", "Word 文档"),
    .pdf: Wording("PDF", "PDF"), .unknown: Wording("not known", "未知"),
  ])

  /// What these bytes are.
  init(_ bytes: [UInt8]) {
    // Readers of PDF look for the mark in the first kilobyte.
    let head = bytes.prefix(1_024)
    if bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x50, 0x4B, 5, 6]) {
      self = .docx
    } else if head.windows(5).contains(where: { $0.elementsEqual("%PDF-".utf8) }) {
      self = .pdf
    } else if Self.isText(bytes) {
      self = .text
    } else {
      self = .unknown
    }
  }

  private static func isText(_ bytes: [UInt8]) -> Bool {
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    return isUTF16 || !bytes.prefix(1 << 16).contains(0)
  }

  /// Whether a file with this extension, lowercase, is expected to be of the kind.
  func isExpected(_ suffix: String) -> Bool {
    switch self {
    case .text: ["txt", "md", "markdown", "text"].contains(suffix)
    case .docx: suffix == "docx"
    case .pdf: suffix == "pdf"
    case .unknown: true
    }
  }
}

extension ArraySlice<UInt8> {
  /// All pieces of `count` neighbours.
  fileprivate func windows(_ count: Int) -> some Sequence<ArraySlice<UInt8>> {
    indices.dropLast(Swift.max(0, count - 1)).lazy.map { self[$0..<($0 + count)] }
  }
}
