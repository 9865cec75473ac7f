package import AuditTrail
package import Cryptography
internal import Evaluation
package import Notation

/// A party's commitment as command and event state it.
package struct CommitmentStep: Sendable, Hashable {
  /// Which draw.
  package var draw = DrawID(unchecked: "-")
  /// The last link of the party's chain.
  package var commitment = Digest.blank
  /// The party's signature.
  package var signature: [UInt8] = []

  package static let codec = Codec<Self>.record(
    Wording("a commitment", "承诺"), blank: Self(),
    .required("commit", \.commitment, .digest, Wording("the commitment", "承诺")),
    .required("draw", \.draw, DrawID.codec, Wording("which draw", "抽取")),
    .required("sig", \.signature, .signature, Wording("the party's signature", "参与方签名")))
}

/// Commits a party of a draw to its secret (承诺).
package struct DrawCommit: TenderCommand {
  /// The commitment.
  package let step: CommitmentStep

  /// Commits to `commitment`.
  package init(_ draw: DrawID, _ commitment: Digest, signature: [UInt8]) {
    step = CommitmentStep(draw: draw, commitment: commitment, signature: signature)
  }
  private init(_ step: CommitmentStep) { self.step = step }

  package static let entry = CatalogueEntry(
    "draw.commit", Wording("commit to a secret", "抽取承诺"), by: [.tenderer, .supervisor, .operator],
    at: DrawAnnounce.stages, events: [DrawCommitted.self])
  package static let codec = CommitmentStep.codec.carried({ DrawCommit($0) }, at: \.step)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let (kind, progress) = try occasion.requireDraw(step.draw)
    let isLate = kind != .panel && progress.announcement?.number == 1 && occasion.tender.bidding.closed != nil
    guard !isLate else {
      throw Refusal(
        .drawCommitmentLate, .design, nil,
        Wording("a commitment after the deadline of the bids", "投标截止后才承诺"),
        accepted: Wording("commitments before tender.closed", "承诺须先于投标截止"))
    }
    _ = try occasion.requireStep(
      progress,
      .committed(DrawCommitment(party: occasion.drawParty, commitment: step.commitment)))
    return [DrawCommitted(step)]
  }
}

/// A party is committed.
package typealias DrawCommitted = Recorded<CommitmentStep>

extension CommitmentStep: TenderFact {
  package static let kind = LeafKind.named("draw.committed")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    guard let kind = tender.drawKind(of: draw) else { return }
    let party = occurrence.actor == .operator ? PartyID.platform : occurrence.actor
    tender.step(kind, .committed(DrawCommitment(party: party, commitment: commitment)))
  }
}

/// A party's reveal as command and event state it.
package struct RevealStep: Sendable, Hashable {
  /// A wrap and for whom it is.
  struct Wrap: Sendable, Hashable {
    var recipient = PartyID.operator
    var bytes: [UInt8] = []

    static let codec = Codec<Self>.record(
      Wording("a wrap", "密封值"), blank: Self(),
      .required("to", \.recipient, PartyID.codec, Wording("to whom", "收件方")),
      .required(
        "wrap", \.bytes, .hexadecimalBytes(SecretWrap.byteCount...SecretWrap.byteCount),
        Wording("the wrap", "密封值")))
  }

  /// Which draw.
  package var draw = DrawID(unchecked: "-")
  /// The round, from 0.
  package var round: UInt8 = 0
  /// The link, in a public draw.
  package var reveal: Digest?
  var wraps: [Wrap]?
  /// The signature over the open reveal.
  package var signature: [UInt8] = []

  init() {}

  package static let codec = Codec<Self>.record(
    Wording("a reveal", "揭示"), blank: Self(),
    .required("draw", \.draw, DrawID.codec, Wording("which draw", "抽取")),
    .optional("reveal", \.reveal, .digest, Wording("the link, in the open", "公开的链值")),
    .required("round", \.round, .byte, Wording("the round", "轮次")),
    .required("sig", \.signature, .signature, Wording("the party's signature", "参与方签名")),
    .optional(
      "wraps", \.wraps, .list(of: Wrap.codec, count: 2...2),
      Wording("to operator and supervisor", "封装给平台与监督部门")))

  /// The step of `party` at `time`; nil for neither or both forms, or wraps to others.
  func event(of actor: PartyID, at time: Instant) -> DrawEvent? {
    let party = actor == .operator ? PartyID.platform : actor
    if let reveal, wraps == nil {
      return .revealed(DrawReveal(party: party, round: round, value: reveal), at: time)
    }
    return wrapped(by: party).map { .wrapped($0, at: time) }
  }

  /// The reveal under wraps; nil for one in the open, and for wraps to others.
  package func wrapped(by party: PartyID) -> WrappedReveal? {
    guard reveal == nil, let wraps, wraps.map(\.recipient) == [.operator, .supervisor],
      let service = try? SecretWrap(wraps[0].bytes), let supervisor = try? SecretWrap(wraps[1].bytes)
    else { return nil }
    return WrappedReveal(party: party, round: round, forService: service, forSupervisor: supervisor)
  }
}

