internal import AuditTrail
internal import Cryptography
internal import Evaluation
internal import Notation
internal import Participants
internal import Tendering

/// An expert (评标专家): it replies when it is drawn, signs in, scores what it is shown, votes and signs.
///
/// Dark parts reach it under their codes; it recognises by its content alone which of the scripted parts it reads.
struct ExpertRole: Role {
  let participant: Participant
  /// What the platform shows to the panel.
  let platform: PlatformServices

  func move(in scene: Scene) async throws(Fault) -> Move? {
    let tender = scene.tender
    guard tender.notice?.terms.panel != nil, tender.stage >= .closed, tender.stage <= .evaluating else {
      return nil
    }
    if let move = try reply(in: scene) { return move }
    guard let member = tender.panel.members.first(where: { $0.party == party }) else {
      return tender.holdsSeat(party) ? first([Order(PanelSignIn([]))], in: scene) : nil
    }
    if tender.panel.leader == nil, tender.panel.leaderVotes[party] == nil,
      let chosen = tender.panel.members.first(where: \.isExpert)
    {
      return first([Order(PanelElect(LeaderChoice(chosen.letter)))], in: scene)
    }
    guard scene.isEvaluating else { return nil }
    if let move = try await darkMove(member, in: scene) { return move }
    return try reviewMove(member, in: scene)
  }

  /// Its reply to having been drawn: the first ones of the script decline, whoever is tied to a bidder stands aside.
  private func reply(in scene: Scene) throws(Fault) -> Move? {
    guard let announcement = scene.tender.draws.progress[.panel]?.announcement,
      let seats = scene.tender.draws.seating?.seats
    else { return nil }
    let token = try platform.draws.rosterSalt(announcement.id).token(of: party)
    let occupants = seats.compactMap(\.occupant)
    guard let seat = occupants.first(where: { $0.token == token && $0.standing == .waiting }) else {
      return nil
    }
    let first = seats.flatMap(\.occupants).filter { $0.round == 0 }.map(\.token)
    let declines = seat.round == 0 && first.prefix(scene.scenario.judgement.declines).contains(token)
    let answer = declines ? ExpertAnswer.decline : .accept
    return .order(try participant.reply(answer, to: token, round: seat.round, of: announcement))
  }

  /// Scores the dark parts, votes on whether one names its bidder, and locks.
  private func darkMove(_ member: Panel.Member, in scene: Scene) async throws(Fault) -> Move? {
    let tender = scene.tender
    guard let terms = tender.notice?.terms, terms.darkViolation != nil, tender.panel.locked == nil else {
      return nil
    }
    guard tender.draws.mappingCommitment != nil, !tender.panel.hasSealed(.technical, party) else {
      return nil
    }
    let parts = try await platform.darkParts(of: tender, in: scene.centre)
    if tender.panel.sheets[.technical]?[party] == nil {
      let scores = terms.criteria(of: .technical).flatMap { criterion in
        tender.darkCodes.map { code in
          SheetScore(
            ScorePlace(code, criterion.id),
            scene.points(of: scene.author(of: parts[code] ?? []), criterion.id, member))
        }
      }
      return .order(ScoresSubmit(ScoreSheet(.technical, scores)))
    }
    let named = tender.darkCodes.filter { code in
      tender.panel.blockedCodes.contains(code)
        || scene.author(of: parts[code] ?? [])?.isNamedInDarkPart == true
    }
    if let code = named.first(where: { tender.panel.votes[$0]?[party] == nil }) {
      let isNamed = scene.author(of: parts[code] ?? [])?.isNamedInDarkPart == true
      let reason = isNamed ? "技术文件出现投标人名称" : "未发现身份信息"
      return .order(DarkVoteCast(DarkVote(code, namesBidder: isNamed, reason: reason)))
    }
    return first([Order(TechnicalSeal())], in: scene)
  }

