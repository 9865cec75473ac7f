package import AuditTrail
internal import Cryptography
internal import Evaluation
package import Notation
internal import Participants
package import Tendering

/// A scenario as it is played in a trading centre: everybody acts when it is its turn, and time moves on when nobody can.
///
/// Parties see the tender as it stands and decide for themselves what to do next; nothing here knows the order of the steps. So
/// the same play runs in one process with every key, or in many of which each has the key of one party.
package struct Play: Sendable {
  /// What is played.
  package let scenario: Scenario
  /// Where.
  package let centre: any TradingCentre
  /// Whose keys are here.
  package let cast: Cast
  /// The operator's services; whoever rehearses alone has them at hand.
  package let platform: PlatformServices
  /// Scans dark parts; nil for no scan.
  package var scanner: DarkScanner?
  /// Shows a checkpoint of everything logged so far to the witnesses; nil where there are none.
  package var witness: (@Sendable () async throws(Fault) -> Void)?
  /// The time, and how it is moved.
  package let clock: ModelClock
  private var attempted: Set<Int> = []

  /// A play of `scenario` by `cast`.
  package init(
    _ scenario: Scenario, in centre: any TradingCentre, cast: Cast, platform: PlatformServices,
    clock: ModelClock
  ) {
    self.scenario = scenario
    self.centre = centre
    self.cast = cast
    self.platform = platform
    self.clock = clock
  }

  /// What happened last.
  package enum Step: Sendable {
    /// A party's order was taken.
    case taken(by: PartyID, [any Event])
    /// An attempt was refused, as the scenario expects or not.
    case refused(Attempt, Tendering.Refusal)
    /// An attempt was taken that the scenario expects to be refused, or the other way round.
    case surprise(Attempt, Tendering.Refusal?)
    /// The clock was moved.
    case time(Instant)
    /// Nobody has anything left to do.
    case over
  }

  /// Plays the next step: somebody acts, or time moves to when somebody can.
  ///
  /// - Throws: the refusal of what a party meant to do in earnest, the fault of the centre.
  package mutating func step() async throws(Fault) -> Step {
    var wake: Instant?
    let scene = try await scene()
    if let step = try await act(in: scene, waking: &wake) { return step }
    guard let next = nextInstant(wake, scene), next > scene.time else { return .over }
    try await witness?()
    clock.advance(to: next)
    try await centre.letTimePass()
    return .time(next)
  }

  /// Lets those whose keys are here act once, at the time that it is; nil where none of them has anything to do now.
  package mutating func act() async throws(Fault) -> Step? {
    var wake: Instant?
    return try await act(in: try await scene(), waking: &wake)
  }

  /// Lets those whose keys are here act until none of them can at the time that it is; calls `tell` after each step.
  ///
  /// - Returns: when something happens next; nil for never.
  package mutating func settle(_ tell: (Step) async throws(Fault) -> Void = { _ throws(Fault) in })
    async throws(Fault) -> Instant?
  {
    for _ in 0..<Self.limit {
      var wake: Instant?
      let scene = try await scene()
      guard let step = try await act(in: scene, waking: &wake) else { return nextInstant(wake, scene) }
      try await tell(step)
    }
    throw .endless(Self.limit)
  }

  /// When something happens next, as far as those tell whose keys are here; nil for never.
  package func wakingTime() async throws(Fault) -> Instant? {
    let scene = try await scene()
    var wake: Instant?
    for role in roles() {
      if case .wait(let instant) = try await role.move(in: scene) { wake = min(wake ?? instant, instant) }
    }
    return nextInstant(wake, scene)
  }

  private func scene() async throws(Fault) -> Scene {
    Scene(
      scenario: scenario, tender: try await centre.current(scenario.tender),
      registry: try await centre.currentRegistry(), time: clock.time, centre: centre)
  }

  private mutating func act(in scene: Scene, waking wake: inout Instant?) async throws(Fault) -> Step? {
    if let due = dueAttempt(in: scene) { return try await attempt(scene, due) }
    for role in roles() {
      switch try await role.move(in: scene) {
      case .order(let order):
        // Whoever reveals must know that a witness has seen what everybody is committed to.
        if order.command is DrawRevealMake { try await witness?() }
        let events = try await give(order, by: role.participant, at: scene.time)
        return .taken(by: role.party, events)
      case .wait(let instant): wake = min(wake ?? instant, instant)
      case nil: continue
      }
    }
    return nil
  }

  /// Plays to the end; calls `tell` after each step.
  ///
  /// - Throws: `PLAY_TOO_LONG` when it does not come to an end.
  package mutating func run(_ tell: (Step) async throws(Fault) -> Void = { _ throws(Fault) in })
    async throws(Fault)
  {
    for _ in 0..<Self.limit {
      let step = try await step()
      try await tell(step)
      if case .over = step { return }
    }
    throw .endless(Self.limit)
  }

  private static let limit = 1_000_000

  /// Gives the order of a party.
  private func give(_ order: Order, by party: Participant, at time: Instant) async throws(Fault)
    -> [any Event]
  {
    let signed = try party.signed(
      order.command, of: scenario.tender, at: time, after: try await centre.leafCount())
    do throws(Tendering.Refusal) {
      return try await centre.submit(signed, enclosing: order.enclosures)
    } catch { throw error.fault }
  }

  private func roles() -> [any Role] {
    cast.participants.map { participant -> any Role in
      switch participant.role {
      case .operator: OperatorRole(platform: platform, scanner: scanner)
      case .tenderer, .agency: TendererRole(participant: participant, isAgency: participant.role == .agency)
      case .bidder: BidderRole(participant: participant)
      case .expert: ExpertRole(participant: participant, platform: platform)
      default: CustodianRole(participant: participant)
      }
    }
  }

  /// When something happens next: what a party waits for, what time alone causes, or an attempt.
  private func nextInstant(_ wake: Instant?, _ scene: Scene) -> Instant? {
    let attempts = scenario.attempts.indices.filter { !attempted.contains($0) }.map {
      scenario.attempts[$0].at
    }
    // A draw that waits for nobody here fails at its deadline, and that is a transition too.
    return ([wake, scene.tender.transition?.due].compactMap(\.self) + attempts).min()
  }

  /// The first attempt that is due and whose party has its keys here.
  private func dueAttempt(in scene: Scene) -> Int? {
    scenario.attempts.indices.first { index in
      let attempt = scenario.attempts[index]
      return !attempted.contains(index) && attempt.at <= scene.time
        && participant(attempt.party, scene.tender) != nil
    }
  }

  /// Who a party of the script is: a party by its id, or whoever sits on the panel under a letter.
  private func participant(_ party: PartyID, _ tender: Tender) -> Participant? {
    cast[party] ?? tender.panel.members.first { $0.letter == party.rawValue }.flatMap { cast[$0.party] }
  }

  /// Tries what the scenario tries on purpose.
  private mutating func attempt(_ scene: Scene, _ index: Int) async throws(Fault) -> Step {
    attempted.insert(index)
    let attempt = scenario.attempts[index]
    guard let participant = participant(attempt.party, scene.tender) else { return .time(scene.time) }
    let order = try scene.order(of: attempt, by: participant)
    let signed = try participant.signed(
      order.command, of: scenario.tender, at: scene.time, after: try await centre.leafCount())
    do throws(Tendering.Refusal) {
      let events = try await centre.submit(signed, enclosing: order.enclosures)
      return attempt.refused == nil ? .taken(by: participant.party, events) : .surprise(attempt, nil)
    } catch {
      return error.code == attempt.refused ? .refused(attempt, error) : .surprise(attempt, error)
    }
  }
}

