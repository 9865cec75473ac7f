public import Cryptography
public import Notation

/// The open beginning of an envelope: what it says it is, its commitments and the custodians' wraps (formats, section 5).
public struct EnvelopeHeader: Hashable, Sendable {
  /// What the envelope says it is.
  public let context: EnvelopeContext
  /// Binds the bidder's key (kb_commit).
  public let bidderCommitment: Digest
  /// Binds both keys together (key_commit).
  public let keyCommitment: Digest
  /// How many custodians' shares open it (t).
  public let threshold: UInt8
  /// The custodians' wraps in order, each 81 bytes; their number is n.
  public let wraps: [[UInt8]]

  /// The bytes at the beginning that tell how long the header is.
  public static let prefixByteCount = 12
  /// The number of bytes of one wrap: a key of 32, a share of 33 and its tag of 16.
  public static let wrapByteCount = 81
  /// The longest header.
  public static let maximumByteCount = prefixByteCount + maximumBodyByteCount

  private static let magic = Array("TENDBID1".utf8)
  /// The number in the header for ChaCha20-Poly1305.
  private static let cipher: UInt8 = 3
  private static let fixedByteCount = 4 + 2 * Digest.byteCount + 3
  private static let maximumBodyByteCount =
    fixedByteCount + EnvelopeContext.maximumByteCount + CustodianKeys.maximumCount * wrapByteCount

  /// A header of these values; at most 255 wraps of 81 bytes.
  package init(
    context: EnvelopeContext, bidderCommitment: Digest, keyCommitment: Digest, threshold: UInt8,
    wraps: [[UInt8]]
  ) {
    precondition(wraps.count <= CustodianKeys.maximumCount, "at most 255 custodians")
    precondition(wraps.allSatisfy { $0.count == Self.wrapByteCount }, "a wrap has 81 bytes")
    self.context = context
    self.bidderCommitment = bidderCommitment
    self.keyCommitment = keyCommitment
    self.threshold = threshold
    self.wraps = wraps
  }

  /// "TENDBID1" ‖ u32 len(body) ‖ body.
  public var bytes: [UInt8] {
    let context = context.bytes
    var body: [UInt8] = []
    body.append(bigEndian: UInt32(context.count))
    body += context + bidderCommitment.bytes + keyCommitment.bytes
    body += [Self.cipher, threshold, UInt8(wraps.count)]
    for wrap in wraps { body += wrap }
    var bytes = Self.magic
    bytes.append(bigEndian: UInt32(body.count))
    return bytes + body
  }

  /// The number of bytes of the header.
  public var byteCount: Int {
    Self.prefixByteCount + Self.fixedByteCount + context.bytes.count + wraps.count * Self.wrapByteCount
  }

  /// How many bytes follow the first 12 in the header.
  ///
  /// - Throws: `MALFORMED_HEADER` for another magic, and for a length that no header has, before anything is allocated.
  public static func bodyByteCount(prefix: some Collection<UInt8>) throws(Fault) -> Int {
    var reader = MessageReader(prefix)
    do throws(Fault) {
      guard try reader.take(magic.count).elementsEqual(magic) else {
        throw malformed(Wording("it does not begin with TENDBID1", "文件不以 TENDBID1 开头"))
      }
      let count = try reader.integer(UInt32.self)
      guard count >= fixedByteCount, count <= maximumBodyByteCount else {
        throw malformed(Wording("a header of \(count) bytes", "文件头长 \(count) 字节"))
      }
      return Int(count)
    } catch {
      throw malformed(error.message)
    }
  }

  /// The header that `bytes` are, from the magic to the last wrap.
  ///
  /// - Throws: `MALFORMED_HEADER` with what is wrong.
  public init(reading bytes: [UInt8]) throws(Fault) {
    let count = try Self.bodyByteCount(prefix: bytes.prefix(Self.prefixByteCount))
    guard bytes.count == Self.prefixByteCount + count else {
      throw Self.malformed(
        Wording(
          "\(bytes.count - Self.prefixByteCount) of \(count) bytes",
          "共 \(count) 字节，实有 \(bytes.count - Self.prefixByteCount) 字节"))
    }
    do throws(Fault) {
      var reader = MessageReader(bytes.dropFirst(Self.prefixByteCount))
      let contextByteCount = try reader.integer(UInt32.self)
      guard contextByteCount <= EnvelopeContext.maximumByteCount else {
        throw Self.malformed(Wording("a context of \(contextByteCount) bytes", "上下文长 \(contextByteCount) 字节"))
      }
      context = try EnvelopeContext(reading: reader.take(Int(contextByteCount)))
      bidderCommitment = try reader.digest()
      keyCommitment = try reader.digest()
      let numbers = Array(try reader.take(3))
      guard numbers[0] == Self.cipher else {
        throw Self.malformed(Wording("cipher \(numbers[0])", "加密算法编号 \(numbers[0])"))
      }
      threshold = numbers[1]
      var wraps: [[UInt8]] = []
      for _ in 0..<numbers[2] { wraps.append(Array(try reader.take(Self.wrapByteCount))) }
      self.wraps = wraps
      try reader.finish()
    } catch {
      throw Self.malformed(error.message)
    }
  }

  private static func malformed(_ message: Wording) -> Fault {
    Fault(
      .malformedHeader, at: nil, message,
      accepted: Wording("the header of a sealed bid, TENDBID1", "TENDBID1 投标密封文件头"))
  }
}

extension Fault.Code {
  /// Bytes that are not the header of an envelope.
  public static let malformedHeader = Fault.Code("MALFORMED_HEADER")
}
