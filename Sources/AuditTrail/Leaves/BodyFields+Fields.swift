internal import Notation

// The field list of a body.

extension BodyFields {
  static let codec = Codec<BodyRecord>.record(
    Wording("a body", "一份正文"), blank: BodyRecord(),
    .required("actor", \.fields.actor, PartyID.codec, Wording("who commanded", "发令方")),
    .required("at", \.fields.time, .milliseconds, Wording("time of the tender's clock, ms", "项目时钟，毫秒")),
    .required(
      "authorisation", \.fields.authorisation, Authorisation.codecOfBody,
      Wording("the party's signature; empty for the clock", "签名；时钟为空")),
    .required("clock", \.fields.clock, Clock.codec, Wording("which clock", "时钟")),
    .required("command", \.fields.command, .anyObject, Wording("the command", "命令")),
    .required(
      "events", \.fields.events, .list(of: .anyObject, count: 1...maximumEventCount),
      Wording("the events", "事件")),
    .required("kind", \.fields.kind, LeafKind.codec, Wording("kind of the first event", "首个事件的种类")),
    .optional("stage", \.fields.stage, DisclosureStage.codec, Wording("when it is disclosed", "公开阶段")),
    .required("tender", \.fields.tender, tenderCodec, Wording("the tender, or -", "标段，或 -")),
    .required("v", \.version, .integer(1...1), Wording("version", "版本"))
  ).lifted

  /// The id of a tender, or - where there is none.
  static let tenderCodec = Codec<TenderID?>(
    .text(pattern: "^(-|\(IdentifierText.pattern.dropFirst().dropLast()))$", IdentifierText.accepted),
    decode: { value, reading in
      if case .string("-") = value.content { return .some(nil) }
      return TenderID.codec.decode(value, &reading).map(Optional.some)
    },
    encode: { $0.map(TenderID.codec.encode) ?? Value.string("-") })

  /// What the reading of a body starts from.
  static let blank = BodyFields(
    actor: clockActor, time: .beginning, authorisation: nil, clock: .wall, command: .object([]), events: [],
    kind: .sealed, tender: nil, stage: nil)
}

extension BodyFields.Clock {
  static let codec = Codec<Self>.choice([
    .wall: Wording("wall clock", "真实时钟"), .model: Wording("movable clock", "模拟时钟"),
  ])
}

/// The fields with the version that is written beside them.
struct BodyRecord: Sendable {
  var fields = BodyFields.blank
  var version = 1
}

extension Codec<BodyRecord> {
  /// The codec of the fields alone.
  fileprivate var lifted: Codec<BodyFields> {
    Codec<BodyFields>(
      schema, decode: { value, reading in decode(value, &reading)?.fields },
      encode: { encode(BodyRecord(fields: $0)) })
  }
}
