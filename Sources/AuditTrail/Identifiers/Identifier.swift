public import Notation

/// A name that stands in signed bytes: 1 to 64 ASCII characters, `[A-Za-z0-9][A-Za-z0-9._/-]*`.
///
/// Each kind of thing has a type of its own, so that a party is never taken for a tender. Ids of parties and bids are
/// random, never counters (design).
public protocol Identifier: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The text of the id.
  var rawValue: String { get }
  /// The id of a text that is known to be one.
  init(unchecked rawValue: String)
}

extension Identifier {
  /// The id that `text` is; nil when it is none.
  public init?(_ text: some StringProtocol) {
    let bytes = text.utf8
    guard (1...64).contains(bytes.count), let first = bytes.first, IdentifierText.isLetterOrDigit(first),
      bytes.allSatisfy(IdentifierText.isPart)
    else { return nil }
    self.init(unchecked: String(text))
  }

  /// The id that `text` is.
  public init(parsing text: some StringProtocol) throws(Fault) {
    guard let identifier = Self(text) else {
      let excerpt = String(text).excerpt
      throw Fault(
        .invalidIdentifier, at: nil, Wording("“\(excerpt)” is no id", "“\(excerpt)”不是标识"),
        accepted: IdentifierText.accepted)
    }
    self = identifier
  }

  /// The field codec of the id.
  public static var codec: Codec<Self> {
    .string(IdentifierText.accepted, pattern: IdentifierText.pattern, parse: { Self($0) }, format: \.rawValue)
  }

  /// Whether the bytes of `left` come first.
  public static func < (left: Self, right: Self) -> Bool {
    left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
  }

  /// The text of the id.
  public var description: String { rawValue }
}

/// The one syntax of all ids.
enum IdentifierText {
  static let pattern = "^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$"
  static let accepted = Wording(
    "1 to 64 letters, digits, '.', '_', '/', '-', the first a letter or digit",
    "1 至 64 个字母、数字或 . _ / -，首位为字母或数字")

  static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  static func isPart(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || Array("._/-".utf8).contains(byte)
  }
}

extension Fault.Code {
  /// A text that is no id.
  public static let invalidIdentifier = Fault.Code("INVALID_ID")
}

/// A party: tenderer, bidder, expert, supervisor, operator, custodian or witness.
public struct PartyID: Identifier {
  /// The text of the id.
  public let rawValue: String
  /// The id of a text that is known to be one.
  public init(unchecked rawValue: String) { self.rawValue = rawValue }

  /// The platform (平台) itself, whose id is fixed.
  public static let `operator` = PartyID(unchecked: "operator")
  /// The administrative supervision department (行政监督部门), whose id is fixed.
  public static let supervisor = PartyID(unchecked: "supervisor")
}

/// A tender, which is one lot (标段).
public struct TenderID: Identifier {
  /// The text of the id.
  public let rawValue: String
  /// The id of a text that is known to be one.
  public init(unchecked rawValue: String) { self.rawValue = rawValue }
}

/// A log, by the name that its checkpoints carry (origin).
public struct LogName: Identifier {
  /// The text of the name.
  public let rawValue: String
  /// The name of a text that is known to be one.
  public init(unchecked rawValue: String) { self.rawValue = rawValue }
}

/// A draw of one tender, `<tender>/<class>/<number>`.
public struct DrawID: Identifier {
  /// The text of the id.
  public let rawValue: String
  /// The id of a text that is known to be one.
  public init(unchecked rawValue: String) { self.rawValue = rawValue }
}
