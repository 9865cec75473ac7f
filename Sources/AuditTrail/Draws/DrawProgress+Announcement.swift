import Notation

extension DrawProgress {
  /// Begins the draw, or restarts it once.
  mutating func announce(_ announcement: DrawAnnouncement) throws(Fault) {
    guard announcement.tender == tender, announcement.kind == kind else {
      throw restartChanged(announcement)
    }
    switch attempts.count {
    case 0: try requireParties(announcement, parties)
    case 1:
      guard let withholder = attempts[0].failed else {
        throw .draw(
          .drawRestartWithoutCause, Wording("nobody has failed", "无参与方违约"),
          accepted: Wording("a restart after a party missed its deadline", "参与方逾期后方可重新抽取"))
      }
      let first = attempts[0].announcement
      guard announcement.plan == first.plan, Int(announcement.number) == Int(first.number) + 1 else {
        throw restartChanged(announcement)
      }
      guard !announcement.parties.contains(withholder) else {
        throw .draw(
          .drawWithholderKept, Wording("\(withholder) failed and takes part again", "\(withholder) 违约后仍参与"),
          accepted: Wording("the parties without \(withholder)", "除 \(withholder) 外的参与方"))
      }
      try requireParties(announcement, parties.filter { $0 != withholder })
    default:
      throw .draw(
        .drawSecondRestart, Wording("a second restart", "第二次重新抽取"),
        accepted: Wording("one restart; then the supervisor decides", "仅可重新抽取一次，其后由监督部门决定"))
    }
    attempts.append(Attempt(announcement: announcement))
  }

  private func requireParties(
    _ announcement: DrawAnnouncement, _ expected: [PartyID]
  ) throws(Fault) {
    if let absent = expected.first(where: { !announcement.parties.contains($0) }) {
      throw .draw(
        .drawPartyLeftOut, Wording("\(absent) is left out", "遗漏参与方 \(absent)"),
        accepted: Wording(verbatim: expected.map(\.rawValue).joined(separator: ", ")))
    }
    let stranger = zip(announcement.parties, expected).first { $0 != $1 }?.0
    guard announcement.parties.count == expected.count, stranger == nil else {
      throw .unknownDrawParty(stranger ?? announcement.parties[expected.count], expected)
    }
  }

  private func restartChanged(_ announcement: DrawAnnouncement) -> Fault {
    .draw(
      .drawRestartChanged,
      Wording("\(announcement.id) draws something else", "\(announcement.id) 抽取内容不同"),
      accepted: Wording(
        "the same tender, kind and plan, and in a restart the next number", "标段、类别及计划相同，重新抽取时编号加一"))
  }
}
