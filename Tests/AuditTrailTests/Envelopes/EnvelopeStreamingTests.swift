import AuditTrail
import Cryptography
import Notation
import Testing

@Suite struct EnvelopeStreamingTests {
  /// What lies between the bytes pulled from a source and those given to a sink, at its greatest.
  private final class Lag {
    var pulled = 0
    var given = 0
    var greatest = 0
    var largestPiece = 0
    func give(_ count: Int) {
      given += count
      largestPiece = max(largestPiece, count)
      greatest = max(greatest, pulled - given)
    }
  }

  private let byteCount = 64 << 20
  private let chunkByteCount = 50_000

  /// A file of 64 MiB that is never in memory as a whole.
  private func file(_ lag: Lag) -> ByteSource {
    let pattern = (0..<chunkByteCount).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 3) }
    return {
      let count = min(chunkByteCount, byteCount - lag.pulled)
      lag.pulled += count
      lag.greatest = max(lag.greatest, lag.pulled - lag.given)
      return Array(pattern.prefix(count))
    }
  }

  @Test func `A large file is sealed and opened with never more than two chunks on the way`() throws {
    let part = Part.items
    let range = try #require(SealedBidFixture.parametersText.ranges(of: #"["technical","price"]"#).first)
    let text = SealedBidFixture.parametersText.replacingCharacters(range, with: #"["items"]"#)
    let parameters = try TenderParameters(reading: Array(text.utf8))
    let sealer = try EnvelopeSealer(
      parameters: parameters, keys: SealedBidFixture.keys(part), bidder: SealedBidFixture.bidder, revision: 1,
      deadline: SealedBidFixture.deadline())
    var random = SeededRandomSource(seed: [5])
    let sealing = Lag()
    var envelope: [UInt8] = []
    let sealed = try sealer.seal(file(sealing), byteCount: byteCount, random: &random) { bytes in
      sealing.give(bytes.count)
      envelope += bytes
    }
    #expect(sealing.pulled == byteCount && sealed.byteCount == envelope.count)
    #expect(sealing.largestPiece <= 65_552)
    #expect(sealing.greatest <= 2 * 65_552)

    var expected = try SealedBidFixture.expected(part, envelope)
    expected.published = [parameters]
    let opening = Lag()
    var digest = DigestContext()
    let outcome = try PartOpening(
      expected, bidderKey: .key(sealed.bidderKey), released: SealedBidFixture.released(part, [2, 3])
    ).open(
      {
        opening.pulled = 0
        opening.given = 0
        opening.greatest = 0
        var position = 0
        return {
          let piece = envelope[position..<min(position + chunkByteCount, envelope.count)]
          position += piece.count
          // The padding and the tags are pulled and never given.
          if opening.given < byteCount { opening.pulled += piece.count }
          return Array(piece)
        }
      },
      to: { bytes in
        digest.update(bytes)
        opening.give(bytes.count)
      })
    let opened = try #require(outcome.opened)
    #expect(opened.byteCount == byteCount && opened.digest == digest.finish())
    #expect(opening.largestPiece <= 65_536)
    // The tags of all chunks and the header besides the two chunks.
    #expect(opening.greatest <= 2 * 65_552 + 16 * 1100 + 600)
  }
}
