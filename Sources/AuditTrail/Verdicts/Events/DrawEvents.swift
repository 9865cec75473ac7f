internal import Cryptography
internal import Notation

/// `draw.announced`.
struct DrawAnnouncedFields: EventFields {
  var beacon = ""
  var chain: UInt8 = 0
  var drawClass = ""
  var deadlines: [Instant] = []
  var draw = DrawID(unchecked: "-")
  var parties: [PartyID] = []
  var plan = Digest.blank
  var roster = Digest.blank
  var saltCommitment = Digest.blank

  static let codec = Codec<Self>.record(
    Wording("an announced draw", "抽取公告"), blank: Self(),
    .required("beacon", \.beacon, .text(upTo: 65_535), Wording("beacon", "信标")),
    .required("chain", \.chain, .byte, Wording("links of a chain", "哈希链长度")),
    .required("class", \.drawClass, .text(upTo: 64), Wording("public or secret", "公开或保密")),
    .required("deadlines", \.deadlines, .list(of: .milliseconds, count: 0...255), Wording("deadlines", "期限")),
    .required("draw", \.draw, DrawID.codec, Wording("which draw", "抽取")),
    .required("parties", \.parties, .list(of: PartyID.codec, count: 0...255), Wording("parties", "参与方")),
    .required("plan", \.plan, .digest, Wording("digest of the plan", "计划摘要")),
    .required("roster", \.roster, .digest, Wording("digest of the roster", "名册摘要")),
    .required("salt_commit", \.saltCommitment, .digest, Wording("commitment of the salt", "盐值承诺")))
}

/// `draw.committed`.
struct DrawCommittedFields: EventFields {
  var commitment = Digest.blank
  var draw = DrawID(unchecked: "-")
  var signature: [UInt8] = []

  static let codec = Codec<Self>.record(
    Wording("a commitment", "承诺"), blank: Self(),
    .required("commit", \.commitment, .digest, Wording("the commitment", "承诺")),
    .required("draw", \.draw, DrawID.codec, Wording("which draw", "抽取")),
    .required("sig", \.signature, .claimedSignature, Wording("the party's signature", "参与方签名")))
}

/// `draw.revealed`.
struct DrawRevealedFields: EventFields {
  struct Wrap: Sendable {
    var recipient = PartyID.operator
    var bytes: [UInt8] = []

    static let codec = Codec<Self>.record(
      Wording("a wrap", "密封值"), blank: Self(),
      .required("to", \.recipient, PartyID.codec, Wording("to whom", "收件方")),
      .required(
        "wrap", \.bytes, .hexadecimalBytes(SecretWrap.byteCount...SecretWrap.byteCount),
        Wording("wrap", "密封值")))
  }

  var draw = DrawID(unchecked: "-")
  var reveal: Digest?
  var round: UInt8 = 0
  var signature: [UInt8] = []
  var wraps: [Wrap]?

  static let codec = Codec<Self>.record(
    Wording("a reveal", "揭示"), blank: Self(),
    .required("draw", \.draw, DrawID.codec, Wording("which draw", "抽取")),
    .optional("reveal", \.reveal, .digest, Wording("the reveal", "揭示值")),
    .required("round", \.round, .byte, Wording("round", "轮次")),
    .required("sig", \.signature, .claimedSignature, Wording("the party's signature", "参与方签名")),
    .optional("wraps", \.wraps, .list(of: Wrap.codec, count: 0...16), Wording("wraps", "密封值")))
}

/// `draw.opened`.
struct DrawOpenedFields: EventFields {
  struct Reveal: Sendable {
    var party = PartyID.operator
    var value = Digest.blank
    var round: UInt8 = 0

    static let codec = Codec<Self>.record(
      Wording("a disclosed reveal", "公布的揭示值"), blank: Self(),
      .required("party", \.party, PartyID.codec, Wording("whose", "参与方")),
      .required("reveal", \.value, .digest, Wording("the reveal", "揭示值")),
      .required("round", \.round, .byte, Wording("round", "轮次")))
  }

  var draw = DrawID(unchecked: "-")
  var mapping: Digest?
  var reveals: [Reveal] = []
  var rosterSalt = Digest.blank
  var salt: Digest?

  static let codec = Codec<Self>.record(
    Wording("an opened draw", "公布的抽取"), blank: Self(),
    .required("draw", \.draw, DrawID.codec, Wording("which draw", "抽取")),
    .optional("mapping", \.mapping, .digest, Wording("digest of the mapping", "对应表摘要")),
    .required("reveals", \.reveals, .list(of: Reveal.codec, count: 0...65_536), Wording("reveals", "揭示值")),
    .required("roster_salt", \.rosterSalt, .digest, Wording("salt of the roster", "名册盐值")),
    .optional("salt", \.salt, .digest, Wording("salt of the mapping", "对应表盐值")))
}

/// `draw.failed`.
struct DrawFailedFields: EventFields {
  var draw = DrawID(unchecked: "-")
  var party = PartyID.operator
  var round: UInt8 = 0

  static let codec = Codec<Self>.record(
    Wording("a failed draw", "抽取失败"), blank: Self(),
    .required("draw", \.draw, DrawID.codec, Wording("which draw", "抽取")),
    .required("party", \.party, PartyID.codec, Wording("who failed", "失约方")),
    .required("round", \.round, .byte, Wording("round", "轮次")))
}
