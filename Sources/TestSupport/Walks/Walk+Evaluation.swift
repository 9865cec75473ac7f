internal import AuditTrail
internal import Cryptography
internal import Evaluation
internal import Notation
internal import Tendering

// The panel of a walk, from its draw to the report.

extension Walk {
  /// From the opening record to the seated panel.
  mutating func gathering() throws -> [Move] {
    guard story.terms.panel != nil else {
      return [Move(EvaluationSummarise(), by: random.element(of: [.operator, Story.tenderer]))]
    }
    var moves: [Move] = []
    if setting.track == .governmentProcurement, story.state.stage == .opened { moves.append(qualification()) }
    moves += try seating()
    return moves + [Move(PanelSeat(), by: .operator)]
  }

  mutating func qualification() -> Move {
    let results = story.state.opening.opened.map { bidder in
      random.chance(93) ? Qualification(bidder) : Qualification(bidder, failsFor: "无许可证")
    }
    return Move(QualificationReview(results), by: random.element(of: [Story.tenderer, Story.agency]))
  }

  /// What fills seats that are empty: draws, other representatives, sign-ins.
  private mutating func seating() throws -> [Move] {
    let state = story.state
    let representatives = state.panel.delegates
    var moves: [Move] = []
    if state.draws.experts.filter({ !state.panel.vacated.contains($0) }).count < story.terms.panel?
      .expertCount ?? 0
    {
      moves += try panelDraw()
    }
    let sent = representatives.filter { !state.panel.vacated.contains($0) }
    if sent.count < story.terms.panel?.representatives ?? 0,
      let next = WalkGround.representatives.first(where: { !representatives.contains($0) })
    {
      moves.append(Move(PanelDelegate(Delegation(next)), by: Story.tenderer))
    }
    for party in state.draws.experts + sent
    where !state.panel.vacated.contains(party) && !state.panel.members.contains(where: { $0.party == party })
    {
      moves.append(Move(PanelSignIn([]), by: party))
    }
    return moves
  }

  /// The steps of the evaluation (rulebook 1.7), the earlier ones first.
  mutating func evaluating() throws -> [Move] {
    let state = story.state
    var moves = state.panel.members.count < story.terms.panel?.memberCount ?? 0 ? try seating() : []
    if story.terms.darkViolation != nil, state.draws.mapping == nil {
      if state.panel.locked == nil {
        moves += try aside(["scan.record", "dark.vote"]) + drawing(.dark) + darkScores()
      }
      return try moves + openedCodes()
    }
    if setting.session == .two, state.opening.pricesConcluded == nil {
      moves += state.opening.windowsEnded[.price] == nil ? try handovers(.price) : try opening(.price)
    }
    if state.evaluation.fixing == nil {
      let names = ["clarification.request", "clarification.answer", "lowprice.question"]
      moves += try aside(state.reviews.screened == nil ? names.dropLast() : names)
    }
    if state.reviews.conforming == nil { return try aside(["clarification.request"]) + preliminary() + moves }
    if state.opening.prices.isEmpty { return moves }
    if state.reviews.screened == nil { return moves + [Move(LowPriceScreen(), by: .operator)] }
    moves += lowPrices()
    guard state.reviews.openLowPrices.isEmpty else { return moves }
    if state.evaluation.fixing == nil {
      if state.track == .engineering, state.reviews.valid.count < Tender.fewestBids,
        state.reviews.competitiveCount != state.reviews.valid.count
      {
        return moves + competition()
      }
      return moves + [Move(BenchmarkFix(), by: .operator)]
    }
    return try moves + scores(.business) + concluding()
  }

  // MARK: Dark parts and scores

  private mutating func darkScores() -> [Move] {
    var moves = scores(.technical)
    let panel = story.state.panel
    for scan in panel.scans where scan.findings.contains(where: { $0.severity == .blocking }) {
      for member in panel.members where panel.votes[scan.code]?[member.party] == nil {
        let vote = DarkVote(scan.code, namesBidder: random.chance(50), reason: "页眉")
        moves.append(Move(DarkVoteCast(vote), by: member.party))
      }
    }
    return moves + [Move(TechnicalLock(), by: .operator)]
  }

  /// Sheets and locks of a kind that are still missing, and explanations of what is far off.
  private mutating func scores(_ kind: SheetKind) -> [Move] {
    let panel = story.state.panel
    var moves: [Move] = []
    for member in panel.members where panel.sealed[kind]?.contains(member.party) != true {
      if panel.sheets[kind]?[member.party] == nil {
        moves.append(Move(ScoresSubmit(sheet(kind)), by: member.party))
      }
      moves.append(
        kind == .technical
          ? Move(TechnicalSeal(), by: member.party) : Move(ScoresLock(), by: member.party))
    }
    moves += panel.unexplained.map { deviation in
      Move(ScoresExplain(ScoreExplanation(deviation.place, "依据第三章")), by: deviation.member.party)
    }
    return moves
  }

  /// A sheet whose scores are near 80, few of them far off.
  mutating func sheet(_ kind: SheetKind) -> ScoreSheet {
    let sheet = story.sheet(kind)
    return ScoreSheet(
      kind,
      sheet.scores.map { score in
        let points = random.chance(97) ? random.integer(in: 76...84) : random.integer(in: 0...100)
        return SheetScore(score.place, Points(whole: points))
      })
  }

  // MARK: Reviews

