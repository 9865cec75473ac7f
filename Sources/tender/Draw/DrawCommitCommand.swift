internal import ArgumentParser
internal import AuditTrail
internal import Cryptography
internal import Interchange
internal import Notation

/// `tender draw commit`: a fresh secret, and the commitment to it.
struct DrawCommitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "commit",
    abstract: "Draw a fresh secret into a file and sign the commitment to it.",
    discussion: """
      The secret file (mode 0600, never overwritten) is what the reveals come from: who loses it fails in the draw and is \
      named. A secret serves one draw alone.
      """)

  @OptionGroup var options: DrawPartyOptions

  @Option(help: ArgumentHelp("The secret file to write, mode 0600.", valueName: "file"))
  var secret: String

  @OptionGroup var language: LanguageOption

  func run() async throws {
    try await language.console.write { spool in
      let announcement = try options.announced()
      let (key, party) = try options.signer()
      var random = SystemRandomSource()
      let fresh = random.bytes(Digest.byteCount)
      let message = try Inputs.checked(options.announcement) { () throws(Fault) in
        let chain = try HashChain(announcement, of: party, secret: fresh)
        return DrawCommitment(party: party, commitment: try chain.commitment)
      }
      let signature = try options.signature(of: message.message(in: announcement.context), by: key)
      try SecretFile.create(secret, Array((Hexadecimal.text(fresh.exposed) + "\n").utf8))
      let signed = SignedCommitment(message, signature: signature)
      try spool.append(Output.json(SignedCommitment.codec.encode(signed)))
    }
  }
}
