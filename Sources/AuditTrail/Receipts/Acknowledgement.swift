public import Cryptography

/// What the operator signs at the commit of a leaf, before any checkpoint holds it (formats, section 10).
///
/// A log that later shows another leaf at the index is convicted by it.
public struct Acknowledgement: SignableMessage {
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
  public var bytes: [UInt8] {
    var message = MessageBytes("tender-ack-v1")
    message.appendPrefixed(origin)
    message.append(index)
    message.append(leafHash)
    return message.bytes
  }
}
