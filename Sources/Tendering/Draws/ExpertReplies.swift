package import AuditTrail
package import Cryptography
internal import Evaluation
package import Notation

/// An expert's signed reply as command and event state it.
package struct ReplyStep: Sendable, Hashable {
  /// Which draw.
  package var draw = DrawID(unchecked: "-")
  /// The reply.
  package var answer = ExpertAnswer.decline
  /// The round that seated the token.
  package var round: UInt8 = 0
  /// The signature of the expert.
  package var signature: [UInt8] = []
  /// The token.
  package var token = Digest.blank

  package static let codec = Codec<Self>.record(
    Wording("an expert's reply", "专家答复"), blank: Self(),
    .required("draw", \.draw, DrawID.codec, Wording("which draw", "抽取")),
    .required(
      "reply", \.answer,
      .string(
        Wording("accept, decline or a recusal code", "accept、decline 或回避代码"),
        parse: { try? ExpertAnswer(parsing: $0) }, format: \.text), Wording("the answer", "答复")),
    .required("round", \.round, .byte, Wording("the round", "轮次")),
    .required("sig", \.signature, .signature, Wording("the expert's signature", "专家签名")),
    .required("token", \.token, .digest, Wording("the token", "令牌")))

  var reply: ExpertReply { ExpertReply(token: token, round: round, answer: answer) }
}

/// An expert who was drawn takes the seat, declines or stands aside (专家答复).
package struct DrawReply: TenderCommand {
  /// The reply.
  package let step: ReplyStep

  /// Replies `reply`.
  package init(_ draw: DrawID, _ reply: ExpertReply, signature: [UInt8]) {
    step = ReplyStep(
      draw: draw, answer: reply.answer, round: reply.round, signature: signature, token: reply.token)
  }
  private init(_ step: ReplyStep) { self.step = step }

  package static let entry = CatalogueEntry(
    "draw.reply", Wording("reply to having been drawn", "专家答复抽取"), by: [.expert],
    at: [.closed, .opening, .opened, .qualified, .evaluating], .sealed(until: .award),
    events: [ExpertReplied.self, DrawRoundOpened.self])
  package static let codec = ReplyStep.codec.carried({ DrawReply($0) }, at: \.step)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let (kind, progress) = try occasion.requireDraw(step.draw)
    var draws = occasion.tender.draws
    let isDrawn = draws.seating?.seats.contains { $0.occupants.contains { $0.token == step.token } } ?? false
    guard kind == .panel, isDrawn, draws.names[step.token] ?? occasion.actor == occasion.actor,
      draws.names.allSatisfy({ $0.key == step.token || $0.value != occasion.actor })
    else { throw .notDrawn(occasion.actor) }
    let ground = try occasion.recusal(of: occasion.actor)
    if step.answer == .accept, let ground {
      throw Refusal(
        .panelConflict, .statute, "招标投标法 第三十七条、评标委员会和评标方法暂行规定 第十二条",
        Wording("\(occasion.actor): \(ground.rawValue)", "\(occasion.actor)：\(ground.rawValue)"),
        accepted: Wording("a recusal with the code \(ground.rawValue)", "以 \(ground.rawValue) 回避"))
    }
    try Refusal.ofForm { () throws(Fault) in try draws.seating?.record(step.reply) }
    return [ExpertReplied(step)] + (try occasion.roundOpened(draws, progress))
  }
}

/// An expert has replied.
package typealias ExpertReplied = Recorded<ReplyStep>

extension ReplyStep: TenderFact {
  package static let kind = LeafKind.named("expert.replied")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    try? tender.draws.seating?.record(reply)
    tender.draws.names[token] = occurrence.actor
    tender.draws.seatExperts()
  }
}

