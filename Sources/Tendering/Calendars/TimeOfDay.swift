package import Notation

/// A time of day in Beijing to the minute (时刻), from 00:00 to 23:59.
///
/// The 24:00 of the law is `CivilDate.end`.
package struct TimeOfDay: Hashable, Sendable {
  /// The minutes since 00:00.
  package let minutes: UInt16

  /// The time at `hour` (0 to 23) and `minute` (0 to 59); nil outside them.
  package init?(hour: Int, minute: Int) {
    guard (0..<24).contains(hour), (0..<60).contains(minute) else { return nil }
    minutes = UInt16(hour * 60 + minute)
  }

  /// The time written as `09:30`, and in no other way.
  package init?(_ text: String) {
    let fields = text.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 2, omittingEmptySubsequences: false)
    guard fields.count == 2, fields[0].count == 2, fields[1].count == 2,
      let hour = Int(digits: fields[0]), let minute = Int(digits: fields[1])
    else { return nil }
    self.init(hour: hour, minute: minute)
  }

  /// A time of day, as a string.
  package static let codec = Codec<TimeOfDay>.string(
    Wording("a time of day from 00:00 to 23:59", "00:00 至 23:59 的时刻"),
    pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$", parse: { TimeOfDay($0) }, format: \.description)
}

extension TimeOfDay: Comparable {
  /// Whether `left` is earlier in the day.
  package static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.minutes < right.minutes }
}

extension TimeOfDay: CustomStringConvertible {
  /// The time as `09:30`.
  package var description: String { "\(Int(minutes / 60).padded(to: 2)):\(Int(minutes % 60).padded(to: 2))" }
}
