import Notation
import Tendering
import TestSupport
import Testing

@Suite struct CalendarYearTests {
  /// The table of 2027 as it might be published.
  private static let holidays: [CivilDate] = [
    "2027-01-01", "2027-02-05", "2027-02-08", "2027-05-03", "2027-10-01", "2027-10-04",
  ]
  private static let workingWeekends: [CivilDate] = ["2027-02-13", "2027-10-09"]

  @Test(arguments: [2024, 2025, 2026]) func `a table that is shipped passes the review of an imported one`(
    year: Int
  ) throws {
    let table = try #require(WorkingCalendar.published.table(of: year))
    let reviewed = try CalendarYear(
      year: year, holidays: table.holidays, workingWeekends: table.workingWeekends)
    #expect(reviewed == table)
  }

  @Test func `a table is read back from what is written`() throws {
    let table = try CalendarYear(year: 2027, holidays: Self.holidays, workingWeekends: Self.workingWeekends)
    var reading = Reading(.strict)
    let value = CalendarYear.codec.encode(table)
    #expect(CalendarYear.codec.decode(value, &reading) == table)
    #expect(reading.faults.isEmpty)
  }

  @Test(
    .tags(.refusal),
    arguments: [
      ("another year", 2027, holidays + ["2028-01-03"], workingWeekends),
      ("twice", 2027, ["2027-01-01"] + holidays, workingWeekends),
      ("out of order", 2027, holidays, workingWeekends.reversed()),
      ("a holiday on a Saturday", 2027, holidays + ["2027-10-16"], workingWeekends),
      ("a working weekend on a Monday", 2027, holidays, ["2027-02-13", "2027-10-11"]),
      ("New Year forgotten", 2027, Array(holidays.dropFirst()), workingWeekends),
      ("National Day forgotten", 2027, holidays.filter { $0 != "2027-10-01" }, workingWeekends),
      ("no year", 10_000, [], []),
      ("too many", 2027, (0..<61).map { CivilDate("2027-01-01").advanced(by: $0) }, []),
    ] as [(String, Int, [CivilDate], [CivilDate])])
  func `a table that is not of the State Council's kind is refused`(
    kind: String, year: Int, holidays: [CivilDate], workingWeekends: [CivilDate]
  ) {
    let fault = #expect(throws: Fault.self) {
      try CalendarYear(year: year, holidays: holidays, workingWeekends: workingWeekends)
    }
    #expect(fault?.code == .calendarInvalid, "\(kind)")
  }

  @Test(.tags(.refusal)) func `a faulty table reports all its faults at once`() throws {
    let text = #"{"year":2027,"holidays":["2027-01-01","2027-01-02"],"working_weekends":["2026-10-10"]}"#
    let value = try #require(JSONReader.outcome(of: text).value)
    var reading = Reading(.strict)
    #expect(CalendarYear.codec.decode(value, &reading) == nil)
    // A Saturday as a holiday, a date of 2026, and no National Day: 1 October 2027 is a Friday.
    #expect(reading.faults.list.map(\.code) == [.calendarInvalid, .calendarInvalid, .calendarInvalid])
    #expect(reading.faults.list.allSatisfy { $0.place != nil })
  }

  @Test(arguments: [
    (2027, ["2027-01-01", "2027-10-01"]), (2020, ["2020-01-01", "2020-05-01", "2020-10-01", "2020-10-02"]),
  ])
  func `a provisional year rests on the statutory holidays whose date is fixed`(year: Int, dates: [String]) {
    #expect(CalendarYear.provisional(year).holidays.map(\.description) == dates)
    #expect(CalendarYear.provisional(year).workingWeekends.isEmpty)
  }
}
