/// Which days are worked and which are rested (工作日历): a table for each published year, an assumption for the others.
package struct WorkingCalendar: Hashable, Sendable {
  private let years: [Int: CalendarYear]

  /// The calendar of the tables that are shipped, 2024 to 2026.
  package static let published = WorkingCalendar(CalendarYear.published)

  /// The calendar of `tables`; of two for one year the later counts.
  package init(_ tables: [CalendarYear]) {
    years = Dictionary(tables.map { ($0.year, $0) }, uniquingKeysWith: { $1 })
  }

  /// This calendar with `table` in place of what it had for that year, as the State Council may change a year.
  package func including(_ table: CalendarYear) -> WorkingCalendar {
    WorkingCalendar(Array(years.values) + [table])
  }

  /// The table of `year`; nil where none is known.
  package func table(of year: Int) -> CalendarYear? { years[year] }

  /// Whether `date` lies in a year without a published table.
  package func isProvisional(_ date: CivilDate) -> Bool { years[date.year] == nil }

  /// Whether `date` is a statutory rest day: a weekend that is not worked, or a holiday (T-4, T-6).
  package func isRestDay(_ date: CivilDate) -> Bool {
    let year = date.year
    return (years[year] ?? .provisional(year)).isRestDay(date)
  }

  /// Whether `date` is a working day (工作日).
  package func isWorkingDay(_ date: CivilDate) -> Bool { !isRestDay(date) }
}
