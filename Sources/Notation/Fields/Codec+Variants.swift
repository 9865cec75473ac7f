extension Codec {
  /// One case of a choice between records: the word that names it and the codec of what it carries.
  public struct Variant: Sendable {
    let word: String
    let meaning: Wording
    let properties: [Schema.Property]
    let decode: @Sendable (Value, inout Reading) -> Root?
    let encode: @Sendable (Root) -> Value?

    /// A case whose payload is the record `codec`; `extract` returns nil for the other cases.
    public static func carrying<Payload: Sendable>(
      _ word: String, _ codec: Codec<Payload>, extract: @escaping @Sendable (Root) -> Payload?,
      make: @escaping @Sendable (Payload) -> Root
    ) -> Variant {
      guard case .record(let meaning, let properties) = codec.schema else {
        preconditionFailure("a variant carries a record")
      }
      return Variant(
        word: word, meaning: meaning, properties: properties,
        decode: { value, reading in codec.decode(value, &reading).map(make) },
        encode: { extract($0).map(codec.encode) })
    }

    /// A case that carries nothing.
    public static func bare(_ word: String, _ meaning: Wording, _ root: Root) -> Variant
    where Root: Equatable {
      Variant(
        word: word, meaning: meaning, properties: [],
        decode: { value, reading in
          guard case .object(let members) = value.content else { return nil }
          for member in members {
            reading.faults.append(.unknownKey(member.key, at: member.keyPlace, known: []))
          }
          return members.isEmpty ? root : nil
        },
        encode: { $0 == root ? Value(.object([])) : nil })
    }
  }

  /// An object whose word under `key` says which of several records it is.
  public static func variants(_ key: String, _ variants: Variant...) -> Codec<Root> {
    let words = Wording(verbatim: variants.map { "\(key): \($0.word)" }.joined(separator: ", "))
    return Codec(
      .variants(
        key: key, variants.map { (word: $0.word, meaning: $0.meaning, properties: $0.properties) }),
      decode: { value, reading in
        guard case .object(var members) = value.content else {
          return reading.refuse(value, accepted: words)
        }
        guard let index = members.firstIndex(where: { $0.key == key }) else {
          reading.faults.append(.missingKey(key, of: value, accepted: words))
          return nil
        }
        let named = members.remove(at: index).value
        guard case .string(let word) = named.content, let variant = variants.first(where: { $0.word == word })
        else { return reading.refuse(named, accepted: words) }
        return variant.decode(Value(.object(members), at: value.place), &reading)
      },
      encode: { root in
        for variant in variants {
          guard let value = variant.encode(root), case .object(let members) = value.content else { continue }
          return Value(.object([Value.Member(key, Value.string(variant.word))] + members))
        }
        preconditionFailure("every case of the choice has a variant")
      })
  }
}
