import DocumentScan
import Notation
import TestSupport
import Testing

@Suite struct IdentityTermTests {
  private func read(_ json: String) -> IdentityTerms? {
    var faults = Faults()
    guard let value = JSONReader.read(Array(json.utf8), into: &faults) else { return nil }
    var reading = Reading(.strict)
    return IdentityTerms.codec.decode(value, &reading)
  }

  @Test func `A list of words is read as it is written`() throws {
    let written = IdentityTerms.codec.encode(Scanning.terms)
    var reading = Reading(.strict)
    #expect(IdentityTerms.codec.decode(written, &reading) == Scanning.terms)
    #expect(read(#"{"terms":[]}"#) == IdentityTerms([]))
  }

  @Test(
    .tags(.refusal),
    arguments: [
      #"{"terms":[{"kind":"bidder","text":""}]}"#, #"{"terms":[{"kind":"bidder","text":"华"}]}"#,
      #"{"terms":[{"kind":"bidder","text":"--"}]}"#, #"{"terms":[{"kind":"bidder","text":"\u200b\u200b华"}]}"#,
      #"{"terms":[{"kind":"company","text":"华建"}]}"#, #"{"terms":[{"text":"华建"}]}"#, #"{}"#,
      #"{"terms":[{"kind":"bidder","text":"华建","note":"x"}]}"#,
    ])
  func `A word of which too little is left for a search is refused`(json: String) {
    #expect(read(json) == nil)
  }

  @Test func `The legal form of a company may be left out, and one entry gives one finding a place`()
    async throws
  {
    let terms = IdentityTerms([IdentityTerm(.bidder, Scanning.bidder)])
    for text in ["湖北华建集团有限公司承建，由湖北华建集团施工，一二三四五六七八九十一二三四五六七八九十", "湖北华建集团有限公司"] {
      let found = try await Scanning.report(Array(text.utf8), terms: terms).evidence(.bidderName)
      #expect(found.count == text.split(separator: "湖").count)
    }
    #expect(try await Scanning.report(Array("湖北华建".utf8), terms: terms).rules == [])
  }

  @Test func `Many words are found in one text at once, overlapping ones too`() async throws {
    let terms = IdentityTerms([
      IdentityTerm(.brand, "abcdef"), IdentityTerm(.person, "bcdefg"), IdentityTerm(.work, "cdefgh"),
      IdentityTerm(.other, "cdefg"),
    ])
    let report = try await Scanning.report(Array("xabcdefghx".utf8), terms: terms)
    #expect(report.rules == [.brandName, .personName, .pastWork, .otherTerm])
  }
}
