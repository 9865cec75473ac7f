package import AuditTrail
package import Evaluation

/// The opening of the bids (开标): who opened, who did not and by whose fault, and the prices that were read out.
package struct Opening: Sendable, Hashable {
  /// The bidders whose parts of the first session are open, in the order of the opening record.
  package internal(set) var opened: [PartyID] = []
  /// The prices that were read out; empty until the session of the price.
  package internal(set) var prices: [PartyID: Money] = [:]
  /// When the opening record was concluded; nil before.
  package internal(set) var concluded: Instant?

  init() {}
}
