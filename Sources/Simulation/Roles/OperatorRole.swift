internal import AuditTrail
internal import Cryptography
internal import Evaluation
internal import Notation
internal import Participants
internal import Tendering

/// The operator (平台): it draws, opens, counts and computes, and publishes what becomes public.
struct OperatorRole: Role {
  let platform: PlatformServices
  /// Scans a dark part for the identity of its bidder; nil where no scanner is at hand.
  let scanner: DarkScanner?

  var participant: Participant { platform.participant }

  func move(in scene: Scene) async throws(Fault) -> Move? {
    let tender = scene.tender
    if tender.stage == .announced, let order = try participant.missingKeys(of: tender).first {
      return .order(order)
    }
    guard let notice = tender.notice else { return nil }
    if let secret = try await publication(notice, in: scene) { return secret }
    if let move = try await drawStep(notice, in: scene) { return move }
    if let move = try await openingStep(notice, in: scene) { return move }
    guard tender.stage >= .opened, tender.stage <= .evaluating else { return nil }
    if tender.stage < .evaluating, notice.terms.panel != nil {
      return first([Order(PanelSeat())], in: scene)
    }
    if let move = try await darkStep(notice, in: scene) { return move }
    return try evaluationStep(notice, in: scene)
  }

  /// Publishes the secret of every stage whose time has come.
  private func publication(_ notice: Notice, in scene: Scene) async throws(Fault) -> Move? {
    let tender = scene.tender
    for stage in DisclosureStage.allCases
    where notice.secrets[stage] != nil && !tender.isDisclosed(stage) && isOver(stage, tender) {
      guard let secret = try await scene.centre.secret(of: tender.id, stage),
        let bytes = Digest(secret.secret.exposed)
      else { continue }
      if let move = first([Order(SecretPublish(StageSecret(bytes, of: stage)))], in: scene) { return move }
    }
    return nil
  }

  /// Whether nothing more is to be sealed for `stage`; whether its secret may be published the rules say.
  private func isOver(_ stage: DisclosureStage, _ tender: Tender) -> Bool {
    switch stage {
    case .opening: tender.opening.concluded != nil || tender.stage.isFinal
    case .price: tender.opening.pricesConcluded != nil || tender.stage.isFinal
    case .lock: tender.draws.mapping != nil || tender.stage.isFinal
    case .award: true
    }
  }

  /// What becomes of the draws: announcements, results, publication.
  private func drawStep(_ notice: Notice, in scene: Scene) async throws(Fault) -> Move? {
    guard notice.terms.track != .foreign else { return nil }
    if let move = try drawMove(in: scene) { return move }
    let tender = scene.tender
    for kind in [DrawKind.public] + (notice.terms.darkViolation == nil ? [] : [.dark]) {
      guard isToAnnounce(kind, tender) else { continue }
      let deadlines = Self.deadlines(after: earliestReveal(kind, notice))
      let order = try platform.draws.announceOpen(kind, of: tender, deadlines: deadlines)
      if scene.takes(order, from: party) { return .order(order) }
    }
    if let move = try await panelStep(notice, in: scene) { return move }
    if tender.draws.openingOrder.isEmpty, case .revealed? = tender.draws.progress[.public]?.stage,
      let id = tender.draws.progress[.public]?.announcement?.id
    {
      return .order(DrawConclude(id))
    }
    return try await codesStep(in: scene)
  }

  private func isToAnnounce(_ kind: DrawKind, _ tender: Tender) -> Bool {
    switch tender.draws.progress[kind]?.stage {
    case nil, .unannounced?: tender.missingKeys.isEmpty && tender.stage <= .openForBids
    case .failed?: true
    default: false
    }
  }

  /// Recusals, the draw of the panel, and its rounds.
  private func panelStep(_ notice: Notice, in scene: Scene) async throws(Fault) -> Move? {
    let tender = scene.tender
    guard notice.terms.panel != nil, tender.stage >= .opened else { return nil }
    let progress = tender.draws.progress[.panel]
    switch progress?.stage {
    case nil, .unannounced?, .failed?:
      guard tender.stage < .evaluating, !tender.stage.isFinal else { return nil }
      return try await announcePanel(notice, in: scene)
    case .revealed(let round)?:
      guard let announcement = progress?.announcement else { return nil }
      if tender.draws.beacons[.panel]?.count ?? 0 == Int(round) {
        let reveals = try await platform.reveals(announcement, in: scene.centre)
        let roster = try await scene.centre.file(announcement.roster) ?? []
        return .order(
          try platform.draws.concludePanel(announcement, of: tender, roster: roster, reveals: reveals))
      }
      guard tender.stage >= .notified, !tender.draws.opened.contains(.panel) else { return nil }
      let reveals = try await platform.reveals(announcement, in: scene.centre)
      let order = try platform.draws.publishPanel(announcement, reveals: reveals)
      return scene.takes(order, from: party) ? .order(order) : nil
    default: return nil
    }
  }

  private func announcePanel(_ notice: Notice, in scene: Scene) async throws(Fault) -> Move? {
    let (tender, registry) = (scene.tender, scene.registry)
    let bidders = Array(tender.bidding.live.keys)
    for expert in registry.experts.values.sorted(by: { $0.expert < $1.expert })
    where tender.draws.recusals[expert.expert] == nil {
      let code = registry.recusal(of: expert, terms: notice.terms, bidders: bidders, at: scene.time)
      if let code { return .order(ExpertRecuse(expert.expert, code)) }
    }
    var evidence: [PartyID: UInt64] = [:]
    for entry in try await scene.entries() where entry.body.kind.rawValue == "expert.recusal" {
      guard let expert = entry.body.command.text("expert").flatMap({ PartyID($0) }) else { continue }
      evidence[expert] = entry.index
    }
    return .order(
      try platform.draws.announcePanel(
        of: tender, registry, evidence: evidence, deadlines: Self.deadlines(after: scene.time), at: scene.time
      ))
  }

