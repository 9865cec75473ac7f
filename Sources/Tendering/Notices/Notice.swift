package import AuditTrail
package import Cryptography
package import Evaluation

/// The notice in force (招标公告), with everything that was published before it.
package struct Notice: Sendable, Equatable {
  /// The terms in force.
  package internal(set) var terms: Terms
  /// What bids are bound to, in the order of publication; the last is in force.
  package internal(set) var published: [TenderParameters]
  /// The deadlines in the order of publication; the last is in force.
  package internal(set) var deadlines: [Instant]
  /// The commitments to the secrets of the stages.
  package internal(set) var secrets: [DisclosureStage: Digest]
  /// What bidders asked, in the order of asking (sealed until the opening).
  package internal(set) var questions: [String] = []
  /// What was answered to all, in order (澄清).
  package internal(set) var clarifications: [DocumentClarification] = []
  /// When it was announced.
  package let announced: Instant

  /// The parameters in force.
  package var parameters: TenderParameters { published[published.count - 1] }
  /// The deadline in force (投标截止时间).
  package var deadline: Instant { deadlines[deadlines.count - 1] }

  init(
    terms: Terms, parameters: TenderParameters, deadline: Instant, secrets: [DisclosureStage: Digest],
    announced: Instant
  ) {
    self.terms = terms
    published = [parameters]
    deadlines = [deadline]
    self.secrets = secrets
    self.announced = announced
  }
}

extension Tender {
  /// The body of rules; nil before the terms are known.
  package var track: Track? { notice?.terms.track ?? plan?.track }

  /// The tenderer and its agency; empty before anybody planned anything.
  package var principals: [PartyID] {
    if let terms = notice?.terms { return [terms.tenderer] + (terms.agency.map { [$0] } ?? []) }
    return plan.map { [$0.tenderer] + ($0.agency.map { [$0] } ?? []) } ?? []
  }
}
