import Notation
import TestSupport
import Testing

@Suite("Writing and reading random values", .timeLimit(.minutes(20)))
struct JSONRoundTripTests {
  @Test(
    "What is written in either layout reads back as the same value",
    arguments: [JSONWriter.Layout.compact, .indented])
  func readsBackWhatIsWritten(layout: JSONWriter.Layout) throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 20_260_901))
    for _ in 0..<3000 {
      let value = generator.value(depth: 4)
      let bytes = JSONWriter.bytes(value, layout: layout)
      let outcome = JSONReader.outcome(of: bytes)
      #expect(outcome.marks == [], "\(String(decoding: bytes, as: UTF8.self))")
      let read = try #require(outcome.value)
      try #require(read.hasSameContent(as: value), "\(String(decoding: bytes, as: UTF8.self))")
    }
  }

  @Test("Every beginning of an object is refused with one fault inside it")
  func refusesEveryPrefix() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 20_260_902))
    for _ in 0..<150 {
      let bytes = JSONWriter.bytes(generator.object(depth: 3))
      for count in 0..<bytes.count {
        let outcome = JSONReader.outcome(of: bytes.prefix(count))
        try #require(outcome.value == nil, "\(count) bytes of \(String(decoding: bytes, as: UTF8.self))")
        try #require(outcome.faults.count == 1)
        let fault = try #require(outcome.faults.list.first)
        let place = try #require(fault.place)
        try #require([.malformed, .encoding].contains(fault.code))
        try #require(place.line == 1 && (1...count + 1).contains(Int(place.column)))
      }
    }
  }

  @Test("A text with a flipped bit is refused with a place, or is another text that reads back")
  func survivesFlippedBits() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 20_260_903))
    var refused = 0
    for _ in 0..<300 {
      let bytes = JSONWriter.bytes(generator.object(depth: 3), layout: .indented)
      for _ in 0..<40 {
        var damaged = bytes
        for _ in 0...generator.integer(in: 0...2) {
          let index = Int(generator.integer(in: 0...Int64(bytes.count - 1)))
          damaged[index] ^= 1 << UInt8(generator.integer(in: 0...7))
        }
        if try !isSound(damaged) { refused += 1 }
      }
    }
    #expect(refused > 1000)
  }

  @Test("Random bytes are refused with a place, or are a text that reads back")
  func survivesRandomBytes() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 20_260_904))
    let grammar = Array(#"{}[]:,"\u0e1E-+.tfn "#.utf8)
    for _ in 0..<20_000 {
      let bytes = (0..<generator.integer(in: 0...24)).map { _ in
        generator.chance(85) ? generator.element(of: grammar) : UInt8(generator.integer(in: 0...255))
      }
      _ = try isSound(bytes)
    }
  }

  /// Whether `bytes` were read; checks that there is a value or a fault, and that the value reads back.
  private func isSound(_ bytes: [UInt8]) throws -> Bool {
    let outcome = JSONReader.outcome(of: bytes)
    guard let value = outcome.value else {
      try #require(!outcome.faults.isEmpty, "\(bytes)")
      try #require(outcome.faults.list.allSatisfy { $0.place.map { $0 != .nowhere } ?? false }, "\(bytes)")
      return false
    }
    try #require(outcome.faults.isEmpty, "\(bytes)")
    let again = try #require(JSONReader.outcome(of: JSONWriter.bytes(value)).value, "\(bytes)")
    try #require(again.hasSameContent(as: value), "\(bytes)")
    return true
  }
}
