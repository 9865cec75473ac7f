/// A node of a structured text, whatever it was written in, with the place where it stood.
///
/// JSON, YAML and CSV are all read into this one tree, so that a field list decodes each of them and
/// an error in any of them names its line and column.
public struct Value: Sendable {
  /// What the node holds.
  public var content: Content
  /// Where the node begins.
  public var place: Place

  /// A node that was read at `place`, or built when no place is given.
  public init(_ content: Content, at place: Place = .nowhere) {
    self.content = content
    self.place = place
  }

  /// The six kinds of node.
  ///
  /// Members of an object keep the order in which they were written.
  public enum Content: Sendable {
    case null
    case boolean(Bool)
    case number(ExactDecimal)
    case string(String)
    case array([Value])
    case object([Member])
  }

  /// A key of an object with its value.
  public struct Member: Sendable {
    /// The key as written.
    public var key: String
    /// Where the key begins.
    public var keyPlace: Place
    /// The value under the key.
    public var value: Value

    /// A member that was read at `keyPlace`, or built when no place is given.
    public init(_ key: String, _ value: Value, at keyPlace: Place = .nowhere) {
      self.key = key
      self.keyPlace = keyPlace
      self.value = value
    }
  }
}

extension Value {
  /// A built text node.
  public static func string(_ text: String) -> Value { Value(.string(text)) }
  /// A built truth value.
  public static func boolean(_ truth: Bool) -> Value { Value(.boolean(truth)) }
  /// A built integer; |number| < 10^18.
  public static func integer(_ number: Int) -> Value { Value(.number(ExactDecimal(clamping: number))) }
  /// A built list.
  public static func array(_ elements: [Value]) -> Value { Value(.array(elements)) }
  /// A built object; members whose value is nil are left out.
  public static func object(_ members: [(String, Value?)]) -> Value {
    Value(.object(members.compactMap { key, value in value.map { Member(key, $0) } }))
  }

  /// The member called `key`, when this is an object that has one.
  ///
  /// O(members).
  public subscript(key: String) -> Value? {
    guard case .object(let members) = content else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The node at the end of `path`, or the nearest one above it that exists.
  ///
  /// Rule checks name fields by path; this turns a path back into a place of the file.
  public func nearest(to path: FieldPath) -> Value {
    var node = self
    for step in path.steps {
      switch (step, node.content) {
      case (.key(let key), .object(let members)):
        guard let member = members.first(where: { $0.key == key }) else { return node }
        node = member.value
      case (.index(let index), .array(let elements)):
        guard elements.indices.contains(index) else { return node }
        node = elements[index]
      default: return node
      }
    }
    return node
  }

  /// This object with the members of `other` laid over it: a key of `other` replaces the whole value here.
  ///
  /// Nodes that are not objects are replaced by `other`.
  public func overlaid(with other: Value) -> Value {
    guard case .object(var members) = content, case .object(let stated) = other.content else { return other }
    for member in stated {
      if let index = members.firstIndex(where: { $0.key == member.key }) {
        members[index] = member
      } else {
        members.append(member)
      }
    }
    return Value(.object(members), at: other.place)
  }
}
