internal import AuditTrail
internal import Evaluation
internal import Notation
internal import Simulation
internal import Tendering

/// Tells a rehearsal as it goes: by stage, what happened and who did it, what was refused and why, and what was found.
struct Narrator: Bilingual {
  let language: Language
  /// The first leaf that has not been told.
  private(set) var next: UInt64 = 0
  /// How much came otherwise than the scenario expects.
  private(set) var surprises = 0
  private let scenario: Scenario
  private var stage = Stage.unpublished
  private var group: Group?

  /// Leaves of one kind that follow each other.
  private struct Group {
    let kind: String
    let time: Instant
    var actors: [PartyID] = []
    var count = 0
  }

  /// A narrator of `scenario`.
  init(_ scenario: Scenario, _ language: Language) {
    self.scenario = scenario
    self.language = language
  }

  /// What is told before anything happens.
  var opening: String {
    let terms = scenario.terms
    let profile = scenario.security.rawValue
    return say("Rehearsal: ", "模拟招标：") + terms.title
      + say(
        " (\(terms.track.rawValue), \(scenario.bidders.count) bidders, security \(profile))\n",
        "（\(terms.track.rawValue)，\(scenario.bidders.count) 家投标人，安全级别 \(profile)）\n")
  }

  /// What is told of a step: the leaves that it made, and the tender after it.
  mutating func tell(_ step: Play.Step, _ entries: [TenderEntry], _ tender: Tendering.Tender) throws(Fault) -> String {
    var text = ""
    for entry in entries {
      next = entry.index + 1
      text += try tell(entry, tender)
    }
    switch step {
    case .taken, .time: break
    case .refused(let attempt, let refusal): text += flush() + refused(attempt, refusal)
    case .surprise(let attempt, let refusal):
      surprises += 1
      text += flush() + surprise(attempt, refusal)
    case .over: text += flush()
    }
    if tender.stage != stage {
      stage = tender.stage
      text += flush() + "\n── \(tender.stage.rawValue) \(tender.stage.name[language]) ──\n"
    }
    return text
  }

  private mutating func tell(_ entry: TenderEntry, _ tender: Tendering.Tender) throws(Fault) -> String {
    let body = entry.body
    var text = ""
    if group?.kind != body.kind.rawValue {
      text += flush()
      group = Group(kind: body.kind.rawValue, time: body.time)
    }
    group?.count += 1
    if group?.actors.contains(body.actor) == false { group?.actors.append(body.actor) }
    guard body.kind.rawValue != "refused" else { return text }
    let details = try entry.events().flatMap { detail($0, tender) }
    return details.isEmpty ? text : text + flush() + details.map { "         \($0.escapedForMessage)\n" }.joined()
  }

  /// The line of the leaves that were gathered.
  private mutating func flush() -> String {
    guard let told = group else { return "" }
    group = nil
    let summary =
      told.kind == "refused"
      ? say("a refused submission, with the platform's signed note", "拒收，附平台签名的拒收通知")
      : Catalogue.summary(ofEvent: told.kind)?[language] ?? told.kind
    let actors = told.actors.map { $0 == BodyFields.clockActor ? say("time", "时间") : $0.rawValue }
    let who = actors.count > 6 ? "\(actors.count) " + say("parties", "方") : actors.joined(separator: say(", ", "、"))
    let times = told.count > actors.count ? " ×\(told.count)" : ""
    return "  \(told.time.beijingTime)  \(summary)\(times)  \(who)\n"
  }

  /// What was gathered and not told yet.
  mutating func rest() -> String { flush() }

  private func refused(_ attempt: Attempt, _ refusal: Tendering.Refusal) -> String {
    let article = refusal.article.map { " [\($0)]" } ?? ""
    return say("  ✗ refused: ", "  ✗ 拒绝：") + "\(attempt.party) \(attempt.command) → \(refusal.code)\(article)\n"
      + (attempt.reason.isEmpty ? "" : "      \(attempt.reason.escapedForMessage)\n")
      + "      \(refusal.message[language].escapedForMessage)"
      + say("; accepted: ", "；可接受：") + "\(refusal.accepted[language].escapedForMessage)\n"
  }

  private func surprise(_ attempt: Attempt, _ refusal: Tendering.Refusal?) -> String {
    let expected = attempt.refused?.rawValue ?? say("accepted", "接受")
    let found = refusal.map { "\($0.code): \($0.message[language])" } ?? say("accepted", "接受")
    return say("  ! otherwise than expected: ", "  ！与预期不符：")
      + "\(attempt.party) \(attempt.command): \(found.escapedForMessage)"
      + say("; expected ", "；预期 ") + "\(expected)\n"
  }

  /// What is told in the end.
  func ending(_ unmet: [Wording], _ tender: Tendering.Tender) -> String {
    var text = "\n"
    if let winner = tender.award.winner, let price = tender.award.price {
      text += say("Winner: ", "中标人：") + "\(winner)  \(price.currency.rawValue) \(price)\n"
    } else if let failure = tender.failure {
      text += say("No winner: ", "无中标人：") + "\(failure.rawValue) \(failure.name[language])\n"
    }
    for line in unmet { text += say("  ! otherwise than expected: ", "  ！与预期不符：") + line[language] + "\n" }
    if unmet.isEmpty, surprises == 0 {
      text += say("Everything came as the scenario expects.\n", "一切与脚本预期相符。\n")
    }
    return text
  }
}
