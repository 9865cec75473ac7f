public import Cryptography
public import Notation

/// The numbers that the public draw of a tender gives (formats, section 6, TD1 2 and 6).
///
/// Each is an index, from 0, into a list that the tender documents publish, for example the values of k or Δ.
public struct PublicPlan: Hashable, Sendable {
  /// A label and how many values its list has.
  public struct Number: Hashable, Sendable {
    /// The label.
    public let label: String
    /// The count of the values, 1 to 2^53−1.
    public let count: UInt64
  }

  /// The numbers, sorted by label.
  public let numbers: [Number]
  /// The bytes of the plan.
  public let bytes: [UInt8]

  /// The labels of the two orders, which every public draw gives and no plan lists.
  static let orders = ["open", "tie"]
  /// The most labels of a plan.
  public static let maximumLabels = 99

  /// Reads `label TAB m` lines, sorted by label; no line at all is a plan of the two orders alone.
  ///
  /// - Throws: `DRAW_PLAN` with the line: a label that is not `[a-z][a-z0-9_]*` or is `open` or `tie`, stands twice or out of
  ///   order, a number outside 1 to 2^53−1.
  public init(parsing bytes: [UInt8]) throws(Fault) {
    var numbers: [Number] = []
    for (index, fields) in try PlanLines(bytes).lines.enumerated() {
      guard Self.isLabel(fields[0]), numbers.last.map({ $0.label < fields[0] }) ?? true,
        let count = PlanLines.number(fields[1], in: 1...(1 << 53) - 1), index < Self.maximumLabels
      else {
        throw .plan(
          index + 1, Wording("“\(fields[0].excerpt)” is no further label", "“\(fields[0].excerpt)”不是新的标签"),
          accepted: Wording(
            "a label of a-z, 0-9, _ after the one before, a tab, 1 to 2^53−1",
            "按序的标签（a-z、0-9、_）、制表符、1 至 2^53−1"))
      }
      numbers.append(Number(label: fields[0], count: count))
    }
    self.numbers = numbers
    self.bytes = bytes
  }

  /// The digest that the announcement names.
  public var digest: Digest { DigestContext.sha256(bytes) }

  private static func isLabel(_ text: String) -> Bool {
    guard (1...64).contains(text.utf8.count), !orders.contains(text), let first = text.utf8.first else {
      return false
    }
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    return letters.contains(first)
      && text.utf8.allSatisfy { letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "_") }
  }
}
