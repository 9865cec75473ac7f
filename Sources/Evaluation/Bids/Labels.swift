package import Notation

/// A name for something inside one evaluation, as its file writes it.
///
/// Unlike the ids of a marketplace these may be any text of 1 to 128 characters: people evaluate tables that
/// name bidders in Chinese. Control characters and surrounding spaces are refused, since they make two names
/// look alike.
package protocol Label: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The name as written.
  var rawValue: String { get }
  /// Wraps a text that is known to be a label.
  init(unchecked rawValue: String)
}

extension Label {
  /// The label that `text` is, or nil.
  package init?(parsing text: String) {
    guard (1...128).contains(text.utf8.count <= 128 ? text.utf8.count : text.unicodeScalars.count),
      !text.holdsControls, !text.isSpacedOutside
    else { return nil }
    self.init(unchecked: text)
  }

  /// The empty name with which the reading of a record starts; no read name is empty.
  package static var blank: Self { Self(unchecked: "") }

  package var description: String { rawValue }

  /// Order by UTF-8 bytes, the same on every machine.
  package static func < (left: Self, right: Self) -> Bool {
    left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
  }

  /// The label as a string of a file.
  package static var codec: Codec<Self> {
    .string(
      Wording("a name of 1 to 128 characters", "1 至 128 个字符的名称"),
      parse: { Self(parsing: $0) }, format: { $0.rawValue })
  }
}

/// The name of a tender (标段) in its file.
package struct TenderID: Label {
  /// The name as written.
  package let rawValue: String
  /// Wraps a text that is known to be a label.
  package init(unchecked rawValue: String) { self.rawValue = rawValue }
}

/// The name of a bidder (投标人) in its file.
package struct BidderID: Label {
  /// The name as written.
  package let rawValue: String
  /// Wraps a text that is known to be a label.
  package init(unchecked rawValue: String) { self.rawValue = rawValue }

  /// The name of the bidder's bid number `number` in a tender where bidders may repeat: `id.2` for the
  /// second.
  package func numbered(_ number: Int) -> BidderID { BidderID(unchecked: "\(rawValue).\(number)") }
}

/// The name of a member of the evaluation committee (评标委员会成员) in its file.
package struct MemberID: Label {
  /// The name as written.
  package let rawValue: String
  /// Wraps a text that is known to be a label.
  package init(unchecked rawValue: String) { self.rawValue = rawValue }
}

/// The id of a criterion (评审因素): letters, digits, `.`, `_`, `-`, at most 64.
package struct CriterionID: Hashable, Sendable, CustomStringConvertible {
  /// The id as written.
  package let rawValue: String

  /// The id that `text` is, or nil.
  package init?(parsing text: String) {
    guard (1...64).contains(text.utf8.count), text.utf8.allSatisfy(Self.accepts) else { return nil }
    rawValue = text
  }

  private init(unchecked rawValue: String) { self.rawValue = rawValue }

  /// The empty id with which the reading of a record starts; no read id is empty.
  static let blank = CriterionID(unchecked: "")

  private static func accepts(_ byte: UInt8) -> Bool {
    byte.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  package var description: String { rawValue }

  /// The id as a string of a file.
  package static let codec = Codec<CriterionID>.string(
    Wording("1 to 64 letters, digits, '.', '_' or '-'", "1 至 64 个字母、数字、“.”“_”或“-”"),
    pattern: "^[A-Za-z0-9._-]{1,64}$",
    parse: { CriterionID(parsing: $0) }, format: { $0.rawValue })
}

extension String {
  /// Whether control characters stand in it, also those beyond ASCII.
  fileprivate var holdsControls: Bool {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return false }
    return unicodeScalars.contains { $0.properties.generalCategory == .control }
  }

  /// Whether white space stands at either end.
  fileprivate var isSpacedOutside: Bool {
    if let first = utf8.first, let last = utf8.last, first.isVisibleASCII, last.isVisibleASCII {
      return false
    }
    return unicodeScalars.first?.properties.isWhitespace == true
      || unicodeScalars.last?.properties.isWhitespace == true
  }
}
