package import AuditTrail
package import Evaluation
package import Notation

/// Publishes the candidates (中标候选人公示; 条例 第五十四条): within 3 days after the report and for at least 3 days where the
/// law demands the tender, and for as long as the documents say.
///
/// With an excuse a late publicity is held and the miss recorded (see `DeadlineMissed`); one that is too short never is.
package struct CandidatesPublish: TenderCommand {
  /// The first day.
  package var from = CivilDate(clamping: 0)
  /// The last day, to its end.
  package var until = CivilDate(clamping: 0)
  /// Why it is late, where it is.
  package var excuse: String?

  private init() {}

  /// Publishes them on these days.
  package init(from: CivilDate, until: CivilDate, excuse: String? = nil) {
    (self.from, self.until, self.excuse) = (from, until, excuse)
  }

  package static let entry = CatalogueEntry(
    "candidates.publish", Wording("publish the candidates", "公示中标候选人"), by: [.tenderer], at: [.reportReview],
    tracks: [.engineering], events: [CandidatesPublished.self, DeadlineMissed.self])
  package static let codec = Codec<Self>.record(
    Wording("publicity", "公示"), blank: Self(), .excuse(\.excuse),
    .required("from", \.from, CivilDate.codec, Wording("first day", "公示开始日")),
    .required("until", \.until, CivilDate.codec, Wording("last day", "公示截止日")))

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let terms = try occasion.requireNotice().terms
    let deadlines = occasion.deadlines(under: terms)
    guard from >= occasion.time.date, until >= from else {
      throw Refusal(
        .publicityDates, .design, nil,
        Wording("publicity from \(from) through \(until)", "公示 \(from) 至 \(until)"),
        accepted: Wording("from \(occasion.time.date) or later", "\(occasion.time.date) 或之后"))
    }
    let reported = (occasion.tender.evaluation.reported ?? occasion.time).date
    let missed = try occasion.inTime(excuse, on: from, after: reported) { (date) throws(Refusal) in
      try deadlines.requirePublicity(startingOn: date, afterReportOn: reported)
    }
    try deadlines.requirePublicity(from: from, through: until)
    try requireStatedDays(terms)
    let candidates = try occasion.tender.evaluation.candidates.map { (bidder) throws(Refusal) in
      try PublishedCandidate(bidder, of: occasion.tender)
    }
    return [
      CandidatesPublished(
        candidates: candidates, from: max(from.start, occasion.time), until: until.end)
    ] + missed
  }

  /// The documents may say a longer publicity than the law.
  private func requireStatedDays(_ terms: Terms) throws(Refusal) {
    guard let days = terms.publicityDays, from.days(to: until) < days else { return }
    throw Refusal(
      .publicityTooShort, .document, nil,
      Wording("publicity from \(from) through \(until)", "公示 \(from) 至 \(until)"),
      accepted: Wording(
        "through \(from.advanced(by: days)) or later", "至 \(from.advanced(by: days)) 或之后"))
  }
}

/// A candidate as it is published.
package struct PublishedCandidate: Sendable, Hashable {
  /// Who.
  package private(set) var bidder = PartyID.operator
  /// Its rank, from 1.
  package private(set) var rank = 0
  /// The price of its bid.
  package private(set) var price = Money.zero

  private init() {}

  init(_ bidder: PartyID, of tender: Tender) throws(Refusal) {
    guard let ranked = tender.evaluation.ranking.first(where: { $0.bidder == bidder }) else {
      throw .outsideCandidates(bidder, tender)
    }
    (self.bidder, rank, price) = (bidder, ranked.number, ranked.price)
  }

  static let codec = Codec<Self>.record(
    Wording("a candidate", "中标候选人"), blank: Self(),
    .required("bidder", \.bidder, PartyID.codec, Wording("who", "投标人")),
    .required("price", \.price, .minorUnits, Wording("price of its bid", "投标报价")),
    .required("rank", \.rank, .integer(1...10_000), Wording("its rank", "排序")))
}

/// The candidates are public.
package struct CandidatesPublished: TenderEvent {
  /// The candidates in their order.
  package var candidates: [PublishedCandidate] = []
  /// From when.
  package var from = Instant.beginning
  /// Until when, exclusively.
  package var until = Instant.beginning

  package static let kind = LeafKind.named("candidates.published")
  package static let codec = Codec<Self>.record(
    Wording("publicity", "公示"), blank: Self(),
    .required(
      "candidates", \.candidates, .list(of: PublishedCandidate.codec, count: 0...99),
      Wording("the candidates in their order", "中标候选人")),
    .required("from_ms", \.from, .milliseconds, Wording("from when", "公示开始")),
    .required("until_ms", \.until, .milliseconds, Wording("until when, exclusively", "公示截止")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.award.publicity = Award.Publicity(from: from, until: until)
    tender.stage = .publicised
  }
}

/// The publicity is over.
package struct PublicityEnded: TenderEvent {
  package static let kind = LeafKind.named("publicity.ended")
  package static let codec = Codec<Self>.record(Wording("the end of the publicity", "公示结束"), blank: Self())

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) { tender.stage = .awarding }
}

extension Tender {
  /// The winner may be determined once the publicity is over.
  var publicityEnd: Transition? {
    guard stage == .publicised, let publicity = award.publicity else { return nil }
    return Transition(at: publicity.until, [PublicityEnded()])
  }
}

extension Fault.Code {
  /// Days of a publicity out of order or past.
  package static let publicityDates = Fault.Code("PUBLICITY_DATES")
}
