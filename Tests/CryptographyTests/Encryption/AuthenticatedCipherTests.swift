import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct AuthenticatedCipherTests {
  struct Case: Sendable {
    let algorithm: AuthenticatedCipher.Algorithm
    let key: String
    let nonce: String
    let associatedData: String
    let plaintext: String
    let output: String
  }

  /// RFC 8439 section 2.8.2; test case 16 of the GCM specification submitted to NIST; both with nothing to encrypt.
  static let vectors = [
    Case(
      algorithm: .chaCha20Poly1305, key: "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f",
      nonce: "070000004041424344454647", associatedData: "50515253c0c1c2c3c4c5c6c7",
      plaintext: Hexadecimal.text(
        Array(
          ("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
            + "sunscreen would be it.").utf8)),
      output: "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d6"
        + "3dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36"
        + "92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc"
        + "3ff4def08e4b7a9de576d26586cec64b61161ae10b594f09e26a7e902ecbd0600691"),
    Case(
      algorithm: .aes256GCM, key: "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
      nonce: "cafebabefacedbaddecaf888", associatedData: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
      plaintext: "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
      output: "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece"
        + "0f4e1768cddf8853bb2d551b"),
    Case(
      algorithm: .chaCha20Poly1305, key: "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
      nonce: "000000000000000000000000", associatedData: "", plaintext: "",
      output: "10324f800a160bd9a1794255be7ec29d"),
    Case(
      algorithm: .aes256GCM, key: "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
      nonce: "000000000000000000000000", associatedData: "", plaintext: "",
      output: "f05d76ae4ab99fe5a6f69b3148c2363d"),
  ]

  private func open(
    _ cipher: inout AuthenticatedCipher, _ output: [UInt8], nonce: [UInt8], _ associatedData: [UInt8]
  ) throws(CryptographyFailure) -> [UInt8] {
    var plaintext: [UInt8] = [0xEE]
    do throws(CryptographyFailure) {
      try cipher.open(output.span, nonce: nonce, associatedData: associatedData, to: &plaintext)
    } catch {
      // Whatever was there before stays, and nothing is added.
      #expect(plaintext == [0xEE])
      throw error
    }
    return Array(plaintext.dropFirst())
  }

  @Test(.tags(.vector), arguments: vectors)
  func `A published message is sealed and opened, time and again`(vector: Case) throws {
    var cipher = try AuthenticatedCipher(vector.algorithm, key: Vector.secret(vector.key))
    let (nonce, data) = try (Vector.bytes(vector.nonce), Vector.bytes(vector.associatedData))
    let plaintext = try Vector.bytes(vector.plaintext)
    for _ in 0..<3 {
      var output: [UInt8] = [0xEE]
      try cipher.seal(plaintext.span, nonce: nonce, associatedData: data, to: &output)
      #expect(Array(output.dropFirst()) == (try Vector.bytes(vector.output)))
      #expect(try open(&cipher, Array(output.dropFirst()), nonce: nonce, data) == plaintext)
    }
  }

  @Test(.tags(.refusal), arguments: vectors)
  func `Every bit of ciphertext, tag, nonce, data and key counts`(vector: Case) throws {
    let (nonce, data) = try (Vector.bytes(vector.nonce), Vector.bytes(vector.associatedData))
    let output = try Vector.bytes(vector.output)
    var cipher = try AuthenticatedCipher(vector.algorithm, key: Vector.secret(vector.key))
    func refusal(_ output: [UInt8], _ nonce: [UInt8], _ data: [UInt8]) -> CryptographyFailure.Code? {
      do throws(CryptographyFailure) {
        _ = try open(&cipher, output, nonce: nonce, data)
        return nil
      } catch { return error.code }
    }
    for changed in Vector.flips(of: output) { #expect(refusal(changed, nonce, data) == .notAuthentic) }
    for changed in Vector.flips(of: nonce) { #expect(refusal(output, changed, data) == .notAuthentic) }
    for changed in Vector.flips(of: data) { #expect(refusal(output, nonce, changed) == .notAuthentic) }
    #expect(refusal(output, nonce, data + [0]) == .notAuthentic)
    for count in output.indices {
      #expect(refusal(Array(output.prefix(count)), nonce, data) == .notAuthentic)
    }
    // After all these refusals the cipher still opens what is right.
    #expect(refusal(output, nonce, data) == nil)
    for changed in Vector.flips(of: try Vector.bytes(vector.key)) {
      var other = try AuthenticatedCipher(vector.algorithm, key: SecretBytes(changed))
      #expect(throws: CryptographyFailure.self) { try open(&other, output, nonce: nonce, data) }
    }
  }

  @Test(.tags(.refusal)) func `A key has 32 bytes`() {
    for count in [0, 16, 31, 33] {
      let code: CryptographyFailure.Code?
      do throws(CryptographyFailure) {
        _ = try AuthenticatedCipher(.aes256GCM, key: SecretBytes([UInt8](repeating: 1, count: count)))
        code = nil
      } catch { code = error.code }
      #expect(code == .invalidKey)
    }
  }

  @Test func `A nonce that is not 12 bytes is the caller's own mistake`() async {
    await #expect(processExitsWith: .failure) {
      var cipher = try AuthenticatedCipher(
        .chaCha20Poly1305, key: SecretBytes([UInt8](repeating: 1, count: 32)))
      var output: [UInt8] = []
      try cipher.seal([1].span, nonce: [1, 2, 3], to: &output)
    }
  }
}
