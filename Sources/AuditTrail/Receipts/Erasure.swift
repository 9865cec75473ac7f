public import Cryptography
public import Notation

/// What the supervisor signs to have the body of a leaf erased (个人信息删除); the leaf stays (formats, section 10).
public struct Erasure: SignableMessage {
  /// The log.
  public let origin: LogName
  /// The index of the leaf whose body goes.
  public let index: UInt64
  /// The body hash that the leaf holds.
  public let bodyHash: Digest
  /// The legal basis, such as `PIPL 47(1)(3)`.
  public let basis: String

  /// The longest basis, in bytes.
  public static let maximumBasisByteCount = 1024

  /// An erasure.
  ///
  /// - Throws: `INVALID_VALUE` for a basis that is empty or longer than 1,024 bytes.
  public init(origin: LogName, index: UInt64, bodyHash: Digest, basis: String) throws(Fault) {
    guard (1...Self.maximumBasisByteCount).contains(basis.utf8.count) else {
      throw Fault(
        .invalidValue, at: nil, Wording("a basis of \(basis.utf8.count) bytes", "依据长 \(basis.utf8.count) 字节"),
        accepted: Wording("1 to 1024 bytes", "1 至 1024 字节"))
    }
    self.origin = origin
    self.index = index
    self.bodyHash = bodyHash
    self.basis = basis
  }

  /// The signed bytes: "tender-erase-v1\0" ‖ lp(origin) ‖ u64 index ‖ body hash ‖ lp(basis).
  public var bytes: [UInt8] {
    var message = MessageBytes("tender-erase-v1")
    message.appendPrefixed(origin)
    message.append(index)
    message.append(bodyHash)
    message.append(lengthPrefixed: basis)
    return message.bytes
  }
}
