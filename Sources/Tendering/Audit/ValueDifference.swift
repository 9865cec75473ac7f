internal import AuditTrail
internal import Notation

/// A place at which the rules give another value than the log holds.
package struct ValueDifference: Sendable, Hashable {
  /// Where, such as `events[0].price.minor`.
  package let path: String
  /// What the rules give, in a few characters; `-` for nothing.
  package let rules: String
  /// What the log holds; `-` for nothing.
  package let log: String

  /// The most differences that are told of one body.
  static let maximumCount = 4

  /// Where two values differ, outermost first; empty just when their canonical bytes are the same.
  static func between(rules: Value, log: Value, at path: String) -> [ValueDifference] {
    var found: [ValueDifference] = []
    collect(rules, log, path, &found)
    return found
  }

  private static func collect(
    _ rules: Value?, _ log: Value?, _ path: String, _ found: inout [ValueDifference]
  ) {
    guard found.count < maximumCount else { return }
    if let rules, let log {
      guard !rules.isSame(as: log) else { return }
      switch (rules.content, log.content) {
      case (.object(let expected), .object(let stored)):
        let keys = Set(expected.map(\.key)).union(stored.map(\.key)).sorted()
        for key in keys { collect(rules[key], log[key], "\(path).\(key)", &found) }
        return
      case (.array(let expected), .array(let stored)):
        for index in 0..<max(expected.count, stored.count) {
          let (one, other) = (
            index < expected.count ? expected[index] : nil, index < stored.count ? stored[index] : nil
          )
          collect(one, other, "\(path)[\(index)]", &found)
        }
        return
      default: break
      }
    }
    found.append(ValueDifference(path: path, rules: told(rules), log: told(log)))
  }

  /// A leaf of the tree as it is; of an event that only one side has, its kind.
  private static func told(_ value: Value?) -> String {
    guard let value else { return "-" }
    return value.text("kind") ?? value.excerpt
  }
}
