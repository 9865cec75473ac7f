/// A point in time: milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
public struct Instant: Hashable, Sendable, Comparable {
  /// The milliseconds, from 0 to 2^53−1, which every JSON reader keeps exactly.
  public let milliseconds: Int64

  /// The largest number of milliseconds.
  public static let maximum: Int64 = (1 << 53) - 1

  /// The instant; nil outside 0 to `maximum`.
  public init?(milliseconds: Int64) {
    guard (0...Self.maximum).contains(milliseconds) else { return nil }
    self.milliseconds = milliseconds
  }

  /// The instant, or the nearest one that there is.
  package init(clamping milliseconds: Int64) {
    self.milliseconds = min(max(milliseconds, 0), Self.maximum)
  }

  /// Whether `left` is earlier.
  public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }
}

extension Instant: CustomStringConvertible {
  /// The milliseconds.
  public var description: String { String(milliseconds) }
}
