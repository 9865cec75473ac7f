internal import AuditTrail
internal import Cryptography
internal import Evaluation
internal import Notation
internal import Tendering

/// What must hold of every body of a walk: it is kept beside the walk and takes every page.
struct WalkCheck: Sendable {
  /// What was replayed so far.
  private(set) var replay = Replay()
  /// How many bodies were taken.
  private(set) var bodies = 0
  /// The stages that were entered since they were last taken away.
  private(set) var entered: [Stage] = []

  /// What everybody may know by now.
  private var known: Set<SecretItem> = []
  /// What the leaves that are sealed until a stage tell.
  private var sealed: [DisclosureStage: Set<SecretItem>] = [:]

  init() {}

  /// Takes the pages of `story` away, and checks each.
  mutating func observe(_ story: inout Story) throws(WalkFailure) {
    entered = []
    for page in story.pages { try take(page) }
    story.pages.removeAll(keepingCapacity: true)
    story.events.removeAll(keepingCapacity: true)
  }

  /// Checks that the replay is where the story is.
  func compare(_ story: Story) throws(WalkFailure) {
    guard replay.procedure == story.procedure else {
      throw WalkFailure("the log replays to another state than the live one")
    }
  }

  /// Checks that the replay refuses what the log would hold as refused, for the same reason, and stays what it is.
  mutating func takeRefused(_ body: BodyFields, _ enclosures: Enclosures) throws(WalkFailure) {
    let before = replay.procedure
    do throws(Replay.Contradiction) {
      try replay.take(body, enclosures: enclosures)
    } catch { throw WalkFailure("a refusal does not replay: \(error)") }
    guard replay.procedure == before else { throw WalkFailure("a refusal in the log changes the state") }
  }

  private mutating func take(_ page: Story.Page) throws(WalkFailure) {
    bodies += 1
    let fields = try rewritten(page.body)
    guard let id = fields.tender else {
      try replay(fields, page.enclosures)
      return
    }
    let before = replay.procedure[id]
    try replay(fields, page.enclosures)
    let after = replay.procedure[id]
    try requireAllowed(before, after, fields)
    try requireSecrecy(before, after, fields)
  }

  private mutating func replay(_ body: BodyFields, _ enclosures: Enclosures) throws(WalkFailure) {
    do throws(Replay.Contradiction) {
      try replay.take(body, enclosures: enclosures)
    } catch { throw WalkFailure("\(body.kind) does not replay: \(error)") }
  }

  /// The body as its bytes say it; what is read and written again must be the same bytes.
  private func rewritten(_ live: BodyFields) throws(WalkFailure) -> BodyFields {
    do {
      let bytes = try Body(live).bytes
      let fields = try Body(parsing: bytes).fields
      var isSame = try Body(fields).bytes == bytes
      for event in fields.events {
        let again = try Catalogue.event(event).value
        isSame = try isSame && CanonicalWriter.bytes(again) == CanonicalWriter.bytes(event)
      }
      if live.actor != BodyFields.clockActor {
        let command: (any Command)? =
          live.tender == nil
          ? try Catalogue.registryCommand(fields.command) : try Catalogue.tenderCommand(fields.command)
        let again = try command.map { try CanonicalWriter.bytes($0.value(by: live.actor)) }
        isSame = try isSame && again == CanonicalWriter.bytes(fields.command)
      }
      guard isSame else { throw WalkFailure("the body of \(live.kind) is written in two ways") }
      return fields
    } catch let failure as WalkFailure { throw failure } catch {
      throw WalkFailure("the body of \(live.kind) cannot be read again: \(error)")
    }
  }

