internal import Evaluation
package import Notation

/// A date that was counted by a calendar, and whether a part of that calendar is only assumed.
package struct DueDate: Hashable, Sendable {
  /// The date.
  package let date: CivilDate
  /// Whether it rests on a day of a year without a published table (暂定): the table may move it.
  package let isProvisional: Bool

  /// The date, resting on published tables alone unless `isProvisional`.
  package init(date: CivilDate, isProvisional: Bool) {
    self.date = date
    self.isProvisional = isProvisional
  }

  /// The date, in words where it is provisional.
  package var wording: Wording {
    isProvisional
      ? Wording("\(date) (provisional)", "\(date)（暂定）") : Wording(verbatim: date.description)
  }

  /// The date, for a tender whose documents demand a published calendar.
  ///
  /// - Throws: `CALENDAR_MISSING` where it is provisional.
  package func published() throws(Refusal) -> CivilDate {
    guard isProvisional else { return date }
    throw Refusal(
      .calendarMissing, .design, nil,
      Wording(
        "\(date) rests on a year whose table of holidays is not here", "\(date) 所依据的年度尚无已公布的节假日安排"),
      accepted: Wording("the table of that year, imported first", "先导入该年度的节假日安排"))
  }
}

extension Fault.Code {
  /// A date rests on a year without a published table, and the documents demand one.
  package static let calendarMissing = Fault.Code("CALENDAR_MISSING")
}
