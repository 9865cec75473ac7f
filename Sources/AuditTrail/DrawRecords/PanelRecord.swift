import Cryptography
public import Notation

/// What happens to the seats of a panel between two rounds, in the order of the log.
public enum PanelRecord: Hashable, Sendable {
  /// An expert's signed reply (`expert.replied`).
  case reply(ExpertReply, signature: [UInt8])
  /// The record, with both signatures, that an expert was not reached (`draw.noanswer`).
  case noAnswer(NoAnswer, operatorSignature: [UInt8], supervisorSignature: [UInt8])
  /// The supervisor's leave to draw from a narrow pool (`draw.narrow`).
  case narrow(NarrowPool, signature: [UInt8])
  /// The replacement round with this number was drawn here; needed only where what stands after it is of an earlier round.
  case round(UInt8)

  /// The fields of a list of them; `kind` says which each is.
  public static let listCodec = Codec<[PanelRecord]>.list(of: codec, count: 0...100_000)

  /// The fields of one.
  public static let codec = Codec<PanelRecord>.variants(
    "kind",
    .carrying(
      "expert.replied", ReplyRecord.codec,
      extract: {
        guard case .reply(let reply, let signature) = $0 else { return nil }
        return ReplyRecord(reply, signature)
      }, make: { .reply($0.reply, signature: $0.signature) }),
    .carrying(
      "draw.noanswer", NoAnswerRecord.codec,
      extract: {
        guard case .noAnswer(let record, let operatorSignature, let supervisorSignature) = $0 else {
          return nil
        }
        return NoAnswerRecord(record, operatorSignature, supervisorSignature)
      },
      make: {
        .noAnswer(
          $0.record, operatorSignature: $0.operatorSignature, supervisorSignature: $0.supervisorSignature)
      }),
    .carrying(
      "draw.narrow", NarrowRecord.codec,
      extract: {
        guard case .narrow(let pool, let signature) = $0 else { return nil }
        return NarrowRecord(pool, signature)
      }, make: { .narrow($0.pool, signature: $0.signature) }),
    .carrying(
      "draw.round", RoundRecord.codec,
      extract: {
        guard case .round(let round) = $0 else { return nil }
        return RoundRecord(round: round)
      }, make: { .round($0.round) }))
}

/// The fields of a reply.
private struct ReplyRecord: Sendable {
  var token = DigestContext.sha256([])
  var round: UInt8 = 0
  var answer = ExpertAnswer.decline
  var signature: [UInt8] = []

  init() {}

  init(_ reply: ExpertReply, _ signature: [UInt8]) {
    (token, round, answer) = (reply.token, reply.round, reply.answer)
    self.signature = signature
  }

  var reply: ExpertReply { ExpertReply(token: token, round: round, answer: answer) }

  static let codec = Codec<ReplyRecord>.record(
    Wording("an expert's reply", "专家答复"), blank: ReplyRecord(),
    .required(
      "reply", \.answer,
      .string(
        Wording("accept, decline or a recusal code", "accept、decline 或回避代码"),
        parse: { try? ExpertAnswer(parsing: $0) },
        format: \.text), Wording("the answer", "答复")),
    .required("round", \.round, .byte, Wording("the round that seated it", "入席轮次")),
    .required("sig", \.signature, .signature, Wording("signature of the expert", "专家签名")),
    .required("token", \.token, .digest, Wording("the token", "令牌")))
}

/// The fields of a record that an expert was not reached.
private struct NoAnswerRecord: Sendable {
  var token = DigestContext.sha256([])
  var round: UInt8 = 0
  var attempts: UInt8 = 0
  var first = Instant.beginning
  var last = Instant.beginning
  var channel = ""
  var operatorSignature: [UInt8] = []
  var supervisorSignature: [UInt8] = []
  var built: NoAnswer?

  init() {}

  init(_ record: NoAnswer, _ operatorSignature: [UInt8], _ supervisorSignature: [UInt8]) {
    (token, round, attempts) = (record.token, record.round, record.attempts)
    (first, last, channel) = (record.first, record.last, record.channel)
    self.operatorSignature = operatorSignature
    self.supervisorSignature = supervisorSignature
    built = record
  }

