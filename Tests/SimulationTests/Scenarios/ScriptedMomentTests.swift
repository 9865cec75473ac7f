import AuditTrail
import Notation
import Simulation
import Tendering
import TestSupport
import Testing

struct ScriptedMomentTests {
  /// The start, the opening and the step before, from which the table counts.
  private static func origin(isOpeningKnown: Bool = true) throws -> ScriptedMoment.Origin {
    let opening = try instant("2026-10-14 09:30")
    return ScriptedMoment.Origin(
      start: try instant("2026-09-21 09:00"), opening: isOpeningKnown ? opening : nil,
      previous: try instant("2026-09-28 15:00"))
  }

  private static func instant(_ text: String) throws -> Instant {
    let words = text.split(separator: " ")
    let date = try #require(CivilDate(String(words[0])))
    return date.instant(at: try #require(TimeOfDay(String(words[1]))))
  }

  @Test(arguments: [
    ("2026-11-02 09:00", "2026-11-02 09:00"), ("D", "2026-09-21 09:00"), ("D+0", "2026-09-21 09:00"),
    ("D+20", "2026-10-11 09:00"), ("D+20 09:30", "2026-10-11 09:30"), ("D-1 08:00", "2026-09-20 08:00"),
    ("+2h", "2026-09-28 17:00"), ("+90m", "2026-09-28 16:30"),
    ("+3d", "2026-10-01 15:00"), ("+3天 10:00", "2026-10-01 10:00"), ("opening", "2026-10-14 09:30"),
    ("opening+10m", "2026-10-14 09:40"), ("开标+10分钟", "2026-10-14 09:40"), ("opening-1h", "2026-10-14 08:30"),
    ("opening+1d 17:00", "2026-10-15 17:00"),
    // Friday 25 September 2026 is Mid-Autumn.
    ("D+5wd", "2026-09-29 09:00"),
    // The October holiday of 2026 takes the 1st to the 7th; Saturday 10 October is worked.
    ("+1wd", "2026-09-29 15:00"), ("+3wd", "2026-10-08 15:00"), ("+5wd 10:00", "2026-10-10 10:00"),
    ("+6个工作日", "2026-10-12 15:00"),
  ])
  func `A moment is counted from the start, the opening or the step before`(
    _ text: String, _ expected: String
  ) throws {
    let moment = try #require(ScriptedMoment(text))
    let instant = try #require(moment.instant(from: try Self.origin()))
    #expect(String(instant.beijingTime.prefix(16)) == expected)
    #expect(ScriptedMoment(moment.description) == moment)
  }

  @Test(
    .tags(.refusal),
    arguments: [
      "", "2026-11-02", "2026-02-30 09:00", "2026-11-02 9:00", "D+", "D+x", "D20", "+5", "+5wd 25:00",
      "+2h 10:00",
      "-3wd", "opening+10", "opening+10s", "+99999wd", "+123456d", "tomorrow", "D+1 09:00 10:00",
    ])
  func `What is no moment is refused`(_ text: String) {
    #expect(ScriptedMoment(text) == nil)
  }

  @Test func `A moment counted from the opening is unknown before the opening is`() throws {
    let moment = try #require(ScriptedMoment("opening+10m"))
    #expect(moment.instant(from: try Self.origin(isOpeningKnown: false)) == nil)
  }
}
