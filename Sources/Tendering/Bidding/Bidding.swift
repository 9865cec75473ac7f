package import AuditTrail
package import Cryptography

/// What has come in for a tender: keys of the custodians, bids, deposits.
package struct Bidding: Sendable, Hashable {
  /// A key of the tender by what it is for and its number.
  package struct KeySlot: Sendable, Hashable, Comparable {
    /// What it is for.
    package let purpose: String
    /// The custodian's number, 0 for a key that nobody shares.
    package let index: UInt8

    package static func < (left: KeySlot, right: KeySlot) -> Bool {
      (left.purpose, left.index) < (right.purpose, right.index)
    }
  }

  /// The keys that were logged.
  package internal(set) var keys: [KeySlot: TenderKey] = [:]
  /// Who holds the documents, in the order of fetching (sealed until the opening).
  package internal(set) var holders: [PartyID] = []
  /// The messages of each bidder (sealed until the opening).
  package internal(set) var revisions: [PartyID: BidRevisions] = [:]
  /// The documents (doc_hash) that were in force when the newest submission of each bidder came in.
  package internal(set) var documents: [PartyID: Digest] = [:]
  /// The bidders in the order of their first submission.
  package internal(set) var bidders: [PartyID] = []
  /// The deposits that came in (sealed until the opening).
  package internal(set) var bonds: [PartyID: Bond] = [:]
  /// When the deadline passed; nil before.
  package internal(set) var closed: Instant?

  init() {}

  /// The bids that would be opened if bidding closed now.
  package var live: [PartyID: LiveBid] { revisions.compactMapValues(\.live) }
}

/// Why a tender ended without a winner.
package enum Failure: String, Sendable, Hashable {
  /// Fewer than three bids at the deadline, or not enough that could be decrypted (招标投标法 第二十八条).
  case tooFewBids = "LESS_THAN_THREE"
  /// Fewer than three qualified suppliers, GP (87号令 第四十四条).
  case tooFewQualified = "LESS_THAN_THREE_QUALIFIED"
  /// Every bid was rejected (招标投标法 第四十二条).
  case allRejected = "ALL_REJECTED"
  /// The panel found competition lacking (评标委员会和评标方法暂行规定 第二十七条).
  case noCompetition = "NO_COMPETITION"
  /// Nobody takes the award.
  case noWinner = "NO_WINNER"
}
