import Notation
import TestSupport
import Testing

@Suite struct CanonicalReaderTests {
  private func code(_ text: String) -> Fault.Code? {
    do throws(Fault) {
      _ = try CanonicalReader.read(Array(text.utf8))
      return nil
    } catch { return error.code }
  }

  @Test(
    arguments: [
      "{}", "[]", "0", "-1", "9007199254740991", "true", #""""#, #"{"a":1,"a0":{},"b":["é",false]}"#,
      #""\u0000\b\t\n\u000b\f\r\"\\/""#,
    ])
  func `The canonical form is read`(text: String) throws {
    #expect(code(text) == nil)
    let value = try CanonicalReader.read(Array(text.utf8))
    #expect(try CanonicalWriter.bytes(value) == Array(text.utf8))
  }

  @Test(
    .tags(.refusal),
    arguments: [
      " {}", "{} ", "{}\n", "{ }", #"{"b":1,"a":1}"#, #"{"a": 1}"#, "1.0", "-0", "1e0", "0.5",
      "9007199254740992",
      "null", "[null]", #"{"A":1}"#, #"{"":1}"#, #"{"é":1}"#, #""\/""#, #""\u0041""#, #""\u000A""#,
      #""\u00e9""#,
      #""\ud83d\ude00""#,
    ])
  func `The same value in other bytes, and a value that has no canonical form, is refused`(text: String) {
    #expect(code(text) == .notCanonical)
  }

  @Test(
    .tags(.refusal),
    arguments: [
      ("", Fault.Code.malformed), ("{", .malformed), (#"{"a":1,"a":1}"#, .duplicateKey),
      ("\"e\u{301}\"", .notNormalised),
      ("{}{}", .malformed),
    ])
  func `A fault of the notation is named as such`(text: String, expected: Fault.Code) {
    #expect(code(text) == expected)
  }

  @Test(.tags(.property))
  func `Whatever the writer writes is read, and any other bit is refused or another value`() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 20_261_106))
    for _ in 0..<300 {
      let record = generator.record(depth: 3)
      let bytes = try CanonicalWriter.bytes(record)
      #expect(try CanonicalWriter.bytes(CanonicalReader.read(bytes)) == bytes)
      var changed = bytes
      changed[Int(generator.integer(in: 0...Int64(bytes.count - 1)))] ^=
        1 << UInt8(generator.integer(in: 0...7))
      if let other = try? CanonicalReader.read(changed) {
        #expect(try CanonicalWriter.bytes(other) == changed)
      }
    }
  }

  @Test func `A fault shows a few characters of what it is about, and none that would steer a terminal`() {
    let long = String(repeating: "K", count: 10_000)
    for text in [#"{"\#(long)":1}"#, #"{"a\u001b[2J":1}"#, "null", "1.5"] {
      do throws(Fault) {
        _ = try CanonicalReader.read(Array(text.utf8))
        Issue.record("\(text.prefix(20)) was read")
      } catch {
        #expect(error.code == .notCanonical)
        #expect(error.message.english.utf8.count < 200 && error.message.chinese.utf8.count < 300)
        #expect(!error.message.english.unicodeScalars.contains("\u{1B}"))
      }
    }
  }

  @Test func `Without the comparison of bytes two readers would see one value in two texts`() throws {
    var faults = Faults()
    let spaced = try #require(JSONReader.read(Array(#"{ "a": 1.0 }"#.utf8), into: &faults))
    #expect(try CanonicalWriter.bytes(spaced) == Array(#"{"a":1}"#.utf8))
    #expect(code(#"{ "a": 1.0 }"#) == .notCanonical)
  }
}
