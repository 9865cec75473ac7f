internal import AuditTrail

/// One tender (标段) as its events have made it.
///
/// Each concept keeps its own part of the state; an event changes the part of its concept and the stage.
package struct Tender: Sendable, Equatable {
  /// Which tender.
  package let id: TenderID
  /// Where it stands.
  package internal(set) var stage = Stage.unpublished
  /// What was announced to come; nil without a plan.
  package internal(set) var plan: Plan?
  /// The documents before the notice.
  package internal(set) var drafting = Drafting()
  /// The notice in force; nil before it.
  package internal(set) var notice: Notice?
  /// Keys, bids and bonds.
  package internal(set) var bidding = Bidding()
  /// The opening of the bids.
  package internal(set) var opening = Opening()
  /// The draws.
  package internal(set) var draws = Draws()
  /// The panel.
  package internal(set) var panel = Panel()
  /// The reviews before scoring.
  package internal(set) var reviews = Reviews()
  /// The result.
  package internal(set) var evaluation = EvaluationRecord()
  /// From the report to the contract.
  package internal(set) var award = Award()
  /// Why there is no winner; nil as long as there may be one.
  package internal(set) var failure: Failure?

  /// A tender of which nothing is known yet.
  package init(_ id: TenderID) { self.id = id }
}
