public import Notation

/// A text with signatures under it (formats, section 2; C2SP signed-note).
///
/// The text is UTF-8 without control characters below U+0020 but LF, which it ends with. Reading proves nothing about the
/// signatures: `signatures(by:)` does.
public struct SignedNote: Hashable, Sendable {
  /// The longest note, in bytes.
  public static let maximumByteCount = 1 << 20
  /// The most signatures; the format asks for at least 16.
  public static let maximumSignatureCount = 100

  /// The signed text with its last LF, as stored.
  public let text: [UInt8]
  /// The signatures in the order of their lines.
  public private(set) var signatures: [NoteSignature]

  /// A note of a text and its signatures.
  ///
  /// - Throws: `INVALID_NOTE` when the text has no form that can be read back, or there are no or too many signatures.
  public init(text: [UInt8], signatures: [NoteSignature]) throws(Fault) {
    guard let last = text.last, last == Self.lineFeed else {
      throw .invalidNote(Wording("the text does not end with a line feed", "正文未以换行结尾"))
    }
    try Self.checkCharacters(text)
    guard (1...Self.maximumSignatureCount).contains(signatures.count) else {
      throw .invalidNote(Wording("it has \(signatures.count) signatures", "签名有 \(signatures.count) 个"))
    }
    self.text = text
    self.signatures = signatures
    guard bytes.count <= Self.maximumByteCount else {
      throw .invalidNote(Wording("it has more than 1048576 bytes", "超过 1048576 字节"))
    }
  }

  /// The note that `bytes` write.
  ///
  /// - Throws: `INVALID_NOTE` for bytes that `bytes` of no note would be.
  public init(parsing bytes: [UInt8]) throws(Fault) {
    guard bytes.count <= Self.maximumByteCount else {
      throw .invalidNote(Wording("it has more than 1048576 bytes", "超过 1048576 字节"))
    }
    try Self.checkCharacters(bytes)
    guard bytes.last == Self.lineFeed, let split = Self.lastBlankLine(in: bytes) else {
      throw .invalidNote(Wording("no blank line stands before the signatures", "签名之前没有空行"))
    }
    let lines = bytes[(split + 2)...].split(separator: Self.lineFeed, omittingEmptySubsequences: false)
      .dropLast()
    guard (1...Self.maximumSignatureCount).contains(lines.count) else {
      throw .invalidNote(Wording("it has \(lines.count) signatures", "签名有 \(lines.count) 个"))
    }
    var signatures: [NoteSignature] = []
    for line in lines { signatures.append(try NoteSignature(line: line)) }
    text = Array(bytes[...split])
    self.signatures = signatures
  }

  /// The note as it is stored and sent.
  public var bytes: [UInt8] {
    var bytes = text
    bytes.append(Self.lineFeed)
    for signature in signatures { bytes.append(contentsOf: signature.line) }
    return bytes
  }

  /// The note with further signatures, as a witness adds them; those it has already are not repeated.
  ///
  /// - Throws: `INVALID_NOTE` when they are too many.
  public func adding(_ more: [NoteSignature]) throws(Fault) -> SignedNote {
    try SignedNote(text: text, signatures: signatures + more.filter { !signatures.contains($0) })
  }

  private static let lineFeed = UInt8(ascii: "\n")

  /// The index of the first of the last two adjacent line feeds.
  private static func lastBlankLine(in bytes: [UInt8]) -> Int? {
    var index = bytes.count - 2
    while index >= 0 {
      if bytes[index] == lineFeed, bytes[index + 1] == lineFeed { return index }
      index -= 1
    }
    return nil
  }

  private static func checkCharacters(_ bytes: [UInt8]) throws(Fault) {
    if let index = bytes.firstIndex(where: { $0 < 0x20 && $0 != lineFeed }) {
      throw .invalidNote(Wording("byte \(index) is a control character", "第 \(index) 字节是控制字符"))
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw .invalidNote(Wording("it is not UTF-8", "不是 UTF-8"))
    }
  }
}

extension Fault {
  static func invalidNote(_ reason: Wording) -> Fault {
    Fault(
      .invalidNote, at: nil, reason,
      accepted: Wording(
        "UTF-8 text, a blank line, then 1 to 100 lines “— <name> <base64>”",
        "UTF-8 正文、一个空行，然后 1 至 100 行“— <名称> <base64>”"))
  }
}

extension Fault.Code {
  /// Bytes that are no signed note.
  public static let invalidNote = Fault.Code("INVALID_NOTE")
}
