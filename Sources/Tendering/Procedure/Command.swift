package import AuditTrail
package import Notation

/// What a party asks for: arguments, who may ask when, and the rule by which it becomes events.
///
/// A command is one file beside its events, in the folder of the concept it belongs to, and one line in `Catalogue`;
/// everything else (reading, writing, routes, documentation, the audit) follows from these declarations.
package protocol Command: Sendable {
  /// Its line of the catalogue.
  static var entry: CatalogueEntry { get }
  /// The arguments beside `cmd`, `party` and `v`.
  static var codec: Codec<Self> { get }
}

extension Command {
  /// The command as its party signs it.
  package func value(by party: PartyID) -> Value {
    guard case .object(let members) = Self.codec.encode(self).content else {
      preconditionFailure("a command is a record")
    }
    let heading = [
      Value.Member("cmd", .string(Self.entry.name)), Value.Member("party", .string(party.rawValue)),
      Value.Member("v", .integer(Self.entry.version)),
    ]
    // An enrolment states its party itself.
    return Value(.object(heading.filter { part in !members.contains { $0.key == part.key } } + members))
  }
}

/// A command about one tender.
package protocol TenderCommand: Command {
  /// The events that follow, at least one.
  ///
  /// Pure: no clock, no randomness, no file. Who asks and at which stage has been checked before.
  func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent]

  /// Why the command is refused at a stage that its entry does not list; nil for `WRONG_STAGE`.
  static func refusal(at stage: Stage, _ occasion: Occasion) -> Refusal?

  /// Who may know of it, until when; that of the entry unless the command says otherwise.
  func disclosure(in tender: Tender) -> Disclosure
}

extension TenderCommand {
  package static func refusal(at stage: Stage, _ occasion: Occasion) -> Refusal? { nil }
  package func disclosure(in tender: Tender) -> Disclosure { Self.entry.disclosure }
}

/// A command about parties, experts or calendars.
package protocol RegistryCommand: Command {
  /// The events that follow, at least one. Pure.
  func decide(_ occasion: RegistryOccasion) throws(Refusal) -> [any RegistryEvent]
}
