public import Cryptography
public import Notation

/// What the file of a price part says (开标价): price.json of formats, section 5.
public struct PricePart: Hashable, Sendable {
  /// How the price is stated.
  public enum Quote: Hashable, Sendable {
    /// A sum.
    case total(Total)
    /// A ratio, such as a discount or a fee rate (费率).
    case rate(String)
  }

  /// A sum of money.
  public struct Total: Hashable, Sendable {
    /// The sum in minor units, 0 to 2^53−1.
    public fileprivate(set) var minor: Int64 = 0
    /// The sum in Chinese capitals (大写金额) as the bidder wrote it, if it did.
    public fileprivate(set) var words: String?
  }

  /// How tax stands to the price.
  public enum Tax: String, Hashable, Sendable, CaseIterable {
    /// It is in the price (含税).
    case included
    /// It comes on top (不含税).
    case excluded
    /// There is none (免税).
    case exempt
  }

  /// The price.
  public let quote: Quote
  /// The currency, three capital letters (ISO 4217).
  public let currency: String
  /// How tax stands to it.
  public let tax: Tax
  /// The digest of the file of the `items` part, if it is stated.
  public let items: Digest?
  /// The bytes that were read, which are canonical.
  public let bytes: [UInt8]

  /// The most bytes that a price part has.
  public static let maximumByteCount = 4096

  /// The price that canonical JSON (ENC) writes as `bytes`: the whole file.
  ///
  /// - Throws: `TOO_LARGE` beyond 4,096 bytes, `NOT_CANONICAL`, or the first fault of the grammar or of a field; any of them
  ///   makes the part malformed.
  public init(reading bytes: [UInt8]) throws(Fault) {
    let record = try Codec.pricePart.read(bytes, atMost: Self.maximumByteCount)
    let terms: PriceTerms
    switch record {
    case .total(let content, let total): (quote, terms) = (.total(total), content)
    case .rate(let content, let rate): (quote, terms) = (.rate(rate), content)
    }
    currency = terms.currency
    tax = terms.tax
    items = terms.items
    self.bytes = bytes
  }
}

extension PricePart {
  /// The price part that states a sum in minor units.
  ///
  /// - Throws: `INVALID_VALUE` beyond 0 to 2^53−1, or for a currency that is not three capital letters.
  public init(total minor: Int64, currency: String, tax: Tax = .included) throws(Fault) {
    let record = PriceRecord.total(PriceTerms(currency: currency, tax: tax), Total(minor: minor))
    try self.init(reading: try Codec.pricePart.write(record))
  }
}

/// What both kinds of price state.
struct PriceTerms: Hashable, Sendable {
  var version = 1
  var currency = ""
  var tax = PricePart.Tax.included
  var items: Digest?
}

/// A price as its fields lie in the file.
enum PriceRecord: Sendable {
  case total(PriceTerms, PricePart.Total)
  case rate(PriceTerms, String)
}

/// The fields of one kind of price.
struct PriceFields<Price: Sendable>: Sendable {
  var terms = PriceTerms()
  var price: Price

  static func shared() -> [Field<Self>] {
    [
      .required("v", \.terms.version, .integer(1...1), Wording("version of the format", "格式版本")),
      .required("currency", \.terms.currency, .currency, Wording("currency", "币种")),
      .required("tax", \.terms.tax, .tax, Wording("how tax stands to the price", "是否含税")),
      .optional(
        "items_hash", \.terms.items, .digest, Wording("digest of the items part's file", "工程量清单文件摘要")),
    ]
  }
}

extension Codec where Root == PriceRecord {
  static let pricePart = variants(
    "quote",
    .carrying(
      "total",
      Codec<PriceFields<PricePart.Total>>.record(
        Wording("a sum", "总价"), blank: PriceFields(price: PricePart.Total()),
        PriceFields.shared() + [
          .required("amount_minor", \.price.minor, .minorAmount, Wording("the sum in minor units", "金额（分）")),
          .optional("words", \.price.words, .anyText, Wording("the sum in capitals", "大写金额")),
        ]),
      extract: { record in
        guard case .total(let terms, let total) = record else { return nil }
        return PriceFields(terms: terms, price: total)
      },
      make: { .total($0.terms, $0.price) }),
    .carrying(
      "rate",
      Codec<PriceFields<String>>.record(
        Wording("a rate", "费率"), blank: PriceFields(price: ""),
        PriceFields.shared() + [
          .required("rate", \.price, .rate, Wording("the rate as a ratio", "费率（比值）"))
        ]),
      extract: { record in
        guard case .rate(let terms, let rate) = record else { return nil }
        return PriceFields(terms: terms, price: rate)
      },
      make: { .rate($0.terms, $0.price) }))
}

extension Codec where Root == PricePart.Tax {
  fileprivate static let tax = choice([
    .included: Wording("included", "含税"), .excluded: Wording("excluded", "不含税"),
    .exempt: Wording("exempt", "免税"),
  ])
}

extension Codec where Root == Int64 {
  /// `0|[1-9][0-9]{0,15}`, at most 2^53−1.
  fileprivate static let minorAmount = string(
    Wording("minor units as a string, 0 to 9007199254740991", "以分计的字符串，0 至 9007199254740991"),
    pattern: "^(0|[1-9][0-9]{0,15})$",
    parse: { text in
      guard (1...16).contains(text.utf8.count), text.utf8.isDecimalWithoutLeadingZero else { return nil }
      return Int64(text).flatMap { $0 <= CanonicalWriter.maximumInteger ? $0 : nil }
    },
    format: { String($0) })
}

extension Codec where Root == String {
  /// `(0|[1-9][0-9]{0,8})(\.[0-9]{1,9})?`.
  fileprivate static let rate = string(
    Wording("a ratio such as 0.065", "比值，例如 0.065"), pattern: "^(0|[1-9][0-9]{0,8})([.][0-9]{1,9})?$",
    parse: { text in
      let pieces = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      guard pieces.count <= 2, (1...9).contains(pieces[0].count), pieces[0].isDecimalWithoutLeadingZero,
        pieces.dropFirst().allSatisfy({ (1...9).contains($0.count) && $0.allSatisfy(\.isASCIIDigit) })
      else { return nil }
      return text
    },
    format: \.self)

  /// Three capital letters; which currencies there are changes over the years, and old bids must still read alike.
  fileprivate static let currency = string(
    Wording("a currency by ISO 4217, three capital letters", "ISO 4217 币种代码，三个大写字母"),
    pattern: "^[A-Z]{3}$",
    parse: { text in
      let isCode = text.utf8.count == 3 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
      return isCode ? text : nil
    },
    format: \.self)

  /// Any text: what it means is for the panel.
  fileprivate static let anyText = string(
    Wording("a text", "文本"), parse: { $0 }, format: \.self)
}

extension Collection<UInt8> {
  fileprivate var isDecimalWithoutLeadingZero: Bool {
    allSatisfy(\.isASCIIDigit) && (count == 1 || first != UInt8(ascii: "0"))
  }
}

extension UInt8 {
  fileprivate var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
}
