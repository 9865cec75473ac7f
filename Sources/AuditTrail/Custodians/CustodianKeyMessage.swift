public import Cryptography
public import Notation

/// What a key is for that is logged for a tender.
public enum KeyPurpose: Hashable, Sendable {
  /// A custodian's, for one part.
  case part(Part)
  /// The opening service's (开标服务), logged by the operator as part `*`.
  case openingService
  /// The supervisor's for draws, logged as part `draw`.
  case draws

  /// The name in the message.
  public var rawValue: String {
    switch self {
    case .part(let part): part.rawValue
    case .openingService: "*"
    case .draws: "draw"
    }
  }

  /// The purpose called `rawValue`; nil when nothing is.
  public init?(rawValue: String) {
    switch rawValue {
    case "*": self = .openingService
    case "draw": self = .draws
    default:
      guard let part = Part(rawValue: rawValue) else { return nil }
      self = .part(part)
    }
  }
}

/// The message by which a key of a tender is logged, signed with its holder's enrolled key (formats, section 5).
public struct CustodianKeyMessage: ReadableMessage {
  /// The log.
  public let log: LogName
  /// The tender.
  public let tender: TenderID
  /// What the key is for.
  public let purpose: KeyPurpose
  /// The custodian's index from 1 (i); 0 for a key that is no custodian's.
  public let index: UInt8
  /// How many keys open the part (t); 1 for a key that is no custodian's.
  public let threshold: UInt8
  /// How many custodians there are (n); 1 for a key that is no custodian's.
  public let count: UInt8
  /// The key.
  public let key: AgreementPublicKey

  static let label = "tender-custodian-key-v1"

  /// A custodian's key for one part.
  ///
  /// - Throws: `INVALID_CUSTODIAN_KEYS` unless 1 ≤ index ≤ count and 2 ≤ threshold ≤ count.
  public init(
    log: LogName, tender: TenderID, part: Part, index: UInt8, threshold: UInt8, count: UInt8,
    key: AgreementPublicKey
  ) throws(Fault) {
    try self.init(log, tender, .part(part), index, threshold, count, key)
  }

  /// The key of the opening service or of the supervisor for draws, which nobody shares.
  public init(log: LogName, tender: TenderID, openingService key: AgreementPublicKey) {
    self.init(unchecked: log, tender, .openingService, 0, 1, 1, key)
  }

  /// The supervisor's key for draws.
  public init(log: LogName, tender: TenderID, draws key: AgreementPublicKey) {
    self.init(unchecked: log, tender, .draws, 0, 1, 1, key)
  }

  private init(
    unchecked log: LogName, _ tender: TenderID, _ purpose: KeyPurpose, _ index: UInt8, _ threshold: UInt8,
    _ count: UInt8, _ key: AgreementPublicKey
  ) {
    self.log = log
    self.tender = tender
    self.purpose = purpose
    self.index = index
    self.threshold = threshold
    self.count = count
    self.key = key
  }

  private init(
    _ log: LogName, _ tender: TenderID, _ purpose: KeyPurpose, _ index: UInt8, _ threshold: UInt8,
    _ count: UInt8, _ key: AgreementPublicKey
  ) throws(Fault) {
    let isInRange =
      switch purpose {
      case .part: (1...max(1, count)).contains(index) && threshold >= 2 && threshold <= count
      case .openingService, .draws: (index, threshold, count) == (0, 1, 1)
      }
    guard isInRange else {
      throw Fault(
        .invalidCustodianKeys, at: nil,
        Wording(
          "key \(index), \(threshold) of \(count), cannot be for \(purpose.rawValue)",
          "密钥 \(index)（\(count) 取 \(threshold)）不能用于 \(purpose.rawValue)"),
        accepted: Wording(
          "1 ≤ i ≤ n and 2 ≤ t ≤ n for a part, 0, 1, 1 for * and draw",
          "标书部分为 1 ≤ i ≤ n 且 2 ≤ t ≤ n，* 与 draw 为 0、1、1"))
    }
    self.init(unchecked: log, tender, purpose, index, threshold, count, key)
  }

  /// Whether `other` is a message for the same log, tender and purpose with the same t and n.
  func isBeside(_ other: Self) -> Bool {
    log == other.log && tender == other.tender && purpose == other.purpose && threshold == other.threshold
      && count == other.count
  }

  /// "tender-custodian-key-v1\0" ‖ lp(origin) ‖ lp(tender) ‖ lp(part) ‖ u8 i ‖ u8 t ‖ u8 n ‖ key.
  public var bytes: [UInt8] {
    var message = MessageBytes(Self.label)
    message.appendPrefixed(log)
    message.appendPrefixed(tender)
    message.append(lengthPrefixed: purpose.rawValue)
    for number in [index, threshold, count] { message.append(number) }
    message.append(key.bytes)
    return message.bytes
  }

  /// The message that `bytes` are.
  public init(reading bytes: [UInt8]) throws(Fault) {
    var reader = MessageReader(bytes)
    try reader.expect(label: Self.label)
    let log = try reader.identifier(LogName.self)
    let tender = try reader.identifier(TenderID.self)
    let purpose = try reader.named("part", KeyPurpose.init(rawValue:))
    let numbers = Array(try reader.take(3))
    let key = try reader.agreementKey()
    try reader.finish()
    try self.init(log, tender, purpose, numbers[0], numbers[1], numbers[2], key)
  }
}
