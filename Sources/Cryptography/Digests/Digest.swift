/// A digest of 32 bytes, of SHA-256 or SM3.
///
/// Held in four words, without an allocation of its own. Ordered as the bytes are.
public struct Digest: Hashable, Sendable {
  /// The number of bytes of a digest.
  public static let byteCount = 32

  /// The bytes as they lie in memory, whatever the byte order of the machine.
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  /// The digest that these bytes are; nil when there are not 32 of them.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    unsafe withUnsafeMutableBytes(of: &words) { unsafe $0.copyBytes(from: bytes) }
  }

  /// The digest whose bytes `fill` writes.
  init(filledBy fill: (UnsafeMutablePointer<UInt8>) -> Void) {
    unsafe withUnsafeMutableBytes(of: &words) { buffer in
      unsafe buffer.withMemoryRebound(to: UInt8.self) { bytes in
        if let start = bytes.baseAddress { unsafe fill(start) }
      }
    }
  }

  /// Calls `body` with the bytes where they lie.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    unsafe withUnsafeBytes(of: words) { unsafe body($0) }
  }

  /// The 32 bytes.
  public var bytes: [UInt8] { unsafe withBytes { unsafe Array($0) } }

  /// Appends the 32 bytes to `output`, without an array in between.
  public func append(to output: inout [UInt8]) { unsafe withBytes { unsafe output.append(contentsOf: $0) } }

  /// The first 8 bytes as a big-endian integer.
  public var leadingWord: UInt64 { words.0.bigEndian }

  /// Whether two digests are the same bytes.
  public static func == (left: Digest, right: Digest) -> Bool { left.words == right.words }

  /// Feeds the digest to a hash table; half of it is already as good as chance.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
  }
}

extension Digest: Comparable {
  /// Whether the bytes of `left` come first.
  public static func < (left: Digest, right: Digest) -> Bool {
    if left.words.0 != right.words.0 { return left.words.0.bigEndian < right.words.0.bigEndian }
    if left.words.1 != right.words.1 { return left.words.1.bigEndian < right.words.1.bigEndian }
    if left.words.2 != right.words.2 { return left.words.2.bigEndian < right.words.2.bigEndian }
    return left.words.3.bigEndian < right.words.3.bigEndian
  }
}
