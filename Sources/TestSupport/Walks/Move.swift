package import AuditTrail
package import Tendering

/// A command that somebody gives in a walk.
package struct Move: Sendable {
  /// What is asked for.
  package var command: any Command
  /// By whom.
  package var actor: PartyID
  /// The files that come along.
  package var files: [[UInt8]]

  init(_ command: any Command, by actor: PartyID, _ files: [[UInt8]] = []) {
    self.command = command
    self.actor = actor
    self.files = files
  }

  /// The name of the command.
  package var name: String { type(of: command).entry.name }
}
