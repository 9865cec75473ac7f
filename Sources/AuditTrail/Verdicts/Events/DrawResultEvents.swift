internal import Cryptography
internal import Notation

/// `draw.result`.
struct DrawResultFields: EventFields {
  struct Label: Hashable, Sendable {
    var label = ""
    var value = 0

    static let codec = Codec<Self>.record(
      Wording("a drawn number", "抽取数值"), blank: Self(),
      .required("label", \.label, .text(upTo: 64), Wording("label", "标签")),
      .required("value", \.value, .leafIndex, Wording("value", "数值")))
  }

  struct Seats: Hashable, Sendable {
    var stratum = ""
    var tokens: [Digest] = []

    static let codec = Codec<Self>.record(
      Wording("seats of a stratum", "类别席位"), blank: Self(),
      .required("stratum", \.stratum, .text(upTo: 64), Wording("stratum", "类别")),
      .required("tokens", \.tokens, .list(of: .digest, count: 0...99), Wording("tokens", "令牌")))
  }

  var beacon: [UInt8] = []
  var draw = DrawID(unchecked: "-")
  var labels: [Label]?
  var mappingCommitment: Digest?
  var openingOrder: [PartyID]?
  var round: UInt8 = 0
  var seats: [Seats]?
  var tieOrder: [PartyID]?

  static let codec = Codec<Self>.record(
    Wording("the result of a draw", "抽取结果"), blank: Self(),
    .required("beacon", \.beacon, .hexadecimalBytes(0...65_535), Wording("value of the beacon", "信标值")),
    .required("draw", \.draw, DrawID.codec, Wording("which draw", "抽取")),
    .optional("labels", \.labels, .list(of: Label.codec, count: 0...99), Wording("numbers", "数值")),
    .optional("mapping_commit", \.mappingCommitment, .digest, Wording("commitment of the codes", "编号承诺")),
    .optional("open", \.openingOrder, .list(of: PartyID.codec, count: 0...10_000), Wording("order", "开标次序")),
    .required("round", \.round, .byte, Wording("round", "轮次")),
    .optional("seats", \.seats, .list(of: Seats.codec, count: 0...99), Wording("seats", "席位")),
    .optional(
      "tie", \.tieOrder, .list(of: PartyID.codec, count: 0...10_000), Wording("lot among ties", "同分次序")))
}

/// `expert.replied`.
struct ExpertRepliedFields: EventFields {
  var draw = DrawID(unchecked: "-")
  var reply = ""
  var round: UInt8 = 0
  var signature: [UInt8] = []
  var token = Digest.blank

  static let codec = Codec<Self>.record(
    Wording("an expert's reply", "专家答复"), blank: Self(),
    .required("draw", \.draw, DrawID.codec, Wording("which draw", "抽取")),
    .required("reply", \.reply, .text(upTo: 64), Wording("the reply", "答复")),
    .required("round", \.round, .byte, Wording("round", "轮次")),
    .required("sig", \.signature, .claimedSignature, Wording("the expert's signature", "专家签名")),
    .required("token", \.token, .digest, Wording("token", "令牌")))
}

/// `draw.noanswer`.
struct NoAnswerFields: EventFields {
  var attempts: UInt8 = 0
  var channel = ""
  var draw = DrawID(unchecked: "-")
  var first = Instant.beginning
  var last = Instant.beginning
  var operatorSignature: [UInt8] = []
  var round: UInt8 = 0
  var supervisorSignature: [UInt8] = []
  var token = Digest.blank

  static let codec = Codec<Self>.record(
    Wording("a record of no answer", "无应答记录"), blank: Self(),
    .required("attempts", \.attempts, .byte, Wording("attempts", "次数")),
    .required("channel", \.channel, .text(upTo: 65_535), Wording("channel", "联络方式")),
    .required("draw", \.draw, DrawID.codec, Wording("which draw", "抽取")),
    .required("first_ms", \.first, .milliseconds, Wording("first attempt", "首次")),
    .required("last_ms", \.last, .milliseconds, Wording("last attempt", "末次")),
    .required(
      "operator_sig", \.operatorSignature, .claimedSignature, Wording("the operator's signature", "平台签名")),
    .required("round", \.round, .byte, Wording("round", "轮次")),
    .required(
      "supervisor_sig", \.supervisorSignature, .claimedSignature,
      Wording("the supervisor's signature", "监督部门签名")),
    .required("token", \.token, .digest, Wording("token", "令牌")))
}

/// `draw.narrow`.
struct DrawNarrowFields: EventFields {
  var draw = DrawID(unchecked: "-")
  var eligible: UInt32 = 0
  var quota: UInt32 = 0
  var reason = ""
  var signature: [UInt8] = []
  var stratum = ""

  static let codec = Codec<Self>.record(
    Wording("leave to draw from a narrow pool", "同意小范围抽取"), blank: Self(),
    .required("draw", \.draw, DrawID.codec, Wording("which draw", "抽取")),
    .required("eligible", \.eligible, .word, Wording("eligible experts", "合格专家数")),
    .required("quota", \.quota, .word, Wording("seats", "席位数")),
    .required("reason", \.reason, .text(upTo: 65_535), Wording("reason", "理由")),
    .required("sig", \.signature, .claimedSignature, Wording("the supervisor's signature", "监督部门签名")),
    .required("stratum", \.stratum, .text(upTo: 64), Wording("stratum", "类别")))
}
