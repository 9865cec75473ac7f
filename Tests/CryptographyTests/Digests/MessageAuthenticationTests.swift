import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct MessageAuthenticationTests {
  /// Key, message and code of RFC 4231; of case 5 the code has 128 bits there and is compared as far.
  static let vectors: [(key: [UInt8], message: [UInt8], code: String)] = [
    (
      [UInt8](repeating: 0x0B, count: 20), Array("Hi There".utf8),
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      [UInt8](repeating: 0xAA, count: 20), [UInt8](repeating: 0xDD, count: 50),
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    ),
    (
      Array(1...25), [UInt8](repeating: 0xCD, count: 50),
      "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
    ),
    (
      [UInt8](repeating: 0x0C, count: 20), Array("Test With Truncation".utf8),
      "a3b6167473100ee06e0c796c2955552b"
    ),
    (
      [UInt8](repeating: 0xAA, count: 131),
      Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
    (
      [UInt8](repeating: 0xAA, count: 131),
      Array(
        ("This is a test using a larger than block-size key and a larger than block-size data. "
          + "The key needs to be hashed before being used by the HMAC algorithm.").utf8),
      "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
    ),
  ]

  @Test(.tags(.vector), arguments: vectors.indices)
  func `A code of RFC 4231 comes out, however the message is cut`(index: Int) {
    let vector = Self.vectors[index]
    func isExpected(_ code: Digest) -> Bool { Hexadecimal.text(code.bytes).hasPrefix(vector.code) }
    #expect(isExpected(MessageAuthentication.code(of: vector.message, key: vector.key)))
    var computation = MessageAuthentication(key: SecretBytes(vector.key))
    for _ in 0..<3 {
      for byte in vector.message { computation.update([byte].span) }
      #expect(isExpected(computation.finish()))
    }
    #expect(isExpected(computation.code(of: vector.message)))
  }

  @Test func `An empty key and an empty message have a code too`() {
    var computation = MessageAuthentication(key: SecretBytes([]))
    let expected = "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"
    #expect(Hexadecimal.text(computation.finish().bytes) == expected)
    #expect(Hexadecimal.text(computation.code(of: []).bytes) == expected)
    #expect(Hexadecimal.text(MessageAuthentication.code(of: [], key: []).bytes) == expected)
  }

  @Test func `Every bit of key and message counts`() {
    let (key, message) = ([UInt8](repeating: 3, count: 32), [UInt8](repeating: 5, count: 16))
    let code = MessageAuthentication.code(of: message, key: key)
    for changed in Vector.flips(of: key) {
      #expect(MessageAuthentication.code(of: message, key: changed) != code)
    }
    for changed in Vector.flips(of: message) {
      #expect(MessageAuthentication.code(of: changed, key: key) != code)
    }
  }

  @Test func `A key of 63, 64 or 65 bytes is padded or digested as RFC 2104 says`() {
    for count in [0, 63, 64, 65] {
      let key = [UInt8](repeating: 7, count: count)
      let block = (count > 64 ? DigestContext.sha256(key).bytes : key)
      let padded = block + [UInt8](repeating: 0, count: 64 - block.count)
      let inner = DigestContext.sha256(padded.map { $0 ^ 0x36 } + [1, 2, 3])
      let outer = DigestContext.sha256(padded.map { $0 ^ 0x5C } + inner.bytes)
      #expect(MessageAuthentication.code(of: [1, 2, 3], key: key) == outer)
    }
  }
}
