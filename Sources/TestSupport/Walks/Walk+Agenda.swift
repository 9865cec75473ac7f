internal import AuditTrail
internal import Cryptography
internal import Evaluation
internal import Notation
internal import Tendering

// What is to be done next, in the order in which it is mostly done.

extension Walk {
  /// Everything that would be in its place now.
  mutating func agenda() throws -> [Move] {
    switch story.state.stage {
    case .unpublished, .planned, .draft, .previewed: [try drafting()]
    case .announced: try keys() + openDraws()
    case .openForBids: try bids() + openDraws()
    case .closed: try handovers(.first) + panelDraw()
    case .opening: try drawing(.public) + opening(.first)
    case .opened, .qualified: try gathering()
    case .evaluating: try evaluating()
    case .reported, .reportReview, .publicised, .awarding, .awarded, .notified: awarding()
    case .contracted, .failed, .terminated: try afterwards()
    }
  }

  // MARK: The notice

  private mutating func drafting() throws -> Move {
    // Time may have overtaken the dates.
    if story.terms.documentsFrom.milliseconds < story.now.milliseconds + 600_000,
      story.state.stage != .previewed
    {
      postpone()
    }
    let isPlanned = story.terms.track == .engineering || random.chance(30)
    let digest = DigestContext.sha256(try story.terms.bytes())
    switch story.state.stage {
    case .unpublished where isPlanned: return Move(PlanPublish(story.plan), by: Story.tenderer)
    case .planned where isPlanned: return Move(DocumentsDraft(terms: digest), by: Story.tenderer)
    case .draft where story.state.drafting.draft != digest:
      return Move(DocumentsDraft(terms: digest), by: Story.tenderer)
    case .draft where story.state.drafting.findings == nil:
      return Move(DocumentsCheck([]), by: random.element(of: [Story.tenderer, .supervisor]))
    case .draft: return Move(DocumentsPreview(story.terms), by: Story.tenderer)
    default: return try announcement()
    }
  }

  private mutating func postpone() {
    let start = story.now.milliseconds + 3_600_000
    story.terms.documentsFrom = Story.instant(start)
    story.terms.documentsUntil = Story.instant(start + 10 * Story.day)
    story.terms.opening = Story.instant(start + 25 * Story.day)
  }

  private mutating func announcement() throws -> Move {
    if story.terms.documentsFrom < story.now { postpone() }
    return Move(try story.announcement(session: setting.session), by: Story.tenderer)
  }

  // MARK: Keys and bids

  private func keys() throws -> [Move] {
    try story.state.missingKeys.map { slot in
      let key = try story.key(for: slot)
      return Move(CustodianKeyLog(TenderKey(key.message, signature: [1])), by: key.holder)
    }
  }

  private mutating func bids() throws -> [Move] {
    let bidding = story.state.bidding
    // Without a key no bid is taken any more, and nobody can log one now.
    guard story.state.missingKeys.isEmpty else { return [] }
    var moves = try aside(["bid.withdraw", "bid.maintain", "question.ask", "policy.declare"])
    for bidder in Story.bidders.prefix(setting.bidders) where bidding.live[bidder] == nil {
      if !bidding.holders.contains(bidder), random.chance(50) {
        moves.append(Move(DocumentsFetch(), by: bidder))
      }
      if let bond = lodgeable, bidding.bonds[bidder] == nil {
        moves.append(Move(BondLodge(bond), by: bidder))
      }
      moves.append(try submission(by: bidder))
    }
    return moves
  }

  /// Now and then something that need not be.
  mutating func aside(_ names: [String]) throws -> [Move] {
    guard random.chance(8) else { return [] }
    return try proposal(of: random.element(of: names)).map { [$0] } ?? []
  }

  /// The deposit that the terms ask for; nil for none.
  var lodgeable: Bond? {
    story.terms.bond.map { terms in
      var bond = Bond()
      bond.amount = terms.amount
      bond.issuer = "建设银行"
      bond.validUntil = Story.instant(story.terms.opening.milliseconds + 200 * Story.day)
      return bond
    }
  }

  /// The next bid of `bidder`.
  func submission(by bidder: PartyID) throws -> Move {
    let submission = try story.submission(by: bidder, revision: nextRevision(of: bidder))
    return Move(
      BidSubmit(NamedMessage(submission.digest, revision: submission.head.revision)), by: bidder,
      [submission.bytes])
  }

  func nextRevision(of bidder: PartyID) -> UInt32 {
    (story.state.bidding.revisions[bidder]?.highestRevision ?? 0) + 1
  }

  // MARK: The sessions

  /// The keys that are still to be handed over for `session`.
  func handovers(_ session: OpeningSession) throws -> [Move] {
    try story.state.standing(in: session).flatMap { bidder in
      try story.state.parts(of: session).compactMap { part -> Move? in
        guard story.state.opening.handovers[Opening.Slot(bidder: bidder, part: part)] == nil else {
          return nil
        }
        return try handover(of: part, by: bidder)
      }
    }
  }

  func handover(of part: Part, by bidder: PartyID) throws -> Move {
    let handover = try story.handover(of: part, by: bidder)
    return Move(BidOpen(handover), by: bidder, [handover.bytes])
  }

  /// Releases, envelopes and the record of `session`, once its window is over.
  mutating func opening(_ session: OpeningSession) throws -> [Move] {
    let state = story.state
    var moves: [Move] = []
    for part in state.parts(of: session) {
      let released = state.opening.releases[part] ?? []
      for index in UInt8(1)...2 where !released.contains(index) { moves.append(try release(of: part, index)) }
    }
    for bidder in state.standing(in: session) {
      for part in state.parts(of: session) {
        let slot = Opening.Slot(bidder: bidder, part: part)
        guard state.opening.envelopes[slot] == nil else { continue }
        moves.append(Move(try opening(of: part, by: bidder), by: .operator))
      }
    }
    return moves + [Move(OpeningConclude(), by: .operator)]
  }

  func release(of part: Part, _ index: UInt8) throws -> Move {
    let release = try story.release(of: part, index)
    return Move(
      KeysRelease(release, signature: [1]), by: story.terms.custodians[Int(index) - 1], [release.bytes])
  }

  /// What came of an envelope: mostly that it opened.
  mutating func opening(of part: Part, by bidder: PartyID) throws -> EnvelopeOpen {
    let hasKey = story.state.opening.handovers[Opening.Slot(bidder: bidder, part: part)] != nil
    let verdict: EnvelopeVerdict =
      !hasKey ? .noKey : random.chance(95) ? .opened : random.element(of: EnvelopeVerdict.allCases)
    return try story.opening(of: part, bidder, verdict, fen: prices[bidder] ?? 1)
  }

  // MARK: The end

  private mutating func afterwards() throws -> [Move] {
    let state = story.state
    var moves: [Move] = []
    if state.stage == .contracted, state.track == .governmentProcurement {
      if state.award.contract?.published == nil {
        moves.append(Move(ContractPublish(excuse: "公章"), by: Story.tenderer))
      }
      if state.award.contract?.filed == nil {
        moves.append(Move(ContractFile(excuse: "公章"), by: Story.tenderer))
      }
    }
    if let id = state.draws.progress[.panel]?.announcement?.id, !state.draws.opened.contains(.panel) {
      moves.append(try openedPanel(id))
    }
    for stage in DisclosureStage.allCases where state.notice?.secrets[stage] != nil {
      guard !state.opening.disclosed.contains(stage) else { continue }
      moves.append(Move(SecretPublish(story.secret(of: stage)), by: .operator))
    }
    return random.shuffled(moves)
  }
}
