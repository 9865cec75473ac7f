package import AuditTrail

extension Instant {
  /// The date in Beijing at this instant.
  package var date: CivilDate {
    CivilDate(clamping: Int((milliseconds + CivilDate.beijingOffset) / CivilDate.millisecondsOfDay))
  }

  /// Date and time of day in Beijing, such as `2026-11-23 09:30:00`, with milliseconds where there are any.
  package var beijingTime: String {
    let time = Int((milliseconds + CivilDate.beijingOffset) % CivilDate.millisecondsOfDay)
    let (seconds, fraction) = time.quotientAndRemainder(dividingBy: 1_000)
    let clock = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { $0.padded(to: 2) }
    let tail = fraction == 0 ? "" : "." + fraction.padded(to: 3)
    return "\(date) \(clock.joined(separator: ":"))\(tail)"
  }
}

extension CivilDate {
  fileprivate static let beijingOffset: Int64 = 8 * 3_600_000
  fileprivate static let millisecondsOfDay: Int64 = 86_400_000

  /// The first instant of the date, 00:00 in Beijing; that of 1970-01-01 is the first instant there is.
  package var start: Instant { instant(after: 0) }

  /// The end of the date, 24:00 in Beijing: the first instant that is no longer of it.
  package var end: Instant { instant(after: Self.millisecondsOfDay) }

  /// The instant at `time` of the date.
  package func instant(at time: TimeOfDay) -> Instant { instant(after: Int64(time.minutes) * 60_000) }

  private func instant(after milliseconds: Int64) -> Instant {
    Instant(clamping: Int64(dayNumber) * Self.millisecondsOfDay + milliseconds - Self.beijingOffset)
  }
}
