package import AuditTrail
internal import Evaluation
package import Notation

/// The tenderer has reviewed the report and accepts it (报告审查; rulebook 6.4).
package struct ReportAccept: TenderCommand {
  /// Accepts the report.
  package init() {}

  package static let entry = CatalogueEntry(
    "report.accept", Wording("accept the report", "接受评标报告"), by: [.tenderer], at: [.reported],
    tracks: [.engineering], events: [ReportAccepted.self])
  package static let codec = Codec<Self>.record(Wording("an accepted report", "接受评标报告"), blank: Self())

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] { [ReportAccepted()] }
}

/// The report is accepted.
package struct ReportAccepted: TenderEvent {
  package static let kind = LeafKind.named("report.accepted")
  package static let codec = Codec<Self>.record(Wording("an accepted report", "接受评标报告"), blank: Self())

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.award.reportReceived = occurrence.time
    tender.stage = .reportReview
  }
}

/// Sends the report to the purchaser, GP: 2 working days after the evaluation (送交评审报告; 87号令 第六十八条).
///
/// It is the agency's to send; a purchaser who tenders without one takes it over by the same command. From then on its
/// time to decide runs. With an excuse a late one is sent and the miss recorded (see `DeadlineMissed`).
package struct ReportSend: TenderCommand {
  /// Why it is late, where it is.
  package var excuse: String?

  /// Sends the report.
  package init(excuse: String? = nil) { self.excuse = excuse }

  package static let entry = CatalogueEntry(
    "report.send", Wording("send the report to the purchaser", "向采购人送交评标报告"), by: [.tenderer],
    at: [.reported],
    tracks: [.governmentProcurement], events: [ReportSent.self, DeadlineMissed.self])
  package static let codec = Codec<Self>.record(
    Wording("a report", "评标报告"), blank: Self(), .excuse(\.excuse))

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let terms = try occasion.requireNotice().terms
    guard occasion.actor == terms.agency ?? terms.tenderer else {
      throw Refusal(
        .wrongParty, .design, nil,
        Wording("the report by \(occasion.actor)", "\(occasion.actor) 送交报告"),
        accepted: Wording(verbatim: "\(terms.agency ?? terms.tenderer)"))
    }
    guard occasion.tender.award.reportReceived == nil else {
      throw .alreadyDone(Wording("the report was sent", "报告已送交"))
    }
    let deadlines = occasion.deadlines(under: terms)
    let today = occasion.time.date
    let reported = (occasion.tender.evaluation.reported ?? occasion.time).date
    let missed = try occasion.inTime(excuse, on: today, after: reported) { (date) throws(Refusal) in
      try deadlines.requireStep(.sendReport, on: date, after: reported)
    }
    let due = deadlines.latestDay(for: .decide, after: today)?.date.end ?? occasion.time
    return [ReportSent(decisionDue: due)] + missed
  }
}

/// The purchaser has the report.
package struct ReportSent: TenderEvent {
  /// The end of the time to decide.
  package var decisionDue = Instant.beginning

  package static let kind = LeafKind.named("report.sent")
  package static let codec = Codec<Self>.record(
    Wording("a report", "评标报告"), blank: Self(),
    .required("decide_by_ms", \.decisionDue, .milliseconds, Wording("end of the time to decide", "确定期限")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.award.reportReceived = occurrence.time
    tender.award.decisionDue = decisionDue
  }
}
