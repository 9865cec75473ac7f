/// The way from the root of a document to one of its fields, printed as `price.score.above` or `criteria[2].weight`.
public struct FieldPath: Hashable, Sendable {
  /// One step down the tree.
  public enum Step: Hashable, Sendable {
    case key(String)
    case index(Int)
  }

  /// The steps from the root; empty for the document itself.
  public let steps: [Step]

  /// The path made of `steps`.
  public init(_ steps: [Step] = []) { self.steps = steps }

  /// The path to the member `key` below this one.
  public func appending(_ key: String) -> FieldPath { FieldPath(steps + [.key(key)]) }
  /// The path to the element `index` below this one.
  public func appending(_ index: Int) -> FieldPath { FieldPath(steps + [.index(index)]) }
}

extension FieldPath: ExpressibleByStringLiteral {
  /// The path of keys separated by full stops, for example `"price.weight"`.
  public init(stringLiteral value: String) {
    self.init(value.split(separator: ".").map { .key(String($0)) })
  }
}

extension FieldPath: CustomStringConvertible {
  /// The steps, keys after full stops and positions in brackets.
  public var description: String {
    steps.reduce(into: "") { text, step in
      switch step {
      case .key(let key): text += text.isEmpty ? key : ".\(key)"
      case .index(let index): text += "[\(index)]"
      }
    }
  }
}
