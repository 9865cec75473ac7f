internal import Cryptography
internal import Notation

/// A key of sound enrolment and the leaf that brought it.
struct EnrolledKey: Sendable {
  let enrolment: Enrolment
  let role: PartyRole
  let seq: Int
}

/// A disclosed body and its leaf.
struct CaseBody: Sendable {
  let leaf: Leaf
  let body: Body
  /// The opening of a sealed leaf.
  let opening: Digest?
  /// Which bundle disclosed it.
  let bundle: Int

  var fields: BodyFields { body.fields }
  var seq: Int { Int(leaf.index) }
}

/// Which key of a tender: what it is for, and the number of its holder.
struct KeySlot: Hashable, Sendable {
  let purpose: KeyPurpose
  let index: UInt8

  init(_ purpose: KeyPurpose, _ index: UInt8) {
    self.purpose = purpose
    self.index = index
  }

  /// A custodian's.
  init(_ part: Part, _ index: UInt8) { self.init(.part(part), index) }

  static let openingService = KeySlot(.openingService, 0)
  static let draws = KeySlot(.draws, 0)

  /// The name for people.
  var name: Wording { .name("\(purpose.rawValue)/\(index)") }
}

/// Which envelope of which bid.
struct BidSlot: Hashable, Sendable {
  let bidder: PartyID
  let part: Part
  let revision: UInt32
}
