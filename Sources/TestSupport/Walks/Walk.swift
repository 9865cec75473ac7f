internal import AuditTrail
internal import Cryptography
internal import Evaluation
internal import Notation
internal import Tendering

/// A random walk through a tender: sensible commands, senseless ones and moves of the clock, each checked.
///
/// The same seed makes the same walk.
package struct Walk: Sendable {
  /// What the walk goes through.
  package let setting: WalkSetting
  /// The live procedure.
  var story: Story
  /// What the walk came across.
  package private(set) var tally = WalkTally()

  var random: SeededGenerator
  /// What the bidders mean to ask for.
  let prices: [PartyID: Int64]
  /// The rosters from which panels are drawn, by their digests.
  var rosters: [Digest: Roster] = [:]
  /// The dark mapping as drawn.
  var mapping: [UInt8]?
  /// How often nothing was left to do, or was refused, since a command was accepted.
  var idle = 0

  private var check: WalkCheck
  /// The last moves, for repeating them and for the report of a failure.
  private var moves: [Move] = []
  private var trail: [String] = []

  /// The longest walk; what is stuck is not walked for ever.
  private static let maximumSteps = 900
  /// How many steps are made after the end.
  private static let afterwards = 15

  /// The walk of `seed`.
  package init(seed: UInt64, on ground: WalkGround) {
    var random = SeededGenerator(seed: seed)
    setting = WalkSetting(&random)
    (story, check) = ground.start(setting)
    story.terms = setting.terms(&random)
    prices = setting.prices(&random)
    self.random = random
    tally.walks = 1
  }

  /// Walks to the end, and a little further.
  ///
  /// - Throws: what must not be.
  package mutating func run() throws(WalkFailure) {
    do throws(WalkFailure) {
      var left = Self.afterwards
      while left > 0, tally.steps < Self.maximumSteps {
        try step()
        if story.state.stage.isFinal { left -= 1 }
        if tally.steps.isMultiple(of: 25) { try check.compare(story) }
      }
      try check.compare(story)
      tally.bodies = check.bodies
    } catch {
      var failure = error
      failure.trail = ["\(setting)"] + trail
      throw failure
    }
  }

  private mutating func step() throws(WalkFailure) {
    tally.steps += 1
    if random.chance(setting.wildness) {
      if random.chance(15) { return try move(to: randomInstant()) }
      if let move = wildMove() { return try give(move) }
    }
    if idle > 20, !story.state.stage.isFinal, story.state.notice != nil {
      return try give(Move(TenderTerminate(.taskCancelled, reason: "规划调整"), by: Story.tenderer))
    }
    if let move = sensibleMove() { return try give(move) }
    idle += 1
    try move(to: nextInstant())
  }

  /// What comes next, mostly the first thing on the list.
  private mutating func sensibleMove() -> Move? {
    guard let agenda = try? agenda(), !agenda.isEmpty else { return nil }
    return random.chance(85) ? agenda.first : random.element(of: agenda)
  }

  /// Something that may be out of place: a command of the catalogue by whomever, or one of the last again.
  private mutating func wildMove() -> Move? {
    if random.chance(10), !moves.isEmpty { return random.element(of: moves) }
    let name =
      random.chance(60) ? random.element(of: timely) : random.element(of: Catalogue.commands).entry.name
    // The end of the tender is one of some eighty commands, and would end too many walks.
    guard name != "tender.terminate" || random.chance(10), var move = try? proposal(of: name) else {
      return nil
    }
    if random.chance(25) { move.actor = random.element(of: Self.anybody) }
    if random.chance(5) { move.files = [] }
    return move
  }

  /// The names of the commands that the stage knows.
  private var timely: [String] {
    let stage = story.state.stage
    return Catalogue.tenderCommands.filter { $0.entry.stages.contains(stage) }.map { $0.entry.name }
  }

  private static let anybody: [PartyID] =
    [Story.tenderer, Story.agency, Story.notary, .operator, .supervisor, PartyID(unchecked: "P-UNKNOWN")]
    + Story.bidders.prefix(6) + Story.experts.prefix(6) + WalkGround.representatives

  // MARK: Commands

  private mutating func give(_ move: Move) throws(WalkFailure) {
    moves = moves.suffix(30) + [move]
    note("\(story.now) \(move.name) by \(move.actor)")
    guard random.chance(setting.wildness / 3) else { return try carryOut(move) }
    let changed: Move?
    do throws(Fault) {
      changed = try random.mutation(of: move)
    } catch {
      tally.unreadable += 1
      return try Self.requireReasoned(Tendering.Refusal(error))
    }
    note("  with another argument")
    if let changed { try carryOut(changed) }
  }

  private mutating func carryOut(_ move: Move) throws(WalkFailure) {
    try requireClockFirst(move)
    story.tick()
    try observe()
    let before = story.procedure
    do throws(Tendering.Refusal) {
      if let command = move.command as? any TenderCommand {
        try story.take(command, by: move.actor, enclosing: move.files)
      } else if let command = move.command as? any RegistryCommand {
        try story.take(command, by: move.actor)
      }
    } catch {
      note("  \(error.code.rawValue)")
      idle += 1
      tally.refused[move.name, default: 0] += 1
      tally.codes[error.code.rawValue, default: 0] += 1
      try Self.requireReasoned(error)
      guard story.procedure == before, story.pages.isEmpty else {
        throw WalkFailure("a refused \(move.name) changes the state")
      }
      return try log(error, of: move)
    }
    idle = 0
    tally.accepted[move.name, default: 0] += 1
    try observe()
    // What the documents say now is what everybody goes on from.
    if let terms = story.state.notice?.terms { story.terms = terms }
  }

  /// Nothing is decided before what time has caused already.
  private func requireClockFirst(_ move: Move) throws(WalkFailure) {
    guard let due = story.state.transition?.due, due <= story.now,
      let command = move.command as? any TenderCommand
    else { return }
    do throws(Tendering.Refusal) {
      _ = try story.procedure.decide(command, of: story.tender, by: move.actor, at: story.now)
    } catch {
      guard error.code == .clockBehind else {
        throw WalkFailure("\(move.name) before the clock: \(error.code.rawValue)")
      }
      return
    }
    throw WalkFailure("\(move.name) is accepted before what was due at \(due)")
  }

  /// What would be kept of a refused bid, withdrawal, maintained bid or key (formats, section 10) replays.
  private mutating func log(_ refusal: Tendering.Refusal, of move: Move) throws(WalkFailure) {
    guard Self.loggedRefusals.contains(move.name) else { return }
    let event = Value.object([
      ("kind", .string("refused")), ("bidder", .string(move.actor.rawValue)),
      ("code", .string(refusal.code.rawValue)),
    ])
    var source = SeededRandomSource(seed: [0])
    let authorisation = Authorisation(
      nonce: CommandNonce(from: &source), notAfter: story.now, signature: [1])
    let body = try? BodyFields(
      actor: move.actor, time: story.now, authorisation: authorisation, clock: .wall,
      command: move.command.value(by: move.actor), events: [event], tender: story.tender, stage: .opening)
    guard let body else { throw WalkFailure("a refusal has no body") }
    let files = Enclosures(
      move.files.map { (DigestContext.sha256($0), $0) }, uniquingKeysWith: { first, _ in first })
    try check.takeRefused(body, files)
  }

  private static let loggedRefusals: Set = ["bid.submit", "bid.withdraw", "bid.maintain", "bid.open"]

  /// A refusal names its rule, in both languages, with its article where a text is its basis.
  private static func requireReasoned(_ refusal: Tendering.Refusal) throws(WalkFailure) {
    let texts =
      [refusal.code.rawValue, refusal.message.english, refusal.message.chinese]
      + [refusal.accepted.english, refusal.accepted.chinese]
    let needsArticle = refusal.basis == .statute || refusal.basis == .rule
    guard texts.allSatisfy({ !$0.isEmpty }), !needsArticle || refusal.article != nil else {
      throw WalkFailure("a refusal without a reason: \(refusal)")
    }
  }

  private mutating func observe() throws(WalkFailure) {
    guard !story.pages.isEmpty else { return }
    try check.observe(&story)
    for stage in check.entered { tally.stages[stage, default: 0] += 1 }
  }

  private mutating func note(_ line: String) { trail = trail.suffix(19) + [line] }

  // MARK: Time

  /// Moves the clock; what is due then happens before the next command.
  private mutating func move(to instant: Instant) throws(WalkFailure) {
    tally.moments += 1
    note("the clock moves to \(instant)")
    story.now = max(story.now, instant)
    // Sometimes nothing but time goes on.
    guard random.chance(50) else { return }
    story.tick()
    try observe()
  }

  /// When the next thing is due; an hour later where nothing is.
  private func nextInstant() -> Instant { story.state.transition?.due ?? later(3_600_000) }

  /// Just before, at or after something that is due, or some time later.
  private mutating func randomInstant() -> Instant {
    let due = story.state.transition?.due.milliseconds
    switch random.integer(in: 1...10) {
    case 1: return due.map { Story.instant($0 - 1) } ?? later(1)
    case 2: return due.map { Story.instant($0) } ?? later(60_000)
    case 3: return due.map { Story.instant($0 + 1) } ?? later(3_600_000)
    case 4: return later(random.integer(in: 1...3 * Story.day))
    case 5: return random.chance(20) ? later(random.integer(in: 1...40 * Story.day)) : later(1)
    default: return later(random.integer(in: 1...60_000))
    }
  }

  func later(_ milliseconds: Int64) -> Instant { Story.instant(story.now.milliseconds + milliseconds) }
}
