import Notation

/// The lines of a plan: fields separated by one tab, every line ended by a line feed.
struct PlanLines {
  /// The fields of each line.
  let lines: [[String]]
  /// No plan is longer: 99 strata or labels of 64 bytes.
  static let maximumByteCount = 16_384

  /// Splits `bytes`.
  ///
  /// - Throws: `DRAW_PLAN` with the line that has not two fields.
  init(_ bytes: [UInt8]) throws(Fault) {
    guard bytes.count <= Self.maximumByteCount else {
      throw .plan(
        nil, Wording("\(bytes.count) bytes", "\(bytes.count) 字节"),
        accepted: Wording("at most \(Self.maximumByteCount) bytes", "至多 \(Self.maximumByteCount) 字节"))
    }
    var lines: [[String]] = []
    var rows = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let last = rows.popLast() ?? []
    for row in rows {
      let fields = row.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      guard fields.count == 2, row.allSatisfy({ $0 == UInt8(ascii: "\t") || (0x21...0x7E).contains($0) })
      else {
        throw .plan(
          lines.count + 1, Wording("not two visible fields", "不是两个可见字段"),
          accepted: Wording("two ASCII fields with a tab between them", "以一个制表符分隔的两个 ASCII 字段"))
      }
      lines.append(fields.map { String(decoding: $0, as: UTF8.self) })
    }
    guard last.isEmpty else {
      throw .plan(
        lines.count + 1, Wording("no line feed at the end", "末尾无换行"),
        accepted: Wording("a line feed after every line", "每行以换行结束"))
    }
    self.lines = lines
  }

  /// The number of `range` in decimal digits without leading zeros; nil for anything else.
  static func number(_ text: String, in range: ClosedRange<UInt64>) -> UInt64? {
    guard let number = UInt64(text), String(number) == text, range.contains(number) else { return nil }
    return number
  }
}

extension Fault {
  static func plan(_ line: Int?, _ message: Wording, accepted: Wording) -> Fault {
    Fault(.drawPlan, at: line.map { Place(line: $0, column: 1) }, message, accepted: accepted)
  }
}
