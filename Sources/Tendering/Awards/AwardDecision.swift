package import AuditTrail
package import Evaluation
package import Notation

/// Whom the tenderer chooses, and why where it is not the first of the candidates left.
package struct AwardChoice: Sendable, Hashable {
  /// Who wins.
  package var bidder = PartyID.operator
  /// Why those before it do not.
  package var ground: AwardGround?
  /// What is said for it.
  package var reason: String?
  /// That the bidder extended the validity of its bid in writing, where that is over.
  package var excuse: String?

  private init() {}

  /// Chooses `bidder`.
  package init(
    _ bidder: PartyID, ground: AwardGround? = nil, reason: String? = nil, excuse: String? = nil
  ) {
    (self.bidder, self.ground, self.reason, self.excuse) = (bidder, ground, reason, excuse)
  }

  static let codec = Codec<Self>.record(
    Wording("a choice of the winner", "定标"), blank: Self(),
    .required("bidder", \.bidder, PartyID.codec, Wording("who wins", "中标人")), .excuse(\.excuse),
    .optional("ground", \.ground, AwardGround.codec, Wording("why those before it do not", "排序在前者未中标的情形")),
    .optional("reason", \.reason, .text(upTo: 1_000), Wording("what is said for it", "理由")))

  /// The decision for this choice.
  ///
  /// Only a candidate can win (招标投标法 第五十七条). In GP, and in ENG where the law demands the tender and state funds control
  /// it, it is the first of those left, unless a ground of the law excludes those before it (条例 第五十五条, 87号令 第六十八条).
  /// Bids must still bind (D-20); where their validity is over an excuse states that the bidder extended it.
  fileprivate func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let notice = try occasion.requireNotice()
    let tender = occasion.tender
    guard let place = tender.remainingCandidates.firstIndex(of: bidder), let price = tender.price(of: bidder)
    else { throw .outsideCandidates(bidder, tender) }
    let before = Array(tender.remainingCandidates.prefix(place))
    if !before.isEmpty, isOrderBinding(notice.terms), ground == nil || reason == nil {
      throw Refusal(
        .mustAwardFirst, notice.terms.track == .engineering ? .statute : .rule,
        notice.terms.track == .engineering
          ? "招标投标法实施条例 第五十五条" : "政府采购货物和服务招标投标管理办法 第六十八条",
        Wording("\(bidder) before \(before[0])", "\(bidder) 先于 \(before[0])"),
        accepted: Wording(
          "\(before[0]), or a ground with a reason: declined, force_majeure, no_performance_bond, illegality",
          "\(before[0])，或载明法定情形及理由：放弃、不可抗力、不提交履约保证金、违法行为"))
    }
    let deadlines = occasion.deadlines(under: notice.terms)
    let validity = deadlines.endOfValidity(
      .days(UInt16(clamping: notice.terms.bidValidityDays)), from: notice.deadline.date)
    let missed = try occasion.inTime(excuse, on: occasion.time.date, after: notice.deadline.date) {
      (date) throws(Refusal) in
      try deadlines.requireValidBids(on: date, through: validity)
      return validity
    }
    let decided = AwardDecided(
      bidder: bidder, price: price, passedOver: ground == nil ? [] : before, ground: ground, reason: reason)
    return [decided] + missed
  }

  private func isOrderBinding(_ terms: Terms) -> Bool {
    switch terms.track {
    case .engineering: terms.isMandatory && terms.isStateFunded
    case .governmentProcurement: true
    case .foreign: false
    }
  }
}

/// Determines the winner (定标), ENG and FOREIGN.
///
/// ENG decides after the publicity of the candidates. Where no law demands the tender and the documents promise no
/// publicity, the accepted report is enough; FOREIGN decides on the report itself.
package struct AwardDecide: TenderCommand {
  /// The choice.
  package var choice: AwardChoice

  /// Decides for `choice`.
  package init(_ choice: AwardChoice) { self.choice = choice }

  package static let entry = CatalogueEntry(
    "award.decide", Wording("determine the winner", "确定中标人"), by: [.tenderer],
    at: [.reported, .reportReview, .awarding], tracks: [.engineering, .foreign],
    events: [AwardDecided.self, DeadlineMissed.self])
  package static let codec = AwardChoice.codec.carried({ AwardDecide($0) }, at: \.choice)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let terms = try occasion.requireNotice().terms
    let needsPublicity = terms.track == .engineering && (terms.isMandatory || terms.publicityDays != nil)
    let stages: [Stage] =
      needsPublicity
      ? [.awarding] : [.awarding, terms.track == .engineering ? .reportReview : .reported]
    guard stages.contains(occasion.tender.stage) else {
      throw Refusal(
        .wrongStage, .design, nil,
        Wording(
          "a decision at the stage \(occasion.tender.stage.rawValue)",
          "阶段 \(occasion.tender.stage.rawValue) 定标"),
        accepted: Wording(verbatim: stages.map(\.rawValue).joined(separator: ", ")))
    }
    return try choice.decide(occasion)
  }
}

