internal import Evaluation
package import Notation

// The chain of an award in government procurement, in working days (D-21).

extension Deadlines {
  /// A step of the chain, each within some working days after what it follows.
  package enum AwardStep: CaseIterable, Sendable {
    /// The agency sends the report, 2 after the evaluation ends.
    case sendReport
    /// The purchaser decides, 5 after it has the report; after that the first-ranked candidate is decided by silence.
    case decide
    /// The result is announced and the winner notified, 2 after the decision.
    case announce
    /// The contract is published, 2 after it is signed.
    case publishContract
    /// A copy of the contract is filed, 7 after it is signed.
    case fileContract
  }

  /// The last day for `step` after `start`; nil outside government procurement.
  package func latestDay(for step: AwardStep, after start: CivilDate) -> DueDate? {
    awardRule(step).map { calendar.end(of: $0.period, after: start) }
  }

  /// A step of the award is taken in time (D-21).
  ///
  /// - Returns: the latest day.
  /// - Throws: `GP_AWARD_LATE`.
  @discardableResult
  package func requireStep(
    _ step: AwardStep, on date: CivilDate, after start: CivilDate
  ) throws(Refusal) -> DueDate? {
    try require(step.wording, on: date, atMost: awardRule(step), after: start)
  }

  /// The announcement of the result (中标公告) stands for 1 working day (D-21).
  ///
  /// - Returns: the earliest last day.
  /// - Throws: `NOTICE_PERIOD`.
  @discardableResult
  package func requireResultNotice(
    from published: CivilDate, through lastDay: CivilDate
  ) throws(Refusal) -> DueDate? {
    let rule = rule(
      engineering: nil,
      procurement: PeriodRule(.noticePeriod, .workingDays(1), .rule, "政府采购货物和服务招标投标管理办法 第六十九条"))
    return try require(
      Wording("last day of the announcement of the result", "中标公告截止日"), on: lastDay, atLeast: rule,
      after: published)
  }

  private func awardRule(_ step: AwardStep) -> PeriodRule? {
    let regulation = "政府采购法实施条例"
    let (days, article): (UInt16, String) =
      switch step {
      case .sendReport: (2, "\(regulation) 第四十三条")
      case .decide: (5, "\(regulation) 第四十三条")
      case .announce: (2, "\(regulation) 第四十三条")
      case .publishContract: (2, "\(regulation) 第五十条")
      case .fileContract: (7, "政府采购法 第四十七条")
      }
    return rule(
      engineering: nil, procurement: PeriodRule(.awardLate, .workingDays(days), .statute, article))
  }
}

extension Deadlines.AwardStep {
  fileprivate var wording: Wording {
    switch self {
    case .sendReport: Wording("report sent to the purchaser", "评标报告送交采购人")
    case .decide: Wording("decision of the purchaser", "采购人确定中标人")
    case .announce: Wording("announcement of the result", "公告中标结果")
    case .publishContract: Wording("publication of the contract", "公告政府采购合同")
    case .fileContract: Wording("filing of the contract", "合同副本备案")
    }
  }
}

extension Fault.Code {
  /// A step of an award in government procurement is late.
  package static let awardLate = Fault.Code("GP_AWARD_LATE")
}
