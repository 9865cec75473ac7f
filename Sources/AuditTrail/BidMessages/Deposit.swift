public import Cryptography
public import Notation

/// A bidder's message, left with the supervisor when the platform does not take it (deposit of formats, section 5).
public struct Deposit: ReadableMessage {
  /// The message.
  public let message: BidMessage
  /// The bidder's signature over it.
  public let signature: [UInt8]
  /// The digest of the platform's refusal note; nil when it gave none.
  public let refusal: Digest?

  private static let label = "tender-bid-v1 deposit"
  private static let maximumSignatureByteCount =
    SignatureAlgorithm.allCases.map(\.maximumSignatureByteCount).max() ?? 0

  /// A deposit of a signed message.
  ///
  /// - Throws: `FIELD_TOO_LONG` for a signature longer than any scheme's.
  public init(message: BidMessage, signature: [UInt8], refusal: Digest?) throws(Fault) {
    guard signature.count <= Self.maximumSignatureByteCount else {
      throw Fault(
        .fieldTooLong, at: nil,
        Wording("a signature of \(signature.count) bytes", "签名长 \(signature.count) 字节"),
        accepted: Wording(
          "at most \(Self.maximumSignatureByteCount) bytes", "至多 \(Self.maximumSignatureByteCount) 字节"))
    }
    self.message = message
    self.signature = signature
    self.refusal = refusal
  }

  /// "tender-bid-v1 deposit\0" ‖ lp(message) ‖ lp(signature) ‖ H(refusal note), or 32 zero bytes.
  public var bytes: [UInt8] {
    var deposit = MessageBytes(Self.label)
    deposit.append(lengthPrefixed: message.bytes)
    deposit.append(lengthPrefixed: signature)
    deposit.append(refusal?.bytes ?? Self.noRefusal)
    return deposit.bytes
  }

  /// The message that `bytes` are.
  public init(reading bytes: [UInt8]) throws(Fault) {
    var reader = MessageReader(bytes)
    try reader.expect(label: Self.label)
    let message = try BidMessage(reading: Array(reader.prefixed()))
    let signature = Array(try reader.prefixed())
    let refusal = try reader.digest()
    try reader.finish()
    try self.init(
      message: message, signature: signature, refusal: refusal.bytes == Self.noRefusal ? nil : refusal)
  }

  private static let noRefusal = [UInt8](repeating: 0, count: Digest.byteCount)
}

/// What the supervisor signs for a deposit: it counts like a timely leaf when its time is before the deadline.
public struct DepositReceipt: ReadableMessage {
  /// The digest of the deposit.
  public let deposit: Digest
  /// When it was deposited.
  public let time: Instant

  private static let label = "tender-deposit-v1"

  /// A receipt for the deposit with this digest.
  public init(deposit: Digest, time: Instant) {
    self.deposit = deposit
    self.time = time
  }

  /// "tender-deposit-v1\0" ‖ H(deposit) ‖ u64 ms.
  public var bytes: [UInt8] {
    var message = MessageBytes(Self.label)
    message.append(deposit)
    message.append(time)
    return message.bytes
  }

  /// The message that `bytes` are.
  public init(reading bytes: [UInt8]) throws(Fault) {
    var reader = MessageReader(bytes)
    try reader.expect(label: Self.label)
    deposit = try reader.digest()
    time = try reader.instant()
    try reader.finish()
  }
}
