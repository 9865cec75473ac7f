package import AuditTrail
package import Notation

/// What takes the commands of parties, wherever the procedure is kept: the journal, or a model in memory.
package protocol CommandSink: Sendable {
  /// Gives a command, with the files that it names.
  ///
  /// - Returns: the events that followed.
  /// - Throws: why it is refused, or, with the basis `design`, why it could not be taken.
  func submit(
    _ command: SignedCommand, enclosing enclosures: Enclosures
  ) async throws(Refusal) -> [any Event]
}

/// A command as the catalogue knows it, with what it is about.
package enum DecodedCommand: Sendable {
  /// About parties, experts or calendars.
  case registry(any RegistryCommand)
  /// About one tender.
  case tender(any TenderCommand, TenderID)

  /// What a signed message commands.
  ///
  /// - Throws: `UNKNOWN_COMMAND`, `UNKNOWN_VERSION`, the fault of an argument; `WRONG_TENDER` for a command about a tender
  ///   that names none, and one about the registry that names one.
  package init(_ message: CommandMessage) throws(Fault) {
    if let command = try Catalogue.tenderCommand(message.command.value) {
      guard let tender = message.tender else { throw Self.wrongTender("-", Wording("a tender", "某一标段")) }
      self = .tender(command, tender)
      return
    }
    guard let command = try Catalogue.registryCommand(message.command.value) else {
      preconditionFailure("a command of the catalogue is about a tender or about the registry")
    }
    if let tender = message.tender { throw Self.wrongTender(tender.rawValue, Wording(verbatim: "-")) }
    self = .registry(command)
  }

  private static func wrongTender(_ found: String, _ accepted: Wording) -> Fault {
    Fault(
      .wrongTender, at: nil, Wording("the command is about \(found)", "指令所涉标段为 \(found)"),
      accepted: accepted)
  }
}
