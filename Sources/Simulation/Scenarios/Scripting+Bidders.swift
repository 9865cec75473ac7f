internal import AuditTrail
internal import Evaluation
internal import Notation
internal import Tendering

extension Scripting {
  /// The bidder number `index` of the file.
  mutating func bidder(_ index: Int, in scenario: Scenario) -> ScriptedBidder {
    let written = document.bidders[index]
    let path = FieldPath("bidders").appending(index)
    var bidder = ScriptedBidder()
    bidder.party = written.party
    bidder.bringsKeys = written.bringsKeys
    bidder.declaration = written.declaration
    bidder.explanation = written.explanation
    bidder.objective = written.objective
    bidder.defect = written.defect
    bidder.unqualified = written.unqualified
    bidder.isNamedInDarkPart = written.isNamedInDarkPart
    bidder.declines = written.declines
    setBids(of: &bidder, written, path, scenario)
    bidder.bond = written.bond.flatMap { bond($0, path.appending("bond"), scenario) }
    bidder.finding = finding(written, path)
    let seats = scenario.terms.panel?.memberCount ?? 0
    for (criterion, scores) in written.scores {
      switch scores {
      case .all(let score): bidder.scores[criterion] = Array(repeating: score, count: seats)
      case .bySeat(let scores): bidder.scores[criterion] = scores
      }
    }
    return bidder
  }

  private mutating func setBids(
    of bidder: inout ScriptedBidder, _ written: BidderDocument, _ path: FieldPath, _ scenario: Scenario
  ) {
    var origin = ScriptedMoment.Origin(
      start: scenario.start, opening: scenario.terms.opening, previous: scenario.terms.documentsFrom)
    for (number, form) in written.bids.enumerated() {
      let path = path.appending("bids").appending(number)
      var bid = ScriptedBidder.Bid()
      bid.at = instant(form.at, path.appending("at"), origin)
      bid.texts = form.texts.byPart
      if let price = money(form.price, path.appending("price")) { bid.price = price }
      requireTime(bid.at, from: origin.previous, path.appending("at"), scenario)
      origin.previous = bid.at
      bidder.bids.append(bid)
    }
    guard let withdrawn = written.withdrawn else { return }
    let time = instant(withdrawn, path.appending("withdraws"), origin)
    requireTime(time, from: origin.previous, path.appending("withdraws"), scenario)
    bidder.withdrawn = time
  }

  /// What comes too late is refused when it is tried, so that it stands among the attempts.
  private mutating func requireTime(
    _ time: Instant, from earliest: Instant, _ path: FieldPath, _ scenario: Scenario
  ) {
    let deadline = scenario.terms.opening
    if time >= deadline {
      refuse(
        path, .bidLate,
        Wording(
          "\(time.beijingTime), deadline \(deadline.beijingTime)",
          "\(time.beijingTime)，截止时间 \(deadline.beijingTime)"),
        accepted: Wording(
          "a time before the deadline; a late bid stands under attempts", "截止之前；逾期递交写入 attempts"))
    } else if time < earliest {
      refuse(
        path, .scenarioOrder,
        Wording(
          "\(time.beijingTime), before \(earliest.beijingTime)",
          "\(time.beijingTime)，早于 \(earliest.beijingTime)"),
        accepted: Wording("\(earliest.beijingTime) or later", "\(earliest.beijingTime) 或之后"))
    }
  }

  /// The deposit; what is not written is as the documents ask for.
  private mutating func bond(
    _ written: BidderDocument.Deposit, _ path: FieldPath, _ scenario: Scenario
  ) -> Bond? {
    guard let required = scenario.terms.bond else {
      refuse(
        path, .unknownKey, Wording("the documents ask for no deposit", "招标文件未要求保证金"),
        accepted: Wording("no bond, or a bond of the documents", "不写，或写明招标文件的 bond"))
      return nil
    }
    let opening = scenario.terms.opening
    var bond = Bond()
    bond.form = written.form
    bond.issuer = written.issuer
    bond.amount = written.amount.map { money($0, path.appending("amount")) ?? .zero } ?? required.amount
    bond.validUntil =
      written.validUntil.map { moment in
        let origin = ScriptedMoment.Origin(start: scenario.start, opening: opening, previous: opening)
        return instant(moment, path.appending("valid_until"), origin)
      } ?? opening.date.advanced(by: required.validityDays).end
    return bond
  }

  /// The finding, which rests on an explanation: without one the panel cannot find the price reasonable.
  private mutating func finding(_ written: BidderDocument, _ path: FieldPath) -> Evaluation.Bid.Finding {
    switch (written.explanation, written.finding) {
    case (nil, nil): return .invalid
    case (.some, let finding?): return finding
    case (.some, nil):
      refuse(
        path, .missingKey, Wording("“finding” is missing beside “explains”", "有 explains 而缺少 finding"),
        accepted: Wording("finding: REASONABLE or INVALID", "finding：合理或无效"))
    case (nil, .some):
      refuse(
        path.appending("finding"), .missingKey,
        Wording("“explains” is missing beside “finding”", "有 finding 而缺少 explains"),
        accepted: Wording("both or neither; without an explanation it is invalid", "同时写明或均不写；不作说明即为无效"))
    }
    return .invalid
  }
}
