extension Codec {
  /// An object whose keys the writer of the file chooses, each with a value of one kind; written in the order of the keys'
  /// bytes.
  ///
  /// `keys` says in words what `parse` takes; `parse` must take back whatever `format` writes.
  public static func map<Key: Hashable & Sendable, Element: Sendable>(
    _ keys: Wording, to element: Codec<Element>, parse: @escaping @Sendable (String) -> Key?,
    format: @escaping @Sendable (Key) -> String
  ) -> Codec<Root> where Root == [Key: Element] {
    Codec(
      .map(keys, element.schema),
      decode: { value, reading in
        guard case .object(let members) = value.content else {
          return reading.refuse(value, accepted: Wording("an object", "一个对象"))
        }
        let before = reading.faults.count
        var root: Root = [:]
        for member in members {
          guard let key = parse(member.key), root[key] == nil else {
            reading.faults.append(.unknownKey(member.key, at: member.keyPlace, accepted: keys))
            continue
          }
          root[key] = element.decode(member.value, &reading)
        }
        return reading.faults.count == before ? root : nil
      },
      encode: { root in
        let members = root.map { Value.Member(format($0.key), element.encode($0.value)) }
        return Value(.object(members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }))
      })
  }
}

extension Fault {
  /// The fault of a key that is not among what `accepted` says.
  public static func unknownKey(_ key: String, at place: Place, accepted: Wording) -> Fault {
    Fault(
      .unknownKey, at: place,
      Wording("unknown key \"\(key.excerpt)\"", "未知的键“\(key.excerpt)”"), accepted: accepted)
  }
}
