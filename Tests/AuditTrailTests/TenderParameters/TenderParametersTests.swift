import AuditTrail
import Cryptography
import Notation
import Testing

@Suite struct TenderParametersTests {
  @Test func `Parameters that are built are those that are read`() throws {
    let read = try SealedBidFixture.parameters()
    let built = try TenderParameters(
      documents: [
        TenderDocument(
          name: "tender.pdf",
          digest: #require(
            Digest(
              Hexadecimal.bytes("a4ebf2bd3b7a290f4e0897fdf0bdf98991df77b32fe2870e39cae773128d97a6") ?? [])),
          byteCount: 16)
      ], graceMilliseconds: 10_000, log: SealedBidFixture.log, padTo: 131_072, parts: [.technical, .price],
      security: .full, session: .one, tender: SealedBidFixture.tender)
    #expect(built == read)
    #expect(built.bytes == Array(SealedBidFixture.parametersText.utf8))
  }

  @Test(
    arguments: [
      (#""pad_to":131072"#, #""pad_to":131071"#), (#""pad_to":131072"#, #""pad_to":0"#),
      (#""pad_to":131072"#, #""pad_to":"131072""#), (#""pad_to":131072"#, #""pad_to":9007199254740991"#),
      (#""parts":["technical","price"]"#, #""parts":[]"#),
      (#""parts":["technical","price"]"#, #""parts":["price","price"]"#),
      (#""parts":["technical","price"]"#, #""parts":["technical","*"]"#),
      (#""security":"full""#, #""security":"none""#), (#""session":"ONE_SESSION""#, #""session":"one""#),
      (#""size":16"#, #""size":-1"#), (#""sha256":"a4"#, #""sha256":"A4"#),
      (#""tender":"T-2026-0001""#, #""tender":"-""#), (#""grace_ms":10000,"#, ""),
      (#"{"docs""#, #"{"deadline_ms":1,"docs""#), (#"{"docs""#, #"{ "docs""#),
    ]) func `Parameters of another form are refused`(_ found: String, _ replacement: String)
  {
    let text = SealedBidFixture.parametersText
    guard let range = text.ranges(of: found).first else {
      Issue.record("\(found) is not in the parameters")
      return
    }
    let changed = text.replacingCharacters(range, with: replacement)
    #expect(throws: Fault.self) { try TenderParameters(reading: Array(changed.utf8)) }
  }
}

extension String {
  /// The text with what is at `range` replaced.
  func replacingCharacters(_ range: Range<Index>, with replacement: String) -> String {
    String(self[..<range.lowerBound]) + replacement + self[range.upperBound...]
  }
}
