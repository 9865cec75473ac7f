internal import Cryptography

/// Reads leaves in the form that `Leaf.bytes` writes, many times faster than the reader of all canonical texts.
///
/// It finds values and judges nothing: only a leaf that is written back as the same bytes was read.
struct LeafScanner {
  let bytes: [UInt8]
  private var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func leaf() -> Leaf? {
    guard skip(LeafText.actor), let actor = text(), skip(LeafText.body), let hash = digest(),
      skip(LeafText.kind), let kind = text().flatMap({ LeafKind($0) }), skip(LeafText.index),
      let index = number()
    else { return nil }
    var tag: Digest?
    if kind == .sealed {
      guard skip(LeafText.tag), let found = digest(), skip([UInt8(ascii: "\"")]) else { return nil }
      tag = found
    }
    guard skip(LeafText.tender), let tender = text(), skip(LeafText.time),
      let time = number().flatMap({ Instant(milliseconds: Int64($0)) })
    else { return nil }
    let content: Leaf.Content
    if let tag {
      content = .sealed(tag: tag)
    } else {
      guard let actor = PartyID(actor) else { return nil }
      content = .open(kind: kind, tender: TenderID(tender), actor: actor)
    }
    return Leaf(index: index, time: time, content: content, bodyHash: hash)
  }

  private mutating func skip(_ literal: [UInt8]) -> Bool {
    guard bytes.count - position >= literal.count else { return false }
    for offset in literal.indices where bytes[position + offset] != literal[offset] { return false }
    position += literal.count
    return true
  }

  private mutating func text() -> String? {
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") { position += 1 }
    return position - start <= 64 ? String(decoding: bytes[start..<position], as: UTF8.self) : nil
  }

  private mutating func number() -> UInt64? {
    let start = position
    var number: UInt64 = 0
    while position < bytes.count, bytes[position] &- 0x30 < 10, position - start < 16 {
      number = number * 10 + UInt64(bytes[position] - 0x30)
      position += 1
    }
    return position > start ? number : nil
  }

  private mutating func digest() -> Digest? {
    guard bytes.count - position >= 2 * Digest.byteCount else { return nil }
    var hash = [UInt8](repeating: 0, count: Digest.byteCount)
    for offset in 0..<2 * Digest.byteCount {
      let digit = bytes[position + offset]
      let value = digit &- 0x30 < 10 ? digit - 0x30 : digit &- 0x61 < 6 ? digit - 0x61 + 10 : 16
      guard value < 16 else { return nil }
      hash[offset / 2] = hash[offset / 2] << 4 | value
    }
    position += 2 * Digest.byteCount
    return Digest(hash)
  }
}
