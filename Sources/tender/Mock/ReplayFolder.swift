internal import AuditTrail
internal import Cryptography
internal import Glibc
internal import Interchange
internal import Marketplace
internal import Notation
internal import Participants
internal import Simulation
internal import SystemPackage

/// The folder of a replay of past auctions: the journal of its trading centre, and the one secret from which all keys follow.
///
/// ```
/// replay.secret   mode 0600
/// journal/        the trading centre
/// ```
struct ReplayFolder {
  let path: FilePath
  /// The secret from which every key follows.
  private let secret: SecretBytes

  private static func secretPath(in path: FilePath) -> String { path.appending("replay.secret").string }

  /// Opens the folder at `path`, or makes it, with a fresh secret or that which follows from `seed`.
  ///
  /// - Throws: `OutputFailure`, `InputFailure` where the folder has another secret.
  init(at path: FilePath, seed: String?) throws {
    self.path = path
    let file = Self.secretPath(in: path)
    let stated = seed.map { Cast.seededSecret(Array($0.utf8), PartyID(unchecked: "replay")) }
    guard mkdir(path.string, 0o700) == 0 || errno == EEXIST else {
      throw OutputFailure(reason: "\(path): \(Errno(rawValue: errno))")
    }
    if access(file, F_OK) != 0 {
      var random = SystemRandomSource()
      let made = stated ?? random.bytes(PartySecret.byteCount)
      // It has its name when it is whole, so that a crash leaves no half of a secret to start from.
      SecretFile.remove(file + ".new")
      try SecretFile.create(file + ".new", Array((Hexadecimal.text(made.exposed) + "\n").utf8))
      guard rename(file + ".new", file) == 0 else {
        throw OutputFailure(reason: "\(file): \(Errno(rawValue: errno))")
      }
      NewFile.synchroniseFolder(of: file)
    }
    secret = try SecretFile.key(file)
    if let stated, stated.exposed != secret.exposed {
      throw InputFailure(path.string, reason: "it was begun with another seed")
    }
  }

  /// The secret of a party.
  func secret(of party: PartyID) -> SecretBytes { Cast.seededSecret(secret.exposed, party) }

  /// The root under which everybody is enrolled.
  func root() throws -> SigningKey { try key(of: "root") }

  private func key(of keeper: String) throws -> SigningKey {
    try SigningKey(.ed25519, seed: secret(of: PartyID(unchecked: "keeper/\(keeper)")))
  }

  /// Opens the journal, whose stamps are those of `clock`.
  func journal(clock: ModelClock) throws -> Journal {
    let platform = try Participant(
      .operator, .operator, log: RehearsalFolder.log, secret: PartySecret(secret(of: .operator)))
    guard
      let signer = NoteSigner(
        name: KeyName(RehearsalFolder.log), scheme: .ed25519, key: try key(of: "log"))
    else { preconditionFailure("the name of a rehearsal is a name") }
    let identity = try JournalIdentity(
      log: signer, operatorKey: platform.key, root: try root().verificationKey, isRootAutomatic: true,
      clock: .model)
    return try Journal(
      at: path.appending("journal"), identity, clock: { clock.time }, random: SystemRandomSource())
  }

  /// How many bytes the folder has on the disk.
  func byteCount() -> Int {
    var names = [path.string]
    var count = 0
    while let name = names.popLast() {
      var status = stat()
      guard lstat(name, &status) == 0 else { continue }
      count += Int(status.st_blocks) * 512
      guard status.st_mode & S_IFMT == S_IFDIR, let directory = opendir(name) else { continue }
      defer { closedir(directory) }
      while let entry = readdir(directory) {
        let child = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        if child != ".", child != ".." { names.append(name + "/" + child) }
      }
    }
    return count
  }
}
