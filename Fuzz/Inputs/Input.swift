/// Takes the bytes of a fuzzer apart from the front; where they are used up there are zeros.
public struct Input {
  private var rest: ArraySlice<UInt8>

  /// The bytes that the fuzzer hands over.
  public init(_ start: UnsafePointer<UInt8>?, _ count: Int) {
    rest = Array(UnsafeBufferPointer(start: start, count: count))[...]
  }

  /// Whether all bytes are used up.
  public var isEmpty: Bool { rest.isEmpty }

  /// The next byte.
  public mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

  /// A number from 0 to below `bound`, from as many bytes as it needs.
  public mutating func number(below bound: Int) -> Int {
    var number = 0
    var range = 1
    while range < bound {
      number = number << 8 | Int(byte())
      range <<= 8
    }
    return number % max(1, bound)
  }

  /// The next `count` bytes, fewer at the end.
  public mutating func take(_ count: Int) -> [UInt8] {
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  /// All bytes that are left.
  public mutating func remainder() -> [UInt8] { take(rest.count) }

  /// `original` after the changes that the rest of the input describes, at most sixteen.
  ///
  /// So a fuzzer reaches the inside of what is signed, sealed or long in a few bytes.
  public mutating func changed(_ original: [UInt8]) -> [UInt8] {
    var bytes = original
    for _ in 0..<16 where !isEmpty {
      let change = byte()
      let position = number(below: bytes.count + 1)
      let end = min(bytes.count, position + Int(byte()))
      switch change % 7 {
      case 0 where position < bytes.count: bytes[position] ^= 1 << (byte() & 7)
      case 1 where position < bytes.count: bytes[position] = byte()
      case 2: bytes.insert(byte(), at: position)
      case 3: bytes.removeSubrange(position..<end)
      case 4: bytes.removeSubrange(position...)
      case 5: bytes.insert(contentsOf: bytes[position..<end], at: number(below: bytes.count + 1))
      case 6: bytes.insert(contentsOf: take(Int(byte())), at: position)
      default: break
      }
    }
    return bytes
  }
}
