internal import AuditTrail
internal import Cryptography
internal import Glibc
internal import Interchange
internal import Marketplace
internal import Notation
internal import Participants
internal import Simulation
internal import SystemPackage
internal import Tendering

/// The folder of a rehearsal: the journal of its trading centre, a file with the secret of each party, the scenario and the clock.
///
/// ```
/// scenario.yaml   what is played
/// clock           the time of the rehearsal, milliseconds
/// journal/        the trading centre
/// keys/           one secret a party, mode 0600; root, log and witness beside them
/// trust.json      what an outsider may trust of it
/// ```
struct RehearsalFolder {
  let path: FilePath
  /// The language of the scenario and of what is told.
  let language: Language

  static let scenarioName = "scenario.yaml"

  /// Whether the folder at `path` is that of a rehearsal.
  static func lies(at path: FilePath) -> Bool { access(path.appending(scenarioName).string, F_OK) == 0 }

  private enum Keeper: String, CaseIterable {
    case root, log, witness
  }

  /// The log of every rehearsal.
  static let log: LogName = {
    guard let name = LogName("rehearsal.example/log") else { preconditionFailure("it is a name") }
    return name
  }()

  /// Makes the folder, with a fresh secret for everybody, or those that follow from `seed`.
  ///
  /// - Throws: `OutputFailure` where there is something already.
  static func make(
    at path: FilePath, _ text: String, _ scenario: Scenario, seed: [UInt8]?, language: Language
  ) throws -> RehearsalFolder {
    let folder = RehearsalFolder(path: path, language: language)
    for directory in [path, folder.keys] {
      guard mkdir(directory.string, 0o700) == 0 else {
        throw OutputFailure(reason: "\(directory): \(Errno(rawValue: errno))")
      }
    }
    var random = SystemRandomSource()
    let names =
      Cast.roles(of: scenario).map(\.party) + Keeper.allCases.map { PartyID(unchecked: "keeper/\($0)") }
    for name in names {
      let secret = seed.map { Cast.seededSecret($0, name) } ?? random.bytes(PartySecret.byteCount)
      try SecretFile.create(
        folder.secretPath(name), Array((Hexadecimal.text(secret.exposed) + "\n").utf8))
    }
    try folder.write(RehearsalFolder.scenarioName, Array(text.utf8))
    try folder.write("clock", Array("\(scenario.start.milliseconds)\n".utf8))
    return folder
  }

  private var keys: FilePath { path.appending("keys") }

  /// The file of a party's secret; a slash in an id is no folder.
  private func secretPath(_ party: PartyID) -> String {
    let name = party.rawValue.split(separator: "/", omittingEmptySubsequences: false).joined(separator: "%2F")
    return keys.appending(name + ".secret").string
  }

  private func write(_ name: String, _ bytes: [UInt8]) throws {
    let file = try NewFile(path.appending(name).string, replacing: true)
    try file.append(bytes[...])
    try file.publish()
  }

  private func keeper(_ keeper: Keeper) throws -> SigningKey {
    try SigningKey(.ed25519, seed: try secret(of: PartyID(unchecked: "keeper/\(keeper)")))
  }

  private func secret(of party: PartyID) throws -> SecretBytes { try SecretFile.key(secretPath(party)) }

  /// Opens the rehearsal for the parties of `parties`, or for everybody.
  func open(for parties: [PartyID]? = nil) async throws -> Rehearsal {
    let scenario = try ScenarioFile.read(path: path.appending(Self.scenarioName).string).scenario
    let clock = ModelClock(at: try time())
    let roles = Cast.roles(of: scenario).filter { parties?.contains($0.party) ?? true }
    var participants: [Participant] = []
    for (party, role) in roles {
      participants.append(
        try Participant(party, role, log: Self.log, secret: PartySecret(try secret(of: party))))
    }
    let platform = try Participant(
      .operator, .operator, log: Self.log, secret: PartySecret(try secret(of: .operator)))
    let isAutomatic = scenario.security == .training
    guard let signer = NoteSigner(name: KeyName(Self.log), scheme: .ed25519, key: try keeper(.log)),
      let name = KeyName("rehearsal.example/witness"),
      let witness = NoteSigner(name: name, scheme: .cosignature, key: try keeper(.witness))
    else { preconditionFailure("the names of a rehearsal are names") }
    let root = try keeper(.root)
    let identity = try JournalIdentity(
      log: signer, operatorKey: platform.key, root: root.verificationKey, isRootAutomatic: isAutomatic,
      clock: .model)
    let journal = try Journal(
      at: path.appending("journal"), identity, clock: { clock.time }, random: SystemRandomSource())
    return Rehearsal(
      folder: self, scenario: scenario, journal: journal, clock: clock, cast: Cast(participants),
      platform: PlatformServices(platform), root: root, witness: witness)
  }

  /// The parties whose secrets are in the folder: each may have taken its own with it.
  func present() throws -> [PartyID] {
    let scenario = try ScenarioFile.read(path: path.appending(Self.scenarioName).string).scenario
    return Cast.roles(of: scenario).map(\.party).filter { access(secretPath($0), F_OK) == 0 }
  }

  /// The time of the rehearsal.
  func time() throws -> Instant {
    let text = try InputText.read(path: path.appending("clock").string, limit: 64, .utf8)
    let digits = String(decoding: text.bytes, as: UTF8.self).split(separator: "\n").first.map(String.init)
    guard let time = digits.flatMap({ Int64($0) }).flatMap({ Instant(milliseconds: $0) }) else {
      throw InputFailure(path.appending("clock").string, reason: "it holds no time")
    }
    return time
  }

  /// Keeps the time.
  func keep(_ time: Instant) throws { try write("clock", Array("\(time.milliseconds)\n".utf8)) }

  /// Keeps what an outsider may trust.
  func keep(_ trust: TrustFile) throws { try write("trust.json", trust.bytes) }
}
