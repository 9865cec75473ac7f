package import AuditTrail
internal import Evaluation
package import Notation

/// The winner gives the award up (放弃中标): the next candidate may win, or the tender fails.
package struct AwardDecline: TenderCommand {
  /// Why.
  package var reason = ""

  private init() {}

  /// Gives the award up.
  package init(reason: String) { self.reason = reason }

  package static let entry = CatalogueEntry(
    "award.decline", Wording("give the award up", "放弃中标"), by: [.bidder], at: [.awarded, .notified],
    events: [AwardLapsed.self, TenderFailed.self])
  package static let codec = Codec<Self>.record(
    Wording("an award that is given up", "放弃中标"), blank: Self(),
    .required("reason", \.reason, .text(upTo: 1_000), Wording("why", "理由")))

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let winner = try occasion.requireWinner()
    return occasion.tender.lapse(AwardLapsed(bidder: winner, ground: .declined, reason: reason))
  }
}

/// The tenderer passes the winner over, on a ground of the law (取消中标资格; 条例 第五十五条、第七十四条).
package struct AwardPass: TenderCommand {
  /// On what ground.
  package var ground = AwardGround.declined
  /// Why.
  package var reason = ""

  private init() {}

  /// Passes the winner over.
  package init(_ ground: AwardGround, reason: String) { (self.ground, self.reason) = (ground, reason) }

  package static let entry = CatalogueEntry(
    "award.pass", Wording("pass the winner over", "取消中标资格"), by: [.tenderer], at: [.awarded, .notified],
    events: [AwardLapsed.self, TenderFailed.self])
  package static let codec = Codec<Self>.record(
    Wording("an award that lapses", "取消中标资格"), blank: Self(),
    .required("ground", \.ground, AwardGround.codec, Wording("ground", "情形")),
    .required("reason", \.reason, .text(upTo: 1_000), Wording("why", "理由")))

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    guard let winner = occasion.tender.award.winner else { throw .noWinnerYet }
    return occasion.tender.lapse(AwardLapsed(bidder: winner, ground: ground, reason: reason))
  }
}

/// The award is void: its winner does not get the contract.
package struct AwardLapsed: TenderEvent {
  /// Who does not.
  package var bidder = PartyID.operator
  /// On what ground.
  package var ground = AwardGround.declined
  /// Why.
  package var reason = ""

  package static let kind = LeafKind.named("award.lapsed")
  package static let codec = Codec<Self>.record(
    Wording("an award that lapses", "中标失效"), blank: Self(),
    .required("bidder", \.bidder, PartyID.codec, Wording("whose", "中标人")),
    .required("ground", \.ground, AwardGround.codec, Wording("ground", "情形")),
    .required("reason", \.reason, .text(upTo: 1_000), Wording("why", "理由")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.award.passedOver[bidder] = ground
    tender.award.winner = nil
    tender.award.price = nil
    tender.award.decided = nil
    tender.award.isBySilence = false
    tender.award.notified = nil
    tender.award.contract = nil
    tender.bidding.bonds[bidder]?.state = ground.forfeitsBond ? .forfeitable : .returnable
    tender.stage = .awarding
  }
}

/// Gives up looking for another winner after one fell (重新招标; 条例 第五十五条).
package struct AwardAbandon: TenderCommand {
  /// Ends the tender.
  package init() {}

  package static let entry = CatalogueEntry(
    "award.abandon", Wording("tender anew instead of the next candidate", "不再递补，重新招标"), by: [.tenderer],
    at: [.awarding], events: [TenderFailed.self])
  package static let codec = Codec<Self>.record(Wording("no further winner", "不再递补"), blank: Self())

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    guard !occasion.tender.award.passedOver.isEmpty else {
      throw Refusal(
        .mustAwardFirst, .statute, "招标投标法实施条例 第五十五条",
        Wording("no candidate has fallen", "没有候选人丧失中标资格"),
        accepted: Wording("award.decide, or tender.terminate", "award.decide 或 tender.terminate"))
    }
    return [TenderFailed(failure: .noWinner, count: occasion.tender.remainingCandidates.count)]
  }
}

extension Tender {
  /// What follows from a fallen award: with nobody left the tender fails.
  fileprivate func lapse(_ event: AwardLapsed) -> [any TenderEvent] {
    let isOver = remainingCandidates.allSatisfy { $0 == event.bidder }
    return [event] + (isOver ? [TenderFailed(failure: .noWinner, count: 0)] : [])
  }
}

extension Occasion {
  /// Whoever acts is the winner.
  func requireWinner() throws(Refusal) -> PartyID {
    guard let winner = tender.award.winner, winner == actor else {
      throw Refusal(
        .wrongParty, .design, nil, Wording("\(actor) is not the winner", "\(actor) 不是中标人"),
        accepted: Wording("the winner", "中标人"))
    }
    return winner
  }
}
