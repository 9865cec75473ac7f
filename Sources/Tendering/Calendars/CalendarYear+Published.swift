// The tables of the State Council for 2024 to 2026 (rulebook, T-4), days by month.

extension CalendarYear {
  /// The tables that are shipped.
  static let published = [
    CalendarYear(
      published: 2024,
      holidays: [
        1: [1], 2: [12, 13, 14, 15, 16], 4: [4, 5], 5: [1, 2, 3], 6: [10], 9: [16, 17], 10: [1, 2, 3, 4, 7],
      ],
      workingWeekends: [2: [4, 18], 4: [7, 28], 5: [11], 9: [14, 29], 10: [12]]),
    CalendarYear(
      published: 2025,
      holidays: [
        1: [1, 28, 29, 30, 31], 2: [3, 4], 4: [4], 5: [1, 2, 5], 6: [2], 10: [1, 2, 3, 6, 7, 8],
      ],
      workingWeekends: [1: [26], 2: [8], 4: [27], 9: [28], 10: [11]]),
    CalendarYear(
      published: 2026,
      holidays: [
        1: [1, 2], 2: [16, 17, 18, 19, 20, 23], 4: [6], 5: [1, 4, 5], 6: [19], 9: [25], 10: [1, 2, 5, 6, 7],
      ],
      workingWeekends: [1: [4], 2: [14, 28], 5: [9], 9: [20], 10: [10]]),
  ]

  private init(
    published year: Int, holidays: KeyValuePairs<Int, [Int]>, workingWeekends: KeyValuePairs<Int, [Int]>
  ) {
    let dates = { (months: KeyValuePairs<Int, [Int]>) in
      months.flatMap { month, days in days.compactMap { CivilDate(year: year, month: month, day: $0) } }
    }
    self.init(unchecked: year, dates(holidays), dates(workingWeekends))
  }
}
