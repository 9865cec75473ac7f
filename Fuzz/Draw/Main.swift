import AuditTrail
import Cryptography
import Inputs
import Notation

/// Rosters and plans are read in one form only; a draw takes nothing but its next step.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = Input(start, count)
  switch input.byte() % 5 {
  case 0: checkRoster(input.remainder())
  case 1: checkRoster(input.changed(Sample.roster))
  case 2: checkPlans(input.remainder())
  case 3: seat(&input)
  default: progress(&input)
  }
  return 0
}

private func checkRoster(_ bytes: [UInt8]) {
  guard let roster = try? Roster(parsing: bytes, announcementIndex: 50) else { return }
  let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  hold(roster.count == lines.count - 1, "a row a line")
  // Read again by another reader and written anew, the lines are the same.
  let rows = lines.dropLast().map { line in
    let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    hold(fields.count == 4, "four fields a line")
    let recusal = fields[3].split(separator: ":" as Character).map(String.init)
    return RosterLine(
      token: digest(fields[0]), stratum: given(StratumID(fields[1])), employer: digest(fields[2]),
      recusal: recusal.count < 2
        ? nil
        : given {
          RosterLine.Recusal(code: try RecusalCode(parsing: recusal[0]), evidence: given(UInt64(recusal[1])))
        })
  }
  hold(RosterLine.roster(of: rows.reversed()) == bytes, "a roster has one form")
  for stratum in roster.strata {
    let eligible = rows.count { $0.stratum == stratum && $0.recusal == nil }
    hold(roster.eligibleCount(in: stratum) == eligible, "the recused are not eligible")
  }
}

private func digest(_ text: String) -> Digest { given(Hexadecimal.bytes(text).flatMap { Digest($0) }) }

private func checkPlans(_ bytes: [UInt8]) {
  if let plan = try? PanelPlan(parsing: bytes) {
    let lines = plan.strata.map { "\($0.id)\t\($0.quota)\n" }
    let text = "max_per_employer\t\(plan.maximumPerEmployer)\n" + lines.joined()
    hold(text.utf8.elementsEqual(bytes), "a panel's plan has one form")
    hold(PanelSeating(plan: plan).vacancies <= PanelPlan.maximumSeats, "a panel has few seats")
  }
  if let plan = try? PublicPlan(parsing: bytes) {
    let text = plan.numbers.map { "\($0.label)\t\($0.count)\n" }.joined()
    hold(text.utf8.elementsEqual(bytes), "a public plan has one form")
    let draw = PublicDraw(plan, seed: DrawSeed(round: 0, secret: Sample.secret(1)))
    for number in plan.numbers {
      hold(given { try draw.value(of: number.label) } < number.count, "a number is in its range")
    }
  }
  guard let text = String(validating: bytes, as: UTF8.self) else { return }
  if let answer = try? ExpertAnswer(parsing: text) {
    hold(answer.text.utf8.elementsEqual(bytes), "an answer is written back")
  }
}

/// Draws and answers in any order: no seat is given twice, and no employer has more than its share.
private func seat(_ input: inout Input) {
  let plan = given { try PanelPlan(parsing: Sample.panelPlan) }
  let roster = given { try Roster(parsing: Sample.roster, announcementIndex: 50) }
  var seating = PanelSeating(plan: plan)
  for _ in 0..<40 where !input.isEmpty {
    let before = seating
    do {
      switch input.byte() % 4 {
      case 0:
        let secret = Sample.secret(input.byte())
        try seating.draw(from: roster, seed: DrawSeed(round: seating.nextRound, secret: secret))
      case 1: try seating.record(reply(.accept, seating, &input))
      case 2: try seating.record(reply(.decline, seating, &input))
      default:
        let reply = reply(.accept, seating, &input)
        try seating.record(
          NoAnswer(
            token: reply.token, round: reply.round, attempts: 1, first: Sample.instant(1),
            last: Sample.instant(2), channel: "phone"))
      }
    } catch { hold(seating == before, "what is refused changes nothing") }
    let tokens = seating.seats.flatMap(\.occupants).map(\.token)
    hold(Set(tokens).count == tokens.count, "nobody is drawn twice")
    let employers = Dictionary(grouping: seating.seats.compactMap(\.occupant), by: \.employer)
    hold(employers.values.allSatisfy { $0.count <= plan.maximumPerEmployer }, "employers are bounded")
  }
}

private func reply(_ answer: ExpertAnswer, _ seating: PanelSeating, _ input: inout Input) -> ExpertReply {
  let occupants = seating.seats.flatMap(\.occupants)
  guard !occupants.isEmpty else {
    return ExpertReply(token: DigestContext.sha256([]), round: 0, answer: answer)
  }
  let occupant = occupants[input.number(below: occupants.count)]
  return ExpertReply(token: occupant.token, round: occupant.round &+ input.byte() / 200, answer: answer)
}

/// Steps in any order, honest and not.
private func progress(_ input: inout Input) {
  let kind = DrawKind.allCases[input.number(below: 3)]
  var progress = DrawProgress(tender: Sample.tender, kind: kind, parties: Sample.parties)
  for _ in 0..<40 where !input.isEmpty {
    let before = progress
    do {
      try progress.apply(step(kind, progress, &input))
    } catch { hold(progress == before, "what is refused changes nothing") }
    guard case .revealed(let round) = progress.stage, let announcement = progress.announcement,
      let seed = try? progress.seed(round: round)
    else { continue }
    let own = given {
      try DrawSeed(
        announcement, round: round,
        reveals: announcement.parties.map { try Sample.chain(announcement, $0).reveal(round: round) })
    }
    hold(seed.secret == own.secret, "only the committed values give the seed")
  }
}

private func step(_ kind: DrawKind, _ progress: DrawProgress, _ input: inout Input) throws -> DrawEvent {
  let choice = input.byte()
  let restart = UInt8(1 + input.number(below: 2))
  guard choice % 8 > 0, let announcement = progress.announcement else {
    let parties = Sample.parties.filter { _ in input.byte() % 5 > 0 }
    return .announced(try Sample.announcement(kind, number: restart, parties: parties))
  }
  let party = Sample.parties[input.number(below: Sample.parties.count)]
  let instant = Sample.instant(Int64(input.number(below: 5_000)))
  let round = UInt8(input.number(below: 4))
  switch choice % 8 {
  case 1, 2:
    let commitment = try Sample.chain(announcement, party).commitment
    return .committed(DrawCommitment(party: party, commitment: commitment))
  case 3, 4, 5:
    var value = try Sample.chain(announcement, party).reveal(round: round)
    if input.byte() == 0 { value = DigestContext.sha256(value.bytes) }
    let reveal = DrawReveal(party: party, round: round, value: value)
    if choice % 8 == 3 { return .revealed(reveal, at: instant) }
    if choice % 8 == 4 { return .learned(reveal) }
    return .wrapped(
      try WrappedReveal(
        reveal, in: announcement.context, service: Sample.publicKey, supervisor: Sample.publicKey),
      at: instant)
  case 6: return .failed(party: party, round: round, at: instant)
  default: return .roundOpened(vacancies: input.number(below: 3), deadlines: announcement.deadlines)
  }
}
