import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

/// Envelopes that their maker signed for as they are: every fault is the bidder's.
@Suite struct MalformedEnvelopeTests {
  private func fault(_ part: Part, _ bytes: [UInt8]) throws -> OpeningFault? {
    let context = try SealedBidFixture.seal(part).sealed.context.digest
    let fault = try SealedBidFixture.open(
      part, bytes, expected: SealedBidFixture.expected(part, bytes, context: context)
    ).fault
    if let fault { #expect(fault.blame == .bidder && fault.consequence == .revoked) }
    return fault
  }

  @Test func `Each byte of the header counts`() throws {
    let bytes = try SealedBidFixture.seal(.price).bytes
    var kinds: [OpeningFault.Kind: Int] = [:]
    for index in 0..<475 {
      var changed = bytes
      changed[index] ^= 1 << UInt8(index % 8)
      let fault = try #require(try fault(.price, changed), "byte \(index)")
      kinds[fault.kind, default: 0] += 1
    }
    // Magic, lengths, label and cipher; the context; kb_commit; key_commit; t and n; three wraps of 81 bytes.
    #expect(kinds[.falseBidderKey] == 32)
    #expect(kinds[.falseKeyCommitment] == 32)
    #expect(kinds[.malformedWraps] == 243)
    #expect(kinds.keys.allSatisfy { $0 != .malformedPayload && $0 != .malformedPadding })
  }

  @Test func `Each byte of the context counts, even when the bidder signs for the changed one`() throws {
    let bytes = try SealedBidFixture.seal(.price).bytes
    for index in 16..<165 {
      var changed = bytes
      changed[index] ^= 1 << UInt8(index % 8)
      guard let header = try? EnvelopeInspection(SealedBidFixture.source(changed)).header.get() else {
        continue
      }
      let expected = try SealedBidFixture.expected(.price, changed, context: header.context.digest)
      let fault = try #require(try SealedBidFixture.open(.price, changed, expected: expected).fault)
      #expect(fault.blame == .bidder)
    }
  }

  @Test func `A header is read within hard bounds`() throws {
    let bytes = try SealedBidFixture.seal(.price).bytes
    for count in [0, 7, 8, 11, 12, 13, 100, 474] {
      #expect(try fault(.price, Array(bytes.prefix(count)))?.kind == .malformedHeader)
    }
    for length in [[0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0], [0, 0, 0x60, 0]] as [[UInt8]] {
      var changed = bytes
      changed.replaceSubrange(8..<12, with: length)
      #expect(try fault(.price, changed)?.kind == .malformedHeader)
      changed = bytes
      changed.replaceSubrange(12..<16, with: length)
      #expect(try fault(.price, changed)?.kind == .malformedHeader)
    }
  }

  @Test func `Whatever stands where a header should is read or refused, and read back as it was`() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 506))
    let honest = try CraftedEnvelope(.price).header.bytes
    for _ in 0..<500 {
      var bytes = honest
      for _ in 0..<generator.integer(in: 1...4) where !bytes.isEmpty {
        let position = Int(generator.integer(in: 0...Int64(bytes.count - 1)))
        switch generator.integer(in: 0...3) {
        case 0: bytes[position] = UInt8(truncatingIfNeeded: generator.next())
        case 1: bytes.remove(at: position)
        case 2: bytes.insert(UInt8(truncatingIfNeeded: generator.next()), at: position)
        default: bytes.removeLast(min(bytes.count, Int(generator.integer(in: 0...200))))
        }
      }
      guard let header = try? EnvelopeHeader(reading: bytes) else { continue }
      #expect(header.bytes == bytes && header.byteCount == bytes.count)
    }
  }

  @Test func `A changed, cut, moved or missing chunk is found`() throws {
    let bytes = try SealedBidFixture.seal(.technical).bytes
    let header = 479
    #expect(bytes.count == header + 2 * 65_552)
    let (first, second) = (Array(bytes[header..<header + 65_552]), Array(bytes[(header + 65_552)...]))
    let start = Array(bytes.prefix(header))
    for position in [header, header + 70_000, bytes.count - 1] {
      var changed = bytes
      changed[position] ^= 0x10
      #expect(try fault(.technical, changed)?.kind == .malformedPayload)
    }
    let payloads: [[UInt8]] = [
      second + first, first + first, first, second, first + second.dropLast(), first + second + [0],
      first + second + second, first.dropLast(65_540), [],
    ]
    for payload in payloads {
      #expect(try fault(.technical, start + payload)?.kind == .malformedPayload)
    }
  }

  @Test func `Padding is zero to the last byte, and neither shorter nor longer than it must be`() throws {
    let honest = try CraftedEnvelope(.price)
    let fileEnd = 8 + SealedBidFixture.priceFile.count
    for position in [fileEnd, 30_000, 65_535] {
      var envelope = honest
      envelope.plaintext[position] = 1
      #expect(try fault(.price, envelope.bytes())?.kind == .malformedPadding)
    }
    var short = honest
    short.plaintext.removeLast()
    #expect(try fault(.price, short.bytes())?.kind == .malformedPadding)
    for extra in [1, 2048, 65_536] {
      var long = honest
      long.plaintext += [UInt8](repeating: 0, count: extra)
      #expect(try fault(.price, long.bytes())?.kind == .malformedPadding)
    }
    for length in [65_529, 1 << 20, .max, -1] {
      var lying = honest
      lying.plaintext.replaceSubrange(0..<8, with: CraftedEnvelope.length(length))
      #expect(try fault(.price, lying.bytes())?.kind == .malformedPadding)
    }
    var tiny = honest
    tiny.plaintext = [0, 0, 0]
    #expect(try fault(.price, tiny.bytes())?.kind == .malformedPadding)
    var technical = try CraftedEnvelope(.technical)
    technical.plaintext.removeLast(65_536)
    #expect(try fault(.technical, technical.bytes())?.kind == .malformedPadding)
  }

  @Test func `Nothing reaches the reader of a file whose length does not fit`() throws {
    var envelope = try CraftedEnvelope(.price)
    envelope.plaintext += [UInt8](repeating: 0, count: 2048)
    var taken = 0
    let outcome = try SealedBidFixture.open(.price, envelope.bytes(), to: { taken += $0.count })
    #expect(outcome.fault != nil && taken == 0)
  }

  @Test func `A price part that is no price file is the bidder's fault`() throws {
    for file in [
      Array("{}".utf8), [], [UInt8](repeating: 0x20, count: 4097), [UInt8](repeating: 7, count: 100_000),
    ] {
      var envelope = try CraftedEnvelope(.price)
      try envelope.put(file)
      #expect(try fault(.price, envelope.bytes())?.kind == .malformedPrice)
    }
  }
}
