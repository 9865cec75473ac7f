package import AuditTrail

/// What the panel, or in GP the purchaser, found of the bids before they are scored (初步评审、资格审查、低价审查).
package struct Reviews: Sendable, Hashable {
  /// The bids that conform; nil until the preliminary review is concluded.
  package internal(set) var conforming: [PartyID]?

  init() {}
}