  var record: NoAnswer {
    guard let built else { preconditionFailure("a record that was read has been checked") }
    return built
  }

  static let codec: Codec<NoAnswerRecord> = {
    let fields = Codec<NoAnswerRecord>.record(
      Wording("a record of no answer", "未答复记录"), blank: NoAnswerRecord(),
      .required("attempts", \.attempts, .byte, Wording("how often it was tried", "尝试次数")),
      .required("channel", \.channel, .text(upTo: 64), Wording("by what means", "联络方式")),
      .required("first_ms", \.first, .milliseconds, Wording("first try", "首次尝试时间")),
      .required("last_ms", \.last, .milliseconds, Wording("last try", "末次尝试时间")),
      .required(
        "operator_sig", \.operatorSignature, .signature, Wording("signature of the draw service", "抽取服务签名")),
      .required("round", \.round, .byte, Wording("the round that seated it", "入席轮次")),
      .required(
        "supervisor_sig", \.supervisorSignature, .signature, Wording("signature of the supervisor", "监督部门签名")),
      .required("token", \.token, .digest, Wording("the token", "令牌")))
    return Codec(
      fields.schema,
      decode: { value, reading in
        fields.checked(value, &reading) { record throws(Fault) in
          record.built = try NoAnswer(
            token: record.token, round: record.round, attempts: record.attempts, first: record.first,
            last: record.last, channel: record.channel)
        }
      }, encode: fields.encode)
  }()
}

/// The fields of a leave to draw from a narrow pool.
private struct NarrowRecord: Sendable {
  var stratum = StratumID(unchecked: "-")
  var eligible: UInt32 = 0
  var quota: UInt32 = 0
  var reason = ""
  var signature: [UInt8] = []
  var built: NarrowPool?

  init() {}

  init(_ pool: NarrowPool, _ signature: [UInt8]) {
    (stratum, eligible, quota, reason) = (pool.stratum, pool.eligible, pool.quota, pool.reason)
    self.signature = signature
    built = pool
  }

  var pool: NarrowPool {
    guard let built else { preconditionFailure("a record that was read has been checked") }
    return built
  }

  static let codec: Codec<NarrowRecord> = {
    let fields = Codec<NarrowRecord>.record(
      Wording("leave to draw from a narrow pool", "允许从不足额库中抽取"), blank: NarrowRecord(),
      .required("eligible", \.eligible, .word, Wording("eligible experts", "可抽取专家数")),
      .required("quota", \.quota, .word, Wording("seats", "席位数")),
      .required("reason", \.reason, .text(upTo: 1_000), Wording("why there are no more", "理由")),
      .required("sig", \.signature, .signature, Wording("signature of the supervisor", "监督部门签名")),
      .required("stratum", \.stratum, StratumID.codec, Wording("the stratum", "专业类别")))
    return Codec(
      fields.schema,
      decode: { value, reading in
        fields.checked(value, &reading) { record throws(Fault) in
          record.built = try NarrowPool(
            stratum: record.stratum, eligible: record.eligible, quota: record.quota, reason: record.reason)
        }
      }, encode: fields.encode)
  }()
}

private struct RoundRecord: Sendable {
  var round: UInt8 = 0

  static let codec = Codec<RoundRecord>.record(
    Wording("a replacement round", "补抽轮次"), blank: RoundRecord(),
    .required("round", \.round, .byte, Wording("its number", "轮次")))
}

extension Codec {
  /// Reads a record and completes it; what `complete` throws is a fault at the record's place.
  fileprivate func checked(
    _ value: Value, _ reading: inout Reading, _ complete: (inout Root) throws(Fault) -> Void
  ) -> Root? {
    guard var root = decode(value, &reading) else { return nil }
    do throws(Fault) {
      try complete(&root)
      return root
    } catch {
      var fault = error
      fault.place = value.place
      reading.faults.append(fault)
      return nil
    }
  }
}
