public import Notation

/// How long the plaintext of an envelope is made, so that its length tells little of the file (formats, section 5).
///
/// A plaintext is the file's length in eight bytes, the file, and zeros.
public enum EnvelopePadding: Hashable, Sendable {
  /// To a length that all bids of the tender share: technical parts, where the length could tell a name.
  case fixed(Int)
  /// To Padmé's next length, at least 65,536: at most 12 % more.
  case graduated

  /// The shortest plaintext, and what a fixed length is a multiple of.
  public static let minimum = 65_536
  /// The longest plaintext that is sealed or opened, a tebibyte.
  public static let maximum = 1 << 40
  /// The bytes before the file that hold its length.
  static let lengthByteCount = 8

  /// The padding of `part` under `parameters`.
  public init(_ part: Part, _ parameters: TenderParameters) {
    switch part {
    case .technical: self = .fixed(parameters.padTo)
    case .qualification, .price, .items: self = .graduated
    }
  }

  /// The length of the plaintext for a file of `fileByteCount` bytes.
  ///
  /// - Throws: `OVER_PAD_TO` when the file does not fit a fixed length, `TOO_LARGE` when it fits none.
  public func plaintextByteCount(fileByteCount: Int) throws(Fault) -> Int {
    let limit =
      switch self {
      case .fixed(let count): count
      case .graduated: Self.maximum
      }
    guard (0...limit - Self.lengthByteCount).contains(fileByteCount) else {
      let isFixed = self != .graduated
      throw Fault(
        isFixed ? .overPadTo : .tooLarge, at: nil,
        Wording("a file of \(fileByteCount) bytes", "文件长 \(fileByteCount) 字节"),
        accepted: Wording(
          "at most \(limit - Self.lengthByteCount) bytes", "至多 \(limit - Self.lengthByteCount) 字节"))
    }
    return switch self {
    case .fixed(let count): count
    case .graduated: max(Self.minimum, Self.graduated(Self.lengthByteCount + fileByteCount))
    }
  }

  /// Whether some file has a plaintext of `count` bytes: what can be checked before anything is opened.
  public func accepts(plaintextByteCount count: Int) -> Bool {
    switch self {
    case .fixed(let fixed): count == fixed
    case .graduated: (Self.minimum...Self.maximum).contains(count) && Self.graduated(count) == count
    }
  }

  /// Padmé (Nikitin and others, 2019): `count` rounded up to a multiple of 2^z that leaves as many leading bits free as the
  /// length of its exponent has.
  private static func graduated(_ count: Int) -> Int {
    let exponent = Int.bitWidth - 1 - count.leadingZeroBitCount
    let zeros = exponent - (Int.bitWidth - exponent.leadingZeroBitCount)
    let mask = (1 << max(0, zeros)) - 1
    return (count + mask) & ~mask
  }
}

extension Fault.Code {
  /// A file does not fit the length that the notice fixes for technical parts.
  public static let overPadTo = Fault.Code("OVER_PAD_TO")
}

extension EnvelopePadding: CustomStringConvertible {
  /// The fixed length, or the name of the method.
  public var description: String {
    switch self {
    case .fixed(let count): String(count)
    case .graduated: "Padmé"
    }
  }
}
