public import Cryptography

/// A private key that signs notes under a name (formats, section 2).
public struct NoteSigner: Sendable {
  /// The key that verifies what this one signs.
  public let noteKey: NoteKey
  private let key: SigningKey

  /// A signer under `name`; nil when the key is not of the scheme's algorithm.
  public init?(name: KeyName, scheme: NoteKey.Scheme, key: SigningKey) {
    guard let noteKey = NoteKey(name: name, scheme: scheme, key: key.verificationKey) else { return nil }
    self.noteKey = noteKey
    self.key = key
  }

  /// The signature line for `text`.
  ///
  /// A witness signs `time`, in seconds since 1970, with the text; the other schemes ignore it.
  ///
  /// - Throws: what libcrypto says when it cannot sign.
  public func signature(for text: [UInt8], time: UInt64) throws(CryptographyFailure) -> NoteSignature {
    var bytes: [UInt8] = []
    switch noteKey.scheme {
    case .ed25519, .sm2: bytes = try key.signature(for: text)
    case .cosignature:
      bytes.append(bigEndian: time)
      bytes += try key.signature(for: Cosignature.message(time: time, text: text))
    }
    return NoteSignature(name: noteKey.name, keyID: noteKey.keyID, bytes: bytes)
  }
}
