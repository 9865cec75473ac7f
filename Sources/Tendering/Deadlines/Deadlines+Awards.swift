internal import Evaluation
package import Notation

// From the report of the panel to the contract (D-13, D-16).

extension Deadlines {
  /// Candidates are publicised (中标候选人公示) within 3 days after the report is received, where the law demands the tender
  /// (D-13).
  ///
  /// - Returns: the latest first day.
  /// - Throws: `PUBLICITY_LATE`.
  @discardableResult
  package func requirePublicity(
    startingOn firstDay: CivilDate, afterReportOn received: CivilDate
  ) throws(Refusal) -> DueDate? {
    try require(
      Wording("start of the publicity of candidates", "中标候选人公示开始日"), on: firstDay,
      atMost: publicityRule(.publicityLate), after: received)
  }

  /// The publicity of candidates lasts at least 3 days, where the law demands the tender (D-13).
  ///
  /// - Returns: the earliest last day.
  /// - Throws: `PUBLICITY_TOO_SHORT`.
  @discardableResult
  package func requirePublicity(
    from firstDay: CivilDate, through lastDay: CivilDate
  ) throws(Refusal) -> DueDate? {
    try require(
      Wording("last day of the publicity of candidates", "中标候选人公示截止日"), on: lastDay,
      atLeast: publicityRule(.publicityTooShort), after: firstDay)
  }

  /// The contract is signed within 30 days after the notice of award (中标通知书; D-16).
  ///
  /// - Returns: the latest day.
  /// - Throws: `CONTRACT_LATE`.
  @discardableResult
  package func requireContract(
    on signed: CivilDate, afterNoticeOn noticed: CivilDate
  ) throws(Refusal) -> DueDate? {
    let rule = rule(
      engineering: PeriodRule(.contractLate, .days(30), .statute, "招标投标法 第四十六条"),
      procurement: PeriodRule(.contractLate, .days(30), .rule, "政府采购货物和服务招标投标管理办法 第七十一条"))
    return try require(Wording("contract", "签订合同"), on: signed, atMost: rule, after: noticed)
  }

  private func publicityRule(_ code: Fault.Code) -> PeriodRule? {
    rule(
      engineering: isMandatory ? PeriodRule(code, .days(3), .statute, "招标投标法实施条例 第五十四条") : nil,
      procurement: nil)
  }
}

extension Fault.Code {
  /// The publicity of candidates starts too late.
  package static let publicityLate = Fault.Code("PUBLICITY_LATE")
  /// The publicity of candidates is too short.
  package static let publicityTooShort = Fault.Code("PUBLICITY_TOO_SHORT")
  /// The contract is signed too late.
  package static let contractLate = Fault.Code("CONTRACT_LATE")
}
