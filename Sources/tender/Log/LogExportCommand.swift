internal import ArgumentParser
internal import AuditTrail
internal import Cryptography
internal import Interchange
internal import Notation

/// `tender log export`: a bundle that an auditor checks offline.
struct LogExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a bundle of one tender, to be checked offline.",
    discussion: """
      The bundle holds all leaves under the newest checkpoint, and of the bodies those of the tender and of no tender that the
      stage discloses, each with its receipt in “proofs”. What was sealed is in it once a leaf published the secret of its stage. The same log gives the same
      bytes. See Documentation/bundle.md.
      """)

  @Argument(help: "The log.", completion: .directory)
  var folder: String

  @Argument(help: "The directory to make.", completion: .directory)
  var output: String

  @Option(help: "The tender.")
  var tender: String

  @Option(help: "What to disclose: \(BundleStage.allCases.map(\.rawValue).joined(separator: ", ")).")
  var stage: BundleStage

  @Option(
    help: """
      For whom: public and supervisor (what is open or published), bidder (its own sealed bodies too), auditor (everything, also \
      what is still sealed: keep it secret).
      """)
  var view: BundleView

  @Option(
    help: "The bidder, for the view bidder: its own sealed bodies go in before their stage is published.")
  var party: String?

  @Option(help: "An earlier bundle of the case, whose content is not repeated; all of them, oldest first.")
  var base: [String] = []

  @Option(
    help:
      "A folder of documents, each named by the hex SHA-256 of its bytes; those that bodies, or messages among them, name go in."
  )
  var blobs: String?

  @Option(help: "A file like keys.json, whose keys of bidders and custodians go in.", completion: .file())
  var keys: String?

  @Option(help: "The security profile, for a tender without a notice: training, platform, full.")
  var security: SecurityProfile?

  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard party == nil || view == .bidder else {
      throw ValidationError("--party belongs to the view bidder")
    }
  }

  private static let blobLimit = 1 << 30

  func run() async throws {
    let console = language.console
    try await console.write { spool in
      let order = try readOrder()
      let log = try LogFolder.open(folder, for: .reading, console)
      let manifest = try Inputs.checked(output) { () throws(Fault) in
        try export(log, order)
      }
      try spool.append(
        line: .object([
          ("files", .integer(manifest.files.count)),
          ("manifest", .string(Hexadecimal.text(manifest.digest.bytes))),
          ("size", .integer(manifest.heading.size)),
        ]))
    }
  }

  private func export(_ log: borrowing LogFolder, _ order: BundleOrder) throws(Fault) -> Manifest {
    guard let blobs else { return try log.export(to: output, order) }
    let directory = try BundleDirectory(path: blobs)
    var faults = Faults()
    let present = try directory.files(into: &faults).keys
      .compactMap { Hexadecimal.bytes($0.rawValue).flatMap { Digest($0) } }
    if let first = faults.list.first { throw first }
    return try log.export(to: output, order, blobs: Set(present)) { digest throws(Fault) in
      try directory.read(.named(digest), limit: Self.blobLimit)
    }
  }

  private func readOrder() throws -> BundleOrder {
    var order = BundleOrder(
      tender: try Inputs.identifier("--tender", tender), stage: stage, view: view)
    order.security = security
    order.party = try party.map { try Inputs.identifier("--party", $0) }
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
