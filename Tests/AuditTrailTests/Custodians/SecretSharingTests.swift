import AuditTrail
import Cryptography
import TestSupport
import Testing

@Suite struct SecretSharingTests {
  @Test func `Products and inverses are those of the field of AES`() {
    #expect(ByteField.product(0x57, 0x83) == 0xC1)
    #expect(ByteField.product(0x57, 0x13) == 0xFE)
    #expect(ByteField.inverse(0) == 0)
    for element in 1...UInt8.max {
      #expect(ByteField.product(element, ByteField.inverse(element)) == 1)
      #expect(ByteField.product(element, 1) == element)
    }
  }

  @Test func `A product is the one of polynomial long multiplication`() {
    for left in 0...UInt8.max {
      for right in stride(from: 0, through: 255, by: 7) {
        var product = 0
        for bit in 0..<8 where right >> bit & 1 == 1 { product ^= Int(left) << bit }
        for bit in stride(from: 14, through: 8, by: -1) where product >> bit & 1 == 1 {
          product ^= 0x11B << (bit - 8)
        }
        #expect(ByteField.product(left, UInt8(right)) == UInt8(product))
      }
    }
  }

  @Test func `Any threshold of the shares gives the secret, one fewer gives another`() {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 502))
    for _ in 0..<40 {
      let count = Int(generator.integer(in: 2...9))
      let threshold = Int(generator.integer(in: 2...Int64(count)))
      let coefficients = (1..<threshold).map { _ in random(&generator) }
      let secret = random(&generator)
      let shares = (1...count).map {
        SecretSharing.share(UInt8($0), of: secret, coefficients: coefficients)
      }
      let chosen = generator.shuffled(shares)
      #expect(SecretSharing.secret(from: Array(chosen.prefix(threshold))) == secret)
      #expect(SecretSharing.secret(from: chosen) == secret)
      #expect(SecretSharing.secret(from: Array(chosen.prefix(threshold - 1))) != secret)
    }
  }

  private func random(_ generator: inout SeededGenerator) -> SecretBytes {
    SecretBytes((0..<32).map { _ in UInt8(truncatingIfNeeded: generator.next()) })
  }
}
