public import Cryptography
public import Notation

/// The bytes of a tile of hashes: 32 for each, from the left (formats, section 2).
public struct HashTile: Hashable, Sendable {
  /// The hashes, 1 to 256.
  public let hashes: [Digest]

  /// A tile of these hashes; nil when there are none or more than 256.
  public init?(_ hashes: [Digest]) {
    guard (1...TilePath.fullWidth).contains(hashes.count) else { return nil }
    self.hashes = hashes
  }

  /// The tile of `width` hashes that `bytes` hold.
  ///
  /// - Throws: `INVALID_TILE` for another number of bytes.
  public init(parsing bytes: [UInt8], width: Int) throws(Fault) {
    guard (1...TilePath.fullWidth).contains(width), bytes.count == width * Digest.byteCount else {
      throw .invalidTile(
        Wording("it has \(bytes.count) bytes", "有 \(bytes.count) 字节"),
        accepted: Wording("32 bytes for each of \(width) hashes", "\(width) 个哈希，每个 32 字节"))
    }
    hashes = (0..<width).compactMap { Digest(bytes[$0 * Digest.byteCount..<($0 + 1) * Digest.byteCount]) }
  }

  /// The hashes, one after the other.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(hashes.count * Digest.byteCount)
    for hash in hashes { hash.append(to: &bytes) }
    return bytes
  }
}

extension Fault {
  static func invalidTile(_ message: Wording, accepted: Wording) -> Fault {
    Fault(.invalidTile, at: nil, message, accepted: accepted)
  }
}

extension Fault.Code {
  /// Bytes that are no tile of the width that its path states.
  public static let invalidTile = Fault.Code("INVALID_TILE")
}
