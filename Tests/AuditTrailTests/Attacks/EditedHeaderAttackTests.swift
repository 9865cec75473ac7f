import AuditTrail
import Cryptography
import Testing

/// Whoever keeps the payload of an envelope and puts another header before it.
@Suite struct EditedHeaderAttackTests {
  @Test func `Edited header: the payload opens below no other, as it would under a key that binds none`()
    throws
  {
    let envelope = try CraftedEnvelope(.price)
    var other = envelope
    other.threshold = 3
    // The same keys: only the header differs.
    let moved = other.header.bytes + (try envelope.payload())
    var opened: [UInt8] = []
    var cipher = try PayloadCipher(
      key: other.derived.payloadKey(below: DigestContext.sha256(other.header.bytes)))
    #expect(throws: CryptographyFailure.self) {
      try cipher.open(Array(moved.dropFirst(475)).span, isLast: true, to: &opened)
    }
    // Weakened: a payload key that does not depend on the header takes any header for its own.
    let unbound = envelope.derived.payloadKey(below: SealedBidFixture.hash(""))
    let edited = other.header.bytes + (try envelope.payload(unbound))
    var weak = try PayloadCipher(key: unbound)
    try weak.open(Array(edited.dropFirst(475)).span, isLast: true, to: &opened)
    #expect(opened == envelope.plaintext)
  }
}
