/// One field of a record: its key, where its value is in the type, how the value is read and written.
///
/// The type of the content is closed over, so that a record is a plain list of fields.
public struct Field<Root: Sendable>: Sendable {
  @usableFromInline let property: Schema.Property
  /// Reads the member into the root; adds a fault where it cannot.
  @usableFromInline let decode: @Sendable (Value, inout Root, inout Reading) -> Void
  /// The written member; nil when it is left out.
  @usableFromInline let encode: @Sendable (Root) -> Value?

  @usableFromInline
  init(
    property: Schema.Property, decode: @escaping @Sendable (Value, inout Root, inout Reading) -> Void,
    encode: @escaping @Sendable (Root) -> Value?
  ) {
    self.property = property
    self.decode = decode
    self.encode = encode
  }

  /// A field that must be present.
  @inlinable
  public static func required<Content: Sendable>(
    _ key: String, _ path: any WritableKeyPath<Root, Content> & Sendable, _ codec: Codec<Content>,
    _ summary: Wording
  ) -> Field {
    Field(
      property: Schema.Property(key: key, summary: summary, isRequired: true, schema: codec.schema),
      decode: { value, root, reading in
        if let content = codec.decode(value, &reading) { root[keyPath: path] = content }
      },
      encode: { codec.encode($0[keyPath: path]) })
  }

  /// A field that keeps the blank value when it is absent, and is always written.
  ///
  /// Only for what no award depends on without being stated: lists that may be empty and marks that are usually unset.
  @inlinable
  public static func defaulted<Content: Sendable>(
    _ key: String, _ path: any WritableKeyPath<Root, Content> & Sendable, _ codec: Codec<Content>,
    _ summary: Wording
  ) -> Field {
    let field = required(key, path, codec, summary)
    let property = Schema.Property(key: key, summary: summary, isRequired: false, schema: codec.schema)
    return Field(property: property, decode: field.decode, encode: field.encode)
  }

  /// A field that is nil when it is absent.
  @inlinable
  public static func optional<Content: Sendable>(
    _ key: String, _ path: any WritableKeyPath<Root, Content?> & Sendable, _ codec: Codec<Content>,
    _ summary: Wording
  ) -> Field {
    Field(
      property: Schema.Property(key: key, summary: summary, isRequired: false, schema: codec.schema),
      decode: { value, root, reading in
        if let content = codec.decode(value, &reading) { root[keyPath: path] = content }
      },
      encode: { $0[keyPath: path].map(codec.encode) })
  }
}

extension Field {
  /// The same field in a record that holds this one at `path`, as a row of a table holds a bid.
  @inlinable
  public func lifted<Outer>(to path: any WritableKeyPath<Outer, Root> & Sendable) -> Field<Outer> {
    let (decode, encode) = (decode, encode)
    return Field<Outer>(
      property: property,
      decode: { value, outer, reading in decode(value, &outer[keyPath: path], &reading) },
      encode: { encode($0[keyPath: path]) })
  }
}

extension Codec {
  /// The codec of a record from its fields, at most 64.
  ///
  /// Unknown keys are refused, missing ones named, and every fault of every field is reported at once. Reading starts
  /// from `blank`: it stands for absent optional fields, and a required field never keeps its blank content, since a
  /// record without it is not returned.
  @inlinable
  public static func record(_ summary: Wording, blank: Root, _ fields: Field<Root>...) -> Codec<Root> {
    record(summary, blank: blank, fields)
  }

  /// The codec of a record from a list of fields that is put together elsewhere.
  @inlinable
  public static func record(_ summary: Wording, blank: Root, _ fields: [Field<Root>]) -> Codec<Root> {
    precondition(fields.count <= 64, "a record has at most 64 fields")
    let keys = fields.map(\.property.key)
    var required: UInt64 = 0
    for (index, field) in fields.enumerated() where field.property.isRequired { required |= 1 << index }
    return Codec(
      .record(summary, fields.map(\.property)),
      decode: { [required] value, reading in
        guard case .object(let members) = value.content else {
          return reading.refuse(value, accepted: Wording("an object", "一个对象"))
        }
        let before = reading.faults.count
        var root = blank
        var seen: UInt64 = 0
        for member in members {
          guard let index = keys.firstIndex(of: member.key) else {
            reading.faults.append(.unknownKey(member.key, at: member.keyPlace, known: keys))
            continue
          }
          seen |= 1 << index
          fields[index].decode(member.value, &root, &reading)
        }
        // A whole record has nothing missing, so its fields are not walked for it.
        guard required & ~seen != 0 else { return reading.faults.count == before ? root : nil }
        for (index, field) in fields.enumerated()
        where field.property.isRequired && seen & (1 << index) == 0 {
          let accepted = Wording(
            "\(keys[index]): \(field.property.summary.english)",
            "\(keys[index])：\(field.property.summary.chinese)")
          reading.faults.append(.missingKey(keys[index], of: value, accepted: accepted))
        }
        return reading.faults.count == before ? root : nil
      },
      encode: { root in
        Value(
          .object(
            fields.compactMap { field in field.encode(root).map { Value.Member(field.property.key, $0) } }))
      })
  }
}

extension Fault {
  /// The fault of an object that lacks the required `key`.
  public static func missingKey(_ key: String, of owner: Value, accepted: Wording) -> Fault {
    Fault(.missingKey, at: owner.place, Wording("\"\(key)\" is missing", "缺少“\(key)”"), accepted: accepted)
  }

  /// The fault of a key that is none of `known`; the nearest of them is suggested.
  public static func unknownKey(_ key: String, at place: Place, known: [String]) -> Fault {
    let list = known.joined(separator: ", ")
    let nearest = known.nearest(to: key)
    return Fault(
      .unknownKey, at: place,
      Wording(
        "unknown key \"\(key.excerpt)\"" + (nearest.map { "; did you mean \"\($0)\"?" } ?? ""),
        "未知的键“\(key.excerpt)”" + (nearest.map { "，是否应为“\($0)”？" } ?? "")),
      accepted: known.isEmpty ? Wording("no further key", "没有其他键") : Wording(verbatim: list))
  }
}

extension [String] {
  /// The element that differs from `word` in at most a third of its letters, if any: the likely intention of a typo.
  public func nearest(to word: String) -> String? {
    guard word.count <= 64 else { return nil }
    return self.map { ($0, $0.editDistance(to: word)) }
      .filter { $0.1 <= Swift.max(1, $0.0.count / 3) }
      .min { $0.1 < $1.1 }?.0
  }
}

extension String {
  /// The Levenshtein distance to `other`.
  ///
  /// O(count × other.count).
  fileprivate func editDistance(to other: String) -> Int {
    let target = Array(other)
    var row = Array(0...target.count)
    for (index, letter) in enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in target.indices {
        let substituted = diagonal + (target[column] == letter ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = Swift.min(substituted, row[column] + 1, row[column + 1] + 1)
      }
    }
    return row[target.count]
  }
}
