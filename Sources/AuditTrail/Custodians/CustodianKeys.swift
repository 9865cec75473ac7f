public import Cryptography
public import Notation

/// The keys to which one part of a tender is sealed, one a custodian (密钥托管人), any `threshold` of which open it.
///
/// Formats, section 5: a pair for every custodian, tender and part, logged before bids open.
public struct CustodianKeys: Hashable, Sendable {
  /// The tender.
  public let tender: TenderID
  /// The part.
  public let part: Part
  /// How many keys open an envelope (t).
  public let threshold: UInt8
  /// The keys by index, the first custodian's first.
  public let keys: [AgreementPublicKey]

  /// The most custodians: indexes are one byte, and 0 is where the secret stands.
  public static let maximumCount = 255

  /// The keys of a part.
  ///
  /// - Throws: `INVALID_CUSTODIAN_KEYS` when two keys are equal, or unless 2 ≤ threshold ≤ keys ≤ 255: one custodian alone
  ///   must never suffice. Keys that are not canonical or of low order are no `AgreementPublicKey`.
  public init(
    tender: TenderID, part: Part, threshold: UInt8, keys: [AgreementPublicKey]
  ) throws(Fault) {
    guard threshold >= 2, threshold <= keys.count, keys.count <= Self.maximumCount else {
      throw Self.refusal(
        Wording(
          "\(threshold) of \(keys.count) custodian keys cannot open a part",
          "\(keys.count) 个托管密钥中以 \(threshold) 个开启，不予接受"))
    }
    guard Set(keys).count == keys.count else {
      throw Self.refusal(Wording("two custodian keys are equal", "两个托管密钥相同"))
    }
    self.tender = tender
    self.part = part
    self.threshold = threshold
    self.keys = keys
  }

  /// The number of custodians (n).
  public var count: Int { keys.count }

  /// What bids are bound to: keys_hash = H("tender-keys-v1\0" ‖ lp(tender) ‖ lp(part) ‖ u8 t ‖ u8 n ‖ keys).
  public var digest: Digest {
    var message = MessageBytes("tender-keys-v1")
    message.appendPrefixed(tender)
    message.append(part)
    message.append(threshold)
    message.append(UInt8(keys.count))
    for key in keys { message.append(key.bytes) }
    return message.digest
  }

  private static func refusal(_ message: Wording) -> Fault {
    Fault(
      .invalidCustodianKeys, at: nil, message,
      accepted: Wording(
        "at most 255 keys, all different, of which at least 2 and at most all open a part",
        "至多 255 个互不相同的密钥，开启所需至少 2 个、至多全部"))
  }
}

extension CustodianKeys {
  /// The keys that the custodians' messages log, in any order.
  ///
  /// - Throws: `INVALID_CUSTODIAN_KEYS` unless they are of one log, tender and part, agree on t and n, and bring every index
  ///   from 1 to n once. Signatures are the caller's to check before.
  public init(_ messages: [CustodianKeyMessage]) throws(Fault) {
    let sorted = messages.sorted { $0.index < $1.index }
    guard let first = sorted.first, case .part(let part) = first.purpose, sorted.count == Int(first.count),
      sorted.enumerated().allSatisfy({ $1.isBeside(first) && Int($1.index) == $0 + 1 })
    else {
      throw Self.refusal(
        Wording("the logged custodian keys do not belong together", "所记录的托管密钥不成一组"))
    }
    try self.init(
      tender: first.tender, part: part, threshold: first.threshold, keys: sorted.map(\.key))
  }
}

extension Fault.Code {
  /// Custodian keys that are too few, too many, equal, or not of one part.
  public static let invalidCustodianKeys = Fault.Code("INVALID_CUSTODIAN_KEYS")
}

extension MessageBytes {
  /// Appends the name of a part after its length in two bytes.
  mutating func append(_ part: Part) { append(lengthPrefixed: part.rawValue) }

  /// Appends a text that is known to be short after its length in two bytes.
  mutating func append(lengthPrefixed text: String) { append(lengthPrefixed: Array(text.utf8)) }

  /// Appends a field that is known to be short after its length in two bytes.
  mutating func append(lengthPrefixed field: [UInt8]) {
    precondition(field.count <= Self.maximumFieldCount, "a field of a message has at most 65,535 bytes")
    append(UInt8(field.count >> 8))
    append(UInt8(field.count & 0xFF))
    append(field)
  }
}
