package import AuditTrail
package import Cryptography
internal import Evaluation
package import Notation

/// What a round of a draw gave, as its event states it; its command states less.
package struct DrawOutcome: Sendable, Hashable {
  /// A number of the public draw.
  struct Label: Sendable, Hashable {
    var label = ""
    var value = 0

    static let codec = Codec<Self>.record(
      Wording("a drawn number", "抽取数值"), blank: Self(),
      .required("label", \.label, .text(upTo: 64), Wording("label", "标签")),
      .required("value", \.value, .integer(0...(1 << 53) - 1), Wording("index in the list", "序号")))
  }

  /// The seats of a stratum.
  struct Seats: Sendable, Hashable {
    var stratum = StratumID(unchecked: "-")
    var tokens: [Digest] = []

    static let codec = Codec<Self>.record(
      Wording("seats of a stratum", "类别席位"), blank: Self(),
      .required("stratum", \.stratum, StratumID.codec, Wording("stratum", "专业类别")),
      .required("tokens", \.tokens, .list(of: .digest, count: 0...99), Wording("tokens", "令牌")))
  }

  /// The beacon's value; empty for none.
  package var beacon: [UInt8] = []
  /// Which draw.
  package var draw = DrawID(unchecked: "-")
  /// The round, from 0.
  package var round: UInt8 = 0
  /// The commitment to the dark codes.
  package var mappingCommitment: Digest?
  var seats: [Seats]?
  var labels: [Label]?
  var openingOrder: [PartyID]?
  var tieOrder: [PartyID]?

  init() {}

  private static let stated: [Field<Self>] = [
    .required("beacon", \.beacon, .hexadecimalBytes(0...65_535), Wording("value of the beacon", "信标值")),
    .required("draw", \.draw, DrawID.codec, Wording("which draw", "抽取")),
    .optional("mapping_commit", \.mappingCommitment, .digest, Wording("commitment of the codes", "编号承诺")),
    .required("round", \.round, .byte, Wording("round", "轮次")),
    .optional("seats", \.seats, .list(of: Seats.codec, count: 0...99), Wording("seats", "席位")),
  ]
  static let commandCodec = Codec<Self>.record(Wording("a result", "抽取结果"), blank: Self(), stated)
  static let eventCodec = Codec<Self>.record(
    Wording("a result", "抽取结果"), blank: Self(),
    stated + [
      .optional("labels", \.labels, .list(of: Label.codec, count: 0...99), Wording("numbers", "数值")),
      .optional(
        "open", \.openingOrder, .list(of: PartyID.codec, count: 0...10_000), Wording("opening order", "开标次序")),
      .optional(
        "tie", \.tieOrder, .list(of: PartyID.codec, count: 0...10_000), Wording("lots among ties", "同分次序")),
    ])

  /// The seats by stratum.
  var stated: [(stratum: StratumID, tokens: [Digest])] { (seats ?? []).map { ($0.stratum, $0.tokens) } }
}

