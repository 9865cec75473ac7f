/// A day of the week (星期), numbered from Monday = 1 as in ISO 8601.
package enum Weekday: Int, CaseIterable, Sendable {
  case monday = 1
  case tuesday, wednesday, thursday, friday, saturday, sunday

  /// Whether it is Saturday or Sunday (双休日).
  package var isWeekend: Bool { self == .saturday || self == .sunday }
}

extension CivilDate {
  /// The day of the week.
  package var weekday: Weekday {
    // 1970-01-01 was a Thursday.
    switch (dayNumber + 3) % 7 {
    case 0: .monday
    case 1: .tuesday
    case 2: .wednesday
    case 3: .thursday
    case 4: .friday
    case 5: .saturday
    default: .sunday
    }
  }
}
