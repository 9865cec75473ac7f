import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct AgreementKeyTests {
  private func agreed(_ scalar: [UInt8], _ point: [UInt8]) throws -> [UInt8] {
    try AgreementPrivateKey(SecretBytes(scalar)).agree(with: AgreementPublicKey(point)).exposed
  }

  @Test(.tags(.vector)) func `The vectors of RFC 7748 section 5-2 come out`() throws {
    #expect(
      try agreed(
        Vector.bytes("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4"),
        Vector.bytes("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c"))
        == Vector.bytes("c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"))
    // The second vector has the top bit set, which the RFC masks and which is refused here.
    var point = try Vector.bytes("e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493")
    #expect(failure { try AgreementPublicKey(point) } == .invalidKey)
    point[31] &= 0x7F
    #expect(
      try agreed(
        Vector.bytes("4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d"), point)
        == Vector.bytes("95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957"))
  }

  @Test(.tags(.vector)) func `The iterated vector of RFC 7748 comes out after 1 and 1,000 rounds`() throws {
    var scalar = [9] + [UInt8](repeating: 0, count: 31)
    var point = scalar
    for round in 1...1000 {
      // A value with the top bit set is the same point without it.
      point[31] &= 0x7F
      (scalar, point) = (try agreed(scalar, point), scalar)
      if round == 1 {
        #expect(
          scalar == (try Vector.bytes("422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079")))
      }
    }
    #expect(scalar == (try Vector.bytes("684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51")))
  }

  @Test(.tags(.vector)) func `Alice and Bob of RFC 7748 section 6-1 agree`() throws {
    let alice = try AgreementPrivateKey(
      Vector.secret(Self.alice))
    let bob = try AgreementPrivateKey(Vector.secret(Self.bob))
    let (publicAlice, publicBob) = (try alice.publicKey, try bob.publicKey)
    #expect(
      Hexadecimal.text(publicAlice.bytes)
        == "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a")
    #expect(
      Hexadecimal.text(publicBob.bytes) == "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f")
    let shared = try alice.agree(with: publicBob)
    #expect(shared == (try bob.agree(with: publicAlice)))
    #expect(
      Hexadecimal.text(shared.exposed) == "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742")
  }

  private static let alice = "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"
  private static let bob = "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"

  /// The points whose order divides 8, of the curve and of its twist, in their reduced forms.
  static let lowOrder = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  ]

  @Test(.tags(.refusal), arguments: lowOrder)
  func `A key of low order is none, with or without the top bit`(digits: String) throws {
    var key = try Vector.bytes(digits)
    #expect(failure { try AgreementPublicKey(key) } == .invalidKey)
    key[31] |= 0x80
    #expect(failure { try AgreementPublicKey(key) } == .invalidKey)
  }

  @Test(.tags(.refusal)) func `A key that has another form as well is none`() throws {
    let middle = [UInt8](repeating: 0xFF, count: 30)
    for low in UInt8(0xED)...0xFF {
      #expect(failure { try AgreementPublicKey([low] + middle + [0x7F]) } == .invalidKey)
    }
    #expect(failure { try AgreementPublicKey([0xEB] + middle + [0x7F]) } == nil)
    var good = try AgreementPrivateKey(SecretBytes([UInt8](repeating: 5, count: 32))).publicKey.bytes
    good[31] |= 0x80
    #expect(failure { try AgreementPublicKey(good) } == .invalidKey)
    for count in [0, 31, 33] {
      #expect(failure { try AgreementPublicKey([UInt8](repeating: 9, count: count)) } == .invalidKey)
      let secret = SecretBytes([UInt8](repeating: 9, count: count))
      #expect(failure { try AgreementPrivateKey(secret) } == .invalidKey)
    }
  }
}
