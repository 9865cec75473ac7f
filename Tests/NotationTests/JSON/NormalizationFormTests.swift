import Notation
import TestSupport
import Testing

@Suite("Normalisation form C", .timeLimit(.minutes(20)))
struct NormalizationFormTests {
  @Test(
    "A text is in form C when composing it changes no byte",
    arguments: [
      ("", true), ("abc", true), ("\u{E9}", true), ("招标（一）", true), ("한글", true), ("q\u{307}", true),
      ("\u{302A}", true),
      ("中\u{302A}", true), ("e\u{301}", false), ("中e\u{301}", false), ("\u{1112}\u{1161}", false),
      ("\u{212A}", false),
      ("\u{37E}", false), ("\u{F900}", false), ("\u{2F800}", false), ("\u{1F71}", false), ("\u{2000}", false),
      ("q\u{307}\u{323}", false), ("か\u{3099}", false),
    ])
  func knowsFormC(text: String, isNormalised: Bool) {
    #expect(text.isNormalised == isNormalised)
  }

  @Test(
    "A character that is composed already may compose further",
    arguments: ["\u{AC00}\u{11A8}", "\u{CCA}\u{CD5}"])
  func composesFurther(text: String) {
    #expect(!text.isNormalised)
  }

  @Test(
    "Another library has the same texts in form C",
    .disabled(if: Judges.isUnreachable, "the judges are unreachable"))
  func agreesWithTheJudge() async throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 20_260_910))
    let texts = Self.blocks.flatMap { $0.map { [$0] } } + (0..<40_000).map { _ in Self.text(&generator) }
    let lines = texts.map { $0.map { String($0.value, radix: 16) }.joined(separator: " ") + "\n" }
    let verdict = try await Judges.run("normalisation_judge", input: Array(lines.joined().utf8))
    #expect(verdict.errors == "")
    let answers = String(decoding: verdict.output, as: UTF8.self).split(separator: "\n")
    try #require(answers.count == texts.count)
    for (text, answer) in zip(texts, answers) where answer != "unknown" {
      let isNormalised = String(String.UnicodeScalarView(text)).isNormalised
      try #require(isNormalised == (answer == "yes"), "\(text.map { String($0.value, radix: 16) })")
    }
    #expect(Set(answers).isSuperset(of: ["yes", "no"]))
  }

  /// Two to five scalars of one block or of two, since it is within a script that marks compose.
  private static func text(_ generator: inout SeededGenerator) -> [Unicode.Scalar] {
    let blocks = [generator.element(of: blocks), generator.element(of: blocks)]
    return (0..<generator.integer(in: 2...5)).map { _ in
      generator.element(of: generator.element(of: generator.chance(70) ? [blocks[0]] : blocks))
    }
  }

  /// Blocks with marks, with characters that compose and with those that never stay.
  ///
  /// U+11A7 is left out: it is refused after a syllable though form C would let it stand.
  private static let blocks: [[Unicode.Scalar]] = [
    0x41...0x7A, 0xC0...0x24F, 0x300...0x36F, 0x300...0x30F, 0x370...0x3FF, 0x400...0x4FF, 0x5B0...0x5EA,
    0x610...0x6ED,
    0x900...0x97F, 0x980...0x9FF, 0xA00...0xA7F, 0xB00...0xB7F, 0xB80...0xBFF, 0xC00...0xC7F, 0xC80...0xCFF,
    0xCBF...0xCD6, 0xD00...0xD7F, 0xD80...0xDFF, 0xF40...0xFBC, 0x1025...0x1037, 0x1100...0x1112,
    0x1161...0x1175,
    0x11A8...0x11C2, 0xAC00...0xAC40, 0x1B05...0x1B44, 0x1DC0...0x1DFF, 0x1E00...0x1EFF, 0x1F00...0x1FFF,
    0x2000...0x206F,
    0x20D0...0x20F0, 0x2100...0x214F, 0x2190...0x22FF, 0x2ADC...0x2ADC, 0x3000...0x30FF, 0x4E00...0x4E40,
    0xF900...0xFAFF,
    0xFB1D...0xFB4F, 0xFF00...0xFF70, 0x11080...0x110BA, 0x11100...0x11134, 0x11300...0x11374,
    0x11440...0x1145F,
    0x114B0...0x114C3, 0x115AF...0x115C0, 0x11930...0x11943, 0x1D15E...0x1D1C0, 0x2F800...0x2FA1D,
  ].map { (block: ClosedRange<UInt32>) in block.compactMap(Unicode.Scalar.init) }
}
