package import Notation

extension Value {
  /// Whether this node holds what `other` holds, byte for byte and in the same order, wherever they stand.
  package func hasSameContent(as other: Value) -> Bool {
    switch (content, other.content) {
    case (.null, .null): true
    case (.boolean(let one), .boolean(let other)): one == other
    case (.number(let one), .number(let other)): one == other
    case (.string(let one), .string(let other)): one.utf8.elementsEqual(other.utf8)
    case (.array(let one), .array(let other)):
      one.count == other.count && zip(one, other).allSatisfy { $0.hasSameContent(as: $1) }
    case (.object(let one), .object(let other)):
      one.count == other.count
        && zip(one, other).allSatisfy {
          $0.key.utf8.elementsEqual($1.key.utf8) && $0.value.hasSameContent(as: $1.value)
        }
    default: false
    }
  }
}

extension Value {
  /// This object with another value under `key`.
  package func setting(_ key: String, to value: Value) -> Value {
    guard case .object(let members) = content else { return self }
    return Value(.object(members.filter { $0.key != key } + [Member(key, value)]))
  }
}
