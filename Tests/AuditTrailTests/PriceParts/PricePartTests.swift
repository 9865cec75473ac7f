import AuditTrail
import Cryptography
import Notation
import Testing

@Suite struct PricePartTests {
  private func price(_ text: String) throws -> PricePart { try PricePart(reading: Array(text.utf8)) }

  @Test func `A total and a rate are read`() throws {
    let total = try PricePart(reading: SealedBidFixture.priceFile)
    guard case .total(let sum) = total.quote else {
      Issue.record("no total")
      return
    }
    #expect(sum.minor == 123_456_789 && total.currency == "CNY" && total.tax == .included)
    let rate = try price(#"{"currency":"CNY","quote":"rate","rate":"0.065","tax":"excluded","v":1}"#)
    #expect(rate.quote == .rate("0.065"))
    let zero = try price(#"{"amount_minor":"0","currency":"JPY","quote":"total","tax":"exempt","v":1}"#)
    #expect(zero.items == nil)
    let largest = try price(
      #"{"amount_minor":"9007199254740991","currency":"CNY","items_hash":""#
        + String(repeating: "ab", count: 32)
        + #"","quote":"total","tax":"included","v":1}"#)
    #expect(largest.items != nil)
  }

  @Test(
    arguments: [
      "", "{}", #"{"amount_minor":"1","currency":"CNY","quote":"total","tax":"included","v":1} "#,
      #"{"currency":"CNY","amount_minor":"1","quote":"total","tax":"included","v":1}"#,
      #"{"amount_minor":"1","amount_minor":"2","currency":"CNY","quote":"total","tax":"included","v":1}"#,
      #"{"amount_minor":1,"currency":"CNY","quote":"total","tax":"included","v":1}"#,
      #"{"amount_minor":"01","currency":"CNY","quote":"total","tax":"included","v":1}"#,
      #"{"amount_minor":"-1","currency":"CNY","quote":"total","tax":"included","v":1}"#,
      #"{"amount_minor":"1.5","currency":"CNY","quote":"total","tax":"included","v":1}"#,
      #"{"amount_minor":"9007199254740992","currency":"CNY","quote":"total","tax":"included","v":1}"#,
      #"{"amount_minor":"１","currency":"CNY","quote":"total","tax":"included","v":1}"#,
      #"{"amount_minor":"","currency":"CNY","quote":"total","tax":"included","v":1}"#,
      #"{"amount_minor":"1","currency":"cny","quote":"total","tax":"included","v":1}"#,
      #"{"amount_minor":"1","currency":"CNY","quote":"total","tax":"maybe","v":1}"#,
      #"{"amount_minor":"1","currency":"CNY","quote":"total","tax":"included","v":2}"#,
      #"{"amount_minor":"1","currency":"CNY","quote":"total","tax":"included","v":1,"x":1}"#,
      #"{"amount_minor":"1","currency":"CNY","quote":"total","rate":"1","tax":"included","v":1}"#,
      #"{"amount_minor":"1","currency":"CNY","items_hash":"ab","quote":"total","tax":"included","v":1}"#,
      #"{"amount_minor":"1","currency":"CNY","quote":"total","tax":"included"}"#,
      #"{"amount_minor":"1","currency":"CNY","tax":"included","v":1}"#,
      #"{"amount_minor":"1","currency":"CNY","quote":"rate","tax":"included","v":1}"#,
      #"{"currency":"CNY","quote":"rate","rate":"6.5%","tax":"included","v":1}"#,
      #"{"currency":"CNY","quote":"rate","rate":"00.1","tax":"included","v":1}"#,
      #"{"currency":"CNY","quote":"rate","rate":"1.","tax":"included","v":1}"#,
      #"{"currency":"CNY","quote":"rate","rate":".5","tax":"included","v":1}"#,
      #"{"currency":"CNY","quote":"rate","rate":"1.2.3","tax":"included","v":1}"#,
      #"{"currency":"CNY","quote":"rate","rate":"1234567890","tax":"included","v":1}"#,
      #"{"currency":"CNY","quote":"rate","rate":"0.1234567891","tax":"included","v":1}"#,
      #"{"currency":"CNY","quote":"rate","rate":"1","tax":"included","v":1,"words":"壹"}"#,
      #"{"amount_minor":"1","currency":"CNY","quote":"total","tax":null,"v":1}"#, #"[1]"#, "\u{FEFF}{}",
    ]) func `Any other price file is refused`(_ text: String)
  {
    #expect(throws: Fault.self) { try price(text) }
  }

  @Test func `A price file has at most 4096 bytes`() throws {
    func text(_ words: Int) -> String {
      #"{"amount_minor":"1","currency":"CNY","quote":"total","tax":"included","v":1,"words":""#
        + String(repeating: "x", count: words) + #""}"#
    }
    let fixed = text(0).utf8.count
    #expect(throws: Never.self) { try price(text(4096 - fixed)) }
    #expect(code { _ = try price(text(4097 - fixed)) } == .tooLarge)
  }

  @Test(
    arguments: [
      ("\"words\":\"壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分\"", OpeningRecordRow.WordsAgreement.yes),
      ("\"words\":\"壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分整\"", .no), ("\"words\":\"\"", .no),
      ("\"words\":\"一百二十三万四千五百六十七元八角九分\"", .no),
    ]) func `Words agree only in their canonical spelling`(
      _ words: String, _ agreement: OpeningRecordRow.WordsAgreement
    ) throws
  {
    let text =
      #"{"amount_minor":"123456789","currency":"CNY","quote":"total","tax":"included","v":1,"# + words + "}"
    #expect(try row(price(text)).wordsAgree == agreement)
    let dollars = text.replacing("CNY", with: "USD")
    #expect(try row(price(dollars)).wordsAgree == .no)
  }

  private func row(_ price: PricePart) -> OpeningRecordRow {
    OpeningRecordRow(
      envelope: SealedBidFixture.hash("envelope"), bidder: SealedBidFixture.bidder, revision: 1, price: price)
  }

  @Test func `The row of the opening record holds the price as the bidder wrote it`() throws {
    let row = row(try PricePart(reading: SealedBidFixture.priceFile))
    let expected =
      #"{"bid_hash":""# + hex(SealedBidFixture.hash("envelope")) + #"","bidder":"B-007","price":"#
      + String(decoding: SealedBidFixture.priceFile, as: UTF8.self)
      + #","revision":1,"v":1,"words_agree":"yes"}"#
    #expect(String(decoding: try row.bytes(), as: UTF8.self) == expected)
    let silent = self.row(
      try price(#"{"currency":"CNY","quote":"rate","rate":"0.065","tax":"excluded","v":1}"#))
    #expect(silent.wordsAgree == .none)
  }
}
