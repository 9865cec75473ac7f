// How periods are counted (rulebook 1.1).

extension WorkingCalendar {
  /// The first working day that is not before `date`: where a period ends whose last day is a rest day (T-2).
  package func firstWorkingDay(onOrAfter date: CivilDate) -> DueDate {
    var walk = Walk(calendar: self, at: date)
    while !walk.isAtWorkingDay, walk.move(by: 1) {}
    return walk.dueDate
  }

  /// The last day of `period`, which begins on the day after `start` (T-1, T-2).
  ///
  /// For an upper bound it is the last day on which something is in time. For a lower bound it is the earliest: a
  /// deadline may be set on any day that is not before it (T-7). The period ends at 24:00 of it, `CivilDate.end`.
  package func end(of period: Period, after start: CivilDate) -> DueDate {
    switch period {
    case .days(let count): firstWorkingDay(onOrAfter: start.advanced(by: Int(count)))
    case .months(let count): firstWorkingDay(onOrAfter: start.advanced(byMonths: Int32(count)))
    case .workingDays(let count): workingDay(count, from: start, step: 1)
    }
  }

  /// The last day on which something is early enough that must happen at least `period` before `deadline` (T-5).
  ///
  /// It is not moved for being a rest day; working days are counted back from the day before the deadline.
  package func latest(_ period: Period, before deadline: CivilDate) -> DueDate {
    switch period {
    case .days(let count): DueDate(date: deadline.advanced(by: -Int(count)), isProvisional: false)
    case .months(let count): DueDate(date: deadline.advanced(byMonths: -Int32(count)), isProvisional: false)
    case .workingDays(let count): workingDay(count, from: deadline, step: -1)
    }
  }

  /// The working day that is number `count` from `start`, which is not counted itself.
  private func workingDay(_ count: UInt16, from start: CivilDate, step: Int) -> DueDate {
    var walk = Walk(calendar: self, at: start)
    var left = count
    while left > 0, walk.move(by: step) {
      if walk.isAtWorkingDay { left -= 1 }
    }
    return walk.dueDate
  }
}

/// A walk from day to day that notes whether a day of it was judged without a published table.
private struct Walk {
  let calendar: WorkingCalendar
  private(set) var date: CivilDate
  private var isProvisional = false

  init(calendar: WorkingCalendar, at date: CivilDate) {
    self.calendar = calendar
    self.date = date
  }

  var dueDate: DueDate { DueDate(date: date, isProvisional: isProvisional) }

  /// Whether people work on the day; asking makes the result rest on it.
  var isAtWorkingDay: Bool {
    mutating get {
      isProvisional = isProvisional || calendar.isProvisional(date)
      return calendar.isWorkingDay(date)
    }
  }

  /// Goes one day on; false at the end of all dates.
  mutating func move(by step: Int) -> Bool {
    let next = date.advanced(by: step)
    defer { date = next }
    return next != date
  }
}
