internal import AuditTrail
internal import Cryptography
internal import Evaluation
internal import Notation
internal import Tendering

// The draws of a walk.

extension Walk {
  /// The public draw and that of the codes, while bids come in.
  mutating func openDraws() throws -> [Move] {
    guard setting.track != .foreign else { return [] }
    return try drawing(.public) + (story.terms.darkViolation == nil ? [] : drawing(.dark))
  }

  /// The panel's draw with the recusals before it.
  mutating func panelDraw() throws -> [Move] {
    guard story.terms.panel != nil else { return [] }
    let state = story.state
    var moves: [Move] = []
    if state.draws.progress[.panel] == nil {
      for record in story.procedure.registry.experts.values.sorted(by: { $0.expert < $1.expert }) {
        guard state.draws.recusals[record.expert] == nil, let code = recusal(of: record) else { continue }
        moves.append(Move(ExpertRecuse(record.expert, code), by: .operator))
      }
    }
    return try moves + drawing(.panel)
  }

  func recusal(of record: ExpertRecord) -> RecusalCode? {
    story.procedure.registry.recusal(
      of: record, terms: story.terms, bidders: Array(story.state.bidding.live.keys), at: story.now)
  }

  /// The next step of a draw.
  mutating func drawing(_ kind: DrawKind) throws -> [Move] {
    let progress = story.state.draws.progress[kind]
    guard let progress, let announcement = progress.announcement else {
      guard kind == .panel || story.state.stage <= .openForBids else { return [] }
      return [try announcement(of: kind, 1, Story.drawParties)]
    }
    let rounds = story.state.draws.beacons[kind]?.count ?? 0
    switch progress.stage {
    case .unannounced: return [try self.announcement(of: kind, 1, Story.drawParties)]
    case .committing(let missing):
      return try missing.map { party in
        let commitment = try chain(announcement, of: party).commitment
        return Move(DrawCommit(announcement.id, commitment, signature: [1]), by: Self.actor(of: party))
      }
    case .revealing(let round, let party):
      guard kind == .panel || story.state.stage > .closed else { return [] }
      return [try reveal(announcement, round, by: party)]
    case .revealed(let round) where Int(round) == rounds: return try conclusion(announcement, round)
    case .revealed: return kind == .panel ? try replies(announcement) : []
    case .failed(let party):
      guard announcement.number == 1 else { return [] }
      return [try self.announcement(of: kind, 2, Story.drawParties.filter { $0 != party })]
    case .undecidable: return []
    }
  }

  static func actor(of party: PartyID) -> PartyID { party == .platform ? .operator : party }

  func chain(_ announcement: DrawAnnouncement, of party: PartyID) throws -> HashChain {
    let text = "\(announcement.id) \(party)"
    return try HashChain(
      announcement, of: party, secret: SecretBytes(DigestContext.sha256(Array(text.utf8)).bytes))
  }

  /// An announcement of a draw, whose roster is kept.
  mutating func announcement(of kind: DrawKind, _ number: UInt8, _ parties: [PartyID]) throws -> Move {
    let start = kind == .panel ? story.now : max(story.now, story.keyWindowEnd)
    var plan = DrawPlan.darkBytes
    var lines: [UInt8] = []
    switch kind {
    case .dark: break
    case .public: plan = try PublicPlan(of: Scheme(story.terms.scheme)).bytes
    case .panel:
      let registry = story.procedure.registry
      let evidence = registry.experts.mapValues { _ in UInt64(7) }
      let roster = try PanelRoster(
        registry, terms: story.terms, bidders: Array(story.state.bidding.live.keys), evidence: evidence,
        salt: Story.rosterSalt, at: story.now)
      (plan, lines) = (roster.plan, roster.bytes)
    }
    let announcement = try story.drawAnnouncement(
      kind, plan: plan, roster: lines, number: number, parties: parties, from: start)
    if kind == .panel { rosters[announcement.roster] = try Roster(parsing: lines, announcementIndex: .max) }
    return Move(DrawAnnounce(announcement), by: .operator, lines.isEmpty ? [plan] : [plan, lines])
  }

  func reveal(_ announcement: DrawAnnouncement, _ round: UInt8, by party: PartyID) throws -> Move {
    let value = try chain(announcement, of: party).reveal(round: round)
    let reveal = DrawReveal(party: party, round: round, value: value)
    return Move(try story.revealCommand(announcement.kind, reveal), by: Self.actor(of: party))
  }

  /// What all have revealed in `round`.
  func reveals(_ announcement: DrawAnnouncement, _ round: UInt8) throws -> [DrawReveal] {
    try announcement.parties.map { party in
      DrawReveal(
        party: party, round: round, value: try chain(announcement, of: party).reveal(round: round))
    }
  }

