import Cryptography
import Foundation
import Notation
import TestSupport
import Testing

@Suite struct SM2Tests {
  private static let point =
    "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
    + "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
  private static let signature =
    "3046022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
    + "022100b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
  /// What a signer who sets no id makes with the private key of the vector over the same message.
  private static let signatureWithoutIdentifier =
    "3045022100f0e7a45f979821818c85ac9d6d3f60d619029abf3c81de5edd71528c22775f40"
    + "0220365caecd62b5be5ee73f8ad760221f813fa50795997e0f2ae34f0b2ab8e455b3"
  /// What another program makes with the standard id.
  private static let signatureOfAnotherProgram =
    "30450220148b840192673ec4fa038ab248ac3d1c0f4503bd2c31c7ec405cf4088cd7d4c4"
    + "022100f0dacf94682a98d1bb14f62a1bcadaf30533e8997b5708ef938c90e182d07fc4"
  private static let message = Array("message digest".utf8)
  /// The order of the curve.
  private static let order = "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123"

  private func seed(_ digits: String) throws -> SecretBytes { try Vector.secret(digits) }

  @Test(.tags(.vector)) func `The vector of GB-T 32918 holds under the id that GM-T 0009 gives`() throws {
    let key = try VerificationKey(.sm2, Vector.bytes(Self.point))
    let signature = try Vector.bytes(Self.signature)
    #expect(key.isValid(signature, for: Self.message))
    #expect(!key.isValid(signature, for: Array("message digesu".utf8)))
  }

  @Test(.tags(.vector)) func `The private key of the vector has its public key`() throws {
    let key = try SigningKey(
      .sm2, seed: seed("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8"))
    #expect(Hexadecimal.text(key.verificationKey.bytes) == Self.point)
    let signature = try key.signature(for: Self.message)
    #expect(key.verificationKey.isValid(signature, for: Self.message))
  }

  @Test(.tags(.refusal)) func `A signature under another id, here the empty one, does not hold`() throws {
    let key = try VerificationKey(.sm2, Vector.bytes(Self.point))
    #expect(!key.isValid(try Vector.bytes(Self.signatureWithoutIdentifier), for: Self.message))
    #expect(key.isValid(try Vector.bytes(Self.signatureOfAnotherProgram), for: Self.message))
  }

  @Test(.tags(.refusal)) func `A signature has one encoding, DER without anything before, in or after it`()
    throws
  {
    let key = try VerificationKey(.sm2, Vector.bytes(Self.point))
    let good = try Vector.bytes(Self.signature)
    let (r, s) = (good[2..<37], good[37..<72])
    let others: [[UInt8]] = [
      good + [0], Array(good.dropLast()), [], [0x30], [0x30, 0],
      // The bare numbers, a long form of the length, a sequence that ends early.
      Array(r.dropFirst(3) + s.dropFirst(3)), [0x30, 0x81, 0x46] + r + s, [0x30, 0x23] + r + s,
      // r without its zero byte, which makes it negative; and one zero byte more than needed.
      [0x30, 0x45, 0x02, 0x20] + r.dropFirst(3) + s,
      [0x30, 0x47, 0x02, 0x22, 0x00, 0x00] + r.dropFirst(3) + s,
      [0x30, 0x46] + s + r, [0x31, 0x46] + r + s,
    ]
    for other in others { #expect(!key.isValid(other, for: Self.message)) }
    for changed in Vector.flips(of: good) { #expect(!key.isValid(changed, for: Self.message)) }
  }

  @Test func `SM2 takes fresh randomness, so no two signatures are alike`() throws {
    let key = try SigningKey(.sm2, seed: SecretBytes([UInt8](repeating: 7, count: 32)))
    let signatures = try (0..<20).map { _ in try key.signature(for: Self.message) }
    #expect(Set(signatures).count == 20)
    for signature in signatures { #expect(key.verificationKey.isValid(signature, for: Self.message)) }
  }

  @Test(.tags(.refusal)) func `A key is an uncompressed point on the curve`() throws {
    let good = try Vector.bytes(Self.point)
    for index in good.indices {
      var changed = good
      changed[index] ^= 1
      #expect(failure { try VerificationKey(.sm2, changed) } == .invalidKey)
    }
    #expect(failure { try VerificationKey(.sm2, [2] + good[1...32]) } == .invalidKey)
    #expect(failure { try VerificationKey(.sm2, [0]) } == .invalidKey)
    #expect(failure { try VerificationKey(.sm2, [4] + [UInt8](repeating: 0, count: 64)) } == .invalidKey)
  }

  @Test(.tags(.refusal)) func `A private key is a number from 1 to two below the order`() throws {
    let zero = String(repeating: "0", count: 64)
    let suffixes: [(String, CryptographyFailure.Code?)] = [
      ("23", .invalidKey), ("22", .invalidKey), ("21", nil), ("24", .invalidKey),
    ]
    for (suffix, expected) in suffixes {
      let scalar = try seed(Self.order.dropLast(2) + suffix)
      #expect(failure { try SigningKey(.sm2, seed: scalar) } == expected)
    }
    #expect(failure { try SigningKey(.sm2, seed: try seed(zero)) } == .invalidKey)
    #expect(failure { try SigningKey(.sm2, seed: try seed(zero.dropLast(1) + "1")) } == nil)
    #expect(
      failure { try SigningKey(.sm2, seed: SecretBytes([UInt8](repeating: 0xFF, count: 32))) } == .invalidKey)
    #expect(failure { try SigningKey(.sm2, seed: SecretBytes([1])) } == .invalidKey)
  }

  @Test func `Signing and verifying give back all memory`() async {
    await #expect(processExitsWith: .success) {
      let key = try SigningKey(.sm2, seed: SecretBytes([UInt8](repeating: 7, count: 32)))
      let message = Array("message".utf8)
      let signature = try key.signature(for: message)
      func pagesInUse(after rounds: Int) throws -> Int {
        for _ in 0..<rounds {
          guard key.verificationKey.isValid(signature, for: message) else { exit(3) }
          _ = try key.signature(for: message)
        }
        let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")[1]
        return Int(pages) ?? 0
      }
      let before = try pagesInUse(after: 300)
      let after = try pagesInUse(after: 1000)
      // 2,000 contexts that are never freed take 400 pages and more; what the allocator keeps takes a few dozen.
      if after - before > 250 { exit(4) }
    }
  }
}
