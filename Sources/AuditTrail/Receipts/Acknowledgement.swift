public import Cryptography

/// What the operator signs at the commit of a leaf, before any checkpoint holds it (formats, section 10).
///
/// A log that later shows another leaf at the index is convicted by it.
public struct Acknowledgement: Hashable, Sendable {
  /// The log.
  public let origin: LogName
  /// The index of the leaf.
  public let index: UInt64
  /// The hash of the leaf in the tree.
  public let leafHash: Digest

  /// The acknowledgement of the leaf at `index`.
  public init(origin: LogName, index: UInt64, leafHash: Digest) {
    self.origin = origin
    self.index = index
    self.leafHash = leafHash
  }

  /// The signed bytes: "tender-ack-v1\0" ‖ lp(origin) ‖ u64 index ‖ leaf hash.
  public var message: MessageBytes {
    var message = MessageBytes("tender-ack-v1")
    message.appendPrefixed(origin)
    message.append(index)
    message.append(leafHash)
    return message
  }

  /// The operator's signature.
  ///
  /// - Throws: what libcrypto says when it cannot sign.
  public func signature(by key: SigningKey) throws(CryptographyFailure) -> [UInt8] {
    try key.signature(for: message.bytes)
  }

  /// Whether `signature` is the operator's.
  public func isValid(_ signature: [UInt8], under key: VerificationKey) -> Bool {
    key.isValid(signature, for: message.bytes)
  }
}
