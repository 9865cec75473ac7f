internal import ArgumentParser
internal import AuditTrail
internal import Cryptography
internal import Interchange
internal import Notation

/// `tender bid seal`: one part of a bid into an envelope, and its key into a file of its own.
struct BidSealCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seal",
    abstract: "Seal one part of a bid to its custodians.",
    discussion: """
      Writes the envelope, which the platform gets, and the secret file, which nobody gets before the opening: without it \
      nobody opens the envelope. Keep two copies of it. Neither file overwrites anything, and the secret file is complete \
      on the disk before the envelope gets its name.
      """)

  @Option(help: ArgumentHelp("The parameters of the tender (canonical JSON).", valueName: "file"))
  var params: String

  @OptionGroup var keyOptions: KeyOptions

  @Option(help: "Which part: qualification, technical, price or items.")
  var part: Part

  @Option(help: ArgumentHelp("The bidder's id.", valueName: "id"))
  var bidder: PartyID

  @Option(help: ArgumentHelp("The revision of the bid, from 1.", valueName: "n"))
  var revision: UInt32

  @Option(help: ArgumentHelp("The deadline in force, milliseconds since 1970.", valueName: "ms"))
  var deadline: Instant

  @Option(name: .customLong("out"), help: ArgumentHelp("The envelope to write.", valueName: "envelope"))
  var envelope: String

  @Option(help: ArgumentHelp("The secret file to write, mode 0600.", valueName: "file"))
  var secret: String

  @Argument(help: "The file to seal.", completion: .file())
  var file: String

  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard revision > 0 else { throw ValidationError("Revisions count from 1.") }
    guard envelope != secret else { throw ValidationError("The envelope and its secret are two files.") }
  }

  func run() async throws {
    let console = language.console
    try await console.write { spool in
      let parameters = try Inputs.parameters(params)
      let keys = try keyOptions.read(console).custodianKeys(of: part, in: parameters)
      let sealer = try Inputs.checked(keyOptions.keys) { () throws(Fault) in
        try EnvelopeSealer(
          parameters: parameters, keys: keys, bidder: bidder, revision: revision, deadline: deadline)
      }
      let sealed = try seal(with: sealer)
      try spool.append(Output.json(Self.summary(sealed)))
    }
  }

  /// Writes envelope and secret, so that the envelope has no name as long as its key is not kept.
  private func seal(with sealer: EnvelopeSealer) throws -> SealedEnvelope {
    let input = try StoredFile(file)
    let output = try NewFile(envelope)
    var random = SystemRandomSource()
    let sealed: SealedEnvelope
    do {
      sealed = try sealer.seal(
        try input.source(), byteCount: input.byteCount, random: &random, to: { try output.append($0) })
    } catch let fault as Fault {
      throw InputFaults(file, fault)
    }
    try output.synchronise()
    try SecretFile.create(secret, EnvelopeSecret(sealed).file())
    do {
      try output.publish()
    } catch {
      // An envelope that never was needs no key.
      SecretFile.remove(secret)
      throw error
    }
    return sealed
  }

  private static func summary(_ sealed: SealedEnvelope) -> Value {
    .object([
      ("bid_hash", .string(Hexadecimal.text(sealed.digest.bytes))),
      ("ctxh", .string(Hexadecimal.text(sealed.context.digest.bytes))),
      ("size", .integer(sealed.byteCount)), ("tender", .string(sealed.context.tender.rawValue)),
      ("part", .string(sealed.context.part.rawValue)), ("bidder", .string(sealed.context.bidder.rawValue)),
      ("revision", .integer(Int(sealed.context.revision))),
      ("deadline_ms", .integer(Int(sealed.context.deadline.milliseconds))),
      ("doc_hash", .string(Hexadecimal.text(sealed.context.documents.bytes))),
      ("keys_hash", .string(Hexadecimal.text(sealed.context.custodianKeys.bytes))),
    ])
  }
}