/// Confirms the winner (确定中标人), GP: in the order of the candidates, 5 working days after the report came.
///
/// After that the first-ranked is decided by silence, so that a decision is never late.
package struct AwardConfirm: TenderCommand {
  /// The choice.
  package var choice: AwardChoice

  /// Confirms `choice`.
  package init(_ choice: AwardChoice) { self.choice = choice }

  package static let entry = CatalogueEntry(
    "award.confirm", Wording("confirm the winner", "确认中标人"), by: [.tenderer], at: [.reported, .awarding],
    tracks: [.governmentProcurement], events: [AwardDecided.self, DeadlineMissed.self])
  package static let codec = AwardChoice.codec.carried({ AwardConfirm($0) }, at: \.choice)

  package static func refusal(at stage: Stage, _ occasion: Occasion) -> Refusal? {
    guard occasion.tender.award.isBySilence, let due = occasion.tender.award.decisionDue else { return nil }
    return Refusal(
      .awardLate, .rule, "政府采购货物和服务招标投标管理办法 第六十八条",
      Wording(
        "the time to decide ended at \(due.beijingTime): the first-ranked won by silence",
        "确定期限于 \(due.beijingTime) 届满，视同确定排名第一的候选人为中标人"),
      accepted: Wording("a decision before \(due.beijingTime)", "\(due.beijingTime) 之前确定"))
  }

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    guard occasion.tender.award.reportReceived != nil else {
      throw Refusal(
        .wrongStage, .design, nil, Wording("the purchaser has no report yet", "采购人尚未收到评标报告"),
        accepted: Wording("report.send first", "先 report.send"))
    }
    return try choice.decide(occasion)
  }
}

/// The winner is determined.
package struct AwardDecided: TenderEvent {
  /// Who wins.
  package var bidder = PartyID.operator
  /// The price of its bid.
  package var price = Money.zero
  /// Whether the purchaser's silence decided.
  package var isBySilence = false
  /// The candidates before it, who are excluded.
  package var passedOver: [PartyID] = []
  /// Why they are.
  package var ground: AwardGround?
  /// What was said for it.
  package var reason: String?

  package static let kind = LeafKind.named("award.decided")
  package static let codec = Codec<Self>.record(
    Wording("a winner", "中标人"), blank: Self(),
    .required("bidder", \.bidder, PartyID.codec, Wording("who wins", "中标人")),
    .required("by_silence", \.isBySilence, .boolean, Wording("decided by silence", "视同确定")),
    .optional("ground", \.ground, AwardGround.codec, Wording("why those before it do not", "排序在前者未中标的情形")),
    .required(
      "passed_over", \.passedOver, .list(of: PartyID.codec, count: 0...99),
      Wording("the candidates before it", "排序在前的候选人")),
    .required("price", \.price, .minorUnits, Wording("price of its bid", "中标价")),
    .optional("reason", \.reason, .text(upTo: 1_000), Wording("what was said for it", "理由")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    if let ground { for bidder in passedOver { tender.award.passedOver[bidder] = ground } }
    tender.award.winner = bidder
    tender.award.price = price
    tender.award.decided = occurrence.time
    tender.award.isBySilence = isBySilence
    tender.stage = .awarded
  }
}

extension Tender {
  /// A purchaser who does not decide in time has decided for the first-ranked candidate (87号令 第六十八条).
  var silentAward: Transition? {
    guard stage == .reported, let due = award.decisionDue, let first = remainingCandidates.first,
      let price = price(of: first)
    else { return nil }
    return Transition(at: due, [AwardDecided(bidder: first, price: price, isBySilence: true)])
  }
}

extension Refusal {
  static let noWinnerYet = Refusal(
    .wrongStage, .design, nil, Wording("there is no winner", "尚未确定中标人"),
    accepted: Wording("after the decision", "定标之后"))

  static func outsideCandidates(_ bidder: PartyID, _ tender: Tender) -> Refusal {
    let left = tender.remainingCandidates.map(\.rawValue)
    return Refusal(
      .awardOutsideCandidates, .statute, "招标投标法 第五十七条",
      Wording("\(bidder) is none of the candidates", "\(bidder) 不是中标候选人"),
      accepted: left.isEmpty
        ? Wording("none is left", "无候选人") : Wording(left.joined(separator: ", "), left.joined(separator: "、"))
    )
  }
}

extension Fault.Code {
  /// A winner who is no candidate, or none any more.
  package static let awardOutsideCandidates = Fault.Code("AWARD_OUTSIDE_CANDIDATES")
  /// A winner who is not the first of the candidates left.
  package static let mustAwardFirst = Fault.Code("MUST_AWARD_FIRST")
}
