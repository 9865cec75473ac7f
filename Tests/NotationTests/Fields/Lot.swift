import Notation
import TestSupport
import Testing

/// A record with every kind of field, for the tests of codecs and schemas.
struct Lot: Equatable, Sendable {
  var id: String
  var weight: ExactDecimal
  var count: Int
  var isDark: Bool
  var track: Track
  var rule: Rule
  var note: String?
  var members: [String]

  enum Track: String, Sendable {
    case works
    case goods
  }

  enum Rule: Equatable, Sendable {
    case lowest
    case scaled(Scaled)
  }

  static let id = Codec<String>.string(
    Wording("an id of letters, digits and '-'", "由字母、数字和“-”组成的编号"), pattern: "^[A-Z0-9-]{1,8}$",
    parse: { text in
      (1...8).contains(text.utf8.count)
        && text.utf8.allSatisfy { "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-".utf8.contains($0) } ? text : nil
    },
    format: { $0 })

  static let decimal = Codec<ExactDecimal>.decimal(
    Wording("a decimal", "小数"), make: { $0 }, format: \.description)

  static let track = Codec<Track>.choice([
    .works: Wording("works", "工程"), .goods: Wording("goods", "货物"),
  ])

  static let codec = Codec<Lot>.record(
    Wording("a lot", "标段"), blank: blank,
    .required("id", \.id, id, Wording("number of the lot", "标段编号")),
    .required("weight", \.weight, decimal, Wording("weight", "权重")),
    .required("count", \.count, .integer(1...99), Wording("how many bids", "投标数")),
    .required("dark", \.isDark, .boolean, Wording("whether names are hidden", "是否暗标")),
    .required("track", \.track, track, Wording("kind of purchase", "类别")),
    .required("rule", \.rule, Rule.codec, Wording("rule of the price", "价格规则")),
    .optional("note", \.note, .text(upTo: 5), Wording("note", "备注")),
    .defaulted("members", \.members, .list(of: id, count: 0...3), Wording("members", "成员")))

  private static let blank = Lot(
    id: "", weight: ExactDecimal(clamping: 0), count: 0, isDark: false, track: .works, rule: .lowest,
    members: [])

  /// A lot with the keys that must be there and no others.
  static let shortest =
    #"{"id":"L-1","weight":"0.5","count":1,"dark":false,"track":"goods","rule":{"kind":"lowest"}}"#

  /// The shortest lot with the member `key` written as `text`.
  static func shortest(with key: String, _ text: String) throws -> String {
    let lot = try #require(JSONReader.outcome(of: shortest).value)
    let value = try #require(JSONReader.outcome(of: text).value)
    return String(decoding: JSONWriter.bytes(lot.overlaid(with: .object([(key, value)]))), as: UTF8.self)
  }

  /// Values that a field does not take: the key, what is written, how a message shows it.
  static let wrong: [(String, String, String)] = [
    ("id", "1", "1"), ("id", "null", "null"), ("id", #""""#, #""""#), ("id", #""L_1""#, #""L_1""#),
    ("id", #""L-1234567""#, #""L-1234567""#), ("weight", #""""#, #""""#), ("weight", #""1e1""#, #""1e1""#),
    ("weight", #""1,000""#, #""1,000""#), ("weight", "true", "true"), ("weight", "[1]", "a list of 1"),
    ("count", "0", "0"), ("count", "100", "100"), ("count", "1.5", "1.5"), ("count", #""1""#, #""1""#),
    ("count", "-1", "-1"), ("dark", "1", "1"), ("dark", #""true""#, #""true""#), ("dark", "null", "null"),
    ("track", #""Works""#, #""Works""#), ("track", "{}", "an object"), ("rule", #""lowest""#, #""lowest""#),
    ("rule", #"{"kind":"highest"}"#, #""highest""#), ("rule", #"{"kind":1}"#, "1"),
    ("rule", #"{"kind":"scaled","factor":null}"#, "null"), ("note", "null", "null"), ("note", #""""#, #""""#),
    ("note", #""一二三四五六""#, #""一二三四五六""#), ("note", #""👩‍👩‍👧‍👦""#, #""👩‍👩‍👧‍👦""#), ("members", "{}", "an object"),
    ("members", #"["A","B","C","D"]"#, "a list of 4"), ("members", #"["A",""]"#, #""""#),
    ("members", "null", "null"),
  ]
}

struct Scaled: Equatable, Sendable {
  var factor: ExactDecimal

  static let codec = Codec<Scaled>.record(
    Wording("scaled", "按系数"), blank: Scaled(factor: ExactDecimal(clamping: 0)),
    .required("factor", \.factor, Lot.decimal, Wording("factor", "系数")))
}

extension Lot.Rule {
  static let codec = Codec<Lot.Rule>.variants(
    "kind",
    .bare("lowest", Wording("the lowest price", "最低价"), .lowest),
    .carrying(
      "scaled", Scaled.codec,
      extract: { rule in
        guard case .scaled(let scaled) = rule else { return nil }
        return scaled
      }, make: { .scaled($0) }))
}
