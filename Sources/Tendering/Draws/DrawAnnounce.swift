package import AuditTrail
internal import Cryptography
internal import Evaluation
package import Notation

/// Announces a draw or its one restart; plan and roster come along (抽取公告; formats, section 6, TD1 2).
///
/// Public numbers and dark codes are announced while bids still come in, so that commitments stand before `tender.closed`;
/// the panel after the deadline, when it is known from whom experts must stand aside.
package struct DrawAnnounce: TenderCommand {
  /// The announcement.
  package let announcement: DrawAnnouncement

  /// Announces `announcement`.
  package init(_ announcement: DrawAnnouncement) { self.announcement = announcement }

  package static let entry = CatalogueEntry(
    "draw.announce", Wording("announce a draw", "公告抽取"), by: [.operator], at: Self.stages,
    events: [DrawAnnounced.self, DrawPlanned.self])
  package static let codec = DrawAnnouncement.loggedCodec.carried({ DrawAnnounce($0) }, at: \.announcement)

  /// The stages at which draws are prepared.
  static let stages: [Stage] = [
    .announced, .openForBids, .closed, .opening, .opened, .qualified, .evaluating,
  ]

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let tender = occasion.tender
    _ = try occasion.requireNotice()
    try requireStage(tender)
    _ = try occasion.requireStep(tender.drawProgress(announcement.kind), .announced(announcement))
    try requireDeadlines(occasion)
    let bytes = try occasion.enclosure(announcement.plan)
    let plan = try Refusal.ofForm { () throws(Fault) in
      try DrawPlan(parsing: bytes, announcedBy: announcement)
    }
    var eligible: [DrawPlanned.Pool] = []
    switch plan {
    case .panel(let seats): eligible = try pools(seats, bytes, occasion)
    case .public(let numbers): try requirePlan(numbers, occasion)
    case .dark: break
    }
    return [
      DrawAnnounced(announcement),
      DrawPlanned(kind: announcement.kind, plan: bytes, eligible: eligible),
    ]
  }

  private func requireStage(_ tender: Tender) throws(Refusal) {
    let isBefore = tender.stage <= .openForBids
    let isRestart = announcement.number > 1
    let fits =
      announcement.kind == .panel
      ? !isBefore && (isRestart || tender.stage < .evaluating) : isRestart || isBefore
    guard fits else {
      throw Refusal(
        .wrongStage, .design, nil,
        Wording(
          "\(announcement.id) at the stage \(tender.stage.rawValue)",
          "阶段 \(tender.stage.rawValue) 公告 \(announcement.id)"),
        accepted: announcement.kind == .panel
          ? Wording("after the deadline and before the evaluation", "投标截止后、评标前")
          : Wording("before the deadline, so that commitments precede it", "投标截止前，使承诺先于截止"))
    }
    if announcement.kind == .dark, tender.notice?.terms.darkViolation == nil {
      throw Refusal(
        .drawAnnouncement, .design, nil, Wording("a tender without dark part", "无暗标的标段"),
        accepted: Wording("no draw of codes", "无需抽取暗标编号"))
    }
  }

  /// Reveals of numbers and codes wait for the key window, so their deadlines do.
  private func requireDeadlines(_ occasion: Occasion) throws(Refusal) {
    let notice = try occasion.requireNotice()
    var earliest = occasion.time
    if announcement.kind != .panel {
      let end = Instant(clamping: notice.deadline.milliseconds + Int64(notice.terms.keyWindow))
      earliest = max(earliest, end)
    }
    guard let first = announcement.deadlines.first, first > earliest else {
      throw Refusal(
        .drawAnnouncement, .design, nil,
        Wording(
          "the first deadline is \(announcement.deadlines.first?.beijingTime ?? "-")",
          "首个期限为 \(announcement.deadlines.first?.beijingTime ?? "-")"),
        accepted: Wording("after \(earliest.beijingTime)", "晚于 \(earliest.beijingTime)"))
    }
  }

  /// The public draw gives just the numbers that the published scheme leaves to it.
  private func requirePlan(_ plan: PublicPlan, _ occasion: Occasion) throws(Refusal) {
    let terms = try occasion.requireNotice().terms.scheme
    let scheme = try Refusal.ofEvaluation { () throws(Refusals) in try Scheme(terms) }
    let published = try Refusal.ofForm { () throws(Fault) in try PublicPlan(of: scheme) }
    guard published.bytes == plan.bytes else {
      throw Refusal(
        .drawPlan, .design, nil, Wording("not the numbers of the published scheme", "与公布的评标办法不符"),
        accepted: Wording(verbatim: String(decoding: published.bytes, as: UTF8.self).escapedForMessage))
    }
  }

  /// The experts that can be drawn of each stratum.
  private func pools(
    _ plan: PanelPlan, _ bytes: [UInt8], _ occasion: Occasion
  ) throws(Refusal) -> [DrawPlanned.Pool] {
    let terms = try occasion.requireNotice().terms
    try PanelComposition(terms).check()
    guard let panel = terms.panel, PanelRoster.plan(of: panel) == bytes else {
      throw Refusal(
        .drawPlan, .design, nil, Wording("not the panel of the notice", "与公告的评标委员会组成不符"),
        accepted: Wording("the strata and seats of the terms, in their order", "招标文件要点所列专业及人数，按其次序"))
    }
    let lines = try occasion.enclosure(announcement.roster)
    let roster = try Refusal.ofForm { () throws(Fault) in
      try Roster(parsing: lines, announcementIndex: .max)
    }
    return plan.strata.map { DrawPlanned.Pool(stratum: $0.id, eligible: roster.eligibleCount(in: $0.id)) }
  }
}