  private mutating func conclusion(_ announcement: DrawAnnouncement, _ round: UInt8) throws -> [Move] {
    let values = try reveals(announcement, round).map(\.value)
    let seed = try DrawSeed(announcement, round: round, reveals: values)
    switch announcement.kind {
    case .public: return [Move(DrawConclude(announcement.id), by: .operator)]
    case .dark:
      guard story.state.opening.concluded != nil else { return [] }
      let mapping = try DarkMapping(seed, bidders: story.state.opening.opened)
      self.mapping = mapping.bytes
      let commitment = mapping.commitment(salt: SecretBytes(Story.mappingSalt.bytes))
      return [Move(DrawConclude(announcement.id, mapping: commitment), by: .operator)]
    case .panel:
      guard var seating = story.state.draws.seating, let roster = rosters[announcement.roster] else {
        return []
      }
      let narrow = try leave(announcement)
      try seating.draw(from: roster, seed: seed)
      let drawn = seating.seated(in: round)
      return narrow + [Move(DrawConclude(announcement.id, round: round, seats: drawn), by: .operator)]
    }
  }

  /// The supervisor's leave where the pool is narrow.
  private func leave(_ announcement: DrawAnnouncement) throws -> [Move] {
    let draws = story.state.draws
    guard draws.narrowPools.isEmpty, let stratum = draws.seating?.plan.strata.first,
      let eligible = draws.eligible[stratum.id], eligible < 3 * stratum.quota
    else { return [] }
    let pool = try NarrowPool(
      stratum: stratum.id, eligible: UInt32(eligible), quota: UInt32(stratum.quota), reason: "专业稀缺")
    return [Move(DrawNarrow(announcement.id, pool, signature: [1]), by: .supervisor)]
  }

  /// The replies of those who were drawn and who have not replied, and of those whose seat was taken away.
  private mutating func replies(_ announcement: DrawAnnouncement) throws -> [Move] {
    let occupants = story.state.draws.seating?.seats.compactMap(\.occupant) ?? []
    var moves: [Move] = []
    for occupant in occupants {
      guard let expert = try Self.expert(behind: occupant.token) else { continue }
      let isGone = story.state.panel.vacated.contains(expert)
      guard occupant.standing == .waiting || isGone else { continue }
      moves.append(try reply(announcement, occupant.token, occupant.round, of: expert, isGone: isGone))
    }
    return moves
  }

  private mutating func reply(
    _ announcement: DrawAnnouncement, _ token: Digest, _ round: UInt8, of expert: PartyID, isGone: Bool
  ) throws -> Move {
    if !isGone, random.chance(5) {
      let record = try NoAnswer(
        token: token, round: round, attempts: 3, first: story.now, last: story.now, channel: "phone")
      return Move(
        DrawNoAnswer(announcement.id, record, operatorSignature: [1], supervisorSignature: [1]), by: .operator
      )
    }
    let ground = story.procedure.registry.experts[expert].flatMap { recusal(of: $0) }
    let answer: ExpertAnswer =
      isGone || random.chance(5) ? .decline : ground.map { .recuse($0) } ?? .accept
    return Move(
      DrawReply(announcement.id, ExpertReply(token: token, round: round, answer: answer), signature: [1]),
      by: expert)
  }

  /// The expert whom a token stands for.
  static func expert(behind token: Digest) throws -> PartyID? { tokens[token] }

  private static let tokens: [Digest: PartyID] = {
    guard let salt = try? Story.rosterSalt else { return [:] }
    return Dictionary(uniqueKeysWithValues: Story.experts.map { (salt.token(of: $0), $0) })
  }()

  /// The names of the panel, published.
  func openedPanel(_ id: DrawID) throws -> Move {
    guard let announcement = story.state.draws.progress[.panel]?.announcement else { throw StoryGap() }
    let rounds = story.state.draws.beacons[.panel]?.count ?? 0
    let all = try (0..<rounds).flatMap { try reveals(announcement, UInt8($0)) }
    return Move(DrawOpen(id, reveals: all, rosterSalt: Self.rosterSalt), by: .operator)
  }

  /// The codes, published.
  func openedCodes() throws -> [Move] {
    guard let announcement = story.state.draws.progress[.dark]?.announcement, let mapping else { return [] }
    return [
      Move(
        DrawOpen(
          announcement.id, reveals: try reveals(announcement, 0), mapping: DigestContext.sha256(mapping),
          salt: Story.mappingSalt), by: .operator, [mapping])
    ]
  }

  /// The salt of the roster as a command states it.
  private static let rosterSalt = Digest([UInt8](repeating: 0x51, count: 32)) ?? DigestContext.sha256([])
}
