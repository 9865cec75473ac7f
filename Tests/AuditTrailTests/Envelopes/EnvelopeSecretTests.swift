import AuditTrail
import Cryptography
import Notation
import Testing

@Suite struct EnvelopeSecretTests {
  @Test(arguments: [Part.technical, .price])
  func `The file reads back, and gives what the submission says`(_ part: Part) throws {
    let sealed = try SealedBidFixture.seal(part).sealed
    let secret = try EnvelopeSecret(file: EnvelopeSecret(sealed).file())
    #expect(secret.entry == Submission.Envelope(sealed))
    #expect(secret.bidderKey == SealedBidFixture.bidderKey(part))
    #expect(secret.bidder == SealedBidFixture.bidder && secret.tender == SealedBidFixture.tender)
    #expect(secret.documents == (try SealedBidFixture.parameters().digest))
    #expect(secret.deadline == (try SealedBidFixture.deadline()))
  }

  @Test func `A file that is cut short or edited is refused, and no fault repeats the key`() throws {
    let file = EnvelopeSecret(try SealedBidFixture.seal(.price).sealed).file()
    let key = Hexadecimal.text(SealedBidFixture.bidderKey(.price).exposed)
    let text = String(decoding: file, as: UTF8.self)
    let edits = [
      (key, String(key.dropLast(2))), (key, key.replacing("41", with: "4A")), (#""price""#, #""prize""#),
      (#""v": 1"#, #""v": 2"#), (#""k_b""#, #""kb""#), ("1790000000000", "-1"),
    ]
    for (old, new) in edits {
      #expect(text.contains(old))
      do {
        _ = try EnvelopeSecret(file: Array(text.replacing(old, with: new).utf8))
        Issue.record("\(new) was taken")
      } catch {
        #expect(!"\(error.message.english)\(error.message.chinese)".contains(key.prefix(16)))
      }
    }
    for count in stride(from: 0, to: file.count - 2, by: 7) {
      #expect(throws: Fault.self) { try EnvelopeSecret(file: Array(file.prefix(count))) }
    }
  }
}
