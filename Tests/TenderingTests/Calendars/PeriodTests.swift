import Notation
import Tendering
import TestSupport
import Testing

@Suite struct PeriodTests {
  private let calendar = WorkingCalendar.published

  @Test(
    .tags(.vector),
    arguments: [
      // Vector 25: 20 days after Monday 2 November end on a Sunday.
      ("2026-11-02", Period.days(20), "2026-11-23"),
      // Vector 29: a complaint of Monday 21 September.
      ("2026-09-21", .workingDays(3), "2026-09-24"), ("2026-09-24", .workingDays(30), "2026-11-12"),
      // T-2: over National Day 2026; onto a Saturday that is worked.
      ("2026-09-11", .days(20), "2026-10-08"), ("2026-10-07", .days(3), "2026-10-10"),
      ("2026-09-30", .workingDays(1), "2026-10-08"), ("2026-10-09", .workingDays(1), "2026-10-10"),
      ("2026-02-13", .workingDays(2), "2026-02-24"), ("2026-01-31", .months(1), "2026-02-28"),
      ("2026-09-01", .months(1), "2026-10-08"), ("2026-11-02", .days(0), "2026-11-02"),
      ("2026-11-01", .days(0), "2026-11-02"),
    ] as [(CivilDate, Period, CivilDate)])
  func `a period ends on its last day, moved past rest days`(start: CivilDate, period: Period, end: CivilDate)
  {
    #expect(calendar.end(of: period, after: start) == DueDate(date: end, isProvisional: false))
  }

  @Test(
    .tags(.vector),
    arguments: [
      // Vector 27: an objection 10 days before the deadline.
      ("2026-11-23", Period.days(10), "2026-11-13"),
      // T-5: a Sunday stays a Sunday.
      ("2026-11-23", .days(15), "2026-11-08"), ("2026-10-08", .days(3), "2026-10-05"),
      ("2026-10-08", .workingDays(1), "2026-09-30"), ("2026-10-12", .workingDays(2), "2026-10-09"),
      ("2026-10-04", .workingDays(1), "2026-09-30"), ("2026-03-31", .months(1), "2026-02-28"),
    ] as [(CivilDate, Period, CivilDate)])
  func `a period before a deadline is counted back and never moved`(
    deadline: CivilDate, period: Period, latest: CivilDate
  ) {
    #expect(calendar.latest(period, before: deadline) == DueDate(date: latest, isProvisional: false))
  }

  @Test(
    arguments: [
      ("2026-12-30", Period.workingDays(1), false), ("2026-12-30", .workingDays(2), true),
      ("2026-12-01", .days(29), false), ("2026-12-01", .days(35), true), ("2023-12-01", .days(40), false),
      ("2026-12-01", .months(1), true),
    ] as [(CivilDate, Period, Bool)])
  func `a date that rests on a day of a year without a table is provisional`(
    start: CivilDate, period: Period, isProvisional: Bool
  ) {
    #expect(calendar.end(of: period, after: start).isProvisional == isProvisional)
  }

  @Test func `working days counted back into a year without a table are provisional`() {
    #expect(
      calendar.latest(.workingDays(1), before: "2024-01-03")
        == DueDate(date: "2024-01-02", isProvisional: false))
    #expect(
      calendar.latest(.workingDays(2), before: "2024-01-03")
        == DueDate(date: "2023-12-29", isProvisional: true))
  }

  @Test(.tags(.refusal)) func `documents that demand a published calendar refuse a provisional date`() throws
  {
    #expect(try calendar.end(of: .days(20), after: "2026-11-02").published() == "2026-11-23")
    let due = calendar.end(of: .days(20), after: "2026-12-20")
    let refusal = #expect(throws: Tendering.Refusal.self) { try due.published() }
    #expect(refusal?.code == .calendarMissing)
    #expect(due.wording == Wording("2027-01-11 (provisional)", "2027-01-11（暂定）"))
    let table = try CalendarYear(year: 2027, holidays: ["2027-01-01", "2027-10-01"], workingWeekends: [])
    #expect(try calendar.including(table).end(of: .days(20), after: "2026-12-20").published() == "2027-01-11")
  }

  @Test(.tags(.property)) func `working days added are those between, and counting back undoes it`() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 20_261_126))
    for _ in 0..<2_000 {
      let start = try #require(CivilDate(dayNumber: 19_723 + Int(generator.integer(in: 0...1_300))))
      let count = UInt16(generator.integer(in: 1...60))
      let end = calendar.end(of: .workingDays(count), after: start).date
      let between = (1...start.days(to: end)).filter { calendar.isWorkingDay(start.advanced(by: $0)) }
      try #require(between.count == Int(count), "\(start) + \(count)")
      try #require(calendar.isWorkingDay(end))
      let back = calendar.latest(.workingDays(count), before: end).date
      try #require(calendar.isWorkingDay(start) ? back == start : back < start, "\(end) - \(count)")
    }
  }

  @Test(.tags(.property)) func `a later start or a longer period never ends earlier`() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 20_261_127))
    for _ in 0..<2_000 {
      let start = try #require(CivilDate(dayNumber: 19_700 + Int(generator.integer(in: 0...1_300))))
      let count = UInt16(generator.integer(in: 0...90))
      let kinds: [(UInt16) -> Period] = [Period.days, Period.workingDays, Period.months]
      for kind in kinds {
        let end = calendar.end(of: kind(count), after: start).date
        try #require(end <= calendar.end(of: kind(count), after: start.advanced(by: 1)).date)
        try #require(end <= calendar.end(of: kind(count + 1), after: start).date)
        let latest = calendar.latest(kind(count), before: start).date
        try #require(latest <= calendar.latest(kind(count), before: start.advanced(by: 1)).date)
        try #require(calendar.latest(kind(count + 1), before: start).date <= latest)
      }
    }
  }

  @Test func `a period at the end of all dates ends there`() throws {
    let last = try #require(CivilDate(dayNumber: Int(CivilDate.maximumDayNumber)))
    for period in [Period.days(20), .workingDays(.max), .months(.max)] {
      #expect(calendar.end(of: period, after: last).date == last)
    }
    #expect(calendar.latest(.workingDays(.max), before: "1970-01-05").date == "1970-01-01")
    #expect(calendar.latest(.days(9), before: "1970-01-05").date == "1970-01-01")
  }
}
