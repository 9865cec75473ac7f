import AuditTrail
import Notation
import Tendering
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct CivilDateTests {
  @Test func `a date is the one that counting day by day reaches, from 1970 to 2100`() throws {
    var (year, month, day, weekday) = (1970, 1, 1, 4)
    var number = 0
    while year <= 2100 {
      let date = try #require(CivilDate(year: year, month: month, day: day))
      try #require(Int(date.dayNumber) == number, "\(date)")
      try #require(date.components == (year, month, day), "\(date)")
      try #require(date.weekday.rawValue == weekday, "\(date)")
      number += 1
      weekday = weekday % 7 + 1
      day += 1
      if day > Self.lengths(of: year)[month - 1] { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    #expect(number == 47_847)
  }

  private static func lengths(of year: Int) -> [Int] {
    let isLeap = year.isMultiple(of: 400) || (year.isMultiple(of: 4) && !year.isMultiple(of: 100))
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  }

  @Test(
    arguments: [
      ("2026-11-23", Weekday.monday), ("2000-02-29", .tuesday), ("2024-02-29", .thursday),
      ("2100-02-28", .sunday),
    ] as [(CivilDate, Weekday)])
  func `the weekday is that of the almanac`(date: CivilDate, weekday: Weekday) {
    #expect(date.weekday == weekday)
  }

  @Test(.tags(.property)) func `any date of the range is read back from its parts and from its text`() throws
  {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 20_261_124))
    let last = Int64(CivilDate.maximumDayNumber)
    let numbers = [0, 1, last - 1, last] + (0..<20_000).map { _ in generator.integer(in: 0...last) }
    for number in numbers {
      let date = try #require(CivilDate(dayNumber: Int(number)))
      try #require(CivilDate(year: date.year, month: date.month, day: date.day) == date)
      try #require(CivilDate(date.description) == date)
    }
  }

  @Test(
    .tags(.refusal),
    arguments: [
      "", "2026", "2026-11", "2026-11-23-1", "2026-1-23", "2026-11-3", "26-11-23", "02026-11-23",
      "1969-12-31",
      "2026-02-29", "2100-02-29", "2026-04-31", "2026-00-10", "2026-13-01", "2026-11-00", "2026-11-32",
      "2026/11/23", " 2026-11-23", "2026-11-23 ", "2026-+1-23", "２０２６-11-23", "287396-12-31", "300001-01-01",
      "99999999999999999999-01-01", "2026--11-23", "-2026-11-23",
    ])
  func `what is not written as a date of the calendar is no date`(text: String) {
    #expect(CivilDate(text) == nil)
    var reading = Reading(.strict)
    #expect(CivilDate.codec.decode(.string(text), &reading) == nil)
    #expect(reading.faults.list.map(\.code) == [.invalidValue])
  }

  @Test func `a date begins and ends at midnight in Beijing, which is 16:00 UTC of the day before`() throws {
    let date: CivilDate = "2026-11-23"
    let start: Int64 = 1_795_363_200_000
    #expect(date.start.milliseconds == start)
    #expect(date.end.milliseconds == start + 86_400_000)
    #expect(date.end == date.advanced(by: 1).start)
    for (offset, day) in [
      (-1, "2026-11-22"), (0, "2026-11-23"), (86_399_999, "2026-11-23"), (86_400_000, "2026-11-24"),
    ] {
      let instant = try #require(Instant(milliseconds: start + Int64(offset)))
      #expect(instant.date.description == day)
    }
  }

  @Test func `every instant has a date, and the ends of time are kept`() throws {
    let first = try #require(Instant(milliseconds: 0))
    let last = try #require(Instant(milliseconds: Instant.maximum))
    #expect(first.date.description == "1970-01-01")
    #expect(first.date.start == first)
    #expect(last.date.dayNumber == CivilDate.maximumDayNumber)
    #expect(last.date.end == last)
    #expect(first.date.advanced(by: -1) == first.date)
    #expect(first.date.advanced(by: .min) == first.date)
    #expect(last.date.advanced(by: 1) == last.date)
    #expect(last.date.advanced(by: .max) == last.date)
    #expect(last.date.advanced(byMonths: .max) == last.date)
    #expect(first.date.advanced(byMonths: .min) == first.date)
    #expect(CivilDate(dayNumber: -1) == nil)
    #expect(CivilDate(dayNumber: Int(CivilDate.maximumDayNumber) + 1) == nil)
  }

  @Test(.tags(.property)) func `adding days and taking them away again is no change`() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 20_261_125))
    for _ in 0..<5_000 {
      let date = try #require(CivilDate(dayNumber: Int(generator.integer(in: 0...60_000))))
      let count = Int(generator.integer(in: 0...40_000))
      try #require(date.advanced(by: count).advanced(by: -count) == date)
      try #require(date.days(to: date.advanced(by: count)) == count)
      try #require(date < date.advanced(by: count + 1))
    }
  }

  @Test(
    arguments: [
      ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-11-30", 3, "2027-02-28"),
      ("2026-12-15", 1, "2027-01-15"), ("2026-03-31", -1, "2026-02-28"), ("2026-01-15", -1, "2025-12-15"),
      ("2026-01-31", 24, "2028-01-31"), ("2026-05-31", 0, "2026-05-31"),
    ] as [(CivilDate, Int32, CivilDate)])
  func `months end on the same day, or on the last of a shorter month`(
    start: CivilDate, months: Int32, end: CivilDate
  ) {
    #expect(start.advanced(byMonths: months) == end)
  }

  @Test func `an instant is shown in Beijing time`() throws {
    let date: CivilDate = "2026-11-23"
    let time = try #require(TimeOfDay("09:30"))
    let instant = date.instant(at: time)
    #expect(instant.beijingTime == "2026-11-23 09:30:00")
    let later = try #require(Instant(milliseconds: instant.milliseconds + 1_007))
    #expect(later.beijingTime == "2026-11-23 09:30:01.007")
    #expect(time.description == "09:30")
  }

  @Test(
    .tags(.refusal), arguments: ["", "9:30", "24:00", "23:60", "09:3", "09-30", "09:30:00", "-1:30", "０9:30"])
  func `a time of day is two digits, a colon and two digits`(text: String) {
    #expect(TimeOfDay(text) == nil)
  }
}

extension CivilDate: ExpressibleByStringLiteral {
  /// The date that a test writes as `"2026-11-23"`.
  public init(stringLiteral text: String) {
    guard let date = CivilDate(text) else { preconditionFailure("\(text) is no date") }
    self = date
  }
}
