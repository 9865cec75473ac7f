internal import ArgumentParser
internal import AuditTrail
internal import Cryptography
internal import Interchange
internal import Notation

/// `tender bid release`: a custodian's key for one part, at the opening.
struct BidReleaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "Sign the release of a custodian's key for one part, at its session.",
    discussion: """
      Do so only when you hold a cosigned checkpoint that contains the end of the part's key window and every reveal of \
      the public draw; --size and --root are that checkpoint's. A technical key is wrapped to the opening service, \
      any other is released in the open.
      """)

  @Option(help: ArgumentHelp("The parameters of the tender (canonical JSON).", valueName: "file"))
  var params: String

  @OptionGroup var keyOptions: KeyOptions

  @Option(help: "Which part: qualification, technical, price or items.")
  var part: Part

  @Option(
    help: ArgumentHelp("The custodian's opening key for the part, which is released.", valueName: "file"))
  var key: String

  @Option(help: ArgumentHelp("The custodian's signing key.", valueName: "file"))
  var sign: String

  @Option(help: ArgumentHelp("The size of the checkpoint.", valueName: "n"))
  var size: UInt64

  @Option(help: ArgumentHelp("The root of the checkpoint.", valueName: "hex"))
  var root: Digest

  @OptionGroup var language: LanguageOption

  func run() async throws {
    let console = language.console
    try await console.write { spool in
      let parameters = try Inputs.parameters(params)
      let logged = try keyOptions.read(console)
      let keys = try logged.custodianKeys(of: part, in: parameters)
      let record = try KeyRecord.read(key, for: .opening)
      let secret = try Inputs.checked(key) { () throws(Fault) in try record.agreementKey() }
      let index = try index(of: secret, in: keys)
      let service = try logged.soleKey(for: .openingService, in: parameters)
      let signer = try KeyRecord.read(sign, for: .party)
      let signing = try Inputs.checked(sign) { () throws(Fault) in try signer.signingKey() }
      let holder = logged.list.first { $0.purpose == .part(part) && $0.index == index }
      guard holder?.signer == signing.verificationKey else {
        throw InputFaults(sign, Self.refusal("\(holder?.party.rawValue ?? "-")"))
      }
      let message = try Inputs.computed(key) { () throws(CryptographyFailure) in
        try KeyRelease(
          log: parameters.log, keys: keys, index: index, treeSize: size, root: root, key: secret.secret,
          openingService: service)
      }
      let signature = try Inputs.computed(sign) { () throws(CryptographyFailure) in
        try message.signature(by: signing)
      }
      try spool.append(Output.signed(message.bytes, signature))
    }
  }

  private func index(of secret: AgreementPrivateKey, in keys: CustodianKeys) throws -> UInt8 {
    let publicKey = try Inputs.computed(key) { () throws(CryptographyFailure) in try secret.publicKey }
    guard let position = keys.keys.firstIndex(of: publicKey) else {
      throw InputFaults(
        key,
        Fault(
          .wrongCustodianKeys, at: nil,
          Wording("this key was not logged for \(part.rawValue)", "此密钥未为 \(part.rawValue) 部分记录"),
          accepted: Wording("a key of the part", "该部分的托管密钥")))
    }
    return UInt8(position + 1)
  }

  private static func refusal(_ party: String) -> Fault {
    Fault(
      .wrongCustodianKeys, at: nil, Wording("another key logged it", "记录该密钥的是另一签名密钥"),
      accepted: Wording("the signing key of \(party)", "\(party) 的签名密钥"))
  }
}
