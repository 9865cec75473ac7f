public import Notation

/// Why an expert must not be drawn or steps down (回避): a capital letter, then up to 31 capitals, digits or `_`.
///
/// Written so that no code can be taken for an answer such as `accept`.
public struct RecusalCode: Hashable, Sendable {
  /// The code as it stands in rosters and replies.
  public let rawValue: String

  /// The code that `text` is.
  ///
  /// - Throws: `REPLY_INVALID`.
  public init(parsing text: String) throws(Fault) {
    guard Self.isCode(text.utf8) else {
      throw .draw(
        .replyInvalid, Wording("“\(text.excerpt)” is no recusal code", "“\(text.excerpt)”不是回避代码"),
        accepted: Wording(
          "a capital letter, then at most 31 capitals, digits or _", "大写字母开头，其后至多 31 个大写字母、数字或 _"))
    }
    rawValue = text
  }

  static func isCode(_ bytes: some Collection<UInt8>) -> Bool {
    guard (1...32).contains(bytes.count), let first = bytes.first, isCapital(first) else { return false }
    return bytes.dropFirst().allSatisfy {
      isCapital($0) || $0 == UInt8(ascii: "_") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
  }

  private static func isCapital(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
}
