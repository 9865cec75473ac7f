internal import AuditTrail
internal import Evaluation
internal import Notation
internal import Tendering

extension Scripting {
  /// Looks for what does not fit together.
  ///
  /// What only a law refuses is left to the rehearsal: a scenario may break the law on purpose.
  mutating func review(_ scenario: Scenario) {
    reviewParties(scenario)
    reviewDarkPart(scenario)
    reviewParts(scenario)
    reviewExperts(scenario)
    for index in scenario.bidders.indices { reviewScores(index, scenario) }
    let bidders = Set(scenario.bidders.map(\.party))
    if let winner = scenario.expected.winner, !bidders.contains(winner) {
      refuseParty(winner, "expect.winner", bidders)
    }
    for (index, party) in (scenario.expected.ranking ?? []).enumerated() where !bidders.contains(party) {
      refuseParty(party, FieldPath("expect").appending("ranking").appending(index), bidders)
    }
    let seats = (0..<(scenario.terms.panel?.memberCount ?? 0)).map(SeatLetter.text)
    for letter in scenario.judgement.dissents.keys.sorted() where !seats.contains(letter) {
      refuse(
        FieldPath("judgement").appending("dissents").appending(letter), .unknownParty,
        Wording("there is no seat \(letter)", "没有席位 \(letter)"),
        accepted: Wording(verbatim: seats.joined(separator: ", ")))
    }
  }

  /// A bidder has an id of its own: whoever tries something is told by it.
  private mutating func reviewParties(_ scenario: Scenario) {
    let others = Set(partyIDs(scenario, besideBidders: true))
    for (index, bidder) in scenario.bidders.enumerated() where others.contains(bidder.party) {
      refuse(
        FieldPath("bidders").appending(index).appending("id"), .invalidValue,
        Wording("\(bidder.party) is somebody else", "\(bidder.party) 已是其他当事人或席位"),
        accepted: Wording("an id of its own", "不与他人相同的标识"))
    }
  }

  /// There is a dark part just where a criterion is scored in the dark, and then its violation has a consequence.
  private mutating func reviewDarkPart(_ scenario: Scenario) {
    let isDark = scheme.criteria.contains(where: \.isDark)
    guard isDark != (scenario.terms.darkViolation != nil) else { return }
    if isDark {
      refuse(
        "", .missingKey,
        Wording("the scheme has a dark part, and dark_violation is missing", "办法含暗标，缺少 dark_violation"),
        accepted: Wording("dark_violation: REJECT or ZERO", "dark_violation：REJECT 或 ZERO"))
    } else {
      refuse(
        "dark_violation", .unknownKey, Wording("the scheme has no dark part", "办法不含暗标"),
        accepted: Wording("nothing here, or a dark criterion", "不写，或在办法中设暗标评审因素"))
    }
  }

  /// A technical text in every bid just where there is a dark part; other texts in all bids or in none.
  private mutating func reviewParts(_ scenario: Scenario) {
    let stated = Set(scenario.bidders.flatMap { $0.bids.flatMap(\.texts.keys) })
    var expected = stated.subtracting([.technical])
    if scenario.terms.darkViolation != nil { expected.insert(.technical) }
    let names = expected.map(\.rawValue).sorted().joined(separator: ", ")
    for (index, bidder) in scenario.bidders.enumerated() {
      for (number, bid) in bidder.bids.enumerated() where Set(bid.texts.keys) != expected {
        let given = bid.texts.keys.map(\.rawValue).sorted().joined(separator: ", ")
        refuse(
          FieldPath("bidders").appending(index).appending("bids").appending(number).appending("texts"),
          .wrongParts,
          Wording(
            "texts of the parts: \(given.isEmpty ? "none" : given)", "各部分文本：\(given.isEmpty ? "无" : given)"),
          accepted: Wording(
            "texts of the parts: \(names.isEmpty ? "none" : names)", "各部分文本：\(names.isEmpty ? "无" : names)"))
      }
    }
  }

  /// Three times as many experts of a specialty as seats, else nothing is drawn (formats, section 6).
  private mutating func reviewExperts(_ scenario: Scenario) {
    for (index, stratum) in (scenario.terms.panel?.strata ?? []).enumerated() {
      let count = scenario.experts.count { $0.specialties.contains(stratum.specialty) }
      guard count < 3 * stratum.seats else { continue }
      refuse(
        FieldPath("panel").appending("strata").appending(index), .poolTooNarrow,
        Wording(
          "\(count) experts of \(stratum.specialty) for \(stratum.seats) seats",
          "\(stratum.specialty) 专家 \(count) 人，需 \(stratum.seats) 人"),
        accepted: Wording(
          "at least \(3 * stratum.seats), beside those who must stand aside",
          "至少 \(3 * stratum.seats) 人，应回避者除外"))
    }
  }

  /// Every criterion is scored, by every seat, within its full mark.
  ///
  /// A bid that is never scored, being withdrawn, unreadable or rejected, needs no scores.
  private mutating func reviewScores(_ index: Int, _ scenario: Scenario) {
    let bidder = scenario.bidders[index]
    let path = FieldPath("bidders").appending(index)
    let isScored =
      bidder.withdrawn == nil && bidder.bringsKeys && bidder.defect == nil && bidder.unqualified == nil
    for criterion in scheme.criteria where isScored {
      let isPanel = criterion.kind == .panel
      guard isPanel ? bidder.scores[criterion.id] == nil : bidder.objective[criterion.id] == nil else {
        continue
      }
      let key = isPanel ? "scores" : "objective"
      refuse(
        path.appending(key), .scoresMissing,
        Wording("\(bidder.party) has no score for \(criterion.id)", "\(bidder.party) 缺少 \(criterion.id) 的得分"),
        accepted: Wording("\(key).\(criterion.id)", "\(key).\(criterion.id)"))
    }
    let seats = scenario.terms.panel?.memberCount ?? 0
    for (criterion, scores) in bidder.scores.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let path = path.appending("scores").appending(criterion.rawValue)
      guard requireCriterion(criterion, .panel, scores, path), scores.count != seats else { continue }
      refuse(
        path, .scoresMissing,
        Wording("\(scores.count) scores for \(seats) seats", "\(seats) 个席位，\(scores.count) 个得分"),
        accepted: Wording("one a seat in the order of the letters", "按席位字母顺序各一个"))
    }
    for (criterion, score) in bidder.objective.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      _ = requireCriterion(
        criterion, .objective, [score], path.appending("objective").appending(criterion.rawValue))
    }
  }

  private mutating func requireCriterion(
    _ id: CriterionID, _ kind: Criterion.Kind, _ scores: [Points], _ path: FieldPath
  ) -> Bool {
    let known = scheme.criteria.filter { $0.kind == kind }
    guard let criterion = known.first(where: { $0.id == id }) else {
      let names = known.map(\.id.rawValue).joined(separator: ", ")
      refuse(
        path, .criterionNotPublished,
        Wording("the scheme has no such criterion: \(id)", "办法中没有此类评审因素：\(id)"),
        accepted: Wording(names.isEmpty ? "none" : names, names.isEmpty ? "无" : names))
      return false
    }
    guard let excess = scores.first(where: { $0 > criterion.full }) else { return true }
    refuse(
      path, .scoreOutOfRange, Wording("\(excess) of \(criterion.full)", "\(excess)，满分 \(criterion.full)"),
      accepted: Wording("0 to \(criterion.full)", "0 至 \(criterion.full)"))
    return true
  }
}
