package import Notation

/// The State Council's holiday table (节假日安排) of one year: what differs from resting on Saturdays and Sundays.
package struct CalendarYear: Hashable, Sendable {
  /// The year.
  package let year: Int
  /// The days from Monday to Friday that are rest days, in ascending order.
  package let holidays: [CivilDate]
  /// The Saturdays and Sundays that are working days (调休上班), in ascending order.
  package let workingWeekends: [CivilDate]

  /// The table of `year`.
  ///
  /// - Throws: `CALENDAR_INVALID`, the first that is wrong.
  package init(year: Int, holidays: [CivilDate], workingWeekends: [CivilDate]) throws(Fault) {
    let table = CalendarYear(unchecked: year, holidays, workingWeekends)
    if let fault = table.review().first { throw fault }
    self = table
  }

  /// The table as it stands, which must have passed `review`.
  init(unchecked year: Int, _ holidays: [CivilDate], _ workingWeekends: [CivilDate]) {
    self.year = year
    self.holidays = holidays
    self.workingWeekends = workingWeekends
  }

  /// Whether nobody works on `date`, a date of this year (T-4, T-6).
  package func isRestDay(_ date: CivilDate) -> Bool {
    date.weekday.isWeekend ? !workingWeekends.contains(date) : holidays.contains(date)
  }

  /// What is assumed of a year until its table is published: weekends and the statutory holidays with a fixed date.
  ///
  /// Those that follow the moon or the sun (春节, 清明, 端午, 中秋) and days that are moved are not known, so that a
  /// working day by this table may turn out to be none.
  package static func provisional(_ year: Int) -> CalendarYear {
    CalendarYear(unchecked: year, statutoryWeekdays(year), [])
  }

  /// The holidays with a fixed date (全国年节及纪念日放假办法 第二条) that fall on a weekday; 2 May since 2025.
  private static func statutoryWeekdays(_ year: Int) -> [CivilDate] {
    let labourDays = year < 2025 ? [(5, 1)] : [(5, 1), (5, 2)]
    return ([(1, 1)] + labourDays + [(10, 1), (10, 2), (10, 3)])
      .compactMap { CivilDate(year: year, month: $0.0, day: $0.1) }
      .filter { !$0.weekday.isWeekend }
  }
}

extension CalendarYear {
  /// The most dates that either list may have.
  package static let maximumDates = 60

  /// Everything for which the table is not one of the State Council's kind.
  ///
  /// Each date once, in order and in the year; holidays on weekdays, working weekends on weekends; no statutory holiday
  /// with a fixed date left out.
  func review() -> [Fault] {
    guard (1970...9999).contains(year) else {
      return [
        .calendarInvalid(Wording("year \(year)", "年份 \(year)"), accepted: Wording(verbatim: "1970-9999"))
      ]
    }
    var faults: [Fault] = []
    for (dates, isWeekend) in [(holidays, false), (workingWeekends, true)] {
      faults += order(of: dates)
      faults += dates.filter { $0.year != year }.map(foreign)
      faults += dates.filter { $0.weekday.isWeekend != isWeekend }.map { misplaced($0, isWeekend: isWeekend) }
    }
    return faults + Self.statutoryWeekdays(year).filter { !holidays.contains($0) }.map(missing)
  }

  private func order(of dates: [CivilDate]) -> [Fault] {
    guard dates.count <= Self.maximumDates else {
      return [
        .calendarInvalid(
          Wording("\(dates.count) dates", "\(dates.count) 个日期"),
          accepted: Wording("at most \(Self.maximumDates)", "至多 \(Self.maximumDates) 个"))
      ]
    }
    return zip(dates, dates.dropFirst()).filter { $0 >= $1 }.map { earlier, later in
      .calendarInvalid(
        Wording("\(later) after \(earlier)", "\(earlier) 之后为 \(later)"),
        accepted: Wording("each date once, in ascending order", "每个日期一次，按先后排列"))
    }
  }

  private func foreign(_ date: CivilDate) -> Fault {
    .calendarInvalid(
      Wording("\(date) is not in \(year)", "\(date) 不在 \(year) 年"),
      accepted: Wording("dates of \(year)", "\(year) 年的日期"))
  }

  private func misplaced(_ date: CivilDate, isWeekend: Bool) -> Fault {
    isWeekend
      ? .calendarInvalid(
        Wording("working weekend \(date) is no Saturday or Sunday", "调休上班日 \(date) 不是周六或周日"),
        accepted: Wording("Saturdays and Sundays", "周六、周日"))
      : .calendarInvalid(
        Wording("holiday \(date) is a Saturday or Sunday", "节假日 \(date) 是周六或周日"),
        accepted: Wording(
          "days from Monday to Friday: a weekend rests without being listed", "周一至周五的日期：周末无需列出"))
  }

  private func missing(_ date: CivilDate) -> Fault {
    .calendarInvalid(
      Wording("the statutory holiday \(date) is missing", "缺少法定节假日 \(date)"),
      accepted: Wording("\(date) among the holidays", "节假日中列明 \(date)"))
  }
}

extension Fault {
  fileprivate static func calendarInvalid(_ message: Wording, accepted: Wording) -> Fault {
    Fault(.calendarInvalid, at: nil, message, accepted: accepted)
  }
}

extension Fault.Code {
  /// The holiday table of a year contradicts itself or the statutory holidays.
  package static let calendarInvalid = Fault.Code("CALENDAR_INVALID")
}
