import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

/// The case of the vectors of formats, section 6.
enum DrawFixture {
  static let tender = TenderID(unchecked: "T-2026-0001")
  static let tenderer = PartyID(unchecked: "tenderer")
  static let parties = [tenderer, .supervisor, .platform]
  static let panelPlan = Array("max_per_employer\t2\ntech\t3\necon\t2\n".utf8)
  static let publicPlan = Array("b_rand\t7\ndelta\t4\nk\t6\n".utf8)
  static let bidders = (1...7).map { PartyID(unchecked: "B-00\($0)") }
  static let announcementIndex: UInt64 = 50

  static func bytes(_ byte: UInt8) -> SecretBytes { SecretBytes([UInt8](repeating: byte, count: 32)) }

  static func instant(_ milliseconds: Int64) throws -> Instant {
    try #require(Instant(milliseconds: milliseconds))
  }

  /// One deadline a party, a second apart, from 1,000 ms on.
  static func deadlines(_ count: Int) throws -> [Instant] {
    try (1...count).map { try instant(Int64($0) * 1_000) }
  }

  static func salt() throws -> RosterSalt { try RosterSalt(bytes(0x51)) }

  static func experts() -> [(name: String, stratum: StratumID)] {
    (1...12).map { ("E" + ($0 < 10 ? "0" : "") + "\($0)", StratumID(unchecked: "tech")) }
      + (11...18).map { ("E\($0)", StratumID(unchecked: "econ")) }
  }

  static func token(_ name: String) throws -> Digest {
    try salt().token(of: PartyID(unchecked: name))
  }

  static func name(_ token: Digest) throws -> String {
    try experts().first { try self.token($0.name) == token }?.name ?? "?"
  }

  static func rosterBytes() throws -> [UInt8] {
    let salt = try salt()
    let lines = try experts().map { expert in
      let number = try #require(Int(expert.name.dropFirst()))
      return RosterLine(
        token: salt.token(of: PartyID(unchecked: expert.name)), stratum: expert.stratum,
        employer: salt.token(of: EmployerID(unchecked: "U\(number % 5)")),
        recusal: expert.name == "E04"
          ? RosterLine.Recusal(code: try RecusalCode(parsing: "R2"), evidence: 40) : nil)
    }
    return RosterLine.roster(of: lines)
  }

  static func roster() throws -> Roster {
    try Roster(parsing: rosterBytes(), announcementIndex: announcementIndex)
  }

  static func announcement(
    _ kind: DrawKind, number: UInt8 = 1, plan: [UInt8]? = nil, chain: UInt8 = 64,
    parties: [PartyID] = parties
  ) throws -> DrawAnnouncement {
    let standard =
      switch kind {
      case .public: publicPlan
      case .panel: panelPlan
      case .dark: DrawPlan.darkBytes
      }
    return try DrawAnnouncement(
      tender: tender, kind: kind, number: number,
      roster: kind == .panel ? DigestContext.sha256(rosterBytes()) : DigestContext.sha256([]),
      plan: DigestContext.sha256(plan ?? standard), chainLength: chain,
      saltCommitment: kind == .panel ? salt().commitment : nil, parties: parties,
      deadlines: deadlines(parties.count))
  }

  /// The chain of a party: the secrets are 01, 02, 03 x32.
  static func chain(_ announcement: DrawAnnouncement, _ party: PartyID) throws -> HashChain {
    let index = try #require(parties.firstIndex(of: party))
    return try HashChain(announcement, of: party, secret: bytes(UInt8(index + 1)))
  }

  static func reveal(_ announcement: DrawAnnouncement, _ party: PartyID, round: UInt8) throws -> DrawReveal {
    DrawReveal(party: party, round: round, value: try chain(announcement, party).reveal(round: round))
  }

  static func seed(_ announcement: DrawAnnouncement, round: UInt8) throws -> DrawSeed {
    try DrawSeed(
      announcement, round: round,
      reveals: announcement.parties.map { try chain(announcement, $0).reveal(round: round) })
  }

  /// A draw of `kind` to which every party has committed.
  static func committed(_ kind: DrawKind, chain: UInt8 = 64) throws -> DrawProgress {
    var progress = DrawProgress(tender: tender, kind: kind, parties: parties)
    let announcement = try announcement(kind, chain: chain)
    try progress.apply(.announced(announcement))
    try commitAll(&progress, announcement)
    return progress
  }

  static func commitAll(_ progress: inout DrawProgress, _ announcement: DrawAnnouncement) throws {
    for party in announcement.parties {
      try progress.apply(
        .committed(
          DrawCommitment(party: party, commitment: self.chain(announcement, party).commitment)))
    }
  }

  static func keys() throws -> (service: AgreementPrivateKey, supervisor: AgreementPrivateKey) {
    (try AgreementPrivateKey(bytes(0x28)), try AgreementPrivateKey(bytes(0x29)))
  }

  static func wrapped(_ reveal: DrawReveal, _ announcement: DrawAnnouncement) throws -> WrappedReveal {
    let keys = try keys()
    return try WrappedReveal(
      reveal, in: announcement.context, service: keys.service.publicKey,
      supervisor: keys.supervisor.publicKey)
  }

  /// Every party reveals in `round`, under wraps, and the service learns it.
  static func revealAll(
    _ progress: inout DrawProgress, _ announcement: DrawAnnouncement, round: UInt8
  ) throws {
    for party in announcement.parties {
      let reveal = try reveal(announcement, party, round: round)
      try progress.apply(.wrapped(wrapped(reveal, announcement), at: instant(0)))
      try progress.apply(.learned(reveal))
    }
  }
}

extension Digest {
  var hexadecimal: String { Hexadecimal.text(bytes) }
}

/// The code that `body` is refused with; nil when it is not.
func refusal(_ body: () throws -> Void) -> Fault.Code? {
  do {
    try body()
    return nil
  } catch {
    return (error as? Fault)?.code ?? Fault.Code("\(error)")
  }
}
