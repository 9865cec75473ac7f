import Notation
import TestSupport
import Testing

@Suite("Reading a record")
struct CodecTests {
  /// The value that `text` decodes to, and the faults as `CODE@line:column`.
  private func decode(_ text: String, _ dialect: Reading.Dialect = .strict) throws -> (Lot?, Faults) {
    let value = try #require(JSONReader.outcome(of: text).value)
    var reading = Reading(dialect)
    let lot = Lot.codec.decode(value, &reading)
    return (lot, reading.faults)
  }

  @Test("A record is read field by field, in any order of its keys")
  func readsARecord() throws {
    let (lot, faults) = try decode(
      """
      {"rule": {"kind": "scaled", "factor": 0.5}, "weight": "0.60", "id": "L-1", "count": 3, "dark": true,
       "track": "works", "note": "暗标", "members": ["E-1", "E-2"]}
      """)
    #expect(faults.isEmpty)
    let expected = Lot(
      id: "L-1", weight: try ExactDecimal(plain: "0.6"), count: 3, isDark: true, track: .works,
      rule: .scaled(Scaled(factor: try ExactDecimal(plain: "0.5"))), note: "暗标", members: ["E-1", "E-2"])
    #expect(lot == expected)
  }

  @Test("An optional field that is absent is nil, a defaulted one its standard")
  func fillsInWhatIsAbsent() throws {
    let (lot, faults) = try decode(Lot.shortest)
    #expect(faults.isEmpty)
    #expect(lot?.note == nil)
    #expect(lot?.members == [])
    #expect(lot?.rule == .lowest)
  }

  @Test("All faults of an object are reported at once, in the order of the text, then what is missing")
  func reportsAllFaults() throws {
    let (lot, faults) = try decode(
      """
      {"id": "l 1", "wieght": 1,
       "count": 100, "dark": "yes",
       "track": "road", "rule": {"kind": "scaled", "factor": "x", "extra": 0},
       "note": "", "members": ["E-1", 2, "E-3", ""], "颜色": null}
      """)
    #expect(lot == nil)
    #expect(
      faults.list.map(\.mark) == [
        "INVALID_VALUE@1:8", "UNKNOWN_KEY@1:15", "INVALID_VALUE@2:11", "INVALID_VALUE@2:24",
        "INVALID_VALUE@3:11", "INVALID_VALUE@3:56", "UNKNOWN_KEY@3:61", "INVALID_VALUE@4:10",
        "INVALID_VALUE@4:33", "INVALID_VALUE@4:43", "INVALID_VALUE@4:25", "UNKNOWN_KEY@4:48",
        "MISSING_KEY@1:1",
      ])
  }

  static let suggestions: [(String, String?)] = [
    ("wieght", "weight"), ("Weight", "weight"), ("weights", "weight"), ("trak", "track"), ("trakc", nil),
    ("membres", "members"),
    ("cnt", nil), ("price", nil), ("", nil), ("权重", nil),
  ]

  @Test("An unknown key is refused with the nearest key that exists, if one is near", arguments: suggestions)
  func suggestsKeys(key: String, nearest: String?) throws {
    let (_, faults) = try decode("{\"\(key)\":1,\(Lot.shortest.dropFirst())")
    let fault = try #require(faults.list.first)
    #expect(faults.count == 1)
    #expect(fault.code == .unknownKey)
    let suggestion = nearest.map { "; did you mean \"\($0)\"?" } ?? ""
    #expect(fault.message.english == "unknown key \"\(key)\"\(suggestion)")
    #expect(fault.accepted.english == "id, weight, count, dark, track, rule, note, members")
  }

  @Test("An unknown key is shown shortened and with its control characters escaped")
  func showsUnknownKeysSafely() {
    let long = Fault.unknownKey(String(repeating: "x", count: 9000), at: .nowhere, known: ["id"])
    #expect(long.message.english == "unknown key \"\(String(repeating: "x", count: 40))…\"")
    let steering = Fault.unknownKey("a\u{1B}[2J\n\u{202E}", at: .nowhere, known: ["id"])
    #expect(steering.message.english == #"unknown key "a\u{1B}[2J\n\u{202E}""#)
  }

  @Test("A missing key is named with what it means, at the object that lacks it")
  func namesMissingKeys() throws {
    let (_, faults) = try decode("\n  {}")
    #expect(faults.list.allSatisfy { $0.code == .missingKey && $0.place?.description == "2:3" })
    #expect(
      faults.list.map(\.message.english) == [
        "\"id\" is missing", "\"weight\" is missing", "\"count\" is missing", "\"dark\" is missing",
        "\"track\" is missing", "\"rule\" is missing",
      ])
    #expect(faults.list.first?.accepted == Wording("id: number of the lot", "id：标段编号"))
  }

  @Test("What is no object is no record", arguments: ["null", "[]", "\"x\"", "1", "true"])
  func refusesOtherKinds(text: String) throws {
    let (lot, faults) = try decode(" \(text)")
    #expect(lot == nil)
    #expect(faults.list.map(\.mark) == ["INVALID_VALUE@1:2"])
    #expect(faults.list.first?.accepted == Wording("an object", "一个对象"))
  }

  @Test("A field of the wrong kind is refused with what was found", arguments: Lot.wrong)
  func refusesWrongKinds(key: String, written: String, found: String) throws {
    let (lot, faults) = try decode(try Lot.shortest(with: key, written))
    #expect(lot == nil)
    #expect(faults.list.map(\.code) == [.invalidValue])
    #expect(faults.list.first?.message.english == "\(found) is not accepted here")
  }

  @Test("By hand a number or a truth value may be written as people write it, in JSON it may not")
  func readsHandwriting() throws {
    let text = try Lot.shortest(with: "dark", "\"是\"").replacing("\"count\":1", with: "\"count\":\"十二\"")
      .replacing("\"0.5\"", with: "\"９０％\"")
    let (lot, faults) = try decode(text, .handwritten)
    #expect(faults.isEmpty)
    #expect(lot?.isDark == true)
    #expect(lot?.count == 12)
    #expect(lot?.weight.description == "90")
    #expect(try decode(text).1.list.map(\.code) == [.invalidValue, .invalidValue, .invalidValue])
  }

  @Test(
    "By hand the words for yes and no are those of forms",
    arguments: [
      ("true", true), ("Yes", true), ("Y", true), ("1", true), ("是", true), ("通过", true), ("合格", true),
      ("√", true),
      ("false", false), ("no", false), ("N", false), ("0", false), ("否", false), ("不通过", false),
      ("不合格", false), ("×", false),
      ("", nil), ("maybe", nil), ("2", nil), ("对", nil),
    ] as [(String, Bool?)])
  func readsTruthValues(text: String, truth: Bool?) {
    var reading = Reading(.handwritten)
    #expect(Codec<Bool>.boolean.decode(.string(text), &reading) == truth)
    #expect(reading.faults.isEmpty == (truth != nil))
  }
}
