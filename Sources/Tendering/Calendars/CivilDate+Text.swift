package import Notation

extension CivilDate: CustomStringConvertible {
  /// The date as `2026-11-23`; a year beyond 9999 takes the digits that it needs.
  package var description: String {
    let (year, month, day) = components
    return "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))"
  }
}

extension CivilDate {
  /// The date written as `2026-11-23`, and in no other way; nil for what is not one.
  package init?(_ text: String) {
    let fields = text.utf8.split(separator: UInt8(ascii: "-"), maxSplits: 3, omittingEmptySubsequences: false)
    guard fields.count == 3, (4...6).contains(fields[0].count), fields[1].count == 2, fields[2].count == 2,
      fields[0].count == 4 || fields[0].first != UInt8(ascii: "0"),
      let year = Int(digits: fields[0]), let month = Int(digits: fields[1]), let day = Int(digits: fields[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// A date, as a string.
  package static let codec = Codec<CivilDate>.string(
    Wording("a date from 1970-01-01 on, written as 2026-11-23", "1970-01-01 起的日期，写作 2026-11-23"),
    pattern: "^([0-9]{4}|[1-9][0-9]{4,5})-[0-9]{2}-[0-9]{2}$", parse: { CivilDate($0) }, format: \.description
  )
}

extension Int {
  /// The number that ASCII digits write; nil for anything else and for more than nine digits.
  init?(digits: Substring.UTF8View) {
    let zero = UInt8(ascii: "0")
    guard (1...9).contains(digits.count), digits.allSatisfy({ (zero...zero + 9).contains($0) }) else {
      return nil
    }
    self = digits.reduce(0) { $0 * 10 + Int($1 - zero) }
  }

  /// The number in at least `width` digits.
  func padded(to width: Int) -> String {
    let digits = String(self)
    return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
  }
}
