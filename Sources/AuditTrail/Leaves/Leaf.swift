public import Cryptography
internal import Notation

/// What the tree holds of one accepted command: when, and the hash of what (formats, section 10).
public struct Leaf: Hashable, Sendable {
  /// The longest leaf, in bytes: a bundle of entries states lengths in two bytes.
  public static let maximumByteCount = EntryBundle.maximumEntryCount
  /// The largest index: leaves write it as a number of JSON.
  public static let maximumIndex = UInt64(CanonicalWriter.maximumInteger)

  /// What a leaf says of its event to everybody.
  public enum Content: Hashable, Sendable {
    /// The kind, the tender if the event is of one, and who acted.
    case open(kind: LeafKind, tender: TenderID?, actor: PartyID)
    /// Nothing but a tag, by which a later secret finds it.
    case sealed(tag: Digest)
  }

  /// The index in the tree, from 0 to 2^53−1.
  public let index: UInt64
  /// The time of complete receipt on the wall clock, raised to that of the leaf before.
  public let time: Instant
  /// What it says to everybody.
  public let content: Content
  /// The hash of salt and body.
  public let bodyHash: Digest

  /// A leaf; nil for an index above 2^53−1, or an open leaf of the kind `sealed`.
  public init?(index: UInt64, time: Instant, content: Content, bodyHash: Digest) {
    if case .open(let kind, _, _) = content, kind == .sealed { return nil }
    guard index <= Self.maximumIndex else { return nil }
    self.index = index
    self.time = time
    self.content = content
    self.bodyHash = bodyHash
  }

  /// The kind that the leaf shows.
  public var kind: LeafKind {
    switch content {
    case .open(let kind, _, _): kind
    case .sealed: .sealed
    }
  }

  /// The tag of a sealed leaf; nil of an open one.
  public var tag: Digest? {
    switch content {
    case .open: nil
    case .sealed(let tag): tag
    }
  }

  /// The canonical bytes, which are hashed.
  ///
  /// Written without a tree of values: none of the texts needs an escape.
  public var bytes: [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(384)
    output += LeafText.actor
    if case .open(_, _, let actor) = content {
      output += actor.rawValue.utf8
    } else {
      output += LeafText.none
    }
    output += LeafText.body
    output.append(hexadecimal: bodyHash)
    output += LeafText.kind
    output += kind.rawValue.utf8
    output += LeafText.index
    output.append(decimal: index)
    if let tag {
      output += LeafText.tag
      output.append(hexadecimal: tag)
      output.append(UInt8(ascii: "\""))
    }
    output += LeafText.tender
    if case .open(_, let tender?, _) = content {
      output += tender.rawValue.utf8
    } else {
      output += LeafText.none
    }
    output += LeafText.time
    output.append(decimal: UInt64(time.milliseconds))
    output += LeafText.version
    return output
  }
}

/// What stands between the values of a leaf.
enum LeafText {
  static let actor = Array(#"{"actor":""#.utf8)
  static let body = Array(#"","body":""#.utf8)
  static let kind = Array(#"","kind":""#.utf8)
  static let index = Array(#"","seq":"#.utf8)
  static let tag = Array(#","tag":""#.utf8)
  static let tender = Array(#","tender":""#.utf8)
  static let time = Array(#"","ts":"#.utf8)
  static let version = Array(#","v":1}"#.utf8)
  static let none = Array("-".utf8)
}

extension [UInt8] {
  private static let digits = Array("0123456789abcdef".utf8)

  /// Appends the lowercase digits of a digest.
  fileprivate mutating func append(hexadecimal digest: Digest) {
    let start = count
    digest.append(to: &self)
    append(contentsOf: repeatElement(0, count: Digest.byteCount))
    // From the end, so that no byte is overwritten before it is read.
    for offset in stride(from: Digest.byteCount - 1, through: 0, by: -1) {
      let byte = self[start + offset]
      self[start + 2 * offset + 1] = Self.digits[Int(byte & 0xF)]
      self[start + 2 * offset] = Self.digits[Int(byte >> 4)]
    }
  }

  /// Appends the digits of a number.
  fileprivate mutating func append(decimal number: UInt64) {
    let start = count
    var rest = number
    repeat {
      append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    self[start...].reverse()
  }
}