/// Concludes a round of a draw once all have revealed (抽取结果).
///
/// Public numbers and orders are computed here from the reveals. Seats and dark codes are taken as stated, since the reveals are
/// still wrapped; the audit draws them again.
package struct DrawConclude: TenderCommand {
  /// What is stated.
  package let outcome: DrawOutcome

  /// Concludes the public draw.
  package init(_ draw: DrawID, beacon: [UInt8] = []) {
    var outcome = DrawOutcome()
    (outcome.draw, outcome.beacon) = (draw, beacon)
    self.outcome = outcome
  }

  /// Concludes the draw of the dark codes under `commitment`.
  package init(_ draw: DrawID, mapping commitment: Digest, beacon: [UInt8] = []) {
    var outcome = DrawOutcome()
    (outcome.draw, outcome.beacon, outcome.mappingCommitment) = (draw, beacon, commitment)
    self.outcome = outcome
  }

  /// Concludes a round of the panel's draw.
  package init(
    _ draw: DrawID, round: UInt8, seats: [(stratum: StratumID, tokens: [Digest])], beacon: [UInt8] = []
  ) {
    var outcome = DrawOutcome()
    (outcome.draw, outcome.round, outcome.beacon) = (draw, round, beacon)
    outcome.seats = seats.map { DrawOutcome.Seats(stratum: $0.stratum, tokens: $0.tokens) }
    self.outcome = outcome
  }
  private init(_ outcome: DrawOutcome) { self.outcome = outcome }

  package static let entry = CatalogueEntry(
    "draw.result", Wording("conclude a round of a draw", "抽取结果"), by: [.operator],
    at: [.closed, .opening, .opened, .qualified, .evaluating], events: [DrawConcluded.self])
  package static let codec = DrawOutcome.commandCodec.carried({ DrawConclude($0) }, at: \.outcome)

  package func disclosure(in tender: Tender) -> Disclosure { tender.drawDisclosure(outcome.draw) }

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let (kind, progress) = try occasion.requireDraw(outcome.draw)
    let rounds = occasion.tender.draws.beacons[kind]?.count ?? 0
    try occasion.requireWhole(progress, round: outcome.round, beacon: outcome.beacon)
    guard Int(outcome.round) == rounds, (outcome.seats != nil) == (kind == .panel),
      (outcome.mappingCommitment != nil) == (kind == .dark)
    else {
      throw Refusal(
        .drawResult, .design, nil,
        Wording(
          "a result of round \(outcome.round) of \(outcome.draw)", "\(outcome.draw) 第 \(outcome.round) 轮结果"),
        accepted: Wording(
          "one result a round: seats for a panel, mapping_commit for dark codes, neither for public numbers",
          "每轮一个结果：评标委员会为席位，暗标为编号承诺，公开抽取均无"))
    }
    switch kind {
    case .public: return [DrawConcluded(try computed(progress, occasion))]
    case .panel: try requireSeats(occasion.tender.draws)
    case .dark: break
    }
    return [DrawConcluded(outcome)]
  }

  private func computed(_ progress: DrawProgress, _ occasion: Occasion) throws(Refusal) -> DrawOutcome {
    guard case .public(let plan)? = occasion.tender.draws.plans[.public] else { return outcome }
    let bidders = Array(occasion.tender.bidding.live.keys)
    return try Refusal.ofForm { () throws(Fault) in
      let draw = PublicDraw(plan, seed: try progress.seed(round: 0, beacon: outcome.beacon))
      var outcome = outcome
      var labels: [DrawOutcome.Label] = []
      for number in plan.numbers {
        labels.append(
          DrawOutcome.Label(
            label: number.label, value: Int(clamping: try draw.value(of: number.label))))
      }
      outcome.labels = labels
      outcome.openingOrder = try draw.openingOrder(of: bidders)
      outcome.tieOrder = try draw.tieOrder(of: bidders)
      return outcome
    }
  }

  private func requireSeats(_ draws: Draws) throws(Refusal) {
    try Refusal.ofForm { () throws(Fault) in
      for stratum in draws.seating?.plan.strata ?? [] {
        try stratum.checkPool(of: draws.eligible[stratum.id] ?? 0, approvals: draws.narrowPools)
      }
      var seating = draws.seating
      try seating?.seat(outcome.stated, round: outcome.round)
    }
  }
}

/// A round of a draw has its result.
package struct DrawConcluded: TenderEvent {
  /// What it gave.
  package let outcome: DrawOutcome

  init(_ outcome: DrawOutcome) { self.outcome = outcome }

  package static let kind = LeafKind.named("draw.result")
  package static let codec = DrawOutcome.eventCodec.carried({ DrawConcluded($0) }, at: \.outcome)

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    guard let kind = tender.drawKind(of: outcome.draw) else { return }
    tender.draws.beacons[kind, default: []].append(outcome.beacon)
    switch kind {
    case .public:
      tender.draws.numbers = Dictionary(
        (outcome.labels ?? []).map { ($0.label, $0.value) }, uniquingKeysWith: { first, _ in first })
      tender.draws.openingOrder = outcome.openingOrder ?? []
      tender.draws.tieOrder = outcome.tieOrder ?? []
    case .dark: tender.draws.mappingCommitment = outcome.mappingCommitment
    case .panel:
      try? tender.draws.seating?.seat(outcome.stated, round: outcome.round)
      tender.draws.shortfall = tender.draws.seating?.vacancies ?? 0
    }
  }
}
