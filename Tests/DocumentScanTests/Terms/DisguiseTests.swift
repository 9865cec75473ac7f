import DocumentScan
import TestSupport
import Testing

@Suite struct DisguiseTests {
  @Test(
    "A bidder's name is found through every disguise",
    arguments: [
      "湖北华建集团有限公司", "由湖北华建集团施工", "湖 北 华 建 集 团 有 限 公 司", "湖北华\n建集团", "湖北\u{200B}华建\u{2060}集团",
      "湖北华\u{FEFF}建集\u{AD}团", "湖北·华建·集团", "湖北**华建**集团", "湖北華建集團有限公司", "湖北华\u{3000}建集团",
      "湖北华\u{332}建集\u{20DD}团", "湖北华建\u{E0041}集团", "湖北\t华建\r\n集团", "湖北华\u{202E}建集团", "湖北（华建）集团",
    ])
  func bidder(text: String) async throws {
    let evidence = try await Scanning.report(text).evidence(.bidderName)
    #expect(evidence.contains { $0.finding.severity == .blocking })
  }

  @Test(
    "A Latin brand is found in any case, width and alphabet that looks alike",
    arguments: [
      "huajian", "HUAJIAN", "Ｈｕａｊｉａｎ", "H u a j i a n", "Hu\u{200D}ajian", "Нuаjiаn", "𝐇𝐮𝐚𝐣𝐢𝐚𝐧", "Huаj1аn",
      "húajian", "Hua-jian",
      "xHuajianx",
    ])
  func brand(text: String) async throws {
    #expect(try await Scanning.rules(text).contains(.brandName))
  }

  @Test(
    "Digits are found in any width and by letters and numerals that stand for them",
    arguments: [
      "027-65550101", "０２７－６５５５０１０１", "o27 6555 o1ol", "〇二七六五五五〇一〇一", "027.6555.0101",
      "0 2 7 6 5 5 5 0 1 0 1",
    ])
  func digits(text: String) async throws {
    #expect(try await Scanning.rules(text).contains(.otherTerm))
  }

  @Test(
    "What is no name of the list is not reported as one",
    arguments: [
      "湖北建华集团", "中华建筑", "华北集团", "项目 HJK-2", "AHJ", "张三", "汉江大桥", "Hua Jie", "027-65550102",
    ])
  func others(text: String) async throws {
    let rules = try await Scanning.rules(text)
    let named: Set<ScanRule> = [.personName, .brandName, .pastWork, .otherTerm]
    #expect(rules.isDisjoint(with: named))
    #expect(text == "中华建筑" || !rules.contains(.bidderName))
  }

  @Test func `A short word that spans a gap is a strong hint only`() async throws {
    let apart = try await Scanning.report("为振兴中华 建设美好家园").evidence(.bidderName)
    #expect(apart.map(\.finding.severity) == [.high])
    let whole = try await Scanning.report("与华建合作").evidence(.bidderName)
    #expect(whole.map(\.finding.severity) == [.blocking])
  }

  @Test func `A short Latin abbreviation must stand apart from other letters`() async throws {
    #expect(try await Scanning.rules("由HJ负责").contains(.bidderName))
    #expect(try await Scanning.rules("H J").contains(.bidderName))
    #expect(try await !Scanning.rules("SHJT").contains(.bidderName))
  }

  private static let inserted = [
    " ", "\u{3000}", "\u{A0}", "\u{2009}", "\n", "\t", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}",
    "\u{FEFF}", "\u{AD}",
    "\u{180E}", "\u{202A}", "\u{FE0F}", "\u{E0020}", "\u{34F}", "\u{301}",
  ]

  @Test(.tags(.property))
  func `Characters that are not shown, and spaces, inserted anywhere do not hide a name`() async throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 20_261_124))
    for _ in 0..<150 {
      let term = generator.element(of: Scanning.terms.list)
      let letters = Array(term.text)
      var text = "甲"
      for (index, letter) in letters.enumerated() {
        text.append(letter)
        guard index < letters.count - 1 else { break }
        for _ in 0..<generator.integer(in: 0...3) { text += generator.element(of: Self.inserted) }
      }
      let report = try await Scanning.report(text + "乙")
      let expected = try await Scanning.report("甲" + term.text + "乙").rules
      let kinds: Set<ScanRule> = [.bidderName, .personName, .brandName, .pastWork, .otherTerm]
      #expect(
        report.rules.isSuperset(of: expected.intersection(kinds)), "\(text.unicodeScalars.map(\.value))")
      #expect(!expected.isDisjoint(with: kinds))
    }
  }
}
