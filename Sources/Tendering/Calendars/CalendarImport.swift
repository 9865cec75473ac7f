package import AuditTrail
internal import Evaluation
package import Notation

/// Imports the holiday table of a year (节假日安排), in place of what was known of it.
package struct CalendarImport: RegistryCommand {
  /// The table.
  package let year: CalendarYear

  /// Imports `year`.
  package init(_ year: CalendarYear) { self.year = year }

  package static let entry = CatalogueEntry(
    "calendar.import", Wording("import a year of the calendar", "导入节假日安排"), by: [.operator, .supervisor],
    events: [CalendarImported.self])
  package static let codec = CalendarYear.codec.carried({ CalendarImport($0) }, at: \.year)

  package func decide(_ occasion: RegistryOccasion) throws(Refusal) -> [any RegistryEvent] {
    [CalendarImported(year)]
  }
}

/// The holiday table of a year is in force, for every date that is counted from now on.
package typealias CalendarImported = Recorded<CalendarYear>

extension CalendarYear: RegistryFact {
  package static let kind = LeafKind.named("calendar.imported")

  package func apply(to registry: inout Registry, _ occurrence: Occurrence) {
    registry.calendar = registry.calendar.including(self)
  }
}
