package import AuditTrail
package import Evaluation
package import Notation

/// The award (定标), from the report of the panel to the contract.
package struct Award: Sendable, Hashable {
  /// The publicity of the candidates (中标候选人公示).
  package struct Publicity: Sendable, Hashable {
    /// From when.
    package let from: Instant
    /// Until when, exclusively.
    package let until: Instant
  }

  /// The contract with the winner (合同).
  package struct Contract: Sendable, Hashable {
    /// What was agreed.
    package let terms: ContractTerms
    /// When the tenderer signed.
    package let signed: Instant
    /// When the winner signed; nil before.
    package internal(set) var concluded: Instant?
    /// When it was published, GP; nil before.
    package internal(set) var published: Instant?
    /// When its copy was filed, GP; nil before.
    package internal(set) var filed: Instant?
  }

  /// When the tenderer had the report: accepted in ENG, sent by the agency in GP; nil before.
  package internal(set) var reportReceived: Instant?
  /// GP: the end of the purchaser's time to decide, after which the first-ranked is decided by silence; nil before.
  package internal(set) var decisionDue: Instant?
  /// The publicity of the candidates, ENG; nil before.
  package internal(set) var publicity: Publicity?
  /// The winner (中标人); nil before the decision and after it lapsed.
  package internal(set) var winner: PartyID?
  /// The price of the winner's bid.
  package internal(set) var price: Money?
  /// When the winner was decided.
  package internal(set) var decided: Instant?
  /// Whether the purchaser's silence decided (87号令 第六十八条).
  package internal(set) var isBySilence = false
  /// The candidates who can no longer win, and why.
  package internal(set) var passedOver: [PartyID: AwardGround] = [:]
  /// When the notice of award went out (中标通知书); nil before.
  package internal(set) var notified: Instant?
  /// The contract; nil before the tenderer signs it.
  package internal(set) var contract: Contract?
  /// The periods that were missed and excused, in the order of the log.
  package internal(set) var missed: [DeadlineMissed] = []

  init() {}
}

/// Why a candidate does not get the award although it is the next in order (条例 第五十五条).
package enum AwardGround: String, Sendable, Hashable {
  /// It gives the award up (放弃中标).
  case declined
  /// Force majeure keeps it from performing the contract (因不可抗力不能履行合同).
  case forceMajeure = "force_majeure"
  /// It brings no performance bond (不按照招标文件要求提交履约保证金).
  case noPerformanceBond = "no_performance_bond"
  /// It was found to have broken the law in a way that touches the result (被查实存在影响中标结果的违法行为).
  case illegality

  static let codec = Codec<Self>.choice([
    .declined: Wording("it gives the award up", "放弃中标"),
    .forceMajeure: Wording("force majeure", "不可抗力不能履行合同"),
    .noPerformanceBond: Wording("no performance bond", "不提交履约保证金"),
    .illegality: Wording("illegality that touches the result", "存在影响中标结果的违法行为"),
  ])

  /// Whether the tenderer may keep the deposit of a winner who falls for it (条例 第七十四条).
  var forfeitsBond: Bool { self == .declined || self == .noPerformanceBond }
}

extension Tender {
  /// The candidates who can still win, in their order (中标候选人).
  package var remainingCandidates: [PartyID] {
    evaluation.candidates.filter { award.passedOver[$0] == nil }
  }

  /// The price of a bid as the panel ranked it.
  func price(of bidder: PartyID) -> Money? { evaluation.ranking.first { $0.bidder == bidder }?.price }
}

extension Bidding {
  /// Deposits that are still held are to be given back, by `date` where a rule says so.
  mutating func release(_ bidders: some Sequence<PartyID>, by date: CivilDate?) {
    for bidder in bidders where bonds[bidder]?.state == .held {
      bonds[bidder]?.state = .returnable
      bonds[bidder]?.refundBy = date
    }
  }
}

extension Occasion {
  /// The periods of the tender, by the calendar as it is known now.
  func deadlines(under terms: Terms) -> Deadlines {
    Deadlines(calendar: registry.calendar, track: terms.track, isMandatory: terms.isMandatory)
  }
}

extension Fault.Code {
  /// Something that is done once was done before.
  package static let alreadyDone = Fault.Code("ALREADY_DONE")
}

extension Refusal {
  /// `what` was done already.
  static func alreadyDone(_ what: Wording) -> Refusal {
    Refusal(.alreadyDone, .design, nil, what, accepted: Wording("once", "仅一次"))
  }
}
