package import Notation

extension Codec where Root == Value {
  /// Any object, kept as it is.
  package static let anyObject = Codec(
    .record(Wording("an object", "一个对象"), []),
    decode: { value, reading in
      guard case .object = value.content else {
        return reading.refuse(value, accepted: Wording("an object", "一个对象"))
      }
      return value
    },
    encode: { $0 })
}

extension JSONReader.Limits {
  /// What a leaf holds: a few short texts.
  static var small: JSONReader.Limits {
    var limits = JSONReader.Limits()
    limits.depth = 4
    limits.nodes = 64
    return limits
  }

  /// What a body holds, at most 1 MiB.
  static var body: JSONReader.Limits {
    var limits = JSONReader.Limits()
    limits.depth = 32
    limits.nodes = 1 << 20
    return limits
  }
}
