internal import AuditTrail
package import Notation

// What the catalogue calls commands and events, for those who tell the story of a log.

extension Catalogue {
  /// What the command called `name` does; nil for one that the catalogue does not list.
  package static func summary(ofCommand name: String) -> Wording? {
    commands.first { $0.entry.name == name }?.entry.summary
  }

  /// What an event of `kind` says; nil for one that the catalogue does not list.
  package static func summary(ofEvent kind: String) -> Wording? {
    guard case .record(let summary, _)? = events.first(where: { $0.kind.rawValue == kind })?.schema else {
      return nil
    }
    return summary
  }
}

extension Event {
  /// The fields, as a schema.
  fileprivate static var schema: Schema { codec.schema }
}
