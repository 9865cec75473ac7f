import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct DrawMessageTests {
  private func messages(in context: Digest) throws -> [MessageBytes] {
    let token = try DrawFixture.token("E01")
    let value = DigestContext.sha256([1])
    return [
      DrawCommitment(party: DrawFixture.tenderer, commitment: value).message(in: context),
      DrawReveal(party: DrawFixture.tenderer, round: 0, value: value).message(in: context),
      ExpertReply(token: token, round: 0, answer: .accept).message(in: context),
      ExpertReply(token: token, round: 0, answer: .recuse(try RecusalCode(parsing: "R2"))).message(
        in: context),
      try NoAnswer(
        token: token, round: 0, attempts: 1, first: DrawFixture.instant(1), last: DrawFixture.instant(2),
        channel: "phone"
      ).message(in: context),
      try NarrowPool(stratum: StratumID(unchecked: "tech"), eligible: 5, quota: 2, reason: "island")
        .message(in: context),
    ]
  }

  @Test func `A signature holds for its message, its draw and its signer alone`() throws {
    let key = try SigningKey(.ed25519, seed: DrawFixture.bytes(1))
    let other = try SigningKey(.ed25519, seed: DrawFixture.bytes(2)).verificationKey
    let messages = try messages(in: DrawFixture.announcement(.panel).context)
    let elsewhere = try self.messages(in: DrawFixture.announcement(.panel, number: 2).context)
    for message in messages {
      let signature = try message.signature(by: key)
      #expect(!message.isSigned(signature, by: other))
      let covered = (messages + elsewhere).filter { $0.isSigned(signature, by: key.verificationKey) }
      #expect(covered == [message])
    }
  }

  @Test func `The leave for a narrow pool is signed over its numbers and its reason`() throws {
    let context = DigestContext.sha256([])
    let message = try NarrowPool(
      stratum: StratumID(unchecked: "tech"), eligible: 5, quota: 2, reason: "island")
    let expected =
      Array("tender-draw-v1 narrow\0".utf8) + context.bytes + [0, 4] + Array("tech".utf8)
      + [0, 0, 0, 5, 0, 0, 0, 2, 0, 6] + Array("island".utf8)
    #expect(message.message(in: context).bytes == expected)
  }

  @Test(.tags(.refusal)) func `Fields out of bounds are refused`() throws {
    let token = try DrawFixture.token("E01")
    func silence(_ attempts: UInt8, _ first: Int64, _ last: Int64, _ channel: String) -> Fault.Code? {
      refusal {
        _ = try NoAnswer(
          token: token, round: 0, attempts: attempts, first: DrawFixture.instant(first),
          last: DrawFixture.instant(last), channel: channel)
      }
    }
    #expect(silence(1, 1, 1, "phone") == nil)
    #expect(silence(0, 1, 1, "phone") == .replyInvalid)
    #expect(silence(1, 2, 1, "phone") == .replyInvalid)
    #expect(silence(1, 1, 1, "") == .replyInvalid)
    #expect(silence(1, 1, 1, String(repeating: "x", count: 65)) == .replyInvalid)
    for text in ["Accept", "", "r2", "2R", "R 2", String(repeating: "R", count: 33)] {
      #expect(refusal { _ = try ExpertAnswer(parsing: text) } == .replyInvalid)
    }
    for text in ["accept", "decline", "R2", "SAME_UNIT"] {
      #expect(try ExpertAnswer(parsing: text).text == text)
    }
    for reason in ["", String(repeating: "x", count: 1_001)] {
      #expect(
        refusal {
          _ = try NarrowPool(stratum: StratumID(unchecked: "t"), eligible: 1, quota: 1, reason: reason)
        } == .replyInvalid)
    }
  }
}
