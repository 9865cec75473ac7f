package import AuditTrail
package import Notation

/// What a party states by a command and the log records as it was stated: the fields of its event are its own, and no others.
///
/// Beside the value itself stands what becomes of it; the command that carries it and says who may state it, when and by
/// which rule, is a type of its own.
package protocol Fact: Sendable {
  /// The kind of the event.
  static var kind: LeafKind { get }
  /// The fields of command and event.
  static var codec: Codec<Self> { get }
}

/// A fact of one tender.
package protocol TenderFact: Fact {
  /// Makes it part of the state of its tender. Pure; nothing is checked here.
  func apply(to tender: inout Tender, _ occurrence: Occurrence)
}

/// A fact about parties, experts or calendars.
package protocol RegistryFact: Fact {
  /// Makes it part of the registry. Pure; nothing is checked here.
  func apply(to registry: inout Registry, _ occurrence: Occurrence)
}

/// The event of a fact.
package struct Recorded<Content: Fact>: Event {
  /// What is recorded.
  package let content: Content

  init(_ content: Content) { self.content = content }

  /// That of the fact.
  package static var kind: LeafKind { Content.kind }
  /// The fields of the fact.
  package static var codec: Codec<Self> { Content.codec.carried({ Recorded($0) }, at: \.content) }
}

extension Recorded: TenderEvent where Content: TenderFact {
  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    content.apply(to: &tender, occurrence)
  }
}

extension Recorded: RegistryEvent where Content: RegistryFact {
  package func apply(to registry: inout Registry, _ occurrence: Occurrence) {
    content.apply(to: &registry, occurrence)
  }
}

extension Codec {
  /// How something that carries a value and nothing else is read and written: as the value.
  func carried<Carrier: Sendable>(
    _ carrier: @escaping @Sendable (Root) -> Carrier, at content: @escaping @Sendable (Carrier) -> Root
  ) -> Codec<Carrier> {
    Codec<Carrier>(
      schema, decode: { value, reading in decode(value, &reading).map(carrier) },
      encode: { encode(content($0)) })
  }
}