  /// The codes of the dark parts: drawn when the parts are open, published when the scores are locked.
  private func codesStep(in scene: Scene) async throws(Fault) -> Move? {
    let tender = scene.tender
    guard let progress = tender.draws.progress[.dark], let announcement = progress.announcement,
      case .revealed = progress.stage, tender.opening.concluded != nil
    else { return nil }
    if tender.draws.mappingCommitment == nil, !tender.stage.isFinal {
      let reveals = try await platform.reveals(announcement, in: scene.centre)
      return .order(try platform.draws.concludeCodes(announcement, of: tender, reveals: reveals))
    }
    guard tender.panel.locked != nil, tender.draws.mapping == nil else { return nil }
    let reveals = try await platform.reveals(announcement, in: scene.centre)
    return .order(try platform.draws.publishCodes(announcement, of: tender, reveals: reveals))
  }

  /// Opens the next envelope, or concludes the record.
  private func openingStep(_ notice: Notice, in scene: Scene) async throws(Fault) -> Move? {
    let tender = scene.tender
    guard tender.stage == .opening || tender.stage == .evaluating else { return nil }
    let session: OpeningSession = tender.opening.concluded == nil ? .first : .price
    guard tender.opening.windowsEnded[session] != nil, tender.opening.pricesConcluded == nil else {
      return nil
    }
    let releases = try await platform.releases(of: tender, in: scene.centre)
    for bidder in tender.standing(in: session) {
      for part in tender.parts(of: session)
      where tender.opening.envelopes[Opening.Slot(bidder: bidder, part: part)] == nil {
        guard tender.opening.releases[part]?.count ?? 0 >= Int(TenderKey.threshold) else { return nil }
        return try await platform.opened(part, of: bidder, in: tender, releases, scene.centre).map {
          .order($0.order)
        }
      }
    }
    return first([Order(OpeningConclude())], in: scene)
  }

  /// Scans the dark parts, and locks their scores when every member has.
  private func darkStep(_ notice: Notice, in scene: Scene) async throws(Fault) -> Move? {
    let tender = scene.tender
    guard notice.terms.darkViolation != nil, tender.panel.locked == nil else { return nil }
    if let scanner, tender.draws.mappingCommitment != nil {
      let parts = try await platform.darkParts(of: tender, in: scene.centre)
      for code in tender.darkCodes where !tender.panel.scans.contains(where: { $0.code == code }) {
        return .order(ScanRecord(try await scanner(code, parts[code] ?? [], tender)))
      }
    }
    return first([Order(TechnicalLock())], in: scene)
  }

  /// Counts, computes and closes.
  private func evaluationStep(_ notice: Notice, in scene: Scene) throws(Fault) -> Move? {
    let (reviews, evaluation) = (scene.tender.reviews, scene.tender.evaluation)
    guard notice.terms.panel != nil else {
      return evaluation.summarised == nil ? .order(EvaluationSummarise()) : nil
    }
    if reviews.conforming == nil { return first([Order(PreliminaryConclude())], in: scene) }
    if reviews.screened == nil { return first([Order(LowPriceScreen())], in: scene) }
    for bidder in reviews.openLowPrices {
      if reviews.lowPrices[bidder]?.due == nil {
        let due = scene.after(Int64(notice.terms.explanationWindow))
        return .order(LowPriceRequest(ExplanationRequest(bidder, before: due)))
      }
      if let move = first([Order(LowPriceDecide(bidder))], in: scene) { return move }
    }
    guard reviews.openLowPrices.isEmpty else { return nil }
    if evaluation.fixing == nil {
      return first([Order(BenchmarkFix()), Order(CompetitionDecide())], in: scene)
    }
    if evaluation.objective == nil { return .order(ObjectiveRecord(objective(notice, in: scene))) }
    if evaluation.summarised == nil { return first([Order(EvaluationSummarise())], in: scene) }
    return evaluation.report == nil ? first([Order(ReportComplete())], in: scene) : nil
  }

  private func objective(_ notice: Notice, in scene: Scene) -> ObjectiveScores {
    let criteria = notice.terms.scheme.criteria.filter { $0.kind == .objective }
    return ObjectiveScores(
      criteria.flatMap { criterion in
        scene.tender.reviews.valid.map { bidder in
          ObjectiveScores.Score(
            bidder, criterion.id.rawValue, scene.script(of: bidder)?.objective[criterion.id] ?? .zero)
        }
      })
  }

  /// When the key window ends on which the reveals of a draw wait.
  ///
  /// That of prices with a session of their own begins when the panel locks its dark scores, which nobody knows when the draw is
  /// announced: the panel gets ten days.
  private func earliestReveal(_ kind: DrawKind, _ notice: Notice) -> Instant {
    let end = notice.deadline.milliseconds + Int64(notice.terms.keyWindow)
    let panelTime: Int64 = kind == .public && notice.parameters.session == .two ? 864_000_000 : 0
    return Instant(clamping: end + panelTime)
  }

  /// An hour for the first party, a minute more for each of the others.
  private static func deadlines(after start: Instant) -> [Instant] {
    (0..<3).map { Instant(clamping: start.milliseconds + 3_600_000 + Int64($0) * 60_000) }
  }
}

/// The supervisor (监督部门) or the third custodian: it holds keys and takes part in draws.
struct CustodianRole: Role {
  let participant: Participant

  func move(in scene: Scene) async throws(Fault) -> Move? {
    if participant.role == .supervisor, let move = try drawMove(in: scene) { return move }
    return try await custodyMove(in: scene)
  }
}
