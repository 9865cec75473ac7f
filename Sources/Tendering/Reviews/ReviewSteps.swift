internal import AuditTrail
internal import Evaluation
package import Notation

/// A step of the evaluation that ends with one command (rulebook 1.7).
enum ReviewStep {
  /// The preliminary review.
  case preliminaryReview
  /// The screening of low prices.
  case screening
  /// The fixing of valid set and benchmark.
  case fixing
}

// What the commands of the evaluation ask of the step that it is at.

extension Occasion {
  /// Refuses before the dark parts are scored, locked and revealed, and once `step` has ended.
  func requireBefore(_ step: ReviewStep) throws(Refusal) {
    try requireReveal()
    if tender.evaluation.fixing != nil {
      throw Refusal(
        .benchmarkFrozen, .document, nil,
        Wording("valid set and benchmark are fixed", "有效投标和评标基准价已确定"),
        accepted: Wording("scoring, summary and report", "评分、汇总与报告"))
    }
    switch step {
    case .preliminaryReview where tender.reviews.conforming != nil:
      throw .stepOver(Wording("the preliminary review is concluded", "初步评审已结束"))
    case .screening where tender.reviews.screened != nil:
      throw .stepOver(Wording("the prices were screened", "低价筛查已完成"))
    default: break
    }
  }

  /// Refuses before `step` has ended.
  func requireAfter(_ step: ReviewStep) throws(Refusal) {
    try requireReveal()
    switch step {
    case .preliminaryReview where tender.reviews.conforming == nil:
      throw .stepMissing(
        Wording("the preliminary review is open", "初步评审尚未结束"), Wording(verbatim: "preliminary.conclude"))
    case .screening where tender.reviews.screened == nil:
      throw .stepMissing(
        Wording("the prices were not screened", "尚未低价筛查"), Wording(verbatim: "lowprice.screen"))
    case .fixing where tender.evaluation.fixing == nil:
      throw .stepMissing(
        Wording("valid set and benchmark are not fixed", "有效投标和评标基准价尚未确定"),
        Wording(verbatim: "benchmark.fix"))
    default: break
    }
  }

  /// Refuses as long as a dark part is not locked and its codes are not published.
  private func requireReveal() throws(Refusal) {
    guard tender.notice?.terms.darkViolation != nil, tender.panel.locked == nil || tender.draws.mapping == nil
    else { return }
    throw Refusal(
      .darkMappingSealed, .document, nil,
      Wording("the dark parts are not revealed", "暗标尚未揭标"),
      accepted: Wording("after every member has locked and the codes are public", "全部评委锁定并公布编码之后"))
  }

  /// Refuses as long as a low price waits for the panel's decision.
  func requireLowPricesSettled() throws(Refusal) {
    let open = tender.reviews.openLowPrices.map(\.rawValue)
    guard !open.isEmpty else { return }
    throw Refusal(
      .lowPricePending, .design, nil,
      Wording(
        "the low price of \(open.joined(separator: ", ")) is not decided",
        "\(open.joined(separator: "、")) 的异常低价尚未认定"),
      accepted: Wording("lowprice.decide on each first", "先逐一 lowprice.decide"))
  }

  /// Refuses as long as a member has not voted on one of `bidders`.
  func requireVotes(
    on bidders: [PartyID], by voters: (PartyID) -> some Sequence<PartyID>
  ) throws(Refusal) {
    let members = tender.panel.members
    let missing = bidders.compactMap { bidder -> String? in
      let voted = Set(voters(bidder))
      let count = members.count { voted.contains($0.party) }
      return count < members.count ? "\(bidder) \(count)/\(members.count)" : nil
    }
    guard !missing.isEmpty else { return }
    throw .votesMissing(missing)
  }

  /// Refuses a bidder that is not one of `bidders`.
  func requireBidder(_ bidder: PartyID, among bidders: [PartyID]) throws(Refusal) {
    guard !bidders.contains(bidder) else { return }
    throw Refusal(
      .unknownBid, .design, nil, Wording("\(bidder) is not before the panel", "\(bidder) 不在评审之列"),
      accepted: Wording(verbatim: bidders.isEmpty ? "-" : bidders.map(\.rawValue).joined(separator: ", ")))
  }
}

extension Refusal {
  static func votesMissing(_ missing: [String]) -> Refusal {
    Refusal(
      .votesMissing, .design, nil,
      Wording(
        "not every member has voted: \(missing.joined(separator: ", "))",
        "尚有评委未表决：\(missing.joined(separator: "、"))"),
      accepted: Wording("a vote of every member", "每位评委表决"))
  }

  static func stepOver(_ message: Wording) -> Refusal {
    Refusal(
      .evaluationStep, .design, nil, message,
      accepted: Wording("the commands of the next step", "下一步骤的指令"))
  }

  static func stepMissing(_ message: Wording, _ command: Wording) -> Refusal {
    Refusal(
      .evaluationStep, .design, nil, message,
      accepted: Wording("\(command.english) first", "先 \(command.chinese)"))
  }
}

extension Fault.Code {
  /// What is asked for after valid set and benchmark are fixed.
  package static let benchmarkFrozen = Fault.Code("BENCHMARK_FROZEN")
  /// What belongs to another step of the evaluation.
  package static let evaluationStep = Fault.Code("EVALUATION_STEP")
  /// What has to wait for the decision on a low price.
  package static let lowPricePending = Fault.Code("LOWPRICE_PENDING")
  /// A decision before every member has voted.
  package static let votesMissing = Fault.Code("VOTES_MISSING")
  /// A bid that is not before the panel.
  package static let unknownBid = Fault.Code("UNKNOWN_BID")
}
