import AuditTrail
import Cryptography
import Notation
import Testing

/// An envelope as a dishonest bidder would make it: every piece can be replaced before it is written.
struct CraftedEnvelope {
  var context: EnvelopeContext
  var bidderKey: SecretBytes
  var custodianKey: SecretBytes
  var bidderCommitment: Digest
  var keyCommitment: Digest
  var threshold: UInt8
  var wraps: [[UInt8]]
  /// The length of the file, the file, the padding.
  var plaintext: [UInt8]
  let keys: CustodianKeys

  /// The honest envelope of the vectors.
  init(_ part: Part) throws {
    let bytes = try SealedBidFixture.seal(part).bytes
    let header = try EnvelopeInspection(SealedBidFixture.source(bytes)).header.get()
    context = header.context
    bidderKey = SealedBidFixture.bidderKey(part)
    custodianKey = SealedBidFixture.custodianKey(part)
    bidderCommitment = header.bidderCommitment
    keyCommitment = header.keyCommitment
    threshold = header.threshold
    wraps = header.wraps
    keys = try SealedBidFixture.keys(part)
    let file = SealedBidFixture.file(part)
    plaintext = Self.length(file.count) + file
    plaintext += [UInt8](repeating: 0, count: (part == .technical ? 131_072 : 65_536) - plaintext.count)
  }

  var derived: EnvelopeKeys {
    EnvelopeKeys(bidderKey: bidderKey, custodianKey: custodianKey, contextDigest: context.digest)
  }

  var header: EnvelopeHeader {
    EnvelopeHeader(
      context: context, bidderCommitment: bidderCommitment, keyCommitment: keyCommitment,
      threshold: threshold, wraps: wraps)
  }

  static func length(_ count: Int) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: count >> (56 - 8 * $0)) }
  }

  /// Replaces the file, padded as it should be.
  mutating func put(_ file: [UInt8]) throws {
    let count = try EnvelopePadding.graduated.plaintextByteCount(fileByteCount: file.count)
    plaintext = Self.length(file.count) + file
    plaintext += [UInt8](repeating: 0, count: count - plaintext.count)
  }

  /// Makes everything follow from the present context and keys again.
  mutating func reseal() throws {
    bidderCommitment = EnvelopeKeys.bidderCommitment(bidderKey, contextDigest: context.digest)
    keyCommitment = derived.keyCommitment
    wraps = try derived.wraps(to: keys).map(\.bytes)
  }

  /// The payload, encrypted under `key`, the derived one unless another is given.
  func payload(_ key: SecretBytes? = nil) throws -> [UInt8] {
    let headerDigest = DigestContext.sha256(header.bytes)
    var cipher = try PayloadCipher(key: key ?? derived.payloadKey(below: headerDigest))
    var payload: [UInt8] = []
    var rest = plaintext[...]
    while !rest.isEmpty {
      let chunk = Array(rest.prefix(PayloadCipher.chunkByteCount))
      rest = rest.dropFirst(chunk.count)
      try cipher.seal(chunk.span, isLast: rest.isEmpty, to: &payload)
    }
    return payload
  }

  func bytes() throws -> [UInt8] { header.bytes + (try payload()) }
}
