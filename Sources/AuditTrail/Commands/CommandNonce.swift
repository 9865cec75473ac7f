public import Cryptography
internal import Notation

/// What makes a command of a party differ from all its others: 16 bytes, used once per party and log.
public struct CommandNonce: Hashable, Sendable {
  /// The number of bytes.
  public static let byteCount = 16

  /// The 16 bytes.
  public let bytes: [UInt8]

  /// The nonce that these bytes are; nil when there are not 16 of them.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = Array(bytes)
  }

  private init(repeating byte: UInt8) { bytes = [UInt8](repeating: byte, count: Self.byteCount) }

  /// What the reading of a record starts from.
  static let blank = CommandNonce(repeating: 0)

  /// A fresh nonce.
  public init(from source: inout some RandomSource) { bytes = source.open(Self.byteCount) }

  /// The field codec of a nonce, in hexadecimal.
  static let codec = Codec<[UInt8]>.hexadecimalBytes(byteCount...byteCount)
    .refined(Wording("a nonce", "一次性随机数"), { CommandNonce($0) }, restore: \.bytes)
}

extension CommandNonce: CustomStringConvertible {
  /// The bytes in hexadecimal.
  public var description: String { Hexadecimal.text(bytes) }
}
