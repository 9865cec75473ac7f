public import Notation

/// Reads the fields of a binary message, one after the other, never beyond its end.
public struct MessageReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  /// A reader at the beginning of `bytes`.
  public init(_ bytes: some Collection<UInt8>) {
    self.bytes = ArraySlice(bytes)
    position = self.bytes.startIndex
  }

  /// How many bytes have been read.
  public var offset: Int { position - bytes.startIndex }

  /// How many bytes are left.
  public var remaining: Int { bytes.endIndex - position }

  /// The next `count` bytes.
  ///
  /// - Throws: `TRUNCATED` when there are fewer; likewise every function below.
  public mutating func take(_ count: Int) throws(Fault) -> ArraySlice<UInt8> {
    guard count >= 0, count <= remaining else {
      throw Fault(
        .truncated, at: nil,
        Wording(
          "the message ends at byte \(bytes.count), \(count) more are needed from byte \(offset)",
          "消息止于第 \(bytes.count) 字节，自第 \(offset) 字节起尚需 \(count) 字节"),
        accepted: Wording("the whole message", "完整的消息"))
    }
    defer { position += count }
    return bytes[position..<position + count]
  }

  /// The next `Number.bitWidth / 8` bytes as an integer, the highest first.
  public mutating func integer<Number: FixedWidthInteger & UnsignedInteger>(
    _ type: Number.Type
  ) throws(Fault) -> Number {
    try take(Number.bitWidth / 8).reduce(0) { $0 << 8 | Number($1) }
  }

  /// A field after its length in two bytes.
  public mutating func prefixed() throws(Fault) -> ArraySlice<UInt8> {
    try take(Int(try integer(UInt16.self)))
  }

  /// An id after its length in two bytes.
  public mutating func identifier<ID: Identifier>(_ type: ID.Type) throws(Fault) -> ID {
    try ID(parsing: String(decoding: try prefixed(), as: UTF8.self))
  }

  /// Refuses anything after the last field.
  ///
  /// - Throws: `TRAILING_BYTES`.
  public func finish() throws(Fault) {
    guard remaining == 0 else {
      throw Fault(
        .trailingBytes, at: nil, Wording("\(remaining) bytes too many", "多出 \(remaining) 字节"),
        accepted: Wording("nothing after byte \(offset)", "第 \(offset) 字节之后无内容"))
    }
  }
}

extension Fault.Code {
  /// A message ends before its fields do.
  public static let truncated = Fault.Code("TRUNCATED")
  /// A message goes on after its fields.
  public static let trailingBytes = Fault.Code("TRAILING_BYTES")
}
