package import AuditTrail
package import Evaluation
package import Notation

/// Sends the notice of award (中标通知书) and tells the others with it (招标投标法 第四十五条), ENG and FOREIGN.
package struct AwardNotify: TenderCommand {
  /// Sends it.
  package init() {}

  package static let entry = CatalogueEntry(
    "award.notify", Wording("send the notice of award", "发出中标通知书"), by: [.tenderer], at: [.awarded],
    tracks: [.engineering, .foreign], events: [AwardNotified.self])
  package static let codec = Codec<Self>.record(Wording("the notice of award", "中标通知书"), blank: Self())

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    [try AwardNotified(of: occasion.tender, refundBy: nil)]
  }
}

/// Announces the result, sends the notice of award and the letters to the losers together, GP: 2 working days after the
/// decision, for 1 working day (中标公告; 87号令 第六十九条).
///
/// The letter of a loser holds its own score and rank: a view of what is known, and no event. With an excuse a late
/// announcement is made and the miss recorded (see `DeadlineMissed`).
package struct ResultAnnounce: TenderCommand {
  /// The last day of the announcement.
  package var until = CivilDate(clamping: 0)
  /// Why it is late, where it is.
  package var excuse: String?

  private init() {}

  /// Announces the result through `until`.
  package init(until: CivilDate, excuse: String? = nil) { (self.until, self.excuse) = (until, excuse) }

  package static let entry = CatalogueEntry(
    "result.announce", Wording("announce the result", "公告中标结果"), by: [.tenderer], at: [.awarded],
    tracks: [.governmentProcurement], events: [ResultAnnounced.self, AwardNotified.self, DeadlineMissed.self])
  package static let codec = Codec<Self>.record(
    Wording("an announcement", "中标公告"), blank: Self(), .excuse(\.excuse),
    .required("until", \.until, CivilDate.codec, Wording("last day", "公告截止日")))

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let deadlines = occasion.deadlines(under: try occasion.requireNotice().terms)
    let today = occasion.time.date
    let decided = (occasion.tender.award.decided ?? occasion.time).date
    let missed = try occasion.inTime(excuse, on: today, after: decided) { (date) throws(Refusal) in
      try deadlines.requireStep(.announce, on: date, after: decided)
    }
    try deadlines.requireResultNotice(from: today, through: until)
    // 87号令 第三十八条: losers have their deposits back within 5 working days after the notice of award.
    let refundBy = deadlines.calendar.end(of: .workingDays(5), after: today).date
    return [ResultAnnounced(until: until), try AwardNotified(of: occasion.tender, refundBy: refundBy)]
      + missed
  }
}

/// The result is public, GP.
package struct ResultAnnounced: TenderEvent {
  /// The last day of the announcement.
  package var until = CivilDate(clamping: 0)

  package static let kind = LeafKind.named("result.announced")
  package static let codec = Codec<Self>.record(
    Wording("an announcement", "中标公告"), blank: Self(),
    .required("until", \.until, CivilDate.codec, Wording("last day", "公告截止日")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {}
}

/// Winner and losers know.
package struct AwardNotified: TenderEvent {
  /// The winner.
  package private(set) var winner = PartyID.operator
  /// The price of its bid.
  package private(set) var price = Money.zero
  /// The bidders who did not win, in the order of their first submission.
  package private(set) var losers: [PartyID] = []
  /// By when the losers have their deposits back; nil where that waits for the contract.
  package private(set) var refundBy: CivilDate?

  private init() {}

  init(of tender: Tender, refundBy: CivilDate?) throws(Refusal) {
    guard let winner = tender.award.winner, let price = tender.award.price else { throw .noWinnerYet }
    (self.winner, self.price, self.refundBy) = (winner, price, refundBy)
    losers = tender.bidding.bidders.filter { $0 != winner && tender.bidding.live[$0] != nil }
  }

  package static let kind = LeafKind.named("award.notified")
  package static let codec = Codec<Self>.record(
    Wording("the notice of award", "中标通知书"), blank: Self(),
    .required(
      "losers", \.losers, .list(of: PartyID.codec, count: 0...10_000), Wording("who did not win", "未中标人")),
    .required("price", \.price, .minorUnits, Wording("price of the bid", "中标价")),
    .optional("refund_by", \.refundBy, CivilDate.codec, Wording("losers' deposits back by", "未中标人保证金退还期限")),
    .required("winner", \.winner, PartyID.codec, Wording("the winner", "中标人")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.award.notified = occurrence.time
    tender.stage = .notified
    if let refundBy { tender.bidding.release(losers, by: refundBy) }
  }
}
