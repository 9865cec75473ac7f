package import AuditTrail
package import Evaluation

/// The opening of the bids (开标): who opened, who did not and by whose fault, and the prices that were read out.
package struct Opening: Sendable, Hashable {
  /// One envelope of one bidder.
  package struct Slot: Sendable, Hashable {
    /// Whose.
    package let bidder: PartyID
    /// Which.
    package let part: Part

    /// The envelope of `bidder` for `part`.
    package init(bidder: PartyID, part: Part) {
      self.bidder = bidder
      self.part = part
    }
  }

  /// The bidders whose parts of the first session are open, in the order of the opening record.
  package internal(set) var opened: [PartyID] = []
  /// The prices that were read out; empty until the session of the price.
  ///
  /// A rate (费率), and a sum in a currency that no scheme knows, is no money: its row is in `envelopes` alone.
  package internal(set) var prices: [PartyID: Money] = [:]
  /// When the opening record was concluded; nil before.
  package internal(set) var concluded: Instant?

  /// When the key windows ended (解密时限届满), by session.
  package internal(set) var windowsEnded: [OpeningSession: Instant] = [:]
  /// The keys that bidders handed over, still wrapped (sealed until the session is disclosed).
  package internal(set) var handovers: [Slot: KeyHandover] = [:]
  /// The numbers of the custodians who released their keys.
  package internal(set) var releases: [Part: Set<UInt8>] = [:]
  /// What became of each envelope (technical parts: sealed until the lock).
  package internal(set) var envelopes: [Slot: EnvelopeOpened] = [:]
  /// What became of each bid in the newest opening record that names it.
  package internal(set) var outcomes: [PartyID: OpeningOutcome] = [:]
  /// When the record that has the prices was concluded; nil before.
  ///
  /// The same as `concluded`, unless prices have a session of their own.
  package internal(set) var pricesConcluded: Instant?
  /// The stages whose secrets are published: nothing can be sealed for them any more.
  package internal(set) var disclosed: Set<DisclosureStage> = []

  init() {}
}

/// What became of a bid at the opening (电子招标投标办法 第三十一条).
package enum OpeningOutcome: String, Sendable, Hashable {
  /// All its parts of the session opened.
  case opened = "OPENED"
  /// Treated as revoked (视为撤销): the bidder was at fault.
  case revoked = "REVOKED"
  /// Treated as withdrawn (视为撤回): others were.
  case withdrawn = "WITHDRAWN"
}
