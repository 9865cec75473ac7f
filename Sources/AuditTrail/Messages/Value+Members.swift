package import Notation

extension Value {
  /// The text under a key; nil when something else is there.
  package func text(_ key: String) -> String? {
    guard case .string(let text)? = self[key]?.content else { return nil }
    return text
  }

  /// This object without the member `key`.
  package func without(_ key: String) -> Value {
    guard case .object(let members) = content else { return self }
    return Value(.object(members.filter { $0.key != key }), at: place)
  }

  /// Whether both have the same canonical bytes.
  package func isSame(as other: Value) -> Bool {
    guard let own = try? CanonicalWriter.bytes(self), let theirs = try? CanonicalWriter.bytes(other) else {
      return false
    }
    return own == theirs
  }
}
