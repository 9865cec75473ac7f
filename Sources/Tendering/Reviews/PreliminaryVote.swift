package import AuditTrail
internal import Evaluation
package import Notation

/// A member's vote on one bid in the preliminary review (初步评审).
package struct PreliminaryVote: Sendable, Hashable {
  /// A defect of expression, about which the bidder must be asked before its bid may be rejected (1117号 十三).
  package enum Defect: String, Sendable, Hashable {
    case unclear = "UNCLEAR"
    case inconsistent = "INCONSISTENT"
    case obviousError = "OBVIOUS_ERROR"

    static let codec = Codec<Self>.choice([
      .unclear: Wording("the meaning is not clear", "含义不明确"),
      .inconsistent: Wording("statements of the same thing differ", "同类问题表述不一致"),
      .obviousError: Wording("an obvious slip or sum error", "明显文字和计算错误"),
    ])
  }

  /// Whose bid.
  package var bidder = PartyID.operator
  /// Why it is to be rejected; nil where it conforms.
  package var ground: RejectionGround?
  /// What in the bid shows it; needed with a ground.
  package var evidence: String?
  /// The defect of expression that the ground rests on; nil for none.
  package var defect: Defect?

  private init() {}

  /// The vote that the bid conforms.
  package init(conforms bidder: PartyID) { self.bidder = bidder }

  /// The vote that the bid is to be rejected.
  package init(_ bidder: PartyID, _ ground: RejectionGround, evidence: String?, defect: Defect? = nil) {
    self.bidder = bidder
    self.ground = ground
    self.evidence = evidence
    self.defect = defect
  }

  package static let codec = Codec<Self>.record(
    Wording("a vote on a bid", "初步评审意见"), blank: Self(),
    .required("bidder", \.bidder, PartyID.codec, Wording("whose bid", "投标人")),
    .optional("defect", \.defect, Defect.codec, Wording("defect of expression", "表述缺陷")),
    .optional("evidence", \.evidence, .text(upTo: 4_000), Wording("what shows it", "事实依据")),
    .optional("rule", \.ground, RejectionGround.codec, Wording("ground of rejection", "否决情形")))
}

/// Votes on a bid; a later vote of the member replaces it (初步评审).
package struct PreliminaryVoteCast: TenderCommand {
  /// The vote.
  package let vote: PreliminaryVote

  /// Casts `vote`.
  package init(_ vote: PreliminaryVote) { self.vote = vote }

  package static let entry = CatalogueEntry(
    "preliminary.vote", Wording("vote on a bid in the preliminary review", "初步评审表决"), by: [.member],
    at: [.evaluating], .sealed(until: .award), events: [PreliminaryVoted.self])
  package static let codec = PreliminaryVote.codec.carried({ PreliminaryVoteCast($0) }, at: \.vote)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    try occasion.requireBefore(.preliminaryReview)
    try occasion.requireBidder(vote.bidder, among: occasion.tender.reviewable)
    if let ground = vote.ground { try occasion.requireAdmissible(vote, ground) }
    return [PreliminaryVoted(vote)]
  }
}

/// A member has voted on a bid.
package typealias PreliminaryVoted = Recorded<PreliminaryVote>

extension PreliminaryVote: TenderFact {
  package static let kind = LeafKind.named("preliminary.voted")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.reviews.votes[bidder, default: [:]][occurrence.actor] = self
  }
}

extension Occasion {
  /// What a ground of rejection may not be, or not without having asked (rulebook 3.8).
  fileprivate func requireAdmissible(_ vote: PreliminaryVote, _ ground: RejectionGround) throws(Refusal) {
    switch ground {
    case .price:
      throw .autoRejectForbidden(
        Wording("R5 is voted on \(vote.bidder)", "对 \(vote.bidder) 表决 R5"),
        accepted: Wording(
          "nothing for a price above the ceiling, which is computed; lowprice.question for one that is too low",
          "高于限价的由计算得出，无需表决；疑似过低的用 lowprice.question 要求说明"))
    case .darkViolation:
      throw Refusal(
        .darkViolationElsewhere, .document, nil,
        Wording("a dark part is judged before the reveal", "暗标身份在揭标前认定"),
        accepted: Wording("the panel's finding in the dark step", "暗标评审阶段的认定"))
    case .unqualified where tender.track == .governmentProcurement:
      throw Refusal(
        .qualificationNotThePanels, .rule, "政府采购货物和服务招标投标管理办法 第四十四条",
        Wording("the panel votes on the qualification of \(vote.bidder)", "评标委员会表决 \(vote.bidder) 的资格"),
        accepted: Wording("qualification.review by the purchaser or agency", "由采购人或代理机构资格审查"))
    default: break
    }
    guard vote.evidence != nil else {
      throw Refusal(
        .reviewIncomplete, .rule, "发改法规规〔2022〕1117号 第十三条",
        Wording("\(ground.rawValue) without evidence", "\(ground.rawValue) 未载明事实依据"),
        accepted: Wording("what in the bid shows it", "投标文件中的事实依据"))
    }
    guard let defect = vote.defect,
      !tender.reviews.clarifications.contains(where: { $0.bidder == vote.bidder })
    else { return }
    throw .autoRejectForbidden(
      Wording(
        "\(vote.bidder) is to be rejected for \(defect.rawValue) and was not asked",
        "以 \(defect.rawValue) 否决 \(vote.bidder)，而未要求澄清"),
      accepted: Wording("clarification.request first", "先用 clarification.request 要求澄清"))
  }
}

extension Refusal {
  fileprivate static func autoRejectForbidden(_ message: Wording, accepted: Wording) -> Refusal {
    Refusal(.autoRejectForbidden, .rule, "发改法规规〔2022〕1117号 第十三条", message, accepted: accepted)
  }
}

extension Fault.Code {
  /// A bid that would be rejected without having been asked.
  package static let autoRejectForbidden = Fault.Code("AUTO_REJECT_FORBIDDEN")
  /// A dark part judged outside the dark step.
  package static let darkViolationElsewhere = Fault.Code("DARK_VIOLATION_ELSEWHERE")
  /// A panel that judges what the purchaser judges.
  package static let qualificationNotThePanels = Fault.Code("QUALIFICATION_NOT_THE_PANELS")
}