  /// Reviews the bids, votes on low prices, scores what is not dark, confirms and signs.
  private func reviewMove(_ member: Panel.Member, in scene: Scene) throws(Fault) -> Move? {
    let (tender, reviews) = (scene.tender, scene.tender.reviews)
    guard reviews.conforming != nil else {
      let open = tender.reviewable.first { reviews.votes[$0]?[party] == nil }
      guard let open, tender.opening.pricesConcluded != nil else { return nil }
      let defect = scene.script(of: open)?.defect
      let vote =
        defect.map { PreliminaryVote(open, $0.ground, evidence: $0.evidence) }
        ?? PreliminaryVote(conforms: open)
      return first([Order(PreliminaryVoteCast(vote))], in: scene)
    }
    if let move = lowPriceMove(in: scene) ?? scoreMove(member, in: scene) { return move }
    if let objective = tender.evaluation.objective, !tender.evaluation.confirmed.contains(party) {
      return first([Order(ObjectiveConfirm(try objective.digest()))], in: scene)
    }
    guard tender.evaluation.summarised != nil, tender.evaluation.signatures[party] == nil else { return nil }
    return first(
      [Order(ReportSign(Dissent(scene.scenario.judgement.dissents[member.letter])))], in: scene)
  }

  private func lowPriceMove(in scene: Scene) -> Move? {
    let reviews = scene.tender.reviews
    for (bidder, review) in reviews.lowPrices.sorted(by: { $0.key < $1.key })
    where review.finding == nil && review.explanation != nil && review.votes[party] == nil {
      let finding =
        review.explanation == .missing ? .invalid : scene.script(of: bidder)?.finding ?? .reasonable
      let reason =
        review.explanation == .missing ? "未在规定时间内说明" : finding == .reasonable ? "说明及证明材料合理" : "不能证明其报价合理性"
      return .order(LowPriceVoteCast(LowPriceReview.Vote(bidder, finding, reason: reason)))
    }
    let isFew = reviews.screened != nil && reviews.openLowPrices.isEmpty
    guard isFew, reviews.competitionVotes[party] == nil, reviews.valid.count < 3 else { return nil }
    return first(
      [Order(CompetitionVoteCast(CompetitionVote(isLacking: false, reason: "有效投标之间仍有竞争")))], in: scene)
  }

  private func scoreMove(_ member: Panel.Member, in scene: Scene) -> Move? {
    let tender = scene.tender
    guard let terms = tender.notice?.terms, let conforming = tender.reviews.conforming else { return nil }
    let criteria = terms.criteria(of: .business)
    if !criteria.isEmpty, !tender.panel.hasSealed(.business, party) {
      let scores = criteria.flatMap { criterion in
        conforming.map { bidder in
          SheetScore(
            ScorePlace(bidder, criterion.id), scene.points(of: scene.script(of: bidder), criterion.id, member)
          )
        }
      }
      if tender.panel.sheets[.business]?[party] == nil {
        return first([Order(ScoresSubmit(ScoreSheet(.business, scores)))], in: scene)
      }
      return first([Order(ScoresLock())], in: scene)
    }
    guard let deviation = tender.panel.unexplained.first(where: { $0.member.party == party }) else {
      return nil
    }
    return first(
      [Order(ScoresExplain(ScoreExplanation(deviation.place, "按评分标准独立评审")))], in: scene)
  }
}

extension Scene {
  /// Whose dark part a file is, as far as the script tells; of equal files the first.
  func author(of file: [UInt8]) -> ScriptedBidder? {
    scenario.bidders.first { bidder in
      bidder.bids.contains { $0.texts[.technical].map { Array($0.utf8) == file } ?? false }
    }
  }

  /// What a member gives a bid: the scripted score of its seat, the last one for the seats beyond.
  func points(of script: ScriptedBidder?, _ criterion: CriterionID, _ member: Panel.Member) -> Points {
    let scores = script?.scores[criterion] ?? []
    let seat = tender.panel.members.firstIndex { $0.party == member.party } ?? 0
    return scores.indices.contains(seat) ? scores[seat] : scores.last ?? .zero
  }
}