/// The record that an expert was not reached as command and event state it.
package struct NoAnswerStep: Sendable, Hashable {
  /// Which draw.
  package var draw = DrawID(unchecked: "-")
  var token = Digest.blank
  var round: UInt8 = 0
  var attempts: UInt8 = 0
  var first = Instant.beginning
  var last = Instant.beginning
  var channel = ""
  var operatorSignature: [UInt8] = []
  var supervisorSignature: [UInt8] = []

  package static let codec = Codec<Self>.record(
    Wording("a record of no answer", "未答复记录"), blank: Self(),
    .required("attempts", \.attempts, .byte, Wording("how often it was tried", "尝试次数")),
    .required("channel", \.channel, .text(upTo: 64), Wording("by what means", "联络方式")),
    .required("draw", \.draw, DrawID.codec, Wording("which draw", "抽取")),
    .required("first_ms", \.first, .milliseconds, Wording("first try", "首次尝试时间")),
    .required("last_ms", \.last, .milliseconds, Wording("last try", "末次尝试时间")),
    .required("operator_sig", \.operatorSignature, .signature, Wording("the operator's signature", "平台签名")),
    .required("round", \.round, .byte, Wording("the round", "轮次")),
    .required(
      "supervisor_sig", \.supervisorSignature, .signature, Wording("the supervisor's signature", "监督部门签名")),
    .required("token", \.token, .digest, Wording("the token", "令牌")))

  /// - Throws: `REPLY_INVALID`.
  func record() throws(Fault) -> NoAnswer {
    try NoAnswer(
      token: token, round: round, attempts: attempts, first: first, last: last, channel: channel)
  }
}

/// Records, with the supervisor, that an expert who was drawn could not be reached (无应答).
package struct DrawNoAnswer: TenderCommand {
  /// The record.
  package let step: NoAnswerStep

  /// Records `record`.
  package init(
    _ draw: DrawID, _ record: NoAnswer, operatorSignature: [UInt8], supervisorSignature: [UInt8]
  ) {
    step = NoAnswerStep(
      draw: draw, token: record.token, round: record.round, attempts: record.attempts, first: record.first,
      last: record.last, channel: record.channel, operatorSignature: operatorSignature,
      supervisorSignature: supervisorSignature)
  }
  private init(_ step: NoAnswerStep) { self.step = step }

  package static let entry = CatalogueEntry(
    "draw.noanswer", Wording("record that an expert was not reached", "记录专家无应答"), by: [.operator],
    at: [.closed, .opening, .opened, .qualified, .evaluating], .sealed(until: .award),
    events: [DrawUnanswered.self, DrawRoundOpened.self])
  package static let codec = NoAnswerStep.codec.carried({ DrawNoAnswer($0) }, at: \.step)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let (_, progress) = try occasion.requireDraw(step.draw)
    var draws = occasion.tender.draws
    try Refusal.ofForm { () throws(Fault) in
      guard draws.seating != nil, step.last <= occasion.time else {
        throw Fault(
          .replyInvalid, at: nil, Wording("tries until \(step.last)", "末次尝试时间 \(step.last)"),
          accepted: Wording("tries of a panel's draw, not after now", "评标委员会抽取中不晚于当前时间的尝试"))
      }
      try draws.seating?.record(try step.record())
    }
    return [DrawUnanswered(step)] + (try occasion.roundOpened(draws, progress))
  }
}

/// An expert was not reached.
package typealias DrawUnanswered = Recorded<NoAnswerStep>

extension NoAnswerStep: TenderFact {
  package static let kind = LeafKind.named("draw.noanswer")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    guard let record = try? self.record() else { return }
    try? tender.draws.seating?.record(record)
    tender.draws.seatExperts()
  }
}

