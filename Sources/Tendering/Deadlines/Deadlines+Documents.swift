internal import Evaluation
package import Notation

// From the notice to the deadline for bids (D-01, D-02, D-03, D-23).

extension Deadlines {
  /// Documents are offered (发售) for at least 5 days, in government procurement 5 working days (D-01).
  ///
  /// - Parameters:
  ///   - firstDay: the first day on which they are to be had, which is not counted.
  ///   - lastDay: the last.
  /// - Returns: the earliest last day.
  /// - Throws: `DOC_OFFER_TOO_SHORT`.
  @discardableResult
  package func requireOffer(from firstDay: CivilDate, through lastDay: CivilDate) throws(Refusal) -> DueDate?
  {
    let rule = rule(
      engineering: PeriodRule(.documentOfferTooShort, .days(5), .statute, "招标投标法实施条例 第十六条"),
      procurement: PeriodRule(
        .documentOfferTooShort, .workingDays(5), .statute, "政府采购法实施条例 第三十一条"))
    return try require(
      Wording("last day of the offer of documents", "文件发售截止日"), on: lastDay, atLeast: rule, after: firstDay)
  }

  /// Applications for prequalification (资格预审申请) are due at least 5 days after the offer of its documents ends, where
  /// the law demands the tender (D-02).
  ///
  /// - Returns: the earliest deadline.
  /// - Throws: `PREQ_TOO_SHORT`.
  @discardableResult
  package func requirePrequalificationPeriod(
    from endOfOffer: CivilDate, to deadline: CivilDate
  ) throws(Refusal) -> DueDate? {
    let rule = rule(
      engineering: isMandatory
        ? PeriodRule(.prequalificationTooShort, .days(5), .statute, "招标投标法实施条例 第十七条") : nil,
      procurement: nil)
    return try require(
      Wording("deadline for prequalification", "资格预审申请截止日"), on: deadline, atLeast: rule, after: endOfOffer)
  }

  /// Bids are due at least 20 days after the documents are first issued, in the track ENG where the law demands the tender
  /// (D-03).
  ///
  /// - Returns: the earliest deadline.
  /// - Throws: `BID_PERIOD_TOO_SHORT`.
  @discardableResult
  package func requireBidPeriod(
    from firstIssue: CivilDate, to deadline: CivilDate
  ) throws(Refusal) -> DueDate? {
    let rule = rule(
      engineering: isMandatory
        ? PeriodRule(.bidPeriodTooShort, .days(20), .statute, "招标投标法 第二十四条") : nil,
      procurement: PeriodRule(.bidPeriodTooShort, .days(20), .statute, "政府采购法 第三十五条"))
    return try require(
      Wording("deadline for bids", "投标截止日"), on: deadline, atLeast: rule, after: firstIssue)
  }

  /// The notice of a government procurement (招标公告) stands for 5 working days (D-23); a longer one harms nobody.
  ///
  /// - Returns: the earliest last day.
  /// - Throws: `NOTICE_PERIOD`.
  @discardableResult
  package func requireNotice(from published: CivilDate, through lastDay: CivilDate) throws(Refusal)
    -> DueDate?
  {
    let rule = rule(
      engineering: nil,
      procurement: PeriodRule(.noticePeriod, .workingDays(5), .rule, "政府采购货物和服务招标投标管理办法 第十六条"))
    return try require(
      Wording("last day of the notice", "公告截止日"), on: lastDay, atLeast: rule, after: published)
  }
}

extension Fault.Code {
  /// The documents are offered for too few days.
  package static let documentOfferTooShort = Fault.Code("DOC_OFFER_TOO_SHORT")
  /// Too little time to apply for prequalification.
  package static let prequalificationTooShort = Fault.Code("PREQ_TOO_SHORT")
  /// Too little time to bid.
  package static let bidPeriodTooShort = Fault.Code("BID_PERIOD_TOO_SHORT")
  /// A notice stands for too few days.
  package static let noticePeriod = Fault.Code("NOTICE_PERIOD")
}