/// Reveals a party's link of a round: in the open, or wrapped to operator and supervisor (揭示).
package struct DrawRevealMake: TenderCommand {
  /// The reveal.
  package let step: RevealStep

  /// Reveals in the open.
  package init(_ draw: DrawID, _ reveal: DrawReveal, signature: [UInt8]) {
    var step = RevealStep()
    (step.draw, step.round, step.reveal, step.signature) = (draw, reveal.round, reveal.value, signature)
    self.step = step
  }

  /// Reveals under wraps.
  package init(_ draw: DrawID, _ reveal: WrappedReveal, signature: [UInt8]) {
    var step = RevealStep()
    (step.draw, step.round, step.signature) = (draw, reveal.round, signature)
    step.wraps = [
      RevealStep.Wrap(recipient: .operator, bytes: reveal.forService.bytes),
      RevealStep.Wrap(recipient: .supervisor, bytes: reveal.forSupervisor.bytes),
    ]
    self.step = step
  }
  private init(_ step: RevealStep) { self.step = step }

  package static let entry = CatalogueEntry(
    "draw.reveal", Wording("reveal a link", "抽取揭示"), by: [.tenderer, .supervisor, .operator],
    at: [.closed, .opening, .opened, .qualified, .evaluating], events: [DrawRevealed.self])
  package static let codec = RevealStep.codec.carried({ DrawRevealMake($0) }, at: \.step)

  package func disclosure(in tender: Tender) -> Disclosure { tender.drawDisclosure(step.draw) }

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let (kind, progress) = try occasion.requireDraw(step.draw)
    guard occasion.tender.mayReveal(kind) else {
      throw Refusal(
        .drawOutOfTurn, .design, nil, Wording("the key window has not ended", "解密时段尚未结束"),
        accepted: Wording("after key_window.ended", "解密时段结束之后"))
    }
    guard let event = step.event(of: occasion.actor, at: occasion.time) else {
      throw Refusal(
        .drawRevealClass, .design, nil, Wording("neither an open nor a wrapped reveal", "揭示形式有误"),
        accepted: Wording(
          "reveal in a public draw, wraps to operator and supervisor in a secret one",
          "公开抽取用 reveal，保密抽取用 wraps（operator、supervisor）"))
    }
    _ = try occasion.requireStep(progress, event)
    return [DrawRevealed(step)]
  }
}

extension Tender {
  /// Whether the key window that the reveals wait for has ended: that of the prices for the public draw, since a bidder that
  /// knew the numbers could withhold its key (formats, section 5).
  package func mayReveal(_ kind: DrawKind) -> Bool {
    switch kind {
    case .panel: true
    case .dark: opening.windowsEnded[.first] != nil
    case .public: opening.windowsEnded[session(of: .price)] != nil
    }
  }
}

/// A party has revealed.
package typealias DrawRevealed = Recorded<RevealStep>

extension RevealStep: TenderFact {
  package static let kind = LeafKind.named("draw.revealed")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    guard let kind = tender.drawKind(of: draw),
      let event = self.event(of: occurrence.actor, at: occurrence.time)
    else { return }
    tender.step(kind, event)
  }
}

/// A party has missed its deadline: the draw restarts once without it.
package struct DrawFailed: TenderEvent {
  /// Which draw.
  package var draw = DrawID(unchecked: "-")
  /// Who.
  package var party = PartyID.operator
  /// In which round.
  package var round: UInt8 = 0

  package static let kind = LeafKind.named("draw.failed")
  package static let codec = Codec<Self>.record(
    Wording("a failed draw", "抽取失败"), blank: Self(),
    .required("draw", \.draw, DrawID.codec, Wording("which draw", "抽取")),
    .required("party", \.party, PartyID.codec, Wording("who failed", "失约方")),
    .required("round", \.round, .byte, Wording("round", "轮次")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    guard let kind = tender.drawKind(of: draw) else { return }
    tender.step(kind, .failed(party: party, round: round, at: occurrence.time))
  }
}

extension Tender {
  /// The next party of a draw that misses its deadline.
  var drawFailure: Transition? {
    guard !stage.isFinal else { return nil }
    return DrawKind.allCases.compactMap { kind in
      guard let progress = draws.progress[kind], let awaited = progress.awaited,
        let announcement = progress.announcement
      else { return nil }
      return Transition(
        at: awaited.deadline,
        [DrawFailed(draw: announcement.id, party: awaited.party, round: awaited.round)])
    }.min { $0.due < $1.due }
  }
}
