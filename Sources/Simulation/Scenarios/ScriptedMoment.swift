package import AuditTrail
package import Notation
package import Tendering

/// A moment as a scenario writes it (时点): a point to count from, how far, and the time of day in Beijing.
///
/// `2026-11-02 09:00` is absolute. `D+20` counts days from the day of the start, `opening+10m` from the opening, `+5wd`
/// from the step before. Days (`d`, or nothing after `D`) are natural days, `wd` working days by the published
/// calendars (工作日), `h` and `m` hours and minutes. A moment counted in days may name a time of day, and otherwise keeps
/// that of what it counts from.
package struct ScriptedMoment: Sendable, Hashable {
  /// What is counted from.
  package enum Base: Sendable, Hashable {
    /// A date.
    case date(CivilDate)
    /// The start of the scenario.
    case start
    /// The opening of bids (开标).
    case opening
    /// The step before.
    case previous
  }

  /// How far.
  package enum Offset: Sendable, Hashable {
    /// Natural days.
    case days(Int)
    /// Working days, only forwards.
    case workingDays(UInt16)
    /// A time, negative where it is earlier.
    case milliseconds(Int64)
  }

  /// What is counted from.
  package var base = Base.start
  /// How far.
  package var offset = Offset.days(0)
  /// The time of day; nil to keep that of what is counted from.
  package var time: TimeOfDay?

  /// The start.
  package init() {}
}

extension ScriptedMoment {
  /// The points from which a moment counts.
  package struct Origin: Sendable {
    /// The start of the scenario.
    package var start: Instant
    /// The opening; nil before it is known.
    package var opening: Instant?
    /// The step before.
    package var previous: Instant

    /// These points.
    package init(start: Instant, opening: Instant? = nil, previous: Instant) {
      (self.start, self.opening, self.previous) = (start, opening, previous)
    }
  }

  /// The instant that is meant; nil where the opening is not known yet.
  package func instant(from origin: Origin) -> Instant? {
    let base: Instant
    switch self.base {
    case .date(let date): base = date.start
    case .start: base = origin.start
    case .opening:
      guard let opening = origin.opening else { return nil }
      base = opening
    case .previous: base = origin.previous
    }
    let date: CivilDate
    switch offset {
    case .milliseconds(let distance): return Instant(clamping: base.milliseconds + distance)
    case .days(let count): date = base.date.advanced(by: count)
    case .workingDays(let count):
      date = WorkingCalendar.published.end(of: .workingDays(count), after: base.date).date
    }
    if let time { return date.instant(at: time) }
    let timeOfDay = base.milliseconds - base.date.start.milliseconds
    return Instant(clamping: date.start.milliseconds + timeOfDay)
  }
}

extension ScriptedMoment {
  /// A moment, as a string.
  package static let codec = Codec<ScriptedMoment>.string(
    Wording(
      "a moment such as 2026-11-02 09:00, D+20 09:30, +5wd 10:00, +2h, opening or opening+10m",
      "时点，如 2026-11-02 09:00、D+20 09:30、+5wd 10:00（或 +5个工作日）、+2h、opening（或 开标）、opening+10m"),
    parse: { ScriptedMoment($0) }, format: \.description)

  /// The moment written as `text`; nil for what is none.
  package init?(_ text: String) {
    self.init()
    let words = text.split(separator: " ")
    guard (1...2).contains(words.count) else { return nil }
    if words.count == 2 {
      guard let time = TimeOfDay(String(words[1])) else { return nil }
      self.time = time
    }
    guard readCount(words[0]) else { return nil }
    // Hours and minutes lead to a time of day already; a date without one would leave it open.
    switch (base, offset, time) {
    case (.date, _, nil), (_, .milliseconds, .some): return nil
    default: return
    }
  }

  private mutating func readCount(_ word: Substring) -> Bool {
    if let date = CivilDate(String(word)) {
      base = .date(date)
      return true
    }
    let bases: [(String, Base)] = [("D", .start), ("opening", .opening), ("开标", .opening), ("", .previous)]
    guard let (name, base) = bases.first(where: { word.hasPrefix($0.0) }) else { return false }
    self.base = base
    let rest = word.dropFirst(name.count)
    guard let sign = rest.first else { return base != .previous }
    guard sign == "+" || sign == "-", let offset = Self.offset(rest.dropFirst(), sign == "-", after: base)
    else { return false }
    self.offset = offset
    return true
  }

  private static func offset(_ text: Substring, _ isEarlier: Bool, after base: Base) -> Offset? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard (1...5).contains(digits.count), let count = Int(digits) else { return nil }
    let sign = isEarlier ? -1 : 1
    switch text.dropFirst(digits.count) {
    case "": return base == .start ? .days(sign * count) : nil
    case "d", "天", "日": return .days(sign * count)
    case "wd", "个工作日", "工作日":
      guard !isEarlier, let count = UInt16(exactly: count), count <= 3_650 else { return nil }
      return .workingDays(count)
    case "h", "小时": return .milliseconds(Int64(sign * count) * 3_600_000)
    case "m", "分钟": return .milliseconds(Int64(sign * count) * 60_000)
    default: return nil
    }
  }
}

extension ScriptedMoment: CustomStringConvertible {
  /// The moment as a file writes it.
  package var description: String {
    let base =
      switch self.base {
      case .date(let date): date.description
      case .start: "D"
      case .opening: "opening"
      case .previous: ""
      }
    let time = self.time.map { " \($0)" } ?? ""
    guard base.isEmpty || offset != .days(0) else { return base + time }
    let (count, unit): (Int64, String) =
      switch offset {
      case .days(let count): (Int64(count), self.base == .start ? "" : "d")
      case .workingDays(let count): (Int64(count), "wd")
      case .milliseconds(let distance):
        distance.isMultiple(of: 3_600_000) ? (distance / 3_600_000, "h") : (distance / 60_000, "m")
      }
    return "\(base)\(count < 0 ? "" : "+")\(count)\(unit)\(time)"
  }
}

/// Lengths of time as scenarios write them (时限).
enum ScriptedSpan {
  /// A length in milliseconds, written as `1h` or `30m`; at most a week.
  static let codec = Codec<Int>.string(
    Wording("a time such as 30m, 1h or 2d, at most 7d", "时长，如 30m（30分钟）、1h（1小时）、2d（2天），至多 7d"),
    parse: milliseconds, format: text)

  private static let units: [(words: [String], milliseconds: Int)] = [
    (["d", "天", "日"], 86_400_000), (["h", "小时"], 3_600_000), (["m", "分钟"], 60_000), (["s", "秒"], 1_000),
  ]

  private static func milliseconds(_ text: String) -> Int? {
    for (words, length) in units {
      for word in words where text.hasSuffix(word) {
        // Numerals may be Chinese, as amounts are.
        guard let count = ExactDecimal(handwritten: String(text.dropLast(word.count)))?.integer(atScale: 0),
          (0...604_800).contains(count), Int(count) * length <= 604_800_000
        else { return nil }
        return Int(count) * length
      }
    }
    return nil
  }

  private static func text(_ milliseconds: Int) -> String {
    for (words, length) in units where milliseconds.isMultiple(of: length) {
      return "\(milliseconds / length)\(words[0])"
    }
    return "\(milliseconds / 1_000)s"
  }
}
