internal import Notation

/// All events of a case that a verifier reads, by kind and in the order of the log (Documentation/bundle.md, "Bodies").
struct CaseEvents: Sendable {
  /// Any event: what it is of, for the rules that concern all kinds.
  struct Heading: Sendable {
    let source: EventSource
    let kind: String
    let part: Part?
    let draw: DrawID?
    /// Whether the kind is one of the table.
    let isKnown: Bool
    var seq: Int { source.seq }
  }

  private(set) var all: [Heading] = []
  private(set) var enrolled: [Recorded<EnrolledFields>] = []
  private(set) var announced: [Recorded<AnnouncedFields>] = []
  private(set) var extended: [Recorded<DeadlineFields>] = []
  private(set) var modified: [Recorded<ModifiedFields>] = []
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

  /// The leaf with which the tender ended without a winner; nil where it did not.
  ///
  /// That the rules end it there is judged by the replay.
  var end: Int? { all.first { Self.ends.contains($0.kind) }?.seq }

  private static let ends: Set<String> = ["tender.failed", "tender.terminated"]

  /// All kinds that a verifier reads, each with the list that its events go to.
  private static let kinds: [String: Kind] = [
    "party.enrolled": Kind(\.enrolled),
    "tender.announced": Kind(\.announced),
    "deadline.extended": Kind(\.extended),
    "documents.modified": Kind(\.modified),
    "custodian.key": Kind(\.custodianKeys),
    "bid.received": Kind(\.received),
    "bid.withdrawn": Kind(\.withdrawn),
    "bid.maintained": Kind(\.maintained),
    "tender.closed": Kind(\.closed, isTimed: true),
    "key.received": Kind(\.keysReceived),
    "key_window.ended": Kind(\.windows, isTimed: true),
    "keys.released": Kind(\.keysReleased),
    "envelope.opened": Kind(\.opened),
    "secret.published": Kind(\.secrets),
    "refused": Kind(\.refused),
    "body.erased": Kind(\.erased),
    "draw.announced": Kind(\.draws),
    "draw.committed": Kind(\.commitments),
    "draw.revealed": Kind(\.reveals),
    "draw.result": Kind(\.results),
    "draw.opened": Kind(\.disclosures),
    "expert.replied": Kind(\.replies),
    "draw.noanswer": Kind(\.unanswered),
    "draw.narrow": Kind(\.narrowPools),
    "draw.failed": Kind(\.failures, isTimed: true),
  ]

  /// Whether the table lists the kind: what comes before the notice, such as plan and draft, is none of them.
  static func isListed(_ kind: LeafKind) -> Bool { kinds[kind.rawValue] != nil }

  /// Adds one event of a body.
  ///
  /// - Throws: the fault of a field that is missing, unknown or of a wrong form.
  mutating func add(_ event: Value, of kind: String, _ source: EventSource) throws(Fault) {
    let known = Self.kinds[kind]
    if let known {
      guard (source.actor == BodyFields.clockActor) == known.isTimed else {
        throw .invalidBody(
          Wording(
            "\(kind) by \(source.actor): the clock alone gives what is timed, and nothing else",
            "\(source.actor) 作出 \(kind)：定时事件仅由时钟产生，时钟不产生其他事件"))
      }
      try known.add(event.without("kind"), source, &self)
    }
    all.append(
      Heading(
        source: source, kind: kind, part: event.text("part").flatMap { Part(rawValue: $0) },
        draw: event.text("draw").flatMap { DrawID($0) }, isKnown: known != nil))
  }

  /// How the events of one kind are read and where they are kept.
  private struct Kind: Sendable {
    /// Whether time alone causes them.
    let isTimed: Bool
    let add: @Sendable (Value, EventSource, inout CaseEvents) throws(Fault) -> Void

    init<Fields: EventFields>(
      _ list: any WritableKeyPath<CaseEvents, [Recorded<Fields>]> & Sendable, isTimed: Bool = false
    ) {
      self.isTimed = isTimed
      add = { value, source, events throws(Fault) in
        var reading = Reading(.strict)
        guard let fields = Fields.codec.decode(value, &reading) else {
          throw reading.faults.list.first ?? .invalidBody(Wording("an event cannot be read", "事件无法读取"))
        }
        events[keyPath: list].append(Recorded(source: source, fields: fields))
      }
    }
  }
}
