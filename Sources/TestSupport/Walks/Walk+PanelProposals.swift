internal import AuditTrail
internal import Cryptography
internal import Evaluation
internal import Notation
internal import Tendering

// What members of the panel, the tenderer and bidders might ask for from the evaluation on.

extension Walk {
  private mutating func bidder() -> PartyID {
    let opened = story.state.opening.opened
    return random.element(of: opened.isEmpty ? Array(Story.bidders.prefix(4)) : opened)
  }

  /// A member of the panel; an expert before there is one.
  private mutating func member() -> PartyID {
    let members = story.state.panel.members.map(\.party)
    return random.element(of: members.isEmpty ? Array(Story.experts.prefix(3)) : members)
  }

  private mutating func principal() -> PartyID { random.element(of: [Story.tenderer, Story.agency]) }

  mutating func panelProposal(_ name: String) -> Move? {
    let member = member()
    let code = random.element(of: [1, 1, 2, 3, 9].map { DarkCode(number: $0) })
    switch name {
    case "panel.sign_in": return Move(PanelSignIn([], commitment: random.chance(80)), by: member)
    case "panel.recuse":
      var recusal = Recusal()
      recusal.reason = "利害关系"
      return Move(PanelRecuse(recusal), by: member)
    case "panel.vacate":
      let representatives = story.state.panel.delegates
      let leaving =
        random.chance(50) && !representatives.isEmpty ? random.element(of: representatives) : member
      return Move(PanelVacate(Vacancy(leaving, .health, reason: "住院")), by: .supervisor)
    case "panel.delegate":
      return Move(PanelDelegate(Delegation(random.element(of: WalkGround.representatives))), by: principal())
    case "panel.elect": return Move(PanelElect(LeaderChoice("A")), by: member)
    case "panel.seat": return Move(PanelSeat(), by: .operator)
    case "scores.submit":
      return Move(ScoresSubmit(sheet(random.element(of: [.technical, .business]))), by: member)
    case "scan.record":
      var finding = IdentityScan.Finding()
      (finding.rule, finding.place) = ("bidder-name", "第 3 页")
      finding.severity = random.element(of: [.low, .high, .blocking])
      var scan = IdentityScan()
      (scan.code, scan.tool, scan.findings) = (code, "scan 1", [finding])
      return Move(ScanRecord(scan), by: .operator)
    case "dark.vote":
      return Move(DarkVoteCast(DarkVote(code, namesBidder: random.chance(50), reason: "页眉")), by: member)
    case "technical.seal": return Move(TechnicalSeal(), by: member)
    case "technical.lock": return Move(TechnicalLock(), by: .operator)
    case "scores.lock": return Move(ScoresLock(), by: member)
    case "scores.explain":
      guard let criterion = story.terms.scheme.criteria.first?.id else { return nil }
      return Move(ScoresExplain(ScoreExplanation(ScorePlace(code, criterion), "依据")), by: member)
    default: return nil
    }
  }

  mutating func reviewProposal(_ name: String) -> Move? {
    let (bidder, member) = (bidder(), member())
    switch name {
    case "qualification.review": return qualification()
    case "preliminary.vote":
      let ground = random.element(of: RejectionGround.allCases)
      let vote = PreliminaryVote(
        bidder, ground, evidence: random.chance(70) ? "第 3 页" : nil,
        defect: random.chance(30) ? .unclear : nil)
      return Move(PreliminaryVoteCast(vote), by: member)
    case "preliminary.conclude": return Move(PreliminaryConclude(), by: .operator)
    case "clarification.request": return Move(ClarificationRequest(bidder, "第 3 页"), by: member)
    case "clarification.answer":
      let open = story.state.reviews.clarifications.first { $0.answer == nil }
      let reply = ClarificationReply(to: open?.number ?? 1, "见第 4 页")
      return Move(ClarificationAnswer(reply), by: open?.bidder ?? bidder)
    case "lowprice.screen": return Move(LowPriceScreen(), by: .operator)
    case "lowprice.question": return Move(LowPriceQuestion(bidder, reason: "低于成本"), by: member)
    case "lowprice.request":
      let due = later(Int64(story.terms.explanationWindow) * random.integer(in: 0...2))
      return Move(LowPriceRequest(ExplanationRequest(bidder, before: due)), by: .operator)
    case "lowprice.explain": return Move(LowPriceExplain(document: DigestContext.sha256([2])), by: bidder)
    case "lowprice.vote":
      return Move(LowPriceVoteCast(LowPriceReview.Vote(bidder, .invalid, reason: "成本")), by: member)
    case "lowprice.decide": return Move(LowPriceDecide(bidder), by: .operator)
    case "competition.vote":
      return Move(CompetitionVoteCast(CompetitionVote(isLacking: true, reason: "仅两家")), by: member)
    case "competition.decide": return Move(CompetitionDecide(), by: .operator)
    default: return nil
    }
  }

  mutating func evaluationProposal(_ name: String) throws -> Move? {
    let member = member()
    switch name {
    case "benchmark.fix": return Move(BenchmarkFix(), by: .operator)
    case "objective.record":
      let shift = random.integer(in: 0...9)
      return Move(ObjectiveRecord(story.objectiveScores { 60 + shift + Int64($0) }), by: .operator)
    case "objective.confirm":
      let digest = try story.state.evaluation.objective?.digest() ?? DigestContext.sha256([])
      return Move(ObjectiveConfirm(digest), by: member)
    case "evaluation.summarise": return Move(EvaluationSummarise(), by: .operator)
    case "report.sign": return Move(ReportSign(), by: member)
    case "report.refuse": return Move(ReportRefuse(SignatureRefusal(of: member)), by: .operator)
    case "report.complete": return Move(ReportComplete(), by: .operator)
    default: return nil
    }
  }

  mutating func awardProposal(_ name: String) -> Move? {
    let bidder = bidder()
    let today = story.now.date
    let price = story.state.award.price ?? lodgeable?.amount ?? Bond().amount
    let signature = ContractSignature(
      ContractTerms(price: price, performanceBond: random.chance(30) ? price : nil))
    let choice = AwardChoice(
      bidder, ground: random.chance(30) ? .illegality : nil, reason: random.chance(50) ? "查实" : nil)
    switch name {
    case "report.accept": return Move(ReportAccept(), by: principal())
    case "report.send": return Move(ReportSend(), by: principal())
    case "candidates.publish":
      let until = today.advanced(by: Int(random.integer(in: 0...5)))
      return Move(CandidatesPublish(from: today, until: until), by: principal())
    case "award.decide": return Move(AwardDecide(choice), by: principal())
    case "award.confirm": return Move(AwardConfirm(choice), by: principal())
    case "award.notify": return Move(AwardNotify(), by: principal())
    case "result.announce": return Move(ResultAnnounce(until: today.advanced(by: 1)), by: principal())
    case "award.decline":
      return Move(
        AwardDecline(reason: "无法履约"), by: random.chance(20) ? story.state.award.winner ?? bidder : bidder)
    case "award.pass":
      return random.chance(30) ? Move(AwardPass(.illegality, reason: "查实"), by: principal()) : nil
    case "award.abandon": return random.chance(30) ? Move(AwardAbandon(), by: principal()) : nil
    case "contract.sign": return Move(ContractSign(signature), by: principal())
    case "contract.countersign":
      return Move(ContractCountersign(signature), by: story.state.award.winner ?? bidder)
    case "contract.publish": return Move(ContractPublish(), by: principal())
    case "contract.file": return Move(ContractFile(), by: principal())
    default: return nil
    }
  }
}
