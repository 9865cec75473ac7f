import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct HPKETests {
  private let info = Array("Ode on a Grecian Urn".utf8)
  private let associatedData = Array("Count-0".utf8)
  private let plaintext = SecretBytes(Array("Beauty is truth, truth beauty".utf8))

  private func recipient() throws -> AgreementPrivateKey {
    try AgreementPrivateKey(
      Vector.secret("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb"))
  }

  private func ephemeral() throws -> AgreementPrivateKey {
    try AgreementPrivateKey(
      Vector.secret("f4ec9b33b792c372c1d2c2063507b684ef925b8c75a42dbcbf57d63ccd381600"))
  }

  private func seal() throws -> HPKE.Sealed {
    try HPKE.seal(
      plaintext, to: recipient().publicKey, info: info, associatedData: associatedData, ephemeral: ephemeral()
    )
  }

  @Test(.tags(.vector)) func `The vector A-2-1 of RFC 9180 comes out`() throws {
    #expect(
      Hexadecimal.text(try recipient().publicKey.bytes)
        == "4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a")
    let sealed = try seal()
    #expect(
      Hexadecimal.text(sealed.encapsulatedKey)
        == "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a")
    #expect(
      Hexadecimal.text(sealed.ciphertext)
        == "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db"
        + "21993c62ce81883d2dd1b51a28")
    #expect(
      try HPKE.open(sealed, by: recipient(), info: info, associatedData: associatedData) == plaintext)
    #expect(HPKE.Sealed(sealed.bytes) == sealed)
  }

  @Test(.tags(.vector)) func `Keys are derived as RFC 9180 section 7-1-3 does`() throws {
    let derived = try HPKE.derivedKey(
      from: Vector.secret("909a9b35d3dc4713a5e72a4da274b55d3d3821a37e5d099e74a647db583a904b"))
    #expect(derived.secret == (try ephemeral().secret))
  }

  @Test(.tags(.refusal)) func `Every bit of what travels, and every other input, counts`() throws {
    let sealed = try seal()
    let recipient = try recipient()
    for changed in Vector.flips(of: sealed.bytes) {
      let other = try #require(HPKE.Sealed(changed))
      let refusal = failure {
        try HPKE.open(other, by: recipient, info: info, associatedData: associatedData)
      }
      #expect(refusal == .notAuthentic || refusal == .invalidKey)
    }
    for changed in Vector.flips(of: info) {
      #expect(
        failure { try HPKE.open(sealed, by: recipient, info: changed, associatedData: associatedData) }
          == .notAuthentic)
    }
    #expect(failure { try HPKE.open(sealed, by: recipient, info: info) } == .notAuthentic)
    #expect(
      failure { try HPKE.open(sealed, by: try ephemeral(), info: info, associatedData: associatedData) }
        == .notAuthentic)
    for count in 0..<sealed.ciphertext.count {
      let cut = HPKE.Sealed(
        encapsulatedKey: sealed.encapsulatedKey, ciphertext: Array(sealed.ciphertext.prefix(count)))
      #expect(
        failure { try HPKE.open(cut, by: recipient, info: info, associatedData: associatedData) }
          == .notAuthentic)
    }
  }

  @Test(.tags(.refusal)) func `An encapsulated key of low order or in another form is refused`() throws {
    let sealed = try seal()
    var other = sealed.encapsulatedKey
    other[31] |= 0x80
    for key in [[UInt8](repeating: 0, count: 32), other, Array(other.dropLast())] {
      let forged = HPKE.Sealed(encapsulatedKey: key, ciphertext: sealed.ciphertext)
      #expect(
        failure { try HPKE.open(forged, by: try recipient(), info: info, associatedData: associatedData) }
          == .invalidKey)
    }
  }

  @Test func `What is too short to hold a key and a tag is no message`() {
    #expect(HPKE.Sealed([UInt8](repeating: 0, count: 47)) == nil)
    #expect(HPKE.Sealed([UInt8](repeating: 0, count: 48)) != nil)
  }

  @Test func `An empty secret is sealed as well`() throws {
    let sealed = try HPKE.seal(SecretBytes([]), to: recipient().publicKey, info: [], ephemeral: ephemeral())
    #expect(sealed.ciphertext.count == 16)
    #expect(try HPKE.open(sealed, by: recipient(), info: []).count == 0)
  }
}
