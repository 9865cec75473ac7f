package import AuditTrail
internal import Evaluation
internal import Notation
internal import Tendering

extension Story {
  /// Accepts the report, publishes the candidates and waits out the publicity: from REPORTED to AWARDING, ENG.
  package mutating func publicise() throws {
    try take(ReportAccept(), by: Self.tenderer)
    let today = now.date
    let until = WorkingCalendar.published.end(of: .days(3), after: today).date
    try take(CandidatesPublish(from: today, until: until), by: Self.tenderer)
    advance(to: until.end)
  }

  /// Decides for `winner` and tells everybody: from REPORTED to NOTIFIED, as the track has it.
  package mutating func award(_ winner: PartyID) throws {
    switch terms.track {
    case .engineering:
      try publicise()
      try take(AwardDecide(AwardChoice(winner)), by: Self.tenderer)
      try take(AwardNotify(), by: Self.tenderer)
    case .governmentProcurement:
      try take(ReportSend(), by: Self.agency)
      try take(AwardConfirm(AwardChoice(winner)), by: Self.tenderer)
      try announceResult()
    case .foreign:
      try take(AwardDecide(AwardChoice(winner)), by: Self.tenderer)
      try take(AwardNotify(), by: Self.tenderer)
    }
  }

  /// Announces the result, GP: from AWARDED to NOTIFIED.
  package mutating func announceResult() throws {
    let until = WorkingCalendar.published.end(of: .workingDays(1), after: now.date).date
    try take(ResultAnnounce(until: until), by: Self.tenderer)
  }

  /// Both sides sign: from NOTIFIED to CONTRACTED.
  package mutating func contract() throws {
    guard let winner = state.award.winner, let price = state.award.price else { return }
    let signature = ContractSignature(ContractTerms(price: price))
    try take(ContractSign(signature), by: Self.tenderer)
    try take(ContractCountersign(signature), by: winner)
  }
}
