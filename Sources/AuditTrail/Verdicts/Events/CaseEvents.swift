internal import Notation

/// All events of a case that a verifier reads, by kind and in the order of the log (Documentation/bundle.md, "Bodies").
struct CaseEvents: Sendable {
  /// Any event: what it is of, for the rules that concern all kinds.
  struct Heading: Sendable {
    let source: EventSource
    let kind: String
    var part: Part?
    var draw: DrawID?
    /// Whether the kind is one of the table.
    var isKnown = true
    var seq: Int { source.seq }
  }

  private(set) var all: [Heading] = []
  private(set) var enrolled: [Recorded<EnrolledFields>] = []
  private(set) var announced: [Recorded<AnnouncedFields>] = []
  private(set) var extended: [Recorded<DeadlineFields>] = []
  private(set) var custodianKeys: [Recorded<CustodianKeyFields>] = []
  private(set) var received: [Recorded<RevisionFields>] = []
  private(set) var withdrawn: [Recorded<RevisionFields>] = []
  private(set) var maintained: [Recorded<RevisionFields>] = []
  private(set) var closed: [Recorded<DeadlineFields>] = []
  private(set) var keysReceived: [Recorded<KeyReceivedFields>] = []
  private(set) var windows: [Recorded<WindowFields>] = []
  private(set) var keysReleased: [Recorded<KeysReleasedFields>] = []
  private(set) var opened: [Recorded<EnvelopeOpenedFields>] = []
  private(set) var secrets: [Recorded<SecretPublishedFields>] = []
  private(set) var refused: [Recorded<RefusedFields>] = []
  private(set) var erased: [Recorded<BodyErasedFields>] = []
  private(set) var draws: [Recorded<DrawAnnouncedFields>] = []
  private(set) var commitments: [Recorded<DrawCommittedFields>] = []
  private(set) var reveals: [Recorded<DrawRevealedFields>] = []
  private(set) var results: [Recorded<DrawResultFields>] = []
  private(set) var disclosures: [Recorded<DrawOpenedFields>] = []
  private(set) var replies: [Recorded<ExpertRepliedFields>] = []
  private(set) var unanswered: [Recorded<NoAnswerFields>] = []
  private(set) var narrowPools: [Recorded<DrawNarrowFields>] = []
  private(set) var failures: [Recorded<DrawFailedFields>] = []

  /// The kinds that time alone causes.
  static let timed: Set<String> = ["tender.closed", "key_window.ended", "draw.failed"]

  /// All kinds that a verifier reads.
  static let known: Set<String> = [
    "party.enrolled", "tender.announced", "deadline.extended", "custodian.key", "bid.received",
    "bid.withdrawn",
    "bid.maintained", "tender.closed", "key.received", "key_window.ended", "keys.released", "envelope.opened",
    "secret.published", "refused", "body.erased", "draw.announced", "draw.committed", "draw.revealed",
    "draw.result", "draw.opened", "expert.replied", "draw.noanswer", "draw.narrow", "draw.failed",
  ]

  /// Adds one event of a body.
  ///
  /// - Returns: whether its kind is one that a verifier reads.
  /// - Throws: the fault of a field that is missing, unknown or of a wrong form.
  mutating func add(_ event: Value, of kind: String, _ source: EventSource) throws(Fault) -> Bool {
    var heading = Heading(source: source, kind: kind)
    let fields = event.without("kind")
    let isTimely = (source.actor == BodyFields.clockActor) == Self.timed.contains(kind)
    guard isTimely || !Self.known.contains(kind) else {
      throw .invalidBody(
        Wording(
          "\(kind) by \(source.actor): the clock alone gives what is timed, and nothing else",
          "\(source.actor) 作出 \(kind)：定时事件仅由时钟产生，时钟不产生其他事件"))
    }
    heading.isKnown =
      kind.hasPrefix("draw.") || kind == "expert.replied"
      ? try addDraw(fields, &heading) : try addTender(fields, &heading)
    all.append(heading)
    return heading.isKnown
  }

  private mutating func addTender(_ fields: Value, _ heading: inout Heading) throws(Fault) -> Bool {
    let source = heading.source
    switch heading.kind {
    case "party.enrolled": enrolled.append(try source.read(fields, EnrolledFields.codec))
    case "tender.announced": announced.append(try source.read(fields, AnnouncedFields.codec))
    case "deadline.extended": extended.append(try source.read(fields, DeadlineFields.codec))
    case "custodian.key": custodianKeys.append(try source.read(fields, CustodianKeyFields.codec))
    case "bid.received": received.append(try source.read(fields, RevisionFields.codec))
    case "bid.withdrawn": withdrawn.append(try source.read(fields, RevisionFields.codec))
    case "bid.maintained": maintained.append(try source.read(fields, RevisionFields.codec))
    case "tender.closed": closed.append(try source.read(fields, DeadlineFields.codec))
    case "key.received":
      let event = try source.read(fields, KeyReceivedFields.codec)
      heading.part = event.part
      keysReceived.append(event)
    case "key_window.ended": windows.append(try source.read(fields, WindowFields.codec))
    case "keys.released": keysReleased.append(try source.read(fields, KeysReleasedFields.codec))
    case "envelope.opened":
      let event = try source.read(fields, EnvelopeOpenedFields.codec)
      heading.part = event.part
      opened.append(event)
    case "secret.published": secrets.append(try source.read(fields, SecretPublishedFields.codec))
    case "refused": refused.append(try source.read(fields, RefusedFields.codec))
    case "body.erased": erased.append(try source.read(fields, BodyErasedFields.codec))
    default: return false
    }
    return true
  }

  private mutating func addDraw(_ fields: Value, _ heading: inout Heading) throws(Fault) -> Bool {
    let source = heading.source
    switch heading.kind {
    case "draw.announced": draws.append(try source.read(fields, DrawAnnouncedFields.codec))
    case "draw.committed": commitments.append(try source.read(fields, DrawCommittedFields.codec))
    case "draw.revealed": reveals.append(try source.read(fields, DrawRevealedFields.codec))
    case "draw.result": results.append(try source.read(fields, DrawResultFields.codec))
    case "draw.opened": disclosures.append(try source.read(fields, DrawOpenedFields.codec))
    case "expert.replied": replies.append(try source.read(fields, ExpertRepliedFields.codec))
    case "draw.noanswer": unanswered.append(try source.read(fields, NoAnswerFields.codec))
    case "draw.narrow": narrowPools.append(try source.read(fields, DrawNarrowFields.codec))
    case "draw.failed": failures.append(try source.read(fields, DrawFailedFields.codec))
    default: return false
    }
    heading.draw = fields.text("draw").flatMap { DrawID($0) }
    return true
  }
}

extension EventSource {
  /// The event that `value` is.
  fileprivate func read<Fields>(_ value: Value, _ codec: Codec<Fields>) throws(Fault) -> Recorded<Fields> {
    var reading = Reading(.strict)
    if let fields = codec.decode(value, &reading) { return Recorded(source: self, fields: fields) }
    throw reading.faults.list.first ?? .invalidBody(Wording("an event cannot be read", "事件无法读取"))
  }
}
