import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

/// An operator that seals a bid so that the published secret will not find it.
@Suite struct HiddenBidAttackTests {
  @Test(.tags(.refusal))
  func `Hidden bid: a false r holds until the secret is out, and then it is the platform's fault`()
    throws
  {
    // The platform tags the leaf under another r, so that the published secret will not find it.
    let body = try LogFixtures.body(at: 1_789_999_000_000, stage: .opening)
    let tender = try #require(body.fields.tender)
    let falseOpening = DigestContext.sha256([1])
    let leaf = try #require(
      Leaf(
        index: 0, time: body.fields.time,
        content: .sealed(tag: TenderSecret.tag(tender: tender, opening: falseOpening)),
        bodyHash: body.hash(salt: LogFixtures.salt)))
    let tree = LogFixtures.tree([leaf.bytes])
    let receipt = try Receipt(
      leaf: leaf.bytes, body: body.bytes, salt: LogFixtures.salt, opening: falseOpening,
      proof: try #require(tree.inclusionProof(of: 0, inSize: 1)), note: LogFixtures.note(tree, 1))
    let keys = try LogFixtures.keys()
    #expect(ReceiptVerdict(receipt, keys: keys).isGood)
    let verdict = ReceiptVerdict(receipt, keys: keys, secret: try LogFixtures.secret())
    #expect(verdict.failures.map(\.check) == [.secret])
    #expect(verdict.failures.first?.fault.code == .falseOpening)
  }
}
