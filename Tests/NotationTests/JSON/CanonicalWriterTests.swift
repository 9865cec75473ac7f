import Notation
import TestSupport
import Testing

@Suite("The canonical form")
struct CanonicalWriterTests {
  private func canonical(_ text: String) throws -> String {
    let value = try #require(JSONReader.outcome(of: text).value)
    return String(decoding: try CanonicalWriter.bytes(value), as: UTF8.self)
  }

  private func failure(_ value: Value) -> CanonicalWriter.Failure? {
    do throws(CanonicalWriter.Failure) {
      _ = try CanonicalWriter.bytes(value)
      return nil
    } catch { return error }
  }

  @Test("Members are sorted by key and nothing stands between the tokens")
  func sortsMembers() throws {
    let text =
      #" { "b" : [ 1 , { "z" : true , "a" : "" } ] , "_" : 0 , "a0" : {} , "a" : [] , "0" : false } "#
    #expect(try canonical(text) == #"{"0":false,"_":0,"a":[],"a0":{},"b":[1,{"a":"","z":true}]}"#)
  }

  @Test("The price file of the sealed bid format is its own canonical form, whatever order it arrives in")
  func writesThePriceVector() throws {
    let vector =
      #"{"amount_minor":"123456789","currency":"CNY","quote":"total","tax":"included","v":1,"#
      + #""words":"壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"}"#
    #expect(try canonical(vector) == vector)
    let disordered = """
      {"words": "\\u58f9佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分", "v": 1.0, "tax": "included",
       "quote": "total", "currency": "CNY", "amount_minor": "123456789"}
      """
    #expect(try canonical(disordered) == vector)
  }

  @Test("A slash is not escaped")
  func keepsSlashes() throws {
    #expect(try canonical(#"["\/","</script>"]"#) == #"["/","</script>"]"#)
  }

  @Test("Control characters have their short escape or a lowercase \\u00xx, others none")
  func escapesControlCharacters() throws {
    let escapes = #""\u0000\u0001\b\t\n\u000b\f\r\u000e\u000f\u0010\u001a\u001f\"\\""#
    let spelledOut =
      #""\u0000\u0001\u0008\u0009\u000A\u000B\u000C\u000D\u000E\u000F\u0010\u001A\u001F\u0022\u005C""#
    #expect(try canonical(escapes) == escapes)
    #expect(try canonical(spelledOut) == escapes)
    #expect(try canonical(#""\u007f\u0080\u2028\u2029\ufeff""#) == "\"\u{7F}\u{80}\u{2028}\u{2029}\u{FEFF}\"")
    #expect(try canonical(#""\u4e2d\ud83d\ude00""#) == "\"中😀\"")
  }

  static let numbers: [(String, String)] = [
    ("-0", "0"), ("-0.0", "0"), ("1.0", "1"), ("1e3", "1000"), ("-5e0", "-5"), ("1e15", "1000000000000000"),
    ("9007199254740991", "9007199254740991"), ("-9007199254740991", "-9007199254740991"),
  ]

  @Test("An integer has one spelling: no sign on zero, no point, no exponent", arguments: numbers)
  func writesIntegers(text: String, written: String) throws {
    #expect(try canonical(text) == written)
  }

  @Test(
    "A number is refused when JSON readers of other languages could read another",
    arguments: [
      ("1e16", "10000000000000000"), ("1e-7", "0.0000001"), ("0.5", "0.5"),
      ("9007199254740992", "9007199254740992"),
      ("-9007199254740992", "-9007199254740992"), ("999999999999999999", "999999999999999999"),
    ])
  func refusesOtherNumbers(text: String, shown: String) throws {
    let number = Value(.number(try ExactDecimal(json: text)))
    #expect(failure(number) == .number(shown))
    #expect(failure(.object([("a", .array([number]))])) == .number(shown))
  }

  @Test("There is no null")
  func refusesNull() {
    #expect(failure(Value(.null)) == .null)
    #expect(failure(.object([("a", Value(.null))])) == .null)
    #expect(failure(.array([Value(.null)])) == .null)
  }

  @Test(
    "A key is a lowercase letter, digit or underscore, at least one",
    arguments: ["a", "0", "_", "amount_minor", "x9"])
  func acceptsKeys(key: String) {
    #expect(failure(.object([(key, .integer(1))])) == nil)
  }

  @Test(
    "Any other key is refused, so that byte order and UTF-16 order agree",
    arguments: [
      "", "A", "aB", "a-b", "a.b", "a b", "é", "e\u{301}", "名", "a\u{0}", "/", "\"", "{", "`", "@", "[", "^",
      ":",
      "😀", "\u{FB33}", "ａ", "٣",
    ])
  func refusesKeys(key: String) {
    #expect(failure(.object([("ok", .integer(1)), (key, .integer(1))])) == .key(key))
  }

  @Test(
    "The emoji and the presentation form that sort differently by code point and by UTF-16 never come to sorting"
  )
  func refusesKeysOfDifferentOrders() {
    let failed = failure(.object([("\u{FB33}", .integer(1)), ("😀", .integer(2))]))
    #expect(failed == .key("\u{FB33}") || failed == .key("😀"))
  }

  @Test("A key that stands twice is refused, also apart and below others")
  func refusesDuplicateKeys() {
    #expect(
      failure(.object([("a", .integer(1)), ("b", .integer(1)), ("a", .integer(2))])) == .duplicateKey("a"))
    #expect(failure(.array([.object([("x", "1"), ("x", "1")])])) == .duplicateKey("x"))
  }

  @Test("Keys that Swift takes for equal though their bytes differ are refused as keys, not merged")
  func refusesCanonicallyEqualKeys() {
    let failed = failure(.object([("\u{E9}", .integer(1)), ("e\u{301}", .integer(2))]))
    #expect(failed == .key("\u{E9}") || failed == .key("e\u{301}"))
  }

  @Test(
    "A text is not normalised on the way: one that is not in form C is refused",
    arguments: ["e\u{301}", "\u{212B}"])
  func refusesDenormalisedTexts(text: String) {
    #expect(failure(.string(text)) == .notNormalised(text))
    #expect(failure(.object([("a", .array([.string(text)]))])) == .notNormalised(text))
  }

  @Test("The canonical form of the canonical form is the same bytes")
  func isIdempotent() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 20_260_905))
    for _ in 0..<2000 {
      let record = generator.record(depth: 3)
      let bytes = try CanonicalWriter.bytes(record)
      let read = try #require(JSONReader.outcome(of: bytes).value)
      try #require(try CanonicalWriter.bytes(read) == bytes)
      try #require(JSONWriter.bytes(read) == bytes)
    }
  }
}
