import AuditTrail
import Cryptography
import Notation
import Testing

@Suite struct SecretWrapTests {
  private let salt = [UInt8](repeating: 5, count: 32)
  private let info = Array("tender-test v1\0".utf8)

  private func key(_ byte: UInt8) throws -> AgreementPrivateKey {
    try AgreementPrivateKey(DrawFixture.bytes(byte))
  }

  @Test func `The holder of the key reads the secret, and whoever learns it rebuilds the wrap`() throws {
    let secret = DrawFixture.bytes(9)
    let wrap = try SecretWrap(of: secret, to: key(1).publicKey, salt: salt, info: info)
    #expect(wrap.bytes.count == SecretWrap.byteCount)
    #expect(try wrap.secret(openedBy: key(1), salt: salt, info: info) == secret)
    #expect(try wrap.holds(secret, to: key(1).publicKey, salt: salt, info: info))
    #expect(try !wrap.holds(DrawFixture.bytes(8), to: key(1).publicKey, salt: salt, info: info))
    #expect(try !wrap.holds(secret, to: key(2).publicKey, salt: salt, info: info))
    #expect(try !wrap.holds(secret, to: key(1).publicKey, salt: salt + [1], info: info))
    #expect(try !wrap.holds(secret, to: key(1).publicKey, salt: salt, info: info + [0]))
  }

  @Test func `Every flipped bit, another key and other terms are refused`() throws {
    let wrap = try SecretWrap(of: DrawFixture.bytes(9), to: key(1).publicKey, salt: salt, info: info)
    for index in wrap.bytes.indices {
      var bytes = wrap.bytes
      bytes[index] ^= 1 << UInt8(index % 8)
      #expect(throws: Fault.self, "byte \(index)") {
        try SecretWrap(bytes).secret(openedBy: key(1), salt: salt, info: info)
      }
    }
    #expect(refusal { _ = try wrap.secret(openedBy: key(2), salt: salt, info: info) } == .secretWrapNotOpened)
    #expect(refusal { _ = try wrap.secret(openedBy: key(1), salt: salt, info: []) } == .secretWrapNotOpened)
    #expect(refusal { _ = try wrap.secret(openedBy: key(1), salt: [], info: info) } == .secretWrapNotRebuilt)
    for count in [0, 79, 81] {
      #expect(refusal { _ = try SecretWrap([UInt8](repeating: 0, count: count)) } == .secretWrapLength)
    }
  }

  @Test func `A wrap that its secret does not determine opens and is refused`() throws {
    // What an ordinary HPKE sender would make: right for the receiver, and nobody else could ever check it.
    let sealed = try HPKE.seal(DrawFixture.bytes(9), to: key(1).publicKey, info: info, ephemeral: key(3))
    #expect(try HPKE.open(sealed, by: key(1), info: info) == DrawFixture.bytes(9))
    #expect(
      refusal { _ = try SecretWrap(sealed.bytes).secret(openedBy: key(1), salt: salt, info: info) }
        == .secretWrapNotRebuilt)
    let short = try HPKE.seal(SecretBytes([1]), to: key(1).publicKey, info: info, ephemeral: key(3))
    #expect(refusal { _ = try SecretWrap(short.bytes) } == .secretWrapLength)
  }
}
