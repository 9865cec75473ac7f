internal import AuditTrail
internal import Evaluation
internal import Interchange
package import Notation
internal import Tendering

/// How a scenario is made of what its file writes: moments become instants, decimals money, and what does not fit together
/// is a fault at its place.
struct Scripting {
  let document: ScenarioDocument
  /// The terms of the scheme.
  let scheme: SchemeTerms
  private let source: Value
  var faults = Faults()

  init(_ document: ScenarioDocument, _ scheme: SchemeFile, _ source: Value) {
    self.document = document
    self.scheme = scheme.scheme.terms
    self.source = source
  }

  /// The scenario; sound where there are no faults afterwards.
  mutating func scenario() -> Scenario {
    var scenario = Scenario()
    scenario.tender = document.tender
    scenario.language = document.language
    scenario.security = document.security
    scenario.start = document.start
    scenario.sessions = document.sessions
    scenario.padTo = document.padTo
    scenario.terms = document.terms
    scenario.terms.scheme = scheme
    scenario.terms.tenderer = document.parties.tenderer
    scenario.terms.agency = document.parties.agency
    scenario.terms.notary = document.parties.notary
    setSchedule(of: &scenario)
    scenario.terms.budget = document.budget.flatMap { money($0, "budget") }
    if let bond = document.bond, let amount = money(bond.amount, "bond.amount") {
      scenario.terms.bond = BondTerms()
      scenario.terms.bond?.amount = amount
      scenario.terms.bond?.validityDays = bond.validityDays
    }
    scenario.representatives = document.representatives
    let seats = scenario.terms.panel?.representatives ?? 0
    if document.representatives.count != seats {
      refuse(
        "representatives", .invalidValue,
        Wording("\(document.representatives.count) are named", "列有 \(document.representatives.count) 名"),
        accepted: Wording("\(seats), as panel.representatives says", "\(seats) 名，与 panel.representatives 一致"))
    }
    setExperts(of: &scenario)
    for index in document.bidders.indices { scenario.bidders.append(bidder(index, in: scenario)) }
    scenario.judgement = document.judgement
    scenario.expected = document.expected
    setAttempts(of: &scenario)
    review(scenario)
    return scenario
  }

  /// Adds a fault at `path`.
  mutating func refuse(_ path: FieldPath, _ code: Fault.Code, _ message: Wording, accepted: Wording) {
    let place = source.nearest(to: path).place
    faults.append(Fault(code, at: place == .nowhere ? nil : place, message, accepted: accepted))
  }

  /// The amount in the currency of the scheme; zero with a fault where there is none.
  mutating func money(_ amount: ExactDecimal, _ path: FieldPath) -> Money? {
    if let money = Money(amount, scheme.currency), money.minor >= 0 { return money }
    refuse(
      path, .invalidValue, Wording("\(amount) is not accepted here", "此处不接受 \(amount)"),
      accepted: Money.accepted(scheme.currency))
    return nil
  }

  /// The instant that `moment` means; the step before with a fault where it cannot be told.
  mutating func instant(_ moment: ScriptedMoment, _ path: FieldPath, _ origin: ScriptedMoment.Origin)
    -> Instant
  {
    if let instant = moment.instant(from: origin) { return instant }
    refuse(
      path, .scenarioOrder,
      Wording("\(moment) counts from an opening that is not known here", "\(moment) 所依据的开标时间此处尚未确定"),
      accepted: Wording("a moment counted from the start or from the step before", "自起始或上一步起算的时点"))
    return origin.previous
  }

  private mutating func setSchedule(of scenario: inout Scenario) {
    let schedule = document.schedule
    var previous = document.start
    let next = { (self: inout Scripting, moment: ScriptedMoment, key: String) -> Instant in
      let path = FieldPath("schedule").appending(key)
      let origin = ScriptedMoment.Origin(start: self.document.start, previous: previous)
      let instant = self.instant(moment, path, origin)
      if instant < previous {
        self.refuse(
          path, .scenarioOrder,
          Wording(
            "\(instant.beijingTime), before the step before at \(previous.beijingTime)",
            "\(instant.beijingTime)，早于上一步 \(previous.beijingTime)"),
          accepted: Wording("\(previous.beijingTime) or later", "\(previous.beijingTime) 或之后"))
      }
      previous = instant
      return instant
    }
    scenario.hasPlan = schedule.plan != nil
    scenario.planned = schedule.plan.map { next(&self, $0, "plan") } ?? document.start
    scenario.previewed = schedule.preview.map { next(&self, $0, "preview") }
    scenario.announced = next(&self, schedule.notice, "notice")
    scenario.terms.documentsFrom = next(&self, schedule.documentsFrom, "documents_from")
    scenario.terms.documentsUntil = next(&self, schedule.documentsUntil, "documents_until")
    scenario.terms.opening = next(&self, schedule.opening, "opening")
  }

  private mutating func setExperts(of scenario: inout Scenario) {
    var number = 0
    var ids: Set<PartyID> = []
    for (index, group) in document.experts.enumerated() {
      let path = FieldPath("experts").appending(index)
      guard (group.count == nil) != (group.expert == nil) else {
        refuse(
          path, .invalidValue, Wording("experts by name and by number at once", "同时写明标识与人数，或均未写明"),
          accepted: Wording("either expert or count", "expert 与 count 二者之一"))
        continue
      }
      for _ in 0..<(group.count ?? 1) {
        var record = ExpertRecord()
        number += group.expert == nil ? 1 : 0
        let digits = number < 10 ? "0\(number)" : "\(number)"
        record.expert = group.expert ?? PartyID(unchecked: "E-\(digits)")
        record.track = scheme.track
        record.employer = group.employer ?? EmployerID(unchecked: "U-\(record.expert)")
        record.specialties = [group.specialty]
        record.hasSeniorTitle = group.hasSeniorTitle
        record.years = group.years
        guard ids.insert(record.expert).inserted else {
          refuse(
            path, .invalidValue, Wording("\(record.expert) occurs twice", "\(record.expert) 重复出现"),
            accepted: Wording("each expert once", "每名专家一次"))
          continue
        }
        scenario.experts.append(record)
      }
    }
    scenario.relations = document.ties.map { Relation($0.kind, from: $0.from, to: $0.to, degree: $0.degree) }
  }
}

extension Fault.Code {
  /// Steps of a scenario that do not follow each other.
  package static let scenarioOrder = Fault.Code("SCENARIO_ORDER")
  /// A scenario names a party that does not take part.
  package static let unknownParty = Fault.Code("UNKNOWN_PARTY")
}