/// A draw is announced.
package struct DrawAnnounced: TenderEvent {
  /// The announcement.
  package let announcement: DrawAnnouncement

  init(_ announcement: DrawAnnouncement) { self.announcement = announcement }

  package static let kind = LeafKind.named("draw.announced")
  package static let codec = DrawAnnouncement.loggedCodec.carried({ DrawAnnounced($0) }, at: \.announcement)

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.step(announcement.kind, .announced(announcement))
    tender.draws.begin(announcement, at: occurrence.time)
  }
}

/// What the announced draw has to give, and from how many.
package struct DrawPlanned: TenderEvent {
  /// The experts of a stratum who can be drawn.
  package struct Pool: Sendable, Hashable {
    /// The stratum.
    package var stratum = StratumID(unchecked: "-")
    /// How many.
    package var eligible = 0

    static let codec = Codec<Self>.record(
      Wording("a pool", "可抽取专家"), blank: Self(),
      .required("eligible", \.eligible, .integer(0...Roster.maximumByteCount), Wording("how many", "人数")),
      .required("stratum", \.stratum, StratumID.codec, Wording("the stratum", "专业类别")))
  }

  /// What is drawn.
  package var drawn = DrawKind.public
  /// The bytes of the plan.
  package var plan: [UInt8] = []
  /// The pools of a panel.
  package var eligible: [Pool] = []

  init(kind: DrawKind, plan: [UInt8], eligible: [Pool]) {
    (drawn, self.plan, self.eligible) = (kind, plan, eligible)
  }
  private init() {}

  package static let kind = LeafKind.named("draw.planned")
  package static let codec = Codec<Self>.record(
    Wording("what a draw has to give", "抽取内容"), blank: Self(),
    .required(
      "drawn", \.drawn,
      .choice([
        .public: Wording("numbers and orders", "数值与次序"), .panel: Wording("panel", "评标委员会"),
        .dark: Wording("dark codes", "暗标编号"),
      ]), Wording("what is drawn", "抽取类别")),
    .required("eligible", \.eligible, .list(of: Pool.codec, count: 0...99), Wording("the pools", "可抽取专家")),
    .required("plan", \.plan, .hexadecimalBytes(0...16_384), Wording("the plan", "抽取计划")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    let parsed = try? DrawPlan(parsing: plan, of: drawn)
    tender.draws.plans[drawn] = parsed
    guard case .panel(let seats)? = parsed else { return }
    tender.draws.seating = PanelSeating(plan: seats)
    tender.draws.eligible = Dictionary(
      eligible.map { ($0.stratum, $0.eligible) }, uniquingKeysWith: { first, _ in first })
  }
}
