/// The one byte form of a value: RFC 8785 (JSON Canonicalization Scheme) limited to what every language writes alike.
///
/// Keys match `[a-z0-9_]+` and are sorted by byte, which on ASCII is the UTF-16 order of the RFC. Numbers are integers
/// within ±(2^53−1). There is no null. Strings must be in normalisation form C and are written with the escapes of
/// RFC 8785 section 3.2.2.2: `\b \t \n \f \r \" \\`, other control characters as lowercase `\u00xx`, all else as UTF-8.
public enum CanonicalWriter {
  /// Why a value has no canonical form.
  public enum Failure: Error, Hashable, Sendable {
    case key(String)
    case duplicateKey(String)
    case number(String)
    case null
    case notNormalised(String)

    /// The failure in words, with a few characters of what caused it.
    public var wording: Wording {
      switch self {
      case .key(let key):
        Wording("the key \"\(key.excerpt)\" is none of [a-z0-9_]+", "键“\(key.excerpt)”不符合 [a-z0-9_]+")
      case .duplicateKey(let key):
        Wording("the key \"\(key.excerpt)\" stands twice", "键“\(key.excerpt)”重复")
      case .number(let number):
        Wording("\(number) is no integer within ±(2^53−1)", "\(number) 不是 ±(2^53−1) 内的整数")
      case .null: Wording("null has no canonical form", "null 没有规范形式")
      case .notNormalised(let text):
        Wording("\"\(text.excerpt)\" is not in NFC", "“\(text.excerpt)”不是 NFC 形式")
      }
    }
  }

  /// The largest integer, 2^53−1: what every JSON reader keeps exactly.
  public static let maximumInteger: Int64 = (1 << 53) - 1

  /// The canonical bytes of `value`.
  ///
  /// O(n log n) in the members of an object.
  public static func bytes(_ value: Value) throws(Failure) -> [UInt8] {
    var output: [UInt8] = []
    try write(value, to: &output)
    return output
  }

  private static func write(_ value: Value, to output: inout [UInt8]) throws(Failure) {
    switch value.content {
    case .null: throw .null
    case .boolean(let truth): output.append(contentsOf: (truth ? "true" : "false").utf8)
    case .number(let number):
      guard number.scale == 0, number.significand.magnitude <= maximumInteger else {
        throw .number(number.description)
      }
      output.append(contentsOf: String(number.significand).utf8)
    case .string(let text):
      guard text.isNormalised else { throw .notNormalised(text) }
      JSONWriter.writeString(text, to: &output)
    case .array(let elements):
      output.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        try write(element, to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .object(let members): try write(members, to: &output)
    }
  }

  private static func write(_ members: [Value.Member], to output: inout [UInt8]) throws(Failure) {
    let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    output.append(UInt8(ascii: "{"))
    for (index, member) in sorted.enumerated() {
      guard !member.key.isEmpty, member.key.utf8.allSatisfy(isKeyByte) else { throw .key(member.key) }
      if index > 0 {
        guard sorted[index - 1].key != member.key else { throw .duplicateKey(member.key) }
        output.append(UInt8(ascii: ","))
      }
      JSONWriter.writeString(member.key, to: &output)
      output.append(UInt8(ascii: ":"))
      try write(member.value, to: &output)
    }
    output.append(UInt8(ascii: "}"))
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
    default: false
    }
  }
}