  /// Stages change only as the rulebook says, and hold what it says of them.
  private mutating func requireAllowed(
    _ before: Tender, _ after: Tender, _ body: BodyFields
  ) throws(WalkFailure) {
    guard before.stage != after.stage else { return }
    entered.append(after.stage)
    let isTimed = body.actor == BodyFields.clockActor
    guard
      AllowedTransition.allows(
        before.stage, after.stage, by: body.kind.rawValue, on: after.track, isTimed: isTimed)
    else {
      throw WalkFailure(
        "\(body.kind) by \(body.actor) takes \(after.track?.rawValue ?? "-") from \(before.stage.rawValue) to "
          + after.stage.rawValue)
    }
    let fewest = after.track == .foreign ? 0 : Tender.fewestBids
    switch after.stage {
    case .closed where after.bidding.live.count < fewest:
      throw WalkFailure("\(after.bidding.live.count) bids are opened")
    case .evaluating where after.panel.members.count != after.notice?.terms.panel?.memberCount:
      throw WalkFailure("a panel of \(after.panel.members.count) evaluates")
    case .reported where !(1...3).contains(after.evaluation.candidates.count):
      throw WalkFailure("\(after.evaluation.candidates.count) candidates")
    case .awarded where !(after.award.winner.map(after.evaluation.candidates.contains) ?? false):
      throw WalkFailure("the winner is no candidate")
    case .contracted
    where after.award.contract?.terms.price != after.opening.prices[after.award.winner ?? .operator]:
      throw WalkFailure("the contract is not at the price of the bid")
    default: break
    }
  }

  /// No leaf tells everybody what the matrix keeps from everybody then.
  private mutating func requireSecrecy(
    _ before: Tender, _ after: Tender, _ body: BodyFields
  ) throws(WalkFailure) {
    for item in SecretItem.allCases where !known.contains(item) {
      if [before, after].contains(where: { SecrecyMatrix.permits(item, to: .anybody, in: $0) }) {
        known.insert(item)
      }
    }
    let told = try items(of: body)
    if let stage = body.stage {
      guard !after.opening.disclosed.contains(stage) else {
        throw WalkFailure("\(body.kind) is sealed until \(stage.rawValue), whose secret is public")
      }
      sealed[stage, default: []].formUnion(told)
      return
    }
    if let early = told.first(where: { !known.contains($0) }) {
      throw WalkFailure("\(body.kind) tells everybody \(early) at \(after.stage.rawValue)")
    }
    for stage in after.opening.disclosed.subtracting(before.opening.disclosed) {
      if let early = sealed[stage, default: []].first(where: { !known.contains($0) }) {
        throw WalkFailure(
          "the secret of \(stage.rawValue) tells everybody \(early) at \(after.stage.rawValue)")
      }
    }
  }

  /// What a body tells: by the kinds of its events, and by the names in it.
  private func items(of body: BodyFields) throws(WalkFailure) -> Set<SecretItem> {
    var told: Set<SecretItem> = []
    for event in body.events {
      guard let items = ToldItems.items(of: event) else { throw WalkFailure("\(body.kind) is not listed") }
      told.formUnion(items)
    }
    var names = NamesFound()
    names.look(in: body.actor.rawValue)
    names.look(in: body.command)
    for event in body.events { names.look(in: event) }
    if names.ofBidders { told.insert(.bidders) }
    if names.ofExperts { told.insert(.panel) }
    return told
  }
}

/// Whether a bidder or an expert is named somewhere.
private struct NamesFound {
  var ofBidders = false
  var ofExperts = false

  mutating func look(in value: Value) {
    switch value.content {
    case .string(let text): look(in: text)
    case .array(let elements): for element in elements { look(in: element) }
    case .object(let members): for member in members { look(in: member.value) }
    case .null, .boolean, .number: break
    }
  }

  /// Ids of bidders, of experts and of the tenderer's representatives, who are all secret.
  mutating func look(in text: String) {
    guard text.utf8.count < 12, text.utf8.dropFirst().first == UInt8(ascii: "-") else { return }
    switch text.utf8.first {
    case UInt8(ascii: "B"): ofBidders = true
    case UInt8(ascii: "E"): ofExperts = true
    case UInt8(ascii: "R"): ofExperts = true
    default: break
    }
  }
}
