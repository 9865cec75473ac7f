package import Notation

/// A length of time in whole days, working days or months (期间).
///
/// 日 means natural days unless a text says 工作日 (rulebook, T-3).
package enum Period: Hashable, Sendable {
  case days(UInt16)
  case workingDays(UInt16)
  case months(UInt16)

  /// The period in words.
  package var wording: Wording {
    switch self {
    case .days(let count): Wording(count == 1 ? "1 day" : "\(count) days", "\(count) 日")
    case .workingDays(let count):
      Wording(count == 1 ? "1 working day" : "\(count) working days", "\(count) 个工作日")
    case .months(let count): Wording(count == 1 ? "1 month" : "\(count) months", "\(count) 个月")
    }
  }
}
