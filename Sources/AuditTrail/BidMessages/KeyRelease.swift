public import Cryptography
public import Notation

/// A custodian's private key for one part, released at the opening (release of formats, section 5).
public struct KeyRelease: ReadableMessage {
  /// What is released, in the open or for the opening service alone.
  public enum Content: Hashable, Sendable {
    /// The key itself (sk_i): anybody may open the part.
    case key(Digest)
    /// The key wrapped to the opening service: technical parts stay dark until the lock.
    case wrap(SecretWrap)
  }

  /// The log.
  public let log: LogName
  /// The tender.
  public let tender: TenderID
  /// The part.
  public let part: Part
  /// The custodian's index, from 1.
  public let index: UInt8
  /// The custodian keys of the part (keys_hash).
  public let custodianKeys: Digest
  /// The size of the checkpoint that the custodian relied on.
  public let treeSize: UInt64
  /// The root of that checkpoint.
  public let root: Digest
  /// What is released.
  public let content: Content

  private static let label = "tender-bid-v1 release"

  /// The release of `key` by custodian `index` of `keys`; wrapped to `openingService` for the technical part, else open.
  ///
  /// - Throws: `CryptographyFailure` `.invalidKey` when the key has not 32 bytes.
  public init(
    log: LogName, keys: CustodianKeys, index: UInt8, treeSize: UInt64, root: Digest, key: SecretBytes,
    openingService: AgreementPublicKey
  ) throws(CryptographyFailure) {
    self.log = log
    tender = keys.tender
    part = keys.part
    self.index = index
    custodianKeys = keys.digest
    self.treeSize = treeSize
    self.root = root
    switch keys.part {
    case .technical:
      content = .wrap(
        try SecretWrap(
          of: key, to: openingService, salt: custodianKeys.bytes, info: Self.info(custodianKeys, index)))
    case .qualification, .price, .items:
      // A key is shorter or longer only by the caller's mistake, which the private key names.
      _ = try AgreementPrivateKey(key)
      guard let open = Digest(key.exposed) else { preconditionFailure("a private key has 32 bytes") }
      content = .key(open)
    }
  }

  /// The custodian's private key, for the opening service.
  ///
  /// Whether it is the logged one is checked where it is used.
  ///
  /// - Throws: `INVALID_WRAP`.
  public func key(by openingService: AgreementPrivateKey) throws(Fault) -> SecretBytes {
    switch content {
    case .key(let open): SecretBytes(open.bytes)
    case .wrap(let wrap):
      try wrap.secret(
        openedBy: openingService, salt: custodianKeys.bytes, info: Self.info(custodianKeys, index))
    }
  }

  /// Whether this released `key`, which is published at the lock: anybody can tell.
  public func isRelease(of key: SecretBytes, openingService: AgreementPublicKey) -> Bool {
    switch content {
    case .key(let open): ConstantTime.areEqual(open.bytes, key.exposed)
    case .wrap(let wrap):
      wrap.holds(
        key, to: openingService, salt: custodianKeys.bytes, info: Self.info(custodianKeys, index))
    }
  }

  /// "tender-bid-v1 release\0" ‖ lp(origin) ‖ lp(tender) ‖ lp(part) ‖ u8 i ‖ keys_hash ‖ u64 size ‖ root ‖ lp(value).
  public var bytes: [UInt8] {
    var message = MessageBytes(Self.label)
    message.appendPrefixed(log)
    message.appendPrefixed(tender)
    message.append(part)
    message.append(index)
    message.append(custodianKeys)
    message.append(treeSize)
    message.append(root)
    switch content {
    case .key(let open): message.append(lengthPrefixed: open.bytes)
    case .wrap(let wrap): message.append(lengthPrefixed: wrap.bytes)
    }
    return message.bytes
  }

  /// The message that `bytes` are.
  ///
  /// - Throws: `INVALID_WRAP` also for a technical key in the open, and for another one that is wrapped.
  public init(reading bytes: [UInt8]) throws(Fault) {
    var reader = MessageReader(bytes)
    try reader.expect(label: Self.label)
    log = try reader.identifier(LogName.self)
    tender = try reader.identifier(TenderID.self)
    part = try reader.part()
    index = try reader.integer(UInt8.self)
    try Self.requireRange(index > 0, "custodian 0", "第 0 名托管人", accepted: "1...255")
    custodianKeys = try reader.digest()
    treeSize = try reader.integer(UInt64.self)
    // A checkpoint of more leaves cannot be: whoever made one of this would end its process.
    try Self.requireRange(
      treeSize <= TreeSize.maximum, "a tree of \(treeSize) leaves", "树有 \(treeSize) 片叶",
      accepted: "0...2^63−1")
    root = try reader.digest()
    let value = try reader.prefixed()
    try reader.finish()
    if part == .technical {
      content = .wrap(try SecretWrap(value))
    } else {
      guard let open = Digest(value) else {
        throw Fault(
          .secretWrapLength, at: nil, Wording("a key of \(value.count) bytes", "密钥长 \(value.count) 字节"),
          accepted: Wording("32 bytes", "32 字节"))
      }
      content = .key(open)
    }
  }

  private static func requireRange(
    _ isInRange: Bool, _ english: String, _ chinese: String, accepted: String
  ) throws(Fault) {
    guard !isInRange else { return }
    throw Fault(
      .numberOutOfRange, at: nil, Wording(english, chinese), accepted: Wording(verbatim: accepted))
  }

  private static func info(_ custodianKeys: Digest, _ index: UInt8) -> [UInt8] {
    Array("tender-bid-v1 release\0".utf8) + custodianKeys.bytes + [index]
  }
}
