public import Cryptography
public import Notation

/// The bytes of a message that is hashed or signed: a label, then fields of fixed or stated length, integers big-endian.
///
/// The label ends with a zero byte and differs for every kind of message, so that no message can be taken for another.
public struct MessageBytes: SignableMessage {
  /// The message so far.
  public private(set) var bytes: [UInt8]

  /// The longest field that `appendPrefixed` takes.
  public static let maximumFieldCount = 65_535

  /// A message that begins with `label` and a zero byte.
  public init(_ label: String) { bytes = Array(label.utf8) + [0] }

  /// Appends bytes whose length is fixed by the format.
  public mutating func append(_ field: some Sequence<UInt8>) { bytes.append(contentsOf: field) }

  /// Appends the 32 bytes of a digest.
  public mutating func append(_ digest: Digest) { bytes.append(contentsOf: digest.bytes) }

  /// Appends one byte.
  public mutating func append(_ number: UInt8) { bytes.append(number) }

  /// Appends four bytes.
  public mutating func append(_ number: UInt32) { bytes.append(bigEndian: number) }

  /// Appends eight bytes.
  public mutating func append(_ number: UInt64) { bytes.append(bigEndian: number) }

  /// Appends an instant as eight bytes of milliseconds.
  public mutating func append(_ instant: Instant) { append(UInt64(instant.milliseconds)) }

  /// Appends an id after its length in two bytes.
  public mutating func appendPrefixed(_ identifier: some Identifier) {
    let text = identifier.rawValue.utf8
    bytes.append(bigEndian: UInt16(text.count))
    bytes.append(contentsOf: text)
  }

  /// Appends `field` after its length in two bytes.
  ///
  /// - Throws: `FIELD_TOO_LONG` above 65,535 bytes.
  public mutating func appendPrefixed(_ field: some Collection<UInt8>) throws(Fault) {
    guard let count = UInt16(exactly: field.count) else {
      throw Fault(
        .fieldTooLong, at: nil,
        Wording("a field of \(field.count) bytes cannot be written", "字段长 \(field.count) 字节，无法写入"),
        accepted: Wording("at most 65535 bytes", "至多 65535 字节"))
    }
    bytes.append(bigEndian: count)
    bytes.append(contentsOf: field)
  }

  /// Appends the UTF-8 of `text` after its length in two bytes.
  ///
  /// - Throws: `FIELD_TOO_LONG` above 65,535 bytes.
  public mutating func appendPrefixed(_ text: String) throws(Fault) { try appendPrefixed(text.utf8) }
}

extension Fault.Code {
  /// A field is longer than its length prefix can say.
  public static let fieldTooLong = Fault.Code("FIELD_TOO_LONG")
}

extension [UInt8] {
  /// Appends an integer, its highest byte first.
  mutating func append(bigEndian number: some FixedWidthInteger & UnsignedInteger) {
    for shift in stride(from: number.bitWidth - 8, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }
}
