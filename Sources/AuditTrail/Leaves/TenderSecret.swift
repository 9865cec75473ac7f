public import Cryptography

/// The secret under which the sealed leaves of one tender are found again, one for each stage (formats, section 10).
///
/// Its commitment stands in the notice; after its publication no leaf may use it.
public struct TenderSecret: Hashable, Sendable {
  /// The number of bytes.
  public static let byteCount = 32

  /// The tender.
  public let tender: TenderID
  /// The stage at which it is published.
  public let stage: DisclosureStage
  /// The 32 bytes.
  public let secret: SecretBytes

  /// The secret of a tender for a stage; nil when it has not 32 bytes.
  public init?(tender: TenderID, stage: DisclosureStage, secret: SecretBytes) {
    guard secret.count == Self.byteCount else { return nil }
    self.tender = tender
    self.stage = stage
    self.secret = secret
  }

  /// A fresh secret.
  public init(tender: TenderID, stage: DisclosureStage, from source: inout some RandomSource) {
    self.tender = tender
    self.stage = stage
    secret = source.bytes(Self.byteCount)
  }

  /// What the notice states: H("tender-secret-v1\0" ‖ secret).
  public var commitment: Digest {
    var context = DigestContext()
    context.update(MessageBytes("tender-secret-v1").bytes)
    secret.withBytes { context.update($0) }
    return context.finish()
  }

  /// The opening r of the leaf at `index`: HMAC-SHA256(secret, "seq\0" ‖ index).
  public func opening(at index: UInt64) -> Digest {
    var tagger = SealTagger(self)
    return tagger.opening(at: index)
  }

  /// The tag of the sealed leaf at `index`.
  public func tag(at index: UInt64) -> Digest {
    var tagger = SealTagger(self)
    return tagger.tag(at: index)
  }

  /// The tag that an opening makes: H("tender-tag-v1\0" ‖ lp(tender) ‖ r).
  public static func tag(tender: TenderID, opening: Digest) -> Digest {
    var message = MessageBytes("tender-tag-v1")
    message.appendPrefixed(tender)
    message.append(opening)
    return message.digest
  }

  /// Whether two secrets are of one stage of one tender and the same bytes.
  public static func == (left: Self, right: Self) -> Bool {
    left.tender == right.tender && left.stage == right.stage && left.secret == right.secret
  }
  /// Feeds tender and stage to a hash table, never the secret.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(tender)
    hasher.combine(stage)
  }
}

/// Makes the tags of one secret, one after the other: a verifier compares every sealed leaf of a log with them.
public struct SealTagger: ~Copyable {
  private var code: MessageAuthentication
  private var context = DigestContext()
  private let prefix: [UInt8]
  private var message: [UInt8] = Array("seq\0".utf8)

  /// A tagger for `secret`.
  public init(_ secret: TenderSecret) {
    code = MessageAuthentication(key: secret.secret)
    var prefix = MessageBytes("tender-tag-v1")
    prefix.appendPrefixed(secret.tender)
    self.prefix = prefix.bytes
  }

  /// The opening r of the leaf at `index`.
  public mutating func opening(at index: UInt64) -> Digest {
    message.removeLast(message.count - 4)
    message.append(bigEndian: index)
    let bytes = message
    code.update(bytes.span)
    return code.finish()
  }

  /// The tag of the sealed leaf at `index`.
  public mutating func tag(at index: UInt64) -> Digest {
    let opening = opening(at: index)
    let bytes = prefix
    context.update(bytes.span)
    context.update(opening)
    return context.finish()
  }
}