extension Scene {
  /// The order that an attempt is: its arguments as given, and where a message is needed, one that the party makes.
  ///
  /// - Throws: `UNKNOWN_COMMAND`, the fault of an argument.
  func order(of attempt: Attempt, by participant: Participant) throws(Fault) -> Order {
    switch attempt.command {
    case "bid.submit":
      let script = script(of: participant.party)
      let revision = (tender.bidding.revisions[participant.party]?.highestRevision ?? 0) + 1
      var bid = script?.bids.last ?? ScriptedBidder.Bid()
      if let price = attempt.price { bid.price = price }
      return try participant.seal(try bid.files(), for: tender, revision: revision).order
    case "bid.withdraw": return try participant.withdraw(from: tender)
    case "bid.open":
      let part = attempt.arguments.text("part").flatMap { Part(rawValue: $0) } ?? .price
      return try participant.handOver(part, in: tender)
    case "keys.release":
      let part = attempt.arguments.text("part").flatMap { Part(rawValue: $0) } ?? .price
      return try participant.release(of: part, in: tender, size: 1, root: DigestContext.sha256([]))
    default:
      guard case .object(let arguments) = attempt.arguments.content else {
        throw Fault(
          .invalidValue, at: attempt.arguments.place, Wording("arguments are an object", "参数应为对象"),
          accepted: Wording("an object", "对象"))
      }
      let heading = [
        Value.Member("cmd", .string(attempt.command)),
        Value.Member("party", .string(participant.party.rawValue)),
        Value.Member("v", .integer(1)),
      ]
      let command = try Catalogue.tenderCommand(Value(.object(heading + arguments)))
      guard let command else {
        throw Fault(
          .unknownCommand, at: attempt.arguments.place,
          Wording("\(attempt.command) is not about a tender", "\(attempt.command) 不是标段指令"),
          accepted: Wording("a command about a tender", "标段指令"))
      }
      return Order(command)
    }
  }
}

extension Fault {
  fileprivate static func endless(_ limit: Int) -> Fault {
    Fault(
      .playTooLong, at: nil, Wording("no end after \(limit) steps", "\(limit) 步后仍未结束"),
      accepted: Wording("a scenario that ends", "能够结束的脚本"))
  }
}

extension Fault.Code {
  /// A play that does not end.
  package static let playTooLong = Fault.Code("PLAY_TOO_LONG")
}
