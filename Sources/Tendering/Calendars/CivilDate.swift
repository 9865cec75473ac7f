/// A date of the civil calendar in Beijing (日期), whose days are those of UTC+8 without daylight saving.
///
/// There is a date for each `Instant`: from 1970-01-01 to the last day that an instant lies in, in the year 287396.
package struct CivilDate: Hashable, Sendable {
  /// The days since 1970-01-01, from 0 to `maximumDayNumber`.
  package let dayNumber: Int32

  /// The day number of the last date, in which the last instant lies.
  package static let maximumDayNumber: Int32 = 104_249_991

  /// The date `dayNumber` days after 1970-01-01; nil outside the range of dates.
  package init?(dayNumber: Int) {
    guard (0...Int(Self.maximumDayNumber)).contains(dayNumber) else { return nil }
    self.dayNumber = Int32(dayNumber)
  }

  /// The date that there is, or the nearest one.
  init(clamping dayNumber: Int) {
    self.dayNumber = Int32(min(max(dayNumber, 0), Int(Self.maximumDayNumber)))
  }

  /// The date with this year, month (1 to 12) and day of the month; nil where the calendar has none.
  package init?(year: Int, month: Int, day: Int) {
    guard (1970...300_000).contains(year), (1...12).contains(month),
      (1...Self.length(ofMonth: month, year: year)).contains(day)
    else { return nil }
    self.init(dayNumber: Self.dayNumber(year: year, month: month, day: day))
  }

  /// The date `days` later, or earlier where it is negative.
  ///
  /// Beyond the range of dates it is the first or last one.
  package func advanced(by days: Int) -> CivilDate {
    let (sum, isOverflow) = Int(dayNumber).addingReportingOverflow(days)
    return CivilDate(clamping: isOverflow ? (days < 0 ? .min : .max) : sum)
  }

  /// The days from this date to `other`, negative where it is earlier.
  package func days(to other: CivilDate) -> Int { Int(other.dayNumber) - Int(dayNumber) }

  /// The same day of the month `months` later, or the last day of that month where it is shorter (民法典 第二百零二条).
  ///
  /// Beyond the range of dates it is the first or last one.
  package func advanced(byMonths months: Int32) -> CivilDate {
    let (year, month, day) = components
    let (targetYear, monthIndex) = (year * 12 + (month - 1) + Int(months)).quotientAndRemainder(
      dividingBy: 12)
    guard targetYear >= 1970, monthIndex >= 0 else { return CivilDate(clamping: .min) }
    let last = Self.length(ofMonth: monthIndex + 1, year: targetYear)
    return CivilDate(
      clamping: Self.dayNumber(year: targetYear, month: monthIndex + 1, day: min(day, last)))
  }
}

extension CivilDate: Comparable {
  /// Whether `left` is earlier.
  package static func < (left: CivilDate, right: CivilDate) -> Bool { left.dayNumber < right.dayNumber }
}

extension CivilDate {
  /// The year.
  package var year: Int { components.year }
  /// The month, from 1.
  package var month: Int { components.month }
  /// The day of the month, from 1.
  package var day: Int { components.day }

  /// Year, month and day of the month.
  ///
  /// Years are counted from 1 March, so that the day that a leap year adds is the last of its year; every fourth year has
  /// it, of the centuries every fourth.
  package var components: (year: Int, month: Int, day: Int) {
    let days = Int(dayNumber) + Self.daysBeforeEpoch
    let century = (4 * days + 3) / Self.daysOfFourCenturies
    let dayOfCentury = days - century * Self.daysOfFourCenturies / 4
    let yearOfCentury = (4 * dayOfCentury + 3) / Self.daysOfFourYears
    let dayOfYear = dayOfCentury - yearOfCentury * Self.daysOfFourYears / 4
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - Self.daysBefore(monthFromMarch: monthFromMarch) + 1
    let isNextYear = monthFromMarch >= 10
    return (
      year: 100 * century + yearOfCentury + (isNextYear ? 1 : 0),
      month: monthFromMarch + (isNextYear ? -9 : 3), day: day
    )
  }

  private static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let isBeforeMarch = month < 3
    let years = isBeforeMarch ? year - 1 : year
    let leapDays = years / 4 - years / 100 + years / 400
    let months = daysBefore(monthFromMarch: isBeforeMarch ? month + 9 : month - 3)
    return 365 * years + leapDays + months + day - 1 - daysBeforeEpoch
  }

  /// From 1 March of year 0 to 1 January 1970.
  private static let daysBeforeEpoch = 719_468
  private static let daysOfFourYears = 4 * 365 + 1
  private static let daysOfFourCenturies = 100 * daysOfFourYears - 3

  /// The days of a year from 1 March before its month: five months take 153 days, again and again.
  private static func daysBefore(monthFromMarch: Int) -> Int { (153 * monthFromMarch + 2) / 5 }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
