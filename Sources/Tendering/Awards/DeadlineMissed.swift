package import AuditTrail
internal import Evaluation
package import Notation

/// An act that came after the end of its period and was done all the same (逾期).
///
/// The law does not undo what is late: it holds somebody responsible. So a late act is refused with the rule that it
/// breaks, unless whoever acts gives an excuse; then it happens, and this event records the miss with its article.
package struct DeadlineMissed: TenderEvent, Hashable {
  /// The rule, by its code.
  package var rule = ""
  /// The article; nil where the rule is ours.
  package var article: String?
  /// The last day on which it would have been in time.
  package var due = CivilDate(clamping: 0)
  /// The day on which it happened.
  package var happened = CivilDate(clamping: 0)
  /// What was said for it.
  package var excuse = ""

  private init() {}

  init(_ refusal: Refusal, due: CivilDate, happened: CivilDate, excuse: String) {
    rule = refusal.code.rawValue
    article = refusal.article
    self.due = due
    self.happened = happened
    self.excuse = excuse
  }

  package static let kind = LeafKind.named("deadline.missed")
  package static let codec = Codec<Self>.record(
    Wording("a missed period", "逾期记录"), blank: Self(),
    .optional("article", \.article, .text(upTo: 200), Wording("the article", "条款")),
    .required("due", \.due, CivilDate.codec, Wording("the last day in time", "期限届满日")),
    .required("excuse", \.excuse, .text(upTo: 1_000), Wording("what was said for it", "理由")),
    .required("happened", \.happened, CivilDate.codec, Wording("the day on which it happened", "实际日期")),
    .required("rule", \.rule, .text(upTo: 64), Wording("the rule", "规则")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) { tender.award.missed.append(self) }
}

/// What is said for an act that is late; nil for nothing.
typealias Excuse = String?

extension Occasion {
  /// Asks `rule` of `date`; a miss is recorded where there is an excuse for it, and refused where there is none.
  ///
  /// - Parameters:
  ///   - excuse: what is said for a miss.
  ///   - date: the day of the act.
  ///   - start: the day from which the period counts, which is always in time.
  ///   - rule: the rule for a day, which returns the last day in time.
  /// - Returns: the record of the miss; nothing where there is none.
  /// - Throws: the refusal of the rule, without an excuse.
  func inTime(
    _ excuse: Excuse, on date: CivilDate, after start: CivilDate,
    _ rule: (CivilDate) throws(Refusal) -> DueDate?
  ) throws(Refusal) -> [any TenderEvent] {
    do throws(Refusal) {
      _ = try rule(date)
      return []
    } catch {
      guard let excuse, let due = try rule(start) else { throw error }
      return [DeadlineMissed(error, due: due.date, happened: date, excuse: excuse)]
    }
  }
}

extension Field {
  /// The excuse for being late.
  static func excuse(_ path: any WritableKeyPath<Root, String?> & Sendable) -> Field {
    .optional("excuse", path, .text(upTo: 1_000), Wording("why it is late, where it is", "逾期理由"))
  }
}
