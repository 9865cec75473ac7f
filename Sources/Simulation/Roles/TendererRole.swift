internal import AuditTrail
internal import Cryptography
internal import Evaluation
internal import Notation
internal import Participants
internal import Tendering

/// The tenderer (招标人), with its agency where it has one: it publishes, decides and signs.
struct TendererRole: Role {
  let participant: Participant
  /// Whether it is the agency, which does on the tenderer's behalf what GP asks of it.
  let isAgency: Bool

  func move(in scene: Scene) async throws(Fault) -> Move? {
    if !isAgency {
      if let move = try await noticeMove(in: scene) { return move }
      if let move = try drawMove(in: scene) { return move }
      if let move = try await custodyMove(in: scene) { return move }
    }
    return try closingMove(in: scene)
  }

  /// From the plan to the notice.
  private func noticeMove(in scene: Scene) async throws(Fault) -> Move? {
    let (tender, scenario) = (scene.tender, scene.scenario)
    switch tender.stage {
    case .unpublished where scenario.hasPlan:
      guard scene.time >= scenario.planned else { return .wait(until: scenario.planned) }
      return .order(PlanPublish(plan(scenario)))
    case .planned:
      return .order(DocumentsDraft(terms: DigestContext.sha256(try scenario.terms.bytes())))
    case .draft where tender.drafting.findings == nil: return .order(DocumentsCheck([]))
    case .draft where scenario.previewed != nil:
      let time = scenario.previewed ?? scene.time
      guard scene.time >= time else { return .wait(until: time) }
      return .order(DocumentsPreview(scenario.terms))
    case .unpublished, .draft, .previewed:
      guard scene.time >= scenario.announced else { return .wait(until: scenario.announced) }
      return .order(try await announcement(scene))
    default: return nil
    }
  }

  private func plan(_ scenario: Scenario) -> Plan {
    var plan = Plan()
    let terms = scenario.terms
    (plan.title, plan.project, plan.lot) = (terms.title, terms.project, terms.lot)
    (plan.track, plan.subject) = (terms.track, terms.scheme.subject)
    (plan.tenderer, plan.agency, plan.budget) = (terms.tenderer, terms.agency, terms.budget)
    plan.notice = scenario.announced
    return plan
  }

  private func announcement(_ scene: Scene) async throws(Fault) -> TenderAnnounce {
    let scenario = scene.scenario
    let commitments = try await scene.centre.prepareSecrets(for: scene.tender.id)
    let bytes = try scenario.terms.bytes()
    let parameters = try TenderParameters(
      documents: [
        TenderDocument(
          name: Terms.documentName, digest: DigestContext.sha256(bytes), byteCount: bytes.count)
      ], graceMilliseconds: 10_000, log: participant.log, padTo: scenario.padTo, parts: scenario.parts,
      security: scenario.security, session: scenario.sessions, tender: scene.tender.id)
    var stages: [DisclosureStage] = [.opening, .award]
    if parameters.parts.contains(.technical) { stages.append(.lock) }
    if parameters.session == .two { stages.append(.price) }
    return TenderAnnounce(
      terms: scenario.terms, parameters: parameters, deadline: scenario.terms.opening,
      secrets: commitments.filter { stages.contains($0.key) })
  }

  /// From the report to the contract.
  private func closingMove(in scene: Scene) throws(Fault) -> Move? {
    let tender = scene.tender
    guard let terms = tender.notice?.terms, tender.stage >= .opened,
      !tender.stage.isFinal || tender.stage == .contracted
    else { return nil }
    let isMine = isAgency || terms.agency == nil
    switch (terms.track, tender.stage) {
    case (.governmentProcurement, .opened) where isMine:
      return .order(
        QualificationReview(
          tender.opening.opened.map { Qualification($0, failsFor: scene.script(of: $0)?.unqualified) }))
    case (_, .opened), (_, .qualified), (_, .evaluating):
      return isAgency ? nil : delegation(in: scene)
    case (.governmentProcurement, .reported) where isMine && tender.award.reportReceived == nil:
      return .order(ReportSend())
    default: return isAgency ? nil : try decision(in: scene, terms)
    }
  }

  /// Sends the next representative, as long as a seat of the tenderer is empty.
  private func delegation(in scene: Scene) -> Move? {
    let next = scene.scenario.representatives.first {
      !scene.tender.panel.delegates.contains($0) && !scene.tender.panel.vacated.contains($0)
    }
    return next.flatMap { first([Order(PanelDelegate(Delegation($0)))], in: scene) }
  }

  private func decision(in scene: Scene, _ terms: Terms) throws(Fault) -> Move? {
    let tender = scene.tender
    let choice = tender.remainingCandidates.first.map { AwardChoice($0) }
    switch tender.stage {
    case .reported where terms.track == .engineering: return .order(ReportAccept())
    case .reportReview where terms.publicityDays != nil:
      let today = scene.time.date
      let until = WorkingCalendar.published.end(
        of: .days(UInt16(clamping: terms.publicityDays ?? 3)), after: today
      ).date
      return .order(CandidatesPublish(from: today, until: until))
    case .reported, .reportReview, .awarding:
      guard let choice else { return first([Order(AwardAbandon())], in: scene) }
      return first([Order(AwardDecide(choice)), Order(AwardConfirm(choice))], in: scene)
    case .publicised:
      return tender.award.publicity.map { .wait(until: $0.until) }
    case .awarded:
      let until = WorkingCalendar.published.end(of: .workingDays(1), after: scene.time.date).date
      return first([Order(AwardNotify()), Order(ResultAnnounce(until: until))], in: scene)
    case .notified:
      guard let price = tender.award.price, tender.award.contract == nil else { return nil }
      return .order(ContractSign(ContractSignature(ContractTerms(price: price))))
    case .contracted where terms.track == .governmentProcurement:
      return first([Order(ContractPublish()), Order(ContractFile())], in: scene)
    default: return nil
    }
  }
}

extension Scenario {
  /// The parts of a bid.
  var parts: [Part] {
    let texts = Set(bidders.flatMap(\.bids).flatMap(\.texts.keys))
    return Part.allCases.filter { part in
      switch part {
      case .price: true
      case .technical: terms.darkViolation != nil || texts.contains(part)
      case .qualification, .items: texts.contains(part)
      }
    }
  }
}
