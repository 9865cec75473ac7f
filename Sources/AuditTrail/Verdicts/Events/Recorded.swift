internal import Notation

/// Where an event stands: its leaf and its body.
struct EventSource: Sendable {
  /// The index of the leaf.
  let seq: Int
  /// The time of the leaf.
  let stamp: Instant
  /// Whether the leaf is sealed.
  let isSealed: Bool
  /// The body.
  let fields: BodyFields

  /// Who commanded.
  var actor: PartyID { fields.actor }
  /// The time of the tender's clock.
  var time: Instant { fields.time }
  /// The command.
  var command: Value { fields.command }
}

/// The fields of an event, beside its kind.
protocol EventFields: Sendable {
  /// How they are read.
  static var codec: Codec<Self> { get }
}

/// An event of sound form with where it stands.
@dynamicMemberLookup
struct Recorded<Fields: EventFields>: Sendable {
  let source: EventSource
  let fields: Fields

  var seq: Int { source.seq }
  var actor: PartyID { source.actor }

  subscript<Content>(dynamicMember path: KeyPath<Fields, Content>) -> Content { fields[keyPath: path] }
}
