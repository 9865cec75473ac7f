internal import ArgumentParser
internal import AuditTrail
internal import Cryptography
internal import Interchange
internal import Notation

/// `tender draw reveal`: a party's link of the chain for one round.
struct DrawRevealCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reveal",
    abstract: "Sign the reveal of one round.",
    discussion: """
      In a secret draw (panel, dark) the reveal is wrapped to the opening service and to the supervisor, whose keys \
      --keys holds; --open writes it in the open, which is for its publication alone. Reveal only when all commitments \
      are in a checkpoint that your witness cosigned.
      """)

  @OptionGroup var options: DrawPartyOptions

  @Option(help: ArgumentHelp("The secret file that committing wrote.", valueName: "file"))
  var secret: String

  @Option(help: ArgumentHelp("The round, from 0.", valueName: "n"))
  var round: UInt8 = 0

  @Option(
    help: ArgumentHelp("The parameters of the tender, for a secret draw (canonical JSON).", valueName: "file")
  )
  var params: String?

  @Option(help: ArgumentHelp("The logged keys of the tender, for a secret draw (JSON).", valueName: "file"))
  var keys: String?

  @Option(
    help: ArgumentHelp("Your trust file, which pins the holders of those keys (JSON).", valueName: "file"))
  var trust: String?

  @Flag(help: "Take the holders of those keys as the file names them, without a trust file.")
  var unpinned = false

  @Flag(name: .customLong("open"), help: "Write the reveal of a secret draw in the open, to publish it.")
  var isOpen = false

  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard (keys == nil) == (params == nil), keys == nil || !isOpen else {
      throw ValidationError("Wrapping needs --params and --keys; --open goes without.")
    }
    guard keys == nil ? trust == nil && !unpinned : (trust != nil) != unpinned else {
      throw ValidationError("With --keys give either --trust FILE or, knowing what it means, --unpinned.")
    }
  }

  func run() async throws {
    let console = language.console
    try await console.write { spool in
      let announcement = try options.announced()
      let (key, party) = try options.signer()
      let start = try SecretFile.key(secret)
      let reveal = try Inputs.checked(secret) { () throws(Fault) in
        let chain = try HashChain(announcement, of: party, secret: start)
        return DrawReveal(party: party, round: round, value: try chain.reveal(round: round))
      }
      let signature = try options.signature(of: reveal.message(in: announcement.context), by: key)
      let signed: SignedReveal
      if announcement.kind.drawClass == .public || isOpen {
        signed = SignedReveal(reveal, signature: signature)
      } else {
        signed = SignedReveal(try wrap(reveal, announcement, console), signature: signature)
      }
      try spool.append(Output.json(SignedReveal.codec.encode(signed)))
    }
  }

  private func wrap(
    _ reveal: DrawReveal, _ announcement: DrawAnnouncement, _ console: Console
  ) throws -> WrappedReveal {
    guard let keys, let params else {
      throw InputFaults(
        options.announcement,
        Fault(
          .drawRevealClass, at: nil,
          Wording("\(announcement.id) is a secret draw", "\(announcement.id) 为保密抽取"),
          accepted: Wording(
            "--params and --keys to wrap the reveal, or --open to publish it",
            "以 --params 与 --keys 封装，或以 --open 公布")))
    }
    let logged = try LoggedKeys.read(keys, trust: trust, console)
    let parameters = try Inputs.parameters(params)
    guard parameters.tender == announcement.tender else {
      throw InputFaults(
        params,
        Fault(
          .wrongContext, at: nil, Wording("parameters of \(parameters.tender)", "\(parameters.tender) 的参数"),
          accepted: Wording(verbatim: announcement.tender.rawValue)))
    }
    let service = try logged.soleKey(for: .openingService, in: parameters)
    let supervisor = try logged.soleKey(for: .draws, in: parameters)
    return try Inputs.computed(keys) { () throws(CryptographyFailure) in
      try WrappedReveal(reveal, in: announcement.context, service: service, supervisor: supervisor)
    }
  }
}
