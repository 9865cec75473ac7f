package import Notation

extension CalendarYear {
  /// A holiday table, as an event carries it; every fault of it is reported.
  package static let codec = Codec<CalendarYear>(
    unreviewed.schema,
    decode: { value, reading in
      guard let record = unreviewed.decode(value, &reading) else { return nil }
      let table = CalendarYear(unchecked: record.year, record.holidays, record.workingWeekends)
      let faults = table.review()
      for var fault in faults {
        fault.place = value.place
        reading.faults.append(fault)
      }
      return faults.isEmpty ? table : nil
    },
    encode: { table in
      unreviewed.encode(
        Record(year: table.year, holidays: table.holidays, workingWeekends: table.workingWeekends))
    })

  private struct Record: Sendable {
    var year = 1970
    var holidays: [CivilDate] = []
    var workingWeekends: [CivilDate] = []
  }

  private static let unreviewed = Codec<Record>.record(
    Wording("the holiday table of one year", "一个年度的节假日安排"), blank: Record(),
    .required("year", \.year, .integer(1970...9999), Wording("the year", "年份")),
    .required(
      "holidays", \.holidays, .list(of: CivilDate.codec, count: 0...maximumDates),
      Wording("rest days from Monday to Friday, in ascending order", "周一至周五的休息日，按先后排列")),
    .required(
      "working_weekends", \.workingWeekends, .list(of: CivilDate.codec, count: 0...maximumDates),
      Wording("Saturdays and Sundays on which people work, in ascending order", "周六、周日的上班日，按先后排列")))
}
