package import AuditTrail
package import Cryptography
package import Evaluation
internal import Notation
package import Tendering

extension Story {
  /// The parties of draws in the order of their reveals.
  package static let drawParties = [tenderer, PartyID.supervisor, .platform]
  /// Enough experts for every panel of the terms.
  package static let experts = (10...39).map { PartyID(unchecked: "E-\($0)") }
  /// The salt of the roster.
  package static var rosterSalt: RosterSalt {
    get throws { try RosterSalt(SecretBytes(repeatElement(0x51, count: 32))) }
  }
  /// The salt of the dark mapping.
  package static let mappingSalt = DigestContext.sha256([0x52])

  /// Enrols experts and takes them into the bank, ten to an employer.
  package mutating func admitExperts() throws {
    try enrol(Self.experts, as: .expert)
    for expert in Self.experts {
      try take(ExpertAdmit(Self.record(of: expert, track: terms.track)), by: .operator)
    }
  }

  /// Enrols `parties`, each with a key of its own.
  mutating func enrol(_ parties: [PartyID], as role: PartyRole) throws {
    for party in parties {
      let seed = DigestContext.sha256(Array(party.rawValue.utf8))
      let key = try SigningKey(.ed25519, seed: SecretBytes(seed.bytes))
      let enrolment = try Enrolment(
        party: party, role: role, key: key.verificationKey, notBefore: .beginning,
        notAfter: Self.instant(Instant.maximum), isAutomatic: true, selfSignature: [1], rootSignature: [1])
      try take(PartyEnrol(enrolment), by: party)
    }
  }

  /// The record of an expert who may sit on a panel.
  package static func record(of expert: PartyID, track: Track = .engineering) -> ExpertRecord {
    var record = ExpertRecord()
    record.expert = expert
    record.track = track
    record.employer = EmployerID(unchecked: "U-\(expert.rawValue.suffix(1))")
    record.specialties = [StratumID(unchecked: "civil")]
    record.hasSeniorTitle = true
    record.years = 12
    return record
  }

  /// The chain of `party` in the draw in force.
  package func chain(_ kind: DrawKind, of party: PartyID) throws -> HashChain {
    guard let announcement = state.draws.progress[kind]?.announcement else { throw StoryGap() }
    let byte =
      UInt8(truncatingIfNeeded: announcement.parties.firstIndex(of: party) ?? 0) + announcement.number
    return try HashChain(
      announcement, of: party,
      secret: SecretBytes(repeatElement(byte &+ UInt8(kind.rawValue.utf8.count), count: 32)))
  }

  /// An announcement of a draw whose deadlines lie an hour after `start`, one minute each.
  package func drawAnnouncement(
    _ kind: DrawKind, plan: [UInt8], roster: [UInt8] = [], number: UInt8 = 1,
    parties: [PartyID] = drawParties, from start: Instant
  ) throws -> DrawAnnouncement {
    try DrawAnnouncement(
      tender: tender, kind: kind, number: number, roster: DigestContext.sha256(roster),
      plan: DigestContext.sha256(plan), saltCommitment: kind == .panel ? try Self.rosterSalt.commitment : nil,
      parties: parties,
      deadlines: parties.indices.map {
        Self.instant(start.milliseconds + 3_600_000 + Int64($0) * 60_000)
      })
  }

  /// When the key window ends.
  package var keyWindowEnd: Instant {
    Self.instant(terms.opening.milliseconds + Int64(terms.keyWindow))
  }

  /// Announces the public draw and, with a dark part, that of the codes; all commit.
  ///
  /// Where prices have a session of their own the numbers are drawn in that one, whose window begins at the lock.
  package mutating func announceOpenDraws(_ plan: String? = nil) throws {
    let bytes = try plan.map { Array($0.utf8) } ?? PublicPlan(of: Scheme(terms.scheme)).bytes
    let wait = state.parts(of: .price).isEmpty ? 0 : Self.day
    let start = Self.instant(keyWindowEnd.milliseconds + wait)
    try take(
      DrawAnnounce(try drawAnnouncement(.public, plan: bytes, from: start)), by: .operator,
      enclosing: [bytes])
    try commit(.public)
    guard terms.darkViolation != nil else { return }
    let dark = DrawPlan.darkBytes
    try take(
      DrawAnnounce(try drawAnnouncement(.dark, plan: dark, from: keyWindowEnd)), by: .operator,
      enclosing: [dark])
    try commit(.dark)
  }

  /// Announces the panel's draw from the bank; all commit.
  ///
  /// Who must stand aside is recorded first, at the leaf 7.
  package mutating func announcePanelDraw() throws {
    var evidence: [PartyID: UInt64] = [:]
    let bidders = Array(state.bidding.live.keys)
    for expert in procedure.registry.experts.values.sorted(by: { $0.expert < $1.expert }) {
      if let code = procedure.registry.recusal(of: expert, terms: terms, bidders: bidders, at: now) {
        try take(ExpertRecuse(expert.expert, code), by: .operator)
        evidence[expert.expert] = 7
      }
    }
    let roster = try PanelRoster(
      procedure.registry, terms: terms, bidders: bidders, evidence: evidence, salt: try Self.rosterSalt,
      at: now)
    let announcement = try drawAnnouncement(.panel, plan: roster.plan, roster: roster.bytes, from: now)
    try take(DrawAnnounce(announcement), by: .operator, enclosing: [roster.plan, roster.bytes])
    try commit(.panel)
  }

