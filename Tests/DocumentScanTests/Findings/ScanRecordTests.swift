import Cryptography
import DocumentScan
import Notation
import TestSupport
import Testing

@Suite struct ScanRecordTests {
  private func report() async throws -> ScanReport {
    try await Scanning.report("我公司\n湖北华建集团\n电话13812345678\n我公司", name: "a.txt")
  }

  @Test func `A record is read back from its canonical bytes`() async throws {
    let record = try await report().record
    let bytes = try CanonicalWriter.bytes(ScanRecord.codec.encode(record))
    var reading = Reading(.strict)
    #expect(ScanRecord.codec.decode(try CanonicalReader.read(bytes), &reading) == record)
    #expect(bytes.count < 1 << 20)
  }

  @Test func `The log form holds no excerpt, only its hash, which the excerpt gives`() async throws {
    let report = try await report()
    let text = String(
      decoding: try CanonicalWriter.bytes(ScanRecord.codec.encode(report.record)), as: UTF8.self)
    for word in ["华建", "13812345678", "我公司"] { #expect(!text.contains(word)) }
    for evidence in report.evidence {
      #expect(evidence.finding.excerpt == DigestContext.sha256(Array(evidence.excerpt.utf8)))
    }
    #expect(report.record.findings == report.evidence.map(\.finding))
  }

  @Test func `Findings are in canonical order, each once, and the same in every run`() async throws {
    let first = try await report().record
    #expect(first.findings == first.findings.sorted())
    #expect(Set(first.findings).count == first.findings.count)
    #expect(try await report().record == first)
    let lines = first.findings.compactMap(\.place.paragraph)
    #expect(lines == lines.sorted())
    #expect(Set(lines) == [1, 2, 3, 4])
  }

  @Test func `The largest record fits into a body`() throws {
    let place = FindingPlace(
      String(repeating: "\u{20000}", count: 300), page: 1_000_000, paragraph: 100_000_000)
    let findings = (0..<ScanRecord.maximumFindings).map {
      Evidence(.invisibleCharacters, at: place, "\($0)").finding
    }
    #expect(findings.allSatisfy { $0.place.part.unicodeScalars.count == 200 })
    let bytes = try CanonicalWriter.bytes(.array(findings.map(Finding.codec.encode)))
    #expect(bytes.count < 1 << 20)
  }

  @Test(.tags(.refusal), arguments: ["rule", "place", "excerpt_sha256", "severity"])
  func `A finding that lacks a field or has a strange one is refused`(key: String) async throws {
    let value = Finding.codec.encode(try #require(try await report().record.findings.first))
    guard case .object(let members) = value.content else { return }
    var reading = Reading(.strict)
    #expect(Finding.codec.decode(Value(.object(members.filter { $0.key != key })), &reading) == nil)
    let strange = members.map { $0.key == key ? Value.Member(key, .string("x")) : $0 }
    #expect(Finding.codec.decode(Value(.object(strange)), &reading) == nil)
  }

  @Test func `Every rule has a code, a text in two languages and a severity`() {
    for rule in ScanRule.allCases {
      #expect(rule.rawValue.allSatisfy { $0 == "_" || $0.isUppercase })
      #expect(rule.wording.english != rule.rawValue, "\(rule)")
      #expect(rule.wording.english != rule.wording.chinese)
    }
    #expect(ScanRule.allCases.filter { $0.rawValue.hasPrefix("FORMAT_") }.allSatisfy { $0.severity == .low })
  }
}