/// Seats are vacant and nobody is waited for: all parties reveal for a further round (补抽).
package struct DrawRoundOpened: TenderEvent {
  /// Which draw.
  package var draw = DrawID(unchecked: "-")
  /// How many seats are vacant.
  package var vacancies = 1
  /// Until when each party reveals.
  package var deadlines: [Instant] = []

  package static let kind = LeafKind.named("draw.reopened")
  package static let codec = Codec<Self>.record(
    Wording("a further round", "补抽"), blank: Self(),
    .required("deadlines", \.deadlines, .list(of: .milliseconds, count: 2...255), Wording("deadlines", "期限")),
    .required("draw", \.draw, DrawID.codec, Wording("which draw", "抽取")),
    .required("vacancies", \.vacancies, .integer(1...99), Wording("vacant seats", "空缺席位")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.step(.panel, .roundOpened(vacancies: vacancies, deadlines: deadlines))
  }
}

extension Occasion {
  /// The further round that is due after a reply; its parties have as long as they had after the announcement.
  ///
  /// While a round is under way no other begins, so that a seat is left before the first reveal or after the result: who knew
  /// the reveals could otherwise choose, by leaving, how many seats they fill.
  func roundOpened(_ draws: Draws, _ progress: DrawProgress) throws(Refusal) -> [any TenderEvent] {
    guard draws.needsRound, let announcement = progress.announcement, let start = draws.announced[.panel]
    else { return [] }
    if case .revealed(let round) = progress.stage, Int(round) >= draws.beacons[.panel, default: []].count {
      throw Refusal(
        .drawOutOfTurn, .design, nil,
        Wording("round \(round) has no result yet", "第 \(round) 轮尚无结果"),
        accepted: Wording("a reply after draw.result", "draw.result 之后答复"))
    }
    let deadlines = announcement.deadlines.map {
      Instant(clamping: time.milliseconds + $0.milliseconds - start.milliseconds)
    }
    let vacancies = draws.seating?.vacancies ?? 0
    _ = try requireStep(progress, .roundOpened(vacancies: vacancies, deadlines: deadlines))
    return [DrawRoundOpened(draw: announcement.id, vacancies: vacancies, deadlines: deadlines)]
  }
}

/// The supervisor's leave as command and event state it.
package struct NarrowStep: Sendable, Hashable {
  /// Which draw.
  package var draw = DrawID(unchecked: "-")
  var stratum = StratumID(unchecked: "-")
  var eligible: UInt32 = 0
  var quota: UInt32 = 0
  var reason = ""
  var signature: [UInt8] = []

  package static let codec = Codec<Self>.record(
    Wording("leave to draw from a narrow pool", "同意小范围抽取"), blank: Self(),
    .required("draw", \.draw, DrawID.codec, Wording("which draw", "抽取")),
    .required("eligible", \.eligible, .word, Wording("eligible experts", "可抽取专家数")),
    .required("quota", \.quota, .word, Wording("seats", "席位数")),
    .required("reason", \.reason, .text(upTo: 1_000), Wording("why there are no more", "理由")),
    .required("sig", \.signature, .signature, Wording("the supervisor's signature", "监督部门签名")),
    .required("stratum", \.stratum, StratumID.codec, Wording("the stratum", "专业类别")))

  /// - Throws: `REPLY_INVALID`.
  func pool() throws(Fault) -> NarrowPool {
    try NarrowPool(stratum: stratum, eligible: eligible, quota: quota, reason: reason)
  }
}

/// Lets a panel be drawn from fewer than three eligible experts a seat (小范围抽取).
package struct DrawNarrow: TenderCommand {
  /// The leave.
  package let step: NarrowStep

  /// Allows `pool`.
  package init(_ draw: DrawID, _ pool: NarrowPool, signature: [UInt8]) {
    step = NarrowStep(
      draw: draw, stratum: pool.stratum, eligible: pool.eligible, quota: pool.quota, reason: pool.reason,
      signature: signature)
  }
  private init(_ step: NarrowStep) { self.step = step }

  package static let entry = CatalogueEntry(
    "draw.narrow", Wording("allow a draw from a narrow pool", "同意小范围抽取"), by: [.supervisor],
    at: [.closed, .opening, .opened, .qualified, .evaluating], events: [DrawNarrowed.self])
  package static let codec = NarrowStep.codec.carried({ DrawNarrow($0) }, at: \.step)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    _ = try occasion.requireDraw(step.draw)
    let draws = occasion.tender.draws
    let pool = try Refusal.ofForm { () throws(Fault) in try step.pool() }
    let stratum = draws.seating?.plan.strata.first { $0.id == pool.stratum }
    let eligible = draws.eligible[pool.stratum] ?? 0
    guard occasion.tender.drawKind(of: step.draw) == .panel, let stratum,
      Int(pool.quota) == stratum.quota, Int(pool.eligible) == eligible, eligible < 3 * stratum.quota
    else {
      throw Refusal(
        .wrongMessage, .design, nil,
        Wording(
          "leave for \(pool.quota) of \(pool.eligible) experts of \(pool.stratum)",
          "\(pool.stratum) 类 \(pool.eligible) 人中抽取 \(pool.quota) 人"),
        accepted: Wording(
          "a stratum with fewer than three experts a seat, with its numbers (eligible \(eligible))",
          "每席不足三人的专业类别及其实际人数（\(eligible) 人）"))
    }
    return [DrawNarrowed(step)]
  }
}

/// The supervisor allows a narrow pool.
package typealias DrawNarrowed = Recorded<NarrowStep>

extension NarrowStep: TenderFact {
  package static let kind = LeafKind.named("draw.narrow")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    if let pool = try? self.pool() { tender.draws.narrowPools.append(pool) }
  }
}
