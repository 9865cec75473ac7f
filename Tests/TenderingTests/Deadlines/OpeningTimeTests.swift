import AuditTrail
import Evaluation
import Notation
import Tendering
import TestSupport
import Testing

@Suite struct OpeningTimeTests {
  private static func instant(_ time: String, plus milliseconds: Int64 = 0) throws -> Instant {
    let start = CivilDate("2026-11-23").instant(at: try #require(TimeOfDay(time)))
    return try #require(Instant(milliseconds: start.milliseconds + milliseconds))
  }

  @Test(arguments: [-1, 1, 60_000] as [Int64]) func `bids are opened at the moment of the deadline`(
    offset: Int64
  ) throws {
    let deadline = try Self.instant("09:30")
    let other = try Self.instant("09:30", plus: offset)
    for deadlines in [Deadlines.engineering, .voluntary, .procurement] {
      try deadlines.requireOpening(at: deadline, with: deadline)
      let article = deadlines.track == .engineering ? "招标投标法 第三十四条" : nil
      let refusal = expectRefusal("OPENING_TIME_MISMATCH", article, naming: "2026-11-23 09:30:00") {
        try deadlines.requireOpening(at: other, with: deadline)
      }
      #expect(refusal?.basis == (deadlines.track == .engineering ? .statute : .design))
    }
    try Deadlines.foreign.requireOpening(at: other, with: deadline)
  }

  @Test(.tags(.vector)) func `an explanation asked for at 10:00:00 is not due before 10:30:00`() throws {
    let requested = try Self.instant("10:00")
    let deadlines = Deadlines.procurement
    try deadlines.requireExplanationWindow(from: requested, to: Self.instant("10:30"))
    try deadlines.requireExplanationWindow(from: requested, to: Self.instant("12:00"))
    for early in [-1_000, -1] as [Int64] {
      let due = try Self.instant("10:30", plus: early)
      let refusal = expectRefusal("EXPLANATION_WINDOW_TOO_SHORT", "财库〔2026〕2号", naming: "2026-11-23 10:30:00")
      {
        try deadlines.requireExplanationWindow(from: requested, to: due)
      }
      #expect(refusal?.basis == .rule)
    }
  }

  @Test func `the window is our own rule in the track ENG, and none outside Chinese law`() throws {
    let (requested, due) = (try Self.instant("10:00"), try Self.instant("10:29"))
    let refusal = expectRefusal("EXPLANATION_WINDOW_TOO_SHORT", nil, naming: "10:30:00") {
      try Deadlines.engineering.requireExplanationWindow(from: requested, to: due)
    }
    #expect(refusal?.basis == .design)
    try Deadlines.foreign.requireExplanationWindow(from: requested, to: due)
  }
}
