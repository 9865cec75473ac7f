package import AuditTrail
package import Evaluation
package import Notation
package import Tendering

/// A tender as a rehearsal plays it (模拟招标脚本): who takes part, what each of them does, and what is expected to come of it.
///
/// Every instant is absolute here; the file gives dates relative to a start.
package struct Scenario: Sendable {
  /// The id of the tender.
  package var tender = AuditTrail.TenderID(unchecked: "T-MOCK-1")
  /// In which language its texts are.
  package var language = Language.chinese
  /// Under which security the tender runs.
  package var security = SecurityProfile.training
  /// When the story begins.
  package var start = Instant.beginning
  /// The terms that the notice publishes.
  package var terms = Terms()
  /// In how many sessions bids are opened.
  package var sessions = OpeningSessions.one
  /// To how many bytes a part is padded.
  package var padTo = 131_072
  /// Whether a plan is published; its day of the notice is that of `announced`.
  package var hasPlan = true
  /// When the plan is published; the start where there is none.
  package var planned = Instant.beginning
  /// When the documents are shown for comment; nil where they are not.
  package var previewed: Instant?
  /// When the notice is published.
  package var announced = Instant.beginning
  /// Who bids, in the order of the file.
  package var bidders: [ScriptedBidder] = []
  /// Whom the tenderer sends to the panel.
  package var representatives: [PartyID] = []
  /// The experts of the bank.
  package var experts: [ExpertRecord] = []
  /// What is known of ties between parties.
  package var relations: [Relation] = []
  /// What the panel thinks.
  package var judgement = ScriptedJudgement()
  /// What is tried beside the usual course.
  package var attempts: [Attempt] = []
  /// What is expected in the end.
  package var expected = Expectation()

  /// What reading starts from.
  package init() {}
}

/// A bidder and what it does.
package struct ScriptedBidder: Sendable {
  /// A bid as it is handed in.
  package struct Bid: Sendable {
    /// When.
    package var at = Instant.beginning
    /// The price.
    package var price = Money.zero
    /// The texts of the parts other than the price (Markdown).
    package var texts: [Part: String] = [:]

    /// What reading starts from.
    package init() {}
  }

  /// Who.
  package var party = PartyID.operator
  /// The bids in the order of handing in; each replaces the one before.
  package var bids: [Bid] = []
  /// When the last bid is withdrawn; nil for never.
  package var withdrawn: Instant?
  /// Whether it hands its keys over at the opening.
  package var bringsKeys = true
  /// What it declares for small-enterprise policy; nil for nothing.
  package var declaration: PolicyDeclaration?
  /// How its deposit is given; nil where it gives none.
  package var bond: Bond?
  /// What it answers when it is asked to explain a low price; nil for silence.
  package var explanation: String?
  /// Its objective scores, by criterion.
  package var objective: [CriterionID: Points] = [:]
  /// Why the panel rejects its bid; nil where it conforms.
  package var defect: ScriptedDefect?
  /// Why the purchaser finds it not qualified, GP; nil where it is.
  package var unqualified: String?
  /// What the panel finds of its low price; invalid where the bidder explains nothing.
  package var finding = Evaluation.Bid.Finding.reasonable
  /// The panel's scores for it, by criterion: one a seat in the order of the letters.
  package var scores: [CriterionID: [Points]] = [:]
  /// Whether its dark part names it, in the eyes of the panel.
  package var isNamedInDarkPart = false
  /// Whether it gives the award up.
  package var declines = false

  /// What reading starts from.
  package init() {}
}

/// Why a bid is rejected in the preliminary review.
package struct ScriptedDefect: Sendable, Hashable {
  /// The ground.
  package var ground = RejectionGround.unqualified
  /// What in the bid shows it.
  package var evidence = ""

  /// What reading starts from.
  package init() {}
}

/// What the panel does beside scoring.
package struct ScriptedJudgement: Sendable, Hashable {
  /// How many of the experts drawn first decline, so that others are drawn in their place.
  package var declines = 0
  /// The text of a dissent by the letter of the seat.
  package var dissents: [String: String] = [:]

  /// What reading starts from.
  package init() {}
}

/// Something that is tried on purpose, mostly to be refused.
package struct Attempt: Sendable {
  /// When.
  package var at = Instant.beginning
  /// By whom: a party, or the letter of a seat of the panel, whose member only the draw tells.
  package var party = PartyID.operator
  /// What: the name of a command of the catalogue.
  package var command = ""
  /// The arguments as canonical JSON has them, beside those that the runner fills in (`bid.submit`: price and texts).
  package var arguments = Value.object([])
  /// The price of a bid that is handed in; nil for that of the bidder's last one.
  package var price: Money?
  /// The code of the refusal that is expected; nil where it is to be accepted.
  package var refused: Fault.Code?
  /// Why it is tried, in the language of the scenario.
  package var reason = ""

  /// What reading starts from.
  package init() {}
}

/// What a scenario expects of its end.
package struct Expectation: Sendable, Hashable {
  /// The stage in which the tender ends.
  package var stage: Stage?
  /// The winner.
  package var winner: PartyID?
  /// The ranking, best first.
  package var ranking: [PartyID]?
  /// Why there is no winner.
  package var failure: Failure?

  /// What reading starts from.
  package init() {}
}
