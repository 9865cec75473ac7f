import Notation
import TestSupport
import Testing

@Suite("Writing a record")
struct CodecRoundTripTests {
  private func text(_ lot: Lot) -> String {
    String(decoding: JSONWriter.bytes(Lot.codec.encode(lot)), as: UTF8.self)
  }

  @Test("Fields are written in their order; what is absent is left out, what is standard is stated")
  func leavesOutWhatIsAbsent() throws {
    var lot = Lot(
      id: "L-1", weight: try ExactDecimal(plain: "0.5"), count: 1, isDark: false, track: .goods,
      rule: .lowest,
      note: nil, members: [])
    #expect(text(lot) == Lot.shortest.dropLast() + #","members":[]}"#)
    lot.members = ["E-1"]
    lot.note = "注"
    lot.rule = .scaled(Scaled(factor: try ExactDecimal(plain: "-2")))
    #expect(
      text(lot)
        == #"{"id":"L-1","weight":"0.5","count":1,"dark":false,"track":"goods","#
        + #""rule":{"kind":"scaled","factor":"-2"},"note":"注","members":["E-1"]}"#)
  }

  @Test(
    "What is written reads back as the same record, in both dialects",
    arguments: [Reading.Dialect.strict, .handwritten])
  func readsBackWhatIsWritten(dialect: Reading.Dialect) throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 20_260_909))
    for _ in 0..<2000 {
      let lot = lot(&generator)
      let value = try #require(JSONReader.outcome(of: JSONWriter.bytes(Lot.codec.encode(lot))).value)
      var reading = Reading(dialect)
      try #require(Lot.codec.decode(value, &reading) == lot)
      try #require(reading.faults.isEmpty)
    }
  }

  private func lot(_ generator: inout SeededGenerator) -> Lot {
    let ids = ["A", "L-1", "ZZZZZZZZ", "0-9"]
    let notes = ["a", "一二三四五", "😀😀😀", "\n\t\"\\"]
    return Lot(
      id: generator.element(of: ids), weight: generator.decimal(), count: Int(generator.integer(in: 1...99)),
      isDark: generator.chance(50), track: generator.element(of: [.works, .goods]),
      rule: generator.chance(50) ? .lowest : .scaled(Scaled(factor: generator.decimal())),
      note: generator.chance(50) ? nil : generator.element(of: notes),
      members: (0..<generator.integer(in: 0...3)).map { _ in generator.element(of: ids) })
  }
}
