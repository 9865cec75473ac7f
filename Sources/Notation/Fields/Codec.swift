/// How a type is read from, written to and described in structured text: one definition for all three.
///
/// A codec of a record is made from its list of fields; nothing else in the product knows the field names, so the
/// reader, the writer, the JSON Schema and the reference in the documentation cannot drift apart.
public struct Codec<Root: Sendable>: Sendable {
  @usableFromInline let decoding: @Sendable (Value, inout Reading) -> Root?
  @usableFromInline let encoding: @Sendable (Root) -> Value
  /// What is accepted, for the JSON Schema and the reference.
  public let schema: Schema

  /// A codec made by hand, for a type that is neither a record nor a choice of records.
  ///
  /// `decode` returns nil exactly when it has added a fault.
  @inlinable
  public init(
    _ schema: Schema, decode: @escaping @Sendable (Value, inout Reading) -> Root?,
    encode: @escaping @Sendable (Root) -> Value
  ) {
    self.schema = schema
    decoding = decode
    encoding = encode
  }

  /// Reads `value`; nil when something is wrong with it, and then every fault below it has been added.
  @inlinable
  public func decode(_ value: Value, _ reading: inout Reading) -> Root? { decoding(value, &reading) }

  /// The value that `decode` reads back as `root`.
  @inlinable
  public func encode(_ root: Root) -> Value { encoding(root) }
}

/// The state of reading one input: who wrote it and what was wrong so far.
public struct Reading: Sendable {
  /// How strictly scalars are read.
  public enum Dialect: Sendable {
    /// JSON: amounts are plain decimals.
    case strict
    /// YAML, CSV, spreadsheets: amounts may be written as a person writes them, with separators, full-width digits,
    /// Chinese numerals or a unit such as 万元.
    case handwritten
  }

  /// How strictly scalars are read.
  public let dialect: Dialect
  /// Everything found wrong so far.
  public var faults = Faults()

  /// A reading of input in `dialect`, without faults yet.
  public init(_ dialect: Dialect) { self.dialect = dialect }

  /// Records that `value` is not what its field takes, and returns nil for the caller to pass on.
  public mutating func refuse<Root>(_ value: Value, accepted: Wording) -> Root? {
    faults.append(
      Fault(
        .invalidValue, at: value.place,
        Wording("\(value.excerpt) is not accepted here", "此处不接受 \(value.excerpt)"),
        accepted: accepted))
    return nil
  }
}

extension Value {
  /// The value in a few characters, for a message.
  public var excerpt: String {
    switch content {
    case .null: "null"
    case .boolean(let truth): truth ? "true" : "false"
    case .number(let number): number.description
    case .string(let text): "\"\(text.excerpt)\""
    case .array(let elements): "a list of \(elements.count)"
    case .object: "an object"
    }
  }
}

extension String {
  /// The text in a few characters, for a message.
  public var excerpt: String {
    // Scalars, not characters: one character may carry any number of combining marks.
    let start = unicodeScalars.prefix(40)
    return String(start).escapedForMessage + (start.endIndex < endIndex ? "…" : "")
  }
}

extension StringProtocol {
  /// The text with what is not shown as it is escaped, so that a message stays on its line, cannot steer a terminal
  /// and cannot show its letters in another order than they have.
  public var escapedForMessage: String {
    unicodeScalars.map { $0.isSafeToShow ? String($0) : $0.escaped(asASCII: true) }.joined()
  }
}

extension Unicode.Scalar {
  fileprivate var isSafeToShow: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: false
    default: !properties.isBidiControl
    }
  }
}