  private mutating func preliminary() -> [Move] {
    let state = story.state
    var moves: [Move] = []
    for bidder in state.reviewable {
      // Whether the panel finds a ground is one matter for all of its members.
      let isRejected = (prices[bidder] ?? 0) % 11 == 0
      for member in state.panel.members where state.reviews.votes[bidder]?[member.party] == nil {
        let vote =
          isRejected
          ? PreliminaryVote(bidder, .unresponsive, evidence: "第 3 页") : PreliminaryVote(conforms: bidder)
        moves.append(Move(PreliminaryVoteCast(vote), by: member.party))
      }
    }
    return moves + [Move(PreliminaryConclude(), by: .operator)]
  }

  private mutating func lowPrices() -> [Move] {
    let state = story.state
    var moves: [Move] = []
    for bidder in state.reviews.openLowPrices {
      guard let review = state.reviews.lowPrices[bidder] else { continue }
      guard let due = review.due else {
        let due = later(Int64(story.terms.explanationWindow))
        moves.append(Move(LowPriceRequest(ExplanationRequest(bidder, before: due)), by: .operator))
        continue
      }
      let explains = (prices[bidder] ?? 0) % 2 == 0
      if review.explanation == nil {
        if explains, story.now < due {
          moves.append(Move(LowPriceExplain(document: DigestContext.sha256([1])), by: bidder))
        }
        continue
      }
      for member in state.panel.members where review.votes[member.party] == nil {
        let finding: Bid.Finding = explains ? .reasonable : .invalid
        moves.append(
          Move(LowPriceVoteCast(LowPriceReview.Vote(bidder, finding, reason: "成本分析")), by: member.party))
      }
      moves.append(Move(LowPriceDecide(bidder), by: .operator))
    }
    return moves
  }

  private mutating func competition() -> [Move] {
    let reviews = story.state.reviews
    var moves: [Move] = []
    for member in story.state.panel.members {
      guard reviews.competitionVotes[member.party]?.count != reviews.valid.count else { continue }
      let vote = CompetitionVote(isLacking: random.chance(40), reason: "市场充分")
      moves.append(Move(CompetitionVoteCast(vote), by: member.party))
    }
    return moves + [Move(CompetitionDecide(), by: .operator)]
  }

  // MARK: The report

  private mutating func concluding() throws -> [Move] {
    let evaluation = story.state.evaluation
    let members = story.state.panel.members.map(\.party)
    guard let objective = evaluation.objective else {
      let scores = story.objectiveScores { 70 + Int64($0) }
      return [Move(ObjectiveRecord(scores), by: .operator)]
    }
    var moves = try members.filter { !evaluation.confirmed.contains($0) }.map { member in
      Move(ObjectiveConfirm(try objective.digest()), by: member)
    }
    guard evaluation.summarised != nil else { return moves + [Move(EvaluationSummarise(), by: .operator)] }
    for member in members where evaluation.signatures[member] == nil {
      let reason = random.chance(50) ? "评分不当" : nil
      moves.append(
        random.chance(90)
          ? Move(ReportSign(Dissent(random.chance(10) ? "报价分有误" : nil)), by: member)
          : Move(
            ReportRefuse(SignatureRefusal(of: member, for: reason)), by: reason == nil ? .operator : member))
    }
    return moves + [Move(ReportComplete(), by: .operator)]
  }

  // MARK: The award

  /// From the report to the contract.
  mutating func awarding() -> [Move] {
    let state = story.state
    let today = story.now.date
    switch state.stage {
    case .reported where state.track == .engineering: return [Move(ReportAccept(), by: Story.tenderer)]
    case .reported where state.track == .governmentProcurement && state.award.reportReceived == nil:
      return [Move(ReportSend(excuse: random.chance(50) ? "节假日" : nil), by: Story.agency)]
    case .reportReview:
      let until = WorkingCalendar.published.end(of: .days(3), after: today).date
      return [Move(CandidatesPublish(from: today, until: until, excuse: "节假日"), by: Story.tenderer)]
    case .publicised: return []
    case .reported, .awarding: return choices()
    case .awarded where random.chance(7): return [lapse()]
    case .awarded where state.track == .governmentProcurement:
      let until = WorkingCalendar.published.end(of: .workingDays(1), after: today).date
      return [Move(ResultAnnounce(until: until, excuse: "节假日"), by: Story.tenderer)]
    case .awarded: return [Move(AwardNotify(), by: Story.tenderer)]
    case .notified where random.chance(7): return [lapse()]
    case .notified: return signatures()
    default: return []
    }
  }

  private mutating func choices() -> [Move] {
    let state = story.state
    // Silence decides in GP.
    if state.track == .governmentProcurement, state.stage == .reported, random.chance(20) { return [] }
    guard let first = state.evaluation.candidates.first(where: { state.award.passedOver[$0] == nil }) else {
      return []
    }
    if state.stage == .awarding, !state.award.passedOver.isEmpty, random.chance(30) {
      return [Move(AwardAbandon(), by: Story.tenderer)]
    }
    return [award(AwardChoice(first, excuse: "复核"))]
  }

  /// The decision for somebody, by the command of the track.
  func award(_ choice: AwardChoice) -> Move {
    setting.track == .governmentProcurement
      ? Move(AwardConfirm(choice), by: Story.tenderer) : Move(AwardDecide(choice), by: Story.tenderer)
  }

  private mutating func lapse() -> Move {
    guard random.chance(50), let winner = story.state.award.winner else {
      return Move(AwardPass(.noPerformanceBond, reason: "未提交"), by: Story.tenderer)
    }
    return Move(AwardDecline(reason: "无法履约"), by: winner)
  }

  private func signatures() -> [Move] {
    guard let winner = story.state.award.winner, let price = story.state.award.price else { return [] }
    let signature = ContractSignature(ContractTerms(price: price), excuse: "盖章")
    return story.state.award.contract == nil
      ? [Move(ContractSign(signature), by: Story.tenderer)]
      : [Move(ContractCountersign(signature), by: winner)]
  }
}
