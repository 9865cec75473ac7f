internal import ArgumentParser
internal import AuditTrail
internal import Cryptography
internal import Marketplace
internal import Notation
internal import SystemPackage

/// `tender audit export`: a bundle of one tender, cut from a journal.
struct AuditExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Cut a bundle of one tender from a journal, to be checked offline.",
    discussion: """
      The journal is only read, and may be written by another process meanwhile; what is exported is what its newest \
      checkpoint covers. The same journal and order give the same bytes. See Documentation/bundle.md for the views.
      """)

  @Argument(help: "The folder of the journal.", completion: .directory)
  var journal: String

  @Option(help: "The tender.")
  var tender: TenderID

  @Option(help: "The directory to make.", completion: .directory)
  var out: String

  @Option(
    help: """
      For whom: public, supervisor, bidder, auditor (everything, also what is still sealed: keep it secret). Default: \
      public, with --party bidder.
      """)
  var view: BundleView?

  @Option(help: "The bidder for whom it is cut: its own sealed bodies go in before their stage is published.")
  var party: PartyID?

  @Option(
    help:
      "What to disclose at most: \(BundleStage.allCases.map(\.rawValue).joined(separator: ", ")). Default: all that was published."
  )
  var stage: BundleStage?

  @Option(help: "An earlier bundle of the case, whose content is not repeated; all of them, oldest first.")
  var base: [String] = []

  @Option(help: "A file like keys.json, whose keys of bidders and custodians go in.", completion: .file())
  var keys: String?

  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard party == nil || (view ?? .bidder) == .bidder else {
      throw ValidationError("--party belongs to the view bidder")
    }
  }

  func run() async throws {
    let console = language.console
    try await console.write { spool in
      let reader = try Inputs.checked(journal) { () throws(Fault) in
        try JournalReader(at: FilePath(journal))
      }
      let order = try readOrder(reader)
      let manifest = try Inputs.checked(journal) { () throws(Fault) in
        try reader.export(order, to: out)
      }
      try spool.append(
        line: .object([
          ("files", .integer(manifest.files.count)),
          ("manifest", .string(Hexadecimal.text(manifest.digest.bytes))),
          ("size", .integer(manifest.heading.size)), ("stage", .string(manifest.heading.stage.rawValue)),
          ("view", .string(manifest.heading.view.rawValue)),
        ]))
    }
  }

  private func readOrder(_ reader: JournalReader) throws -> BundleOrder {
    let disclosed = try Inputs.checked(journal) { () throws(Fault) in
      try reader.disclosedStage(of: tender)
    }
    var order = BundleOrder(
      tender: tender, stage: stage ?? disclosed, view: view ?? (party == nil ? .public : .bidder))
    order.party = party
    order.earlier = try Inputs.checked(base.last ?? "--base") { () throws(Fault) in
      try EarlierBundles(paths: base)
    }
    if let keys {
      let bytes = try SecretFile.read(keys)
      order.keys = try Inputs.checked(keys) { () throws(Fault) in try DisclosedKeys(bytes) }
    }
    return order
  }
}
