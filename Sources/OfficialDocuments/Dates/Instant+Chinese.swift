internal import AuditTrail
internal import Tendering

extension CivilDate {
  /// The date as official papers write it: 2026年11月24日.
  var chinese: String { "\(year)年\(month)月\(day)日" }
}

extension Instant {
  /// Date and time in Beijing to the second, as 2026年11月24日 09时30分00秒; the rest of a second is left out.
  var chinese: String {
    let clock = beijingTime.split(separator: " ").last.map { $0.prefix(8).split(separator: ":") } ?? []
    let units = ["时", "分", "秒"]
    return date.chinese + " " + zip(clock, units).map { String($0) + $1 }.joined()
  }
}
