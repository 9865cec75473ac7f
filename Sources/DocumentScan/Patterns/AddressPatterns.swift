/// Mail, web and postal addresses.
enum AddressPatterns {
  /// Mail addresses in a text without spaces.
  static func mails(_ text: [UInt32]) -> [PatternSearch.Match] {
    text.indices.compactMap { index in
      guard text[index] == 0x40, let end = domainEnd(text, from: index + 1) else { return nil }
      var start = index
      while start > 0, index - start < 64, text[start - 1].isOfMailName { start -= 1 }
      guard start < index else { return nil }
      return PatternSearch.Match(rule: .mailAddress, range: start..<end)
    }
  }

  private static let schemes = WordTable("http:// https:// ftp:// www.")

  /// Web addresses that say so, in a text without spaces.
  static func links(_ text: [UInt32]) -> [PatternSearch.Match] {
    var matches: [PatternSearch.Match] = []
    var index = 0
    while index < text.count {
      guard let length = schemes.length(in: text, at: index), text.at(index + length).isLatin else {
        index += 1
        continue
      }
      var end = index + length
      while end - index < 256, text.at(end).isOfWebAddress { end += 1 }
      matches.append(PatternSearch.Match(rule: .webAddress, range: index..<end))
      index = end
    }
    return matches
  }

  private static let endings = WordTable(
    ".com .com.cn .cn .net .org .gov.cn .net.cn .org.cn .edu.cn .top .vip")

  /// Domain names without a scheme, in a text with spaces.
  static func domains(_ text: [UInt32]) -> [PatternSearch.Match] {
    text.indices.compactMap { index in
      guard text[index] == 0x2E, let length = endings.length(in: text, at: index) else { return nil }
      let end = index + length
      var start = index
      while start > 0, index - start < 64, text[start - 1].isLatin || text[start - 1] == 0x2D { start -= 1 }
      let isMail = text.at(start - 1) == 0x40 || text.at(start - 1) == 0x2E
      guard index - start >= 2, !isMail, !text.at(end).isLatin, text.at(end) != 0x2E else { return nil }
      return PatternSearch.Match(rule: .webAddress, range: start..<end)
    }
  }

  private static func domainEnd(_ text: [UInt32], from start: Int) -> Int? {
    var end = start
    var dots = 0
    while end - start < 128, text.at(end).isLatin || text.at(end) == 0x2D || text.at(end) == 0x2E {
      if text[end] == 0x2E && text.at(end + 1).isLatin && end > start { dots += 1 }
      end += 1
    }
    return dots > 0 ? end : nil
  }

  private static let streets = WordTable("路 街 大道 大街 巷 弄 胡同 道")
  private static let numbers = WordTable("号 弄 栋 幢")
  private static let labels = WordTable("地址: 住所: 注册地: 办公地点: 通讯处: 邮编: 邮政编码:")

  /// Streets with a house number, and what an address label announces, in a text without spaces.
  static func streets(_ text: [UInt32]) -> [PatternSearch.Match] {
    text.indices.compactMap { index in
      if let length = labels.length(in: text, at: index), text.at(index + length).isWordSign {
        return PatternSearch.Match(rule: .postalAddress, range: index..<min(text.count, index + length + 12))
      }
      guard let length = streets.length(in: text, at: index), text.at(index - 1).isIdeograph else {
        return nil
      }
      var end = index + length
      let first = end
      while end - first < 6, text.at(end).isDigit || text.at(end) == 0x2D { end += 1 }
      guard end > first, let unit = numbers.length(in: text, at: end) else { return nil }
      // 路1号线 and the like are lines and openings, not houses.
      guard ![0x7EBF, 0x95E8, 0x6865, 0x6869].contains(text.at(end + unit)) else { return nil }
      return PatternSearch.Match(rule: .postalAddress, range: max(0, index - 2)..<(end + unit))
    }
  }
}

extension UInt32 {
  fileprivate var isOfMailName: Bool { isLatin || [0x2E, 0x2D, 0x5F, 0x2B].contains(self) }

  fileprivate var isOfWebAddress: Bool {
    (0x21...0x7E).contains(self) && ![0x22, 0x3C, 0x3E, 0x29].contains(self)
  }

  /// Whether it is a letter, digit or character of a name.
  var isWordSign: Bool { isLatin || isIdeograph }
}
