internal import ArgumentParser

/// `tender audit`: an award judged from a bundle, by the rules that made it and without trusting who did.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract:
      "Audit a tender from its bundle: verify, show, explain, ask what if; cut a bundle from a journal.",
    subcommands: [
      AuditVerifyCommand.self, AuditShowCommand.self, AuditExplainCommand.self, AuditWhatIfCommand.self,
      AuditExportCommand.self,
    ])
}
