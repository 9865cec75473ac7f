package import AuditTrail

/// The draws of a tender (随机抽取): the numbers and the order drawn in public, the panel, the codes of the dark parts.
package struct Draws: Sendable, Hashable {
  /// The numbers that the public draw gave, by label: indices into the published lists.
  package internal(set) var numbers: [String: Int] = [:]
  /// The order in which bids are opened, from the public draw; empty before it.
  package internal(set) var openingOrder: [PartyID] = []
  /// The lots among ties, the first-drawn first, from the public draw.
  package internal(set) var tieOrder: [PartyID] = []
  /// The experts who accepted a seat, in the order of the seats (secret until the award).
  package internal(set) var experts: [PartyID] = []
  /// Whose dark part has which code; nil until the mapping is published at the reveal.
  package internal(set) var mapping: [String: PartyID]?

  init() {}
}
