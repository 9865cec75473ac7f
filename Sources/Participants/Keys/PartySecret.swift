internal import AuditTrail
package import Cryptography
package import Notation

/// The one secret of a party, from which every key of it follows: 32 bytes, kept in one file.
///
/// HKDF-SHA256 with a label for each use, so that a party needs no state of its own to act again after a crash, and no two uses
/// ever share a key.
package struct PartySecret: Sendable {
  /// The number of bytes.
  package static let byteCount = 32
  private let key: SecretBytes

  /// The secret of these 32 bytes.
  ///
  /// - Throws: `INVALID_KEY` for another number.
  package init(_ bytes: SecretBytes) throws(Fault) {
    guard bytes.count == Self.byteCount else {
      throw Fault(
        .invalidKey, at: nil, Wording("a secret of \(bytes.count) bytes", "秘密值长 \(bytes.count) 字节"),
        accepted: Wording("32 bytes", "32 字节"))
    }
    key = KeyDerivation.extract(salt: Array("tender-party-v1".utf8), secret: bytes)
  }

  /// What a key is for.
  enum Use {
    /// Signing.
    case signing
    /// The nonce of a command with this digest.
    case nonce(Digest)
    /// A logged key of a tender.
    case agreement(TenderID, KeyPurpose, index: UInt8)
    /// The chain of a draw.
    case chain(DrawID)
    /// The salt of a draw's roster or mapping.
    case salt(DrawID)
    /// The bidder's half of the key of an envelope, which it hands over at the opening.
    case bidderKey(TenderID, Part, revision: UInt32)
    /// The custodians' half; the digest is of everything that goes into the envelope.
    case custodianKey(Digest)
    /// The nonce of an envelope.
    case envelopeNonce(Digest)

    fileprivate var info: [UInt8] {
      switch self {
      case .signing: Array("sign".utf8)
      case .nonce(let command): Array("nonce\0".utf8) + command.bytes
      case .agreement(let tender, let purpose, let index):
        Array("agree\0\(tender)\0\(purpose.rawValue)\0".utf8) + [index]
      case .chain(let draw): Array("chain\0\(draw)".utf8)
      case .salt(let draw): Array("salt\0\(draw)".utf8)
      case .bidderKey(let tender, let part, let revision):
        Array("bidder-key\0\(tender)\0\(part.rawValue)\0\(revision)".utf8)
      case .custodianKey(let content): Array("custodian-key\0".utf8) + content.bytes
      case .envelopeNonce(let content): Array("envelope-nonce\0".utf8) + content.bytes
      }
    }
  }

  /// `count` bytes for one use.
  func bytes(for use: Use, count: Int = 32) -> SecretBytes {
    KeyDerivation.expand(key, info: use.info, count: count)
  }
}
