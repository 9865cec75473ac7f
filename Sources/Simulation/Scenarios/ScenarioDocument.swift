internal import AuditTrail
internal import Evaluation
internal import Interchange
internal import Notation
internal import Tendering

/// A scenario as its file writes it: moments relative, amounts without a currency, experts by the dozen.
struct ScenarioDocument: Sendable {
  /// Who takes part beside bidders and experts.
  struct Parties: Sendable {
    var tenderer = PartyID.operator
    var agency: PartyID?
    var notary = PartyID.operator
  }

  /// When the steps before the opening are taken, each of which may count from the one before.
  struct Schedule: Sendable {
    var plan: ScriptedMoment?
    var preview: ScriptedMoment?
    var notice = ScriptedMoment()
    var documentsFrom = ScriptedMoment()
    var documentsUntil = ScriptedMoment()
    var opening = ScriptedMoment()
  }

  /// The deposit that the documents ask for.
  struct RequiredBond: Sendable {
    var amount = ExactDecimal(clamping: 0)
    var validityDays = 0
  }

  /// Experts of the bank: one by name, or several alike.
  struct Experts: Sendable {
    var count: Int?
    var expert: PartyID?
    var specialty = StratumID(unchecked: "-")
    var employer: EmployerID?
    var years = 12
    var hasSeniorTitle = true
  }

  /// A tie between parties, by which an expert must stand aside.
  struct Tie: Sendable {
    var kind = Relation.Kind.employment
    var from = EntityID(unchecked: "-")
    var to = EntityID(unchecked: "-")
    var degree: Int?
  }

  /// Something that is tried on purpose.
  struct Trial: Sendable {
    var at = ScriptedMoment()
    var party = PartyID.operator
    var command = ""
    var arguments = Value.object([])
    var refused: String?
    var reason = ""
  }

  var version = 1
  var language = Language.chinese
  var tender = Scenario().tender
  var security = SecurityProfile.training
  var start = Instant.beginning
  /// What a file states of the terms outright; dates, amounts and the scheme are filled in when it is made.
  var terms = Terms()
  var parties = Parties()
  var schedule = Schedule()
  var sessions = OpeningSessions.one
  var padTo = Scenario().padTo
  var budget: ExactDecimal?
  var bond: RequiredBond?
  var scheme: SchemeFile?
  var representatives: [PartyID] = []
  var experts: [Experts] = []
  var ties: [Tie] = []
  var bidders: [BidderDocument] = []
  var judgement = ScriptedJudgement()
  var attempts: [Trial] = []
  var expected = Expectation()
}

/// A bidder as a file writes it.
struct BidderDocument: Sendable {
  /// A bid.
  struct Bid: Sendable {
    var at = ScriptedMoment()
    var price = ExactDecimal(clamping: 0)
    var texts = Texts()
  }

  /// The texts of the parts beside the price.
  struct Texts: Sendable {
    var qualification: String?
    var technical: String?
    var items: String?

    /// The texts by the part that they are.
    var byPart: [Part: String] {
      var parts: [Part: String] = [:]
      parts[.qualification] = qualification
      parts[.technical] = technical
      parts[.items] = items
      return parts
    }
  }

  /// A deposit.
  struct Deposit: Sendable {
    var form = Bond.Form.transfer
    var issuer = ""
    var amount: ExactDecimal?
    var validUntil: ScriptedMoment?
  }

  /// The scores of the panel for one criterion.
  enum Scores: Sendable {
    /// The same from every seat.
    case all(Points)
    /// One a seat in the order of the letters.
    case bySeat([Points])
  }

  var party = PartyID.operator
  var bids: [Bid] = []
  var withdrawn: ScriptedMoment?
  var bringsKeys = true
  var declaration: PolicyDeclaration?
  var bond: Deposit?
  var explanation: String?
  var finding: Evaluation.Bid.Finding?
  var objective: [CriterionID: Points] = [:]
  var defect: ScriptedDefect?
  var unqualified: String?
  var scores: [CriterionID: Scores] = [:]
  var isNamedInDarkPart = false
  var declines = false
}
