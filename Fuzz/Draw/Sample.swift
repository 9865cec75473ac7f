import AuditTrail
import Cryptography
import Inputs
import Notation

/// The draws of formats, section 6.
enum Sample {
  static let tender = given(TenderID("T-2026-0001"))
  static let parties = [given(PartyID("tenderer")), .supervisor, .platform]
  static let panelPlan = Array("max_per_employer\t2\ntech\t3\necon\t2\n".utf8)
  static let publicPlan = Array("b_rand\t7\ndelta\t4\nk\t6\n".utf8)
  static let publicKey = given { try AgreementPrivateKey(secret(0x28)).publicKey }

  static let roster = given {
    let salt = try RosterSalt(secret(0x51))
    let experts = (1...12).map { ($0, "tech") } + (11...18).map { ($0, "econ") }
    let lines = try experts.map { number, stratum in
      RosterLine(
        token: salt.token(of: given(PartyID("E\(number)"))), stratum: given(StratumID(stratum)),
        employer: salt.token(of: given(EmployerID("U\(number % 5)"))),
        recusal: number == 4 ? .init(code: try RecusalCode(parsing: "R2"), evidence: 40) : nil)
    }
    return RosterLine.roster(of: lines)
  }

  static func secret(_ byte: UInt8) -> SecretBytes { SecretBytes(repeatElement(byte, count: 32)) }

  static func instant(_ milliseconds: Int64) -> Instant { given(Instant(milliseconds: milliseconds)) }

  static func announcement(_ kind: DrawKind, number: UInt8, parties: [PartyID]) throws -> DrawAnnouncement {
    let plan =
      switch kind {
      case .public: publicPlan
      case .panel: panelPlan
      case .dark: DrawPlan.darkBytes
      }
    return try DrawAnnouncement(
      tender: tender, kind: kind, number: number, roster: DigestContext.sha256(kind == .panel ? roster : []),
      plan: DigestContext.sha256(plan), chainLength: 4,
      saltCommitment: kind == .panel ? DigestContext.sha256([1]) : nil, parties: parties,
      deadlines: parties.indices.map { instant(Int64($0 + 1) * 1_000) })
  }

  static func chain(_ announcement: DrawAnnouncement, _ party: PartyID) throws -> HashChain {
    try HashChain(announcement, of: party, secret: secret(UInt8(1 + given(parties.firstIndex(of: party)))))
  }
}
