internal import AuditTrail
internal import Evaluation
internal import Interchange
internal import Notation
internal import Tendering

extension Scripting {
  /// Sets the attempts, and checks who makes them and what they are called.
  mutating func setAttempts(of scenario: inout Scenario) {
    var origin = ScriptedMoment.Origin(
      start: scenario.start, opening: scenario.terms.opening, previous: scenario.announced)
    let parties = Set(partyIDs(scenario))
    for (index, trial) in document.attempts.enumerated() {
      let path = FieldPath("attempts").appending(index)
      var attempt = Attempt()
      attempt.at = instant(trial.at, path.appending("at"), origin)
      attempt.party = trial.party
      attempt.command = trial.command
      attempt.arguments = arguments(trial.arguments, path.appending("with"), origin)
      attempt.price = price(trial.arguments, path.appending("with"))
      attempt.refused = trial.refused.map { Fault.Code($0) }
      attempt.reason = trial.reason
      origin.previous = attempt.at
      if !parties.contains(trial.party) { refuseParty(trial.party, path.appending("by"), parties) }
      requireCommand(trial.command, path.appending("do"))
      scenario.attempts.append(attempt)
    }
  }

  /// Everybody who may try something: the parties, and the seats of the panel by letter.
  func partyIDs(_ scenario: Scenario, besideBidders: Bool = false) -> [PartyID] {
    let terms = scenario.terms
    let seats = (0..<(terms.panel?.memberCount ?? 0)).map { PartyID(unchecked: SeatLetter.text($0)) }
    let principals = [terms.tenderer, terms.agency, terms.notary].compactMap(\.self)
    return [.operator, .supervisor] + principals + scenario.representatives
      + (besideBidders ? [] : scenario.bidders.map(\.party)) + scenario.experts.map(\.expert) + seats
  }

  private mutating func requireCommand(_ name: String, _ path: FieldPath) {
    let names = Catalogue.commands.map { $0.entry.name }
    guard !names.contains(name) else { return }
    let nearest = names.nearest(to: name)
    refuse(
      path, .unknownCommand,
      Wording(
        "no command \"\(name.excerpt)\"" + (nearest.map { "; did you mean \"\($0)\"?" } ?? ""),
        "没有命令“\(name.excerpt)”" + (nearest.map { "，是否应为“\($0)”？" } ?? "")),
      accepted: Wording("a command of the catalogue", "目录中的命令"))
  }

  /// The arguments with every moment under a key that ends in `_ms` as milliseconds, which is how commands hold instants.
  private mutating func arguments(
    _ value: Value, _ path: FieldPath, _ origin: ScriptedMoment.Origin
  ) -> Value {
    guard case .object(let members) = value.content else { return value }
    let instants = members.map { member -> Value.Member in
      guard member.key.hasSuffix("_ms"), case .string(let text) = member.value.content else { return member }
      guard let moment = ScriptedMoment(text) else {
        refuse(
          path.appending(member.key), .invalidValue,
          Wording("\(member.value.excerpt) is not accepted here", "此处不接受 \(member.value.excerpt)"),
          accepted: Wording("a moment, or milliseconds", "时点或毫秒数"))
        return member
      }
      let instant = instant(moment, path.appending(member.key), origin)
      return Value.Member(member.key, .integer(Int(instant.milliseconds)), at: member.keyPlace)
    }
    return Value(.object(instants), at: value.place)
  }

  /// Adds the fault of a party that does not take part.
  mutating func refuseParty(_ party: PartyID, _ path: FieldPath, _ known: Set<PartyID>) {
    let nearest = known.map(\.rawValue).sorted().nearest(to: party.rawValue)
    refuse(
      path, .unknownParty,
      Wording(
        "\(party) takes no part" + (nearest.map { "; did you mean \($0)?" } ?? ""),
        "\(party) 未参与" + (nearest.map { "，是否应为 \($0)？" } ?? "")),
      accepted: Wording("a party of the scenario", "脚本中的当事人"))
  }
}

extension Scripting {
  /// The price of a bid that is tried, as files write amounts.
  fileprivate mutating func price(_ arguments: Value, _ path: FieldPath) -> Money? {
    guard let stated = arguments["price"] else { return nil }
    var reading = Reading(DocumentFormat.yaml.dialect)
    guard let amount = Codec<ExactDecimal>.amount.decode(stated, &reading) else {
      faults.append(reading.faults)
      return nil
    }
    return money(amount, path.appending("price"))
  }
}
