import AuditTrail
import Notation
import TestSupport
import Testing

@Suite struct EnvelopePaddingTests {
  @Test(
    arguments: zip(
      [65_537, 1_000_000, 3_000_008, 1, 65_536], [67_584, 1_015_808, 3_014_656, 65_536, 65_536]))
  func `Padmé rounds a length up, to 65536 at least`(_ length: Int, _ padded: Int) throws {
    // The eight bytes of the length count too.
    guard length >= 8 else {
      #expect(try EnvelopePadding.graduated.plaintextByteCount(fileByteCount: 0) == padded)
      return
    }
    #expect(try EnvelopePadding.graduated.plaintextByteCount(fileByteCount: length - 8) == padded)
  }

  @Test func `A padded length is accepted at the door, costs at most 12 percent, and hides its neighbours`()
    throws
  {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 501))
    for _ in 0..<2000 {
      let exponent = generator.integer(in: 16...38)
      let count = Int(generator.integer(in: (1 << exponent)...(2 << exponent)))
      let padded = try EnvelopePadding.graduated.plaintextByteCount(fileByteCount: count)
      #expect(padded >= count + 8 && (padded - count - 8) * 100 <= 12 * (count + 8))
      #expect(EnvelopePadding.graduated.accepts(plaintextByteCount: padded))
      #expect(!EnvelopePadding.graduated.accepts(plaintextByteCount: padded - 1))
      #expect(!EnvelopePadding.graduated.accepts(plaintextByteCount: padded + 1))
    }
  }

  @Test func `Lengths that no plaintext has are refused`() {
    #expect(!EnvelopePadding.graduated.accepts(plaintextByteCount: 65_535))
    #expect(!EnvelopePadding.graduated.accepts(plaintextByteCount: .max))
    #expect(!EnvelopePadding.fixed(131_072).accepts(plaintextByteCount: 65_536))
    for padding in [EnvelopePadding.graduated, .fixed(65_536)] {
      #expect(throws: Fault.self) { try padding.plaintextByteCount(fileByteCount: -1) }
      #expect(throws: Fault.self) { try padding.plaintextByteCount(fileByteCount: .max) }
    }
  }
}
