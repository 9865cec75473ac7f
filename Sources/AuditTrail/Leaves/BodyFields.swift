public import Notation

/// The fields of a body (formats, section 10).
public struct BodyFields: Sendable {
  /// Which clock a tender runs on.
  public enum Clock: String, Hashable, Sendable, CaseIterable {
    /// The wall clock.
    case wall
    /// A clock that can be moved; timeliness on it is simulated.
    case model
  }

  /// Who commanded; `clock` for what only time caused.
  public var actor: PartyID
  /// The time of the tender's clock.
  public var time: Instant
  /// The party's signature; nil for the clock.
  public var authorisation: Authorisation?
  /// Which clock that is.
  public var clock: Clock
  /// The command, an object.
  public var command: Value
  /// The events, at least one, each an object with its `kind`.
  public var events: [Value]
  /// The kind of the first event.
  public var kind: LeafKind
  /// The tender; nil where there is none.
  public var tender: TenderID?
  /// When a sealed leaf's body is disclosed; nil for an open leaf.
  public var stage: DisclosureStage?

  /// The most events of one body.
  public static let maximumEventCount = 10_000
  /// The actor of what only time caused.
  public static let clockActor = PartyID(unchecked: "clock")

  /// The fields of a body; its kind is that of the first event.
  ///
  /// - Throws: `INVALID_BODY` when there is no event with a kind.
  public init(
    actor: PartyID, time: Instant, authorisation: Authorisation?, clock: Clock, command: Value,
    events: [Value], tender: TenderID?, stage: DisclosureStage? = nil
  ) throws(Fault) {
    guard let kind = Self.kind(of: events) else {
      throw .invalidBody(Wording("no event states its kind", "没有写明种类的事件"))
    }
    self.init(
      actor: actor, time: time, authorisation: authorisation, clock: clock, command: command, events: events,
      kind: kind, tender: tender, stage: stage)
  }

  init(
    actor: PartyID, time: Instant, authorisation: Authorisation?, clock: Clock, command: Value,
    events: [Value], kind: LeafKind, tender: TenderID?, stage: DisclosureStage?
  ) {
    self.actor = actor
    self.time = time
    self.authorisation = authorisation
    self.clock = clock
    self.command = command
    self.events = events
    self.kind = kind
    self.tender = tender
    self.stage = stage
  }

  private static func kind(of events: [Value]) -> LeafKind? {
    guard case .string(let text)? = events.first?["kind"]?.content else { return nil }
    return LeafKind(text)
  }

  /// Whether this refuses what could not be read, so that neither command nor signature can be kept.
  private var isUnreadableRefusal: Bool {
    guard case .object(let members) = command.content else { return false }
    return kind.rawValue == "refused" && members.isEmpty && actor != Self.clockActor
  }

  /// Refuses fields that contradict each other.
  func check() throws(Fault) {
    guard kind == Self.kind(of: events), kind != .sealed else {
      throw .invalidBody(Wording("the kind is not that of the first event", "种类不是首个事件的种类"))
    }
    guard isUnreadableRefusal || (actor == Self.clockActor) == (authorisation == nil) else {
      throw .invalidBody(Wording("the clock signs nothing, everybody else must", "时钟不签名，其他各方须签名"))
    }
  }
}

extension Fault {
  static func invalidBody(_ message: Wording) -> Fault {
    Fault(
      .invalidBody, at: nil, message,
      accepted: Wording("a body as section 10 of the formats has it", "符合格式第 10 节的正文"))
  }
}
