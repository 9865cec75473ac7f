import AuditTrail
import Cryptography
import Glibc
import Notation
import TestSupport
import Testing

/// A folder with the draws of the vectors of formats, section 6: plans, roster, salts, everybody's keys and secrets.
struct DrawCase {
  static let parties = ["tenderer", "supervisor", "platform"]

  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("panel.plan", "max_per_employer\t2\ntech\t3\necon\t2\n")
    try folder.write("public.plan", "b_rand\t7\ndelta\t4\nk\t6\n")
    try folder.write("bidders", (1...7).map { "B-00\($0)\n" }.joined())
    try folder.write("roster", Self.roster())
    try writeSecret("roster.salt", "51")
    try writeSecret("dark.salt", "52")
    for (index, party) in Self.parties.enumerated() {
      let holder = party == "platform" ? "operator" : party
      let key = try KeyRecord(.party, .ed25519, name: holder, secret: Self.bytes(0xA0 + UInt8(index)))
      try writePrivate("\(party).key", key.file())
      try writeSecret("\(party).secret", "0\(index + 1)")
    }
    try writePrivate(
      "service.key", KeyRecord(.opening, .x25519, name: "operator", secret: Self.bytes(0x28)).file())
  }

  static func bytes(_ byte: UInt8) -> SecretBytes { SecretBytes([UInt8](repeating: byte, count: 32)) }
  static func salt() throws -> RosterSalt { try RosterSalt(bytes(0x51)) }
  static func token(_ expert: String) throws -> Digest { try salt().token(of: PartyID(unchecked: expert)) }

  private static func roster() throws -> [UInt8] {
    let salt = try salt()
    let experts =
      (1...12).map { (number: $0, stratum: "tech") } + (11...18).map { (number: $0, stratum: "econ") }
    let lines = try experts.map { expert in
      RosterLine(
        token: try token((expert.number < 10 ? "E0" : "E") + "\(expert.number)"),
        stratum: StratumID(unchecked: expert.stratum),
        employer: salt.token(of: EmployerID(unchecked: "U\(expert.number % 5)")),
        recusal: expert.number == 4
          ? RosterLine.Recusal(code: try RecusalCode(parsing: "R2"), evidence: 40) : nil)
    }
    return RosterLine.roster(of: lines)
  }

  @discardableResult
  func writePrivate(_ name: String, _ bytes: [UInt8]) throws -> String {
    let path = try folder.write(name, bytes)
    try #require(chmod(path, 0o600) == 0)
    return path
  }

  private func writeSecret(_ name: String, _ byte: String) throws {
    try writePrivate(name, Array((String(repeating: byte, count: 32) + "\n").utf8))
  }

  func mode(_ name: String) throws -> mode_t {
    var status = stat()
    try #require(stat("\(folder.path)/\(name)", &status) == 0)
    return status.st_mode & 0o777
  }

  func run(_ arguments: [String]) async throws -> Program.Run {
    try await Program.tender.run(arguments, in: folder.path)
  }

  /// Announces the draw of `kind` into `announcement.json`.
  func announce(_ kind: String) async throws -> Program.Run {
    var arguments = ["draw", "announce", "--tender", "T-2026-0001", "--kind", kind]
    if kind != "dark" { arguments += ["--plan", "\(kind).plan"] }
    if kind == "panel" { arguments += ["--roster", "roster", "--salt", "roster.salt"] }
    for (index, party) in Self.parties.enumerated() {
      arguments += ["--party", party, "--deadline", "\(1_000 * (index + 1))"]
    }
    let run = try await run(arguments)
    #expect(run.status == 0, "\(run.errors)")
    try folder.write("announcement.json", run.output)
    return run
  }

  func announcement() async throws -> DrawAnnouncement {
    let bytes = try await content("announcement.json")
    var (faults, reading) = (Faults(), Reading(.strict))
    let value = try #require(JSONReader.read(bytes, into: &faults))
    return try #require(DrawAnnouncement.codec.decode(value, &reading))
  }

  func signingKey(_ party: String) throws -> SigningKey {
    let index = try #require(Self.parties.firstIndex(of: party))
    return try SigningKey(.ed25519, seed: Self.bytes(0xA0 + UInt8(index)))
  }

  func expertKey(_ expert: String) throws -> SigningKey {
    let number = try #require(UInt8(expert.dropFirst()))
    return try SigningKey(.ed25519, seed: Self.bytes(0xB0 + number))
  }

  /// The commitments that the secrets of the vectors give, into `commitments.json`.
  func commit() async throws -> [SignedCommitment] {
    let announcement = try await announcement()
    let list = try Self.parties.enumerated().map { index, party in
      let id = PartyID(unchecked: party)
      let chain = try HashChain(announcement, of: id, secret: Self.bytes(UInt8(index + 1)))
      let message = DrawCommitment(party: id, commitment: try chain.commitment)
      return SignedCommitment(
        message,
        signature: try message.message(in: announcement.context).signature(by: signingKey(party)))
    }
    try folder.write("commitments.json", JSONWriter.bytes(SignedCommitment.listCodec.encode(list)))
    return list
  }

  /// Every party reveals `rounds` through the program, into `reveals.json`.
  func reveal(_ rounds: Range<Int> = 0..<1, options: [String] = []) async throws {
    var texts: [String] = []
    for round in rounds {
      for party in Self.parties {
        let run = try await run(
          [
            "draw", "reveal", "--announcement", "announcement.json", "--secret", "\(party).secret", "--key",
            "\(party).key", "--round", "\(round)",
          ] + options)
        #expect(run.status == 0, "\(run.errors)")
        texts.append(run.text)
      }
    }
    try folder.write("reveals.json", "[\(texts.joined(separator: ","))]")
  }

  /// The signed replies of experts, into `replies.json`.
  func reply(_ replies: [(expert: String, round: UInt8, answer: ExpertAnswer)]) async throws {
    let context = try await announcement().context
    let records = try replies.map { reply in
      let message = ExpertReply(token: try Self.token(reply.expert), round: reply.round, answer: reply.answer)
      return PanelRecord.reply(
        message, signature: try message.message(in: context).signature(by: expertKey(reply.expert)))
    }
    try folder.write("replies.json", JSONWriter.bytes(PanelRecord.listCodec.encode(records)))
  }

  /// The verification keys of the parties and of `experts`, into `signers.json`.
  func writeSigners(experts: [String] = []) throws {
    let signers =
      try Self.parties.map {
        DrawSigner(.party(PartyID(unchecked: $0)), key: try signingKey($0).verificationKey)
      }
      + experts.map { DrawSigner(.expert(try Self.token($0)), key: try expertKey($0).verificationKey) }
    try folder.write("signers.json", JSONWriter.bytes(DrawSigner.listCodec.encode(signers)))
  }

  /// The inputs of `run` and `verify`.
  static func inputs(_ kind: String) -> [String] {
    let common = [
      "--announcement", "announcement.json", "--commitments", "commitments.json", "--reveals", "reveals.json",
    ]
    return switch kind {
    case "panel": common + ["--roster", "roster", "--plan", "panel.plan", "--replies", "replies.json"]
    case "public": common + ["--plan", "public.plan", "--bidders", "bidders"]
    default: common + ["--bidders", "bidders", "--salt", "dark.salt"]
    }
  }

  func content(_ name: String) async throws -> [UInt8] {
    try await Program.shell.run(["-c", "cat '\(folder.path)/\(name)'"]).output
  }

  /// Replaces a text in a file by another that is as long or not.
  func edit(_ name: String, _ old: String, _ new: String) async throws {
    let text = String(decoding: try await content(name), as: UTF8.self)
    try #require(text.contains(old))
    try folder.write(name, text.replacing(old, with: new, maxReplacements: 1))
  }

  /// Announces, commits, reveals, runs and keeps `result.json`.
  func complete(_ kind: String) async throws -> Program.Run {
    _ = try await announce(kind)
    _ = try await commit()
    try await reveal(kind == "panel" ? 0..<2 : 0..<1, options: kind == "public" ? [] : ["--open"])
    if kind == "panel" { try await reply([("E08", 0, .decline)]) }
    try writeSigners(experts: ["E08"])
    let run = try await run(["draw", "run"] + Self.inputs(kind))
    #expect(run.status == 0, "\(run.errors)")
    try folder.write("result.json", run.output)
    return run
  }

  func verify(_ kind: String) async throws -> Program.Run {
    try await run(["draw", "verify"] + Self.inputs(kind) + ["--signers", "signers.json", "result.json"])
  }
}

extension Value {
  /// The elements of the list under `key`.
  func list(_ key: String) -> [Value] {
    guard case .array(let elements) = self[key]?.content else { return [] }
    return elements
  }

  /// The text under `key`.
  func text(_ key: String) -> String? {
    guard case .string(let text) = self[key]?.content else { return nil }
    return text
  }

  /// The text that this is.
  var string: String? {
    guard case .string(let text) = content else { return nil }
    return text
  }
}

extension Program.Run {
  /// The JSON value on standard output.
  func value() throws -> Value {
    var faults = Faults()
    return try #require(JSONReader.read(output, into: &faults), "\(text)\(errors)")
  }
}
