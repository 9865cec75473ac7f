package import AuditTrail
internal import Evaluation
package import Notation

/// Concludes the opening record of a session (形成开标记录).
///
/// Nothing in it is typed: every row follows from the verdicts on the envelopes.
package struct OpeningConclude: TenderCommand {
  /// Concludes the record of the session that is open.
  package init() {}

  package static let entry = CatalogueEntry(
    "opening.conclude", Wording("conclude the opening record", "形成开标记录"), by: [.operator, .tenderer],
    at: [.opening, .evaluating], events: [OpeningConcluded.self, TenderFailed.self])
  package static let codec = Codec<Self>.record(Wording("the opening record", "开标记录"), blank: Self())

  package static func refusal(at stage: Stage, _ occasion: Occasion) -> Refusal? {
    .beforeOpening(at: stage, occasion)
  }

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let tender = occasion.tender
    let notice = try occasion.requireNotice()
    guard let session = tender.sessionToConclude else { throw .openingConcluded }
    try occasion.requireOpenSession(session)
    try requireWhole(session, tender)
    let rows = tender.standing(in: session).map { tender.row(of: $0, in: session) }
    let concluded = OpeningConcluded(parts: tender.parts(of: session), rows: rows)
    let failed = TenderFailed(rows, before: tender.opening.outcomes, on: notice.terms.track)
    return [concluded] + (failed.map { [$0] } ?? [])
  }

  /// Every envelope of the session has its verdict.
  private func requireWhole(_ session: OpeningSession, _ tender: Tender) throws(Refusal) {
    let slots = tender.standing(in: session).flatMap { bidder in
      tender.parts(of: session).map { Opening.Slot(bidder: bidder, part: $0) }
    }
    let missing = slots.filter { tender.opening.envelopes[$0] == nil }
    guard missing.isEmpty else {
      let names = missing.map { "\($0.bidder) \($0.part.rawValue)" }
      throw Refusal(
        .openingIncomplete, .rule, "电子招标投标办法 第三十条",
        Wording(
          "without a verdict: \(names.joined(separator: ", "))", "尚无结果：\(names.joined(separator: "、"))"),
        accepted: Wording("a verdict on every envelope of the session", "本次开标每份密封文件均有结果"))
    }
  }
}

/// The opening record of a session stands (开标记录).
package struct OpeningConcluded: TenderEvent {
  /// What became of one bid.
  package struct Row: Sendable, Hashable {
    /// Whose.
    package var bidder = PartyID.operator
    /// What becomes of its deposit; nil where it stays as it is.
    package var bond: Bond.State?
    /// What became of it.
    package var outcome = OpeningOutcome.opened
    /// The verdict that decided.
    package var verdict = EnvelopeVerdict.opened

    static let codec = Codec<Row>.record(
      Wording("a bid of the record", "一份投标"), blank: Row(),
      .required("bidder", \.bidder, PartyID.codec, Wording("bidder", "投标人")),
      .optional("bond", \.bond, Bond.State.codec, Wording("what becomes of the deposit", "保证金处理")),
      .required("code", \.verdict, EnvelopeVerdict.codec, Wording("the verdict that decided", "原因")),
      .required("outcome", \.outcome, OpeningOutcome.codec, Wording("what became of it", "结果")))
  }

  /// The parts that were opened.
  package var parts: [Part] = []
  /// The bids, in the order of the opening.
  package var rows: [Row] = []

  package static let kind = LeafKind.named("opening.concluded")
  package static let codec = Codec<Self>.record(
    Wording("an opening record", "开标记录"), blank: Self(),
    .required(
      "parts", \.parts, .distinct(.list(of: .part, count: 0...Part.allCases.count), by: \.self),
      Wording("the parts that were opened", "所开启的部分")),
    .required(
      "rows", \.rows, .distinct(.list(of: Row.codec, count: 0...10_000), by: \.bidder),
      Wording("the bids", "各投标")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    let opened = rows.filter { $0.outcome == .opened }.map(\.bidder)
    for row in rows {
      tender.opening.outcomes[row.bidder] = row.outcome
      if let bond = row.bond { tender.bidding.bonds[row.bidder]?.state = bond }
    }
    if tender.opening.concluded == nil {
      tender.opening.opened = opened
      tender.opening.concluded = occurrence.time
      tender.stage = .opened
    }
    guard parts.contains(.price) || tender.parts(of: .price).isEmpty else { return }
    tender.opening.pricesConcluded = occurrence.time
    for bidder in opened {
      let slot = Opening.Slot(bidder: bidder, part: .price)
      tender.opening.prices[bidder] = tender.opening.envelopes[slot]?.price
    }
  }
}

extension Tender {
  /// What becomes of a bid whose envelopes all have their verdict: the bidder's own fault goes before that of others
  /// (电子招标投标办法 第三十一条), and with it the deposit may be kept (条例 第三十五条).
  fileprivate func row(of bidder: PartyID, in session: OpeningSession) -> OpeningConcluded.Row {
    let verdicts = parts(of: session).compactMap {
      opening.envelopes[Opening.Slot(bidder: bidder, part: $0)]?.verdict
    }
    let decisive =
      verdicts.first { $0.outcome == .revoked } ?? verdicts.first { $0.outcome == .withdrawn } ?? .opened
    let bond: Bond.State? =
      switch decisive.outcome {
      case .opened: nil
      case .revoked: .forfeitable
      case .withdrawn: .returnable
      }
    return OpeningConcluded.Row(
      bidder: bidder, bond: bidding.bonds[bidder] == nil ? nil : bond, outcome: decisive.outcome,
      verdict: decisive)
  }
}

extension TenderFailed {
  /// The end of a tender of which too little opened; nil where it goes on.
  ///
  /// - On ENG bids that count as withdrawn leave the count, revoked ones stay in it for the panel (E-08).
  /// - On GP fewer than three suppliers whose bids opened end it (87号令 第四十三条).
  /// - Everywhere it ends where nothing opened.
  fileprivate init?(
    _ rows: [OpeningConcluded.Row], before outcomes: [PartyID: OpeningOutcome], on track: Track
  ) {
    let opened = rows.count { $0.outcome == .opened }
    var all = outcomes
    for row in rows { all[row.bidder] = row.outcome }
    let counted: Int
    switch track {
    case .engineering: counted = opened == 0 ? 0 : all.values.count { $0 != .withdrawn }
    case .governmentProcurement: counted = opened
    case .foreign:
      guard opened == 0 else { return nil }
      self.init(failure: .noWinner, count: 0)
      return
    }
    guard counted < Tender.fewestBids else { return nil }
    self.init(failure: .tooFewBids, count: counted)
  }
}

extension OpeningOutcome {
  static let codec = Codec<Self>.choice([
    .opened: Wording("opened", "已开启"), .revoked: Wording("treated as revoked", "视为撤销"),
    .withdrawn: Wording("treated as withdrawn", "视为撤回"),
  ])

  /// What became of it in words.
  package var name: Wording { Self.codec.meaning(of: self) }
}

extension Bond.State {
  static let codec = Codec<Self>.choice([
    .held: Wording("held", "暂存"), .returnable: Wording("to be given back", "应退还"),
    .forfeitable: Wording("may be kept", "可不予退还"),
  ])
}

extension Fault.Code {
  /// An opening record before every envelope has its verdict.
  package static let openingIncomplete = Fault.Code("OPENING_INCOMPLETE")
}
