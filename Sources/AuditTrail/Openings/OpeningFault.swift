public import Notation

/// Why a part was not opened, and whose fault that is (formats, section 5; Electronic Tendering Measures 2013 article 31).
public struct OpeningFault: Hashable, Sendable {
  /// Whose fault it is that a part was not opened.
  public enum Blame: String, Hashable, Sendable, CaseIterable {
    /// The bidder's, who made the envelope and holds a key.
    case bidder
    /// That of custodians, who are named.
    case custodians
    /// The platform's, which keeps the envelope.
    case platform
    /// Nobody's: the documents changed.
    case nobody
  }

  /// What becomes of the bid in law.
  public enum Consequence: String, Hashable, Sendable, CaseIterable {
    /// Treated as revoked (视为撤销): the bidder failed.
    case revoked
    /// Treated as withdrawn (视为撤回), with a claim for damages against who failed.
    case withdrawn
  }

  /// The verdict that the log holds, which two openings of one envelope share whatever they find first.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// The bidder handed over no key.
    case noKey = "NO_KEY"
    /// The bidder handed over what is not the key of its envelope.
    case falseKey = "FALSE_KEY"
    /// The envelope, or the file inside, is not made as it must be.
    case malformed = "MALFORMED"
    /// Fewer custodians than needed released their keys.
    case noCustodians = "NO_CUSTODIANS"
    /// The platform has not the file that the bidder signed for.
    case wrongFile = "WRONG_FILE"
    /// The documents changed, and the bid was neither sealed again nor maintained.
    case staleDocuments = "STALE_DOCUMENTS"

    /// Whose fault it is.
    public var blame: Blame {
      switch self {
      case .noKey, .falseKey, .malformed: .bidder
      case .noCustodians: .custodians
      case .wrongFile: .platform
      case .staleDocuments: .nobody
      }
    }
  }

  /// What exactly was found.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// There is no envelope.
    case envelopeMissing = "ENVELOPE_MISSING"
    /// The bytes are not those that the bidder signed for.
    case envelopeDiffers = "ENVELOPE_DIFFERS"
    /// The file begins with no header.
    case malformedHeader = "MALFORMED_HEADER"
    /// Made for another tender, part, bidder or revision: a copy or a replay.
    case wrongContext = "WRONG_CONTEXT"
    /// Sealed for a deadline that was never published.
    case unknownDeadline = "UNKNOWN_DEADLINE"
    /// Sealed to other keys, or to be opened by another number of them.
    case wrongCustodianKeys = "WRONG_CUSTODIAN_KEYS"
    /// Sealed under documents that were never published.
    case unknownDocuments = "UNKNOWN_DOCUMENTS"
    /// Sealed under documents that were replaced, and not maintained.
    case staleDocuments = "STALE_DOCUMENTS"
    /// The bidder handed over no key.
    case noBidderKey = "NO_BIDDER_KEY"
    /// The bidder's handover holds no key: its wrap does not open, or is not what its content gives.
    case unreadableBidderKey = "UNREADABLE_BIDDER_KEY"
    /// The bidder handed over another key than the envelope was sealed with.
    case falseBidderKey = "FALSE_BIDDER_KEY"
    /// Fewer custodians than needed released the keys that were logged.
    case tooFewCustodianKeys = "TOO_FEW_CUSTODIAN_KEYS"
    /// The wraps are not what the key inside them gives.
    case malformedWraps = "MALFORMED_WRAPS"
    /// The keys are not the pair that the envelope commits to.
    case falseKeyCommitment = "FALSE_KEY_COMMITMENT"
    /// The payload was not sealed under the keys and the header.
    case malformedPayload = "MALFORMED_PAYLOAD"
    /// The plaintext is not padded as it must be.
    case malformedPadding = "MALFORMED_PADDING"
    /// The file of a price part is no price.json.
    case malformedPrice = "MALFORMED_PRICE"
  }

  /// What exactly was found.
  public let kind: Kind
  /// The same in words.
  public let detail: Wording
  /// The indexes of the custodians whose keys are missing or false, where they are to blame.
  public let custodians: [UInt8]

  init(_ kind: Kind, _ detail: Wording, custodians: [UInt8] = []) {
    self.kind = kind
    self.detail = detail
    self.custodians = custodians
  }

  /// The fault of a check whose code is that of a kind; nil for another code.
  init?(_ fault: Fault) {
    guard let kind = Kind(rawValue: fault.code.rawValue) else { return nil }
    self.init(kind, fault.message)
  }

  /// The fault of a part whose envelope the platform has not.
  public static let missingEnvelope = OpeningFault(
    .envelopeMissing, Wording("the platform has no such file", "平台无此文件"))

  /// The verdict that the log holds.
  public var code: Code {
    switch kind {
    case .envelopeMissing, .envelopeDiffers: .wrongFile
    case .staleDocuments: .staleDocuments
    case .noBidderKey: .noKey
    case .unreadableBidderKey, .falseBidderKey: .falseKey
    case .tooFewCustodianKeys: .noCustodians
    case .malformedHeader, .wrongContext, .unknownDeadline, .wrongCustodianKeys, .unknownDocuments,
      .malformedWraps, .falseKeyCommitment, .malformedPayload, .malformedPadding, .malformedPrice:
      .malformed
    }
  }

  /// Whose fault it is.
  public var blame: Blame { code.blame }

  /// What becomes of the bid in law.
  public var consequence: Consequence { blame == .bidder ? .revoked : .withdrawn }
}
