internal import Evaluation
package import Notation

// Clarifications and modifications of the documents (澄清、修改) that may affect what is being prepared (D-04).

extension Deadlines {
  /// What is being prepared when the documents change.
  package enum Preparation: CaseIterable, Sendable {
    /// A bid: at least 15 days.
    case bid
    /// An application for prequalification: at least 3 days.
    case prequalification

    fileprivate var days: UInt16 {
      switch self {
      case .bid: 15
      case .prequalification: 3
      }
    }
  }

  /// The earliest deadline after a change of the documents on `date`; nil where no rule sets one.
  ///
  /// It is counted back from the deadline, so that a rest day moves nothing (T-5).
  package func earliestDeadline(afterChangeOn date: CivilDate, of preparation: Preparation) -> DueDate? {
    changeRule(preparation).map { _ in
      DueDate(date: date.advanced(by: Int(preparation.days)), isProvisional: false)
    }
  }

  /// A change of the documents on `date` leaves at least 15 days to the deadline, 3 for prequalification (D-04).
  ///
  /// - Returns: the last day for a change before `deadline`.
  /// - Throws: `CLARIFICATION_REQUIRES_EXTENSION`, which says the earliest deadline that would do.
  @discardableResult
  package func requireTimeForChange(
    on date: CivilDate, before deadline: CivilDate, of preparation: Preparation = .bid
  ) throws(Refusal) -> DueDate? {
    guard let rule = changeRule(preparation),
      let earliest = earliestDeadline(afterChangeOn: date, of: preparation)
    else { return nil }
    let latest = calendar.latest(rule.period, before: deadline)
    guard date > latest.date else { return latest }
    throw Refusal(
      rule.code, rule.basis, rule.article,
      Wording(
        "a change on \(date) is less than \(rule.period.wording.english) before the deadline \(deadline)",
        "\(date) 的澄清或修改距截止日 \(deadline) 不足 \(rule.period.wording.chinese)"),
      accepted: Wording(
        "the deadline moved to \(earliest.date) or later, or a change by \(latest.date)",
        "截止日顺延至 \(earliest.date) 或之后，或于 \(latest.date) 或之前作出"))
  }

  private func changeRule(_ preparation: Preparation) -> PeriodRule? {
    let code = Fault.Code.clarificationRequiresExtension
    let period = Period.days(preparation.days)
    return rule(
      engineering: PeriodRule(code, period, .statute, "招标投标法实施条例 第二十一条"),
      procurement: PeriodRule(code, period, .rule, "政府采购货物和服务招标投标管理办法 第二十七条"))
  }
}

extension Fault.Code {
  /// The documents change so late that the deadline must be moved.
  package static let clarificationRequiresExtension = Fault.Code("CLARIFICATION_REQUIRES_EXTENSION")
}
