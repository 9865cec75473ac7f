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
  private var groups: [Group] = []
  /// The letters of the seats by who sits on them.
  private var seats: [PartyID: String] = [:]

  /// Leaves of one kind between two things that are told at length.
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
  mutating func tell(_ step: Play.Step, _ entries: [TenderEntry], _ tender: Tendering.Tender) throws(Fault)
    -> String
  {
    var text = ""
    for member in tender.panel.members { seats[member.party] = member.letter }
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
    let details = try entry.events().flatMap { detail($0, tender) }
    let isLater = groups.last.map { $0.time < entry.body.time } ?? false
    var text = details.isEmpty && !isLater ? "" : flush()
    gather(entry.body)
    guard !details.isEmpty else { return text }
    text += flush()
    for line in details { text += "         \(line.escapedForMessage)\n" }
    return text
  }

  private mutating func gather(_ body: BodyFields) {
    let kind = body.kind.rawValue
    var index = groups.firstIndex { $0.kind == kind }
    if index == nil {
      groups.append(Group(kind: kind, time: body.time))
      index = groups.count - 1
    }
    guard let index else { return }
    groups[index].count += 1
    if !groups[index].actors.contains(body.actor) { groups[index].actors.append(body.actor) }
  }

  /// The lines of the leaves that were gathered.
  private mutating func flush() -> String {
    defer { groups = [] }
    return groups.map(line).joined()
  }

  private func line(_ told: Group) -> String {
    let summary =
      told.kind == "refused"
      ? say("a refused submission, with the platform's signed note", "拒收，附平台签名的拒收通知")
      : Catalogue.summary(ofEvent: told.kind)?[language] ?? told.kind
    let times = told.count > told.actors.count ? " ×\(told.count)" : ""
    let who =
      told.actors.count > 6
      ? say("\(told.actors.count) parties", "\(told.actors.count) 方") : names(told.actors)
    return "  \(told.time.beijingTime)  \(summary)\(times)  \(who)\n"
  }

  /// What was gathered and not told yet.
  mutating func rest() -> String { flush() }

  /// Who acted; experts by the letters of their seats, since their names are secret before the notice of award.
  private func names(_ actors: [PartyID]) -> String {
    let experts = actors.filter { actor in scenario.experts.contains { $0.expert == actor } }
    let others = actors.filter { !experts.contains($0) }.map {
      $0 == BodyFields.clockActor ? say("time", "时间") : $0.rawValue
    }
    let letters = experts.compactMap { expert in seats[expert] }.sorted()
    let seated = letters.isEmpty ? [] : [say("seats ", "席位 ") + letters.joined(separator: " ")]
    let unseated = experts.count - letters.count
    let drawn = unseated == 0 ? [] : [say("\(unseated) of those drawn", "被抽取专家 \(unseated) 名")]
    return (others + seated + drawn).joined(separator: say(", ", "、"))
  }

  private func refused(_ attempt: Attempt, _ refusal: Tendering.Refusal) -> String {
    let article = refusal.article.map { " [\($0)]" } ?? ""
    return say("  ✗ refused: ", "  ✗ 拒绝：")
      + "\(attempt.party) \(attempt.command) → \(refusal.code)\(article)\n"
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