  /// All parties of the draw in force commit.
  package mutating func commit(_ kind: DrawKind) throws {
    guard let announcement = state.draws.progress[kind]?.announcement else { throw StoryGap() }
    for party in announcement.parties {
      let commitment = try chain(kind, of: party).commitment
      try take(DrawCommit(announcement.id, commitment, signature: [1]), by: Self.actor(of: party))
    }
  }

  /// The reveals of `round` in the draw in force.
  package func reveals(_ kind: DrawKind, round: UInt8 = 0) throws -> [DrawReveal] {
    try (state.draws.progress[kind]?.announcement?.parties ?? []).map { party in
      DrawReveal(party: party, round: round, value: try chain(kind, of: party).reveal(round: round))
    }
  }

  /// The command by which `reveal` is made.
  package func revealCommand(_ kind: DrawKind, _ reveal: DrawReveal) throws -> DrawRevealMake {
    guard let announcement = state.draws.progress[kind]?.announcement else { throw StoryGap() }
    guard kind != .public else { return DrawRevealMake(announcement.id, reveal, signature: [1]) }
    let key = try AgreementPrivateKey(SecretBytes(repeatElement(0x40, count: 32))).publicKey
    let wrapped = try WrappedReveal(reveal, in: announcement.context, service: key, supervisor: key)
    return DrawRevealMake(announcement.id, wrapped, signature: [1])
  }

  /// All parties reveal.
  package mutating func reveal(_ kind: DrawKind, round: UInt8 = 0) throws {
    for reveal in try reveals(kind, round: round) {
      try take(try revealCommand(kind, reveal), by: Self.actor(of: reveal.party))
    }
  }

  /// Draws the public numbers, once the key window has ended.
  package mutating func drawNumbers() throws {
    try reveal(.public)
    guard let id = state.draws.progress[.public]?.announcement?.id else { throw StoryGap() }
    try take(DrawConclude(id), by: .operator)
  }

  /// The seed of a round.
  package func seed(_ kind: DrawKind, round: UInt8 = 0) throws -> DrawSeed {
    guard let announcement = state.draws.progress[kind]?.announcement else { throw StoryGap() }
    return try DrawSeed(announcement, round: round, reveals: try reveals(kind, round: round).map(\.value))
  }

  /// The experts by the tokens of the roster.
  package func expertsByToken() throws -> [Digest: PartyID] {
    let salt = try Self.rosterSalt
    return Dictionary(uniqueKeysWithValues: Self.experts.map { (salt.token(of: $0), $0) })
  }

  /// Draws the vacant seats of the panel in `round`; the first `decliners` decline, the others accept.
  package mutating func drawPanel(round: UInt8 = 0, decliners: Int = 0) throws {
    try reveal(.panel, round: round)
    guard let announcement = state.draws.progress[.panel]?.announcement, let seats = state.draws.seating
    else { throw StoryGap() }
    let bidders = Array(state.bidding.live.keys)
    let evidence = state.draws.recusals.mapValues { _ in UInt64(7) }
    let roster = try PanelRoster(
      procedure.registry, terms: terms, bidders: bidders, evidence: evidence, salt: try Self.rosterSalt,
      at: now)
    let lines = try Roster(parsing: roster.bytes, announcementIndex: .max)
    var seating = PanelSeating(plan: seats.plan)
    for number in 0...round {
      for seat in seats.seats {
        for (place, occupant) in seat.occupants.enumerated() {
          // Who left did so before the round that filled the seat again, which is this one where none has.
          let successor = seat.occupants.dropFirst(place + 1).first?.round ?? round
          if case .left = occupant.standing, successor == number {
            try seating.record(ExpertReply(token: occupant.token, round: occupant.round, answer: .decline))
          }
        }
      }
      try seating.draw(from: lines, seed: try seed(.panel, round: number))
    }
    let drawn = seating.seated(in: round)
    try take(DrawConclude(announcement.id, round: round, seats: drawn), by: .operator)
    let names = try expertsByToken()
    for (number, token) in drawn.flatMap(\.tokens).enumerated() {
      guard let expert = names[token] else { throw StoryGap() }
      let reply = ExpertReply(token: token, round: round, answer: number < decliners ? .decline : .accept)
      try take(DrawReply(announcement.id, reply, signature: [1]), by: expert)
    }
  }

  /// Draws the dark codes of `bidders`, whose technical parts opened.
  @discardableResult
  package mutating func drawCodes(of bidders: [PartyID]) throws -> DarkMapping {
    try reveal(.dark)
    guard let id = state.draws.progress[.dark]?.announcement?.id else { throw StoryGap() }
    let mapping = try DarkMapping(try seed(.dark), bidders: bidders)
    let commitment = mapping.commitment(salt: SecretBytes(Self.mappingSalt.bytes))
    try take(DrawConclude(id, mapping: commitment), by: .operator)
    return mapping
  }

  private static func actor(of party: PartyID) -> PartyID { party == .platform ? .operator : party }
}

/// A story was asked for what has not happened in it.
package struct StoryGap: Error {}
