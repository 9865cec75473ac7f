import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct KeyDerivationTests {
  /// Input, salt, info, pseudorandom key and output of RFC 5869, appendix A.1 to A.3.
  static let vectors: [(input: [UInt8], salt: [UInt8], info: [UInt8], pseudorandom: String, output: String)] =
    [
      (
        [UInt8](repeating: 0x0B, count: 22), Array(0x00...0x0C), Array(0xF0...0xF9),
        "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
      ),
      (
        Array(0x00...0x4F), Array(0x60...0xAF), Array(0xB0...0xFF),
        "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
        "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
          + "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
          + "cc30c58179ec3e87c14c01d5c1f3434f1d87"
      ),
      (
        [UInt8](repeating: 0x0B, count: 22), [], [],
        "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
      ),
    ]

  @Test(.tags(.vector), arguments: vectors.indices)
  func `A vector of RFC 5869 comes out`(index: Int) throws {
    let vector = Self.vectors[index]
    let output = try Vector.bytes(vector.output)
    let key = KeyDerivation.extract(salt: vector.salt, secret: SecretBytes(vector.input))
    #expect(key == (try Vector.secret(vector.pseudorandom)))
    #expect(KeyDerivation.expand(key, info: vector.info, count: output.count).exposed == output)
    #expect(KeyDerivation.expand(key, info: vector.info, count: 1).exposed == [output[0]])
  }

  @Test func `The steps are HMAC as the RFC writes them, up to their longest output and info`() {
    let key = SecretBytes([UInt8](repeating: 9, count: 32))
    let info = [UInt8](repeating: 0xA5, count: KeyDerivation.maximumInfoCount)
    var expected: [UInt8] = []
    var block: [UInt8] = []
    for counter in UInt8(1)...255 {
      block = MessageAuthentication.code(of: block + info + [counter], key: key.exposed).bytes
      expected += block
    }
    #expect(
      KeyDerivation.expand(key, info: info, count: KeyDerivation.maximumCount).exposed == expected)
    let salt = [UInt8](repeating: 4, count: 200)
    #expect(
      KeyDerivation.extract(salt: salt, secret: SecretBytes(info)).exposed
        == MessageAuthentication.code(of: info, key: salt).bytes)
  }

  @Test func `An empty salt stands for 32 zero bytes, and a secret may be empty`() {
    let secret = SecretBytes([1, 2, 3])
    let zeros = [UInt8](repeating: 0, count: 32)
    #expect(
      KeyDerivation.extract(salt: [], secret: secret) == KeyDerivation.extract(salt: zeros, secret: secret))
    #expect(
      KeyDerivation.extract(salt: zeros, secret: SecretBytes([])).exposed
        == MessageAuthentication.code(of: [], key: zeros).bytes)
  }
}
