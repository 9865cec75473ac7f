import Notation
import Tendering
import TestSupport
import Testing

@Suite struct WorkingCalendarTests {
  /// Weekday holidays and working weekends as the rulebook lists them (T-4).
  private static let tables: [(year: Int, holidays: String, working: String)] = [
    (
      2026, "01-01 01-02 02-16..20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05..07",
      "01-04 02-14 02-28 05-09 09-20 10-10"
    ),
    (
      2025, "01-01 01-28..31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01..03 10-06..08",
      "01-26 02-08 04-27 09-28 10-11"
    ),
    (
      2024, "01-01 02-12..16 04-04 04-05 05-01..03 06-10 09-16 09-17 10-01..04 10-07",
      "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12"
    ),
  ]

  private static func dates(_ year: Int, _ list: String) throws -> Set<CivilDate> {
    var dates: Set<CivilDate> = []
    for item in list.split(separator: " ") {
      let ends = item.split(separator: "..")
      let first = try #require(CivilDate("\(year)-\(ends[0])"))
      let lastDay = ends.count == 2 ? try #require(Int(ends[1])) : first.day
      for offset in 0...(lastDay - first.day) { dates.insert(first.advanced(by: offset)) }
    }
    return dates
  }

  @Test(arguments: [2024, 2025, 2026]) func `each day of a published year is worked as its table says`(
    year: Int
  ) throws {
    let table = try #require(Self.tables.first { $0.year == year })
    let holidays = try Self.dates(year, table.holidays)
    let working = try Self.dates(year, table.working)
    var date = try #require(CivilDate(year: year, month: 1, day: 1))
    while date.year == year {
      let isWorking = working.contains(date) || (!date.weekday.isWeekend && !holidays.contains(date))
      #expect(WorkingCalendar.published.isWorkingDay(date) == isWorking, "\(date)")
      #expect(!WorkingCalendar.published.isProvisional(date))
      date = date.advanced(by: 1)
    }
  }

  @Test func `a year without a table is provisional: weekends and fixed statutory days`() {
    let calendar = WorkingCalendar.published
    #expect(calendar.isRestDay("2027-01-01"))
    #expect(calendar.isRestDay("2027-10-01"))
    #expect(calendar.isRestDay("2027-10-02"))
    #expect(calendar.isWorkingDay("2027-02-08"))
    #expect(calendar.isProvisional("2027-02-08"))
    #expect(calendar.isProvisional("2023-12-29"))
  }

  @Test func `an imported table ends that its year is provisional, and a later one replaces it`() throws {
    let first = try CalendarYear(year: 2027, holidays: ["2027-01-01", "2027-10-01"], workingWeekends: [])
    let second = try CalendarYear(
      year: 2027, holidays: ["2027-01-01", "2027-02-08", "2027-10-01"], workingWeekends: ["2027-02-13"])
    let calendar = WorkingCalendar.published.including(first)
    #expect(!calendar.isProvisional("2027-02-08"))
    #expect(calendar.isWorkingDay("2027-02-08"))
    #expect(calendar.including(second).isRestDay("2027-02-08"))
    #expect(calendar.including(second).isWorkingDay("2027-02-13"))
    #expect(calendar.including(second).table(of: 2026) == WorkingCalendar.published.table(of: 2026))
  }
}
