public import Cryptography
internal import Notation

/// What a file of a bundle is, as its path says.
///
/// A bundle holds nothing else (Documentation/bundle.md).
public enum BundleFile: Hashable, Sendable {
  /// `log/checkpoint`: the newest note.
  case checkpoint
  /// `log/checkpoints/<size>`: an older note with its cosignatures.
  case olderCheckpoint(size: Int)
  /// `log/tile/…`: hashes or entries of the log; which ones its path says is the tiles' own rule.
  case tile
  /// `bodies.ndjson`: the disclosed bodies.
  case bodies
  /// `keys.json`: the disclosed keys.
  case keys
  /// `proofs/<seq>.tlog-proof`: a receipt.
  case proof(seq: Int)
  /// `blobs/<digest>`: a document, named by the SHA-256 of its bytes.
  case blob(Digest)

  /// What the file at `path` is; nil when no file of a bundle lies there.
  public init?(_ path: BundlePath) {
    let segments = path.segments
    switch (segments.first, segments.count) {
    case ("log", 2) where path == .checkpoint: self = .checkpoint
    case ("bodies.ndjson", 1): self = .bodies
    case ("keys.json", 1): self = .keys
    case ("log", 3) where segments[1] == "checkpoints":
      guard let size = Self.number(segments[2]) else { return nil }
      self = .olderCheckpoint(size: size)
    case ("log", 4...) where segments[1] == "tile":
      guard Self.isTile(segments.dropFirst(2)) else { return nil }
      self = .tile
    case ("proofs", 2):
      guard segments[1].hasSuffix(".tlog-proof"), let seq = Self.number(segments[1].dropLast(11)) else {
        return nil
      }
      self = .proof(seq: seq)
    case ("blobs", 2):
      guard let digest = Hexadecimal.bytes(segments[1]).flatMap({ Digest($0) }) else { return nil }
      self = .blob(digest)
    default: return nil
    }
  }

  /// A decimal number up to 2^53−1 in its one spelling.
  private static func number(_ text: some StringProtocol) -> Int? {
    guard let number = Int(text), (0...Int(Instant.maximum)).contains(number), String(number) == text else {
      return nil
    }
    return number
  }

  /// `<level or "entries">/x001/…/002[.p/<width>]`.
  private static func isTile(_ segments: ArraySlice<String>) -> Bool {
    guard let level = segments.first else { return false }
    guard level == "entries" || (number(level).map { $0 < 64 } ?? false) else { return false }
    var groups = segments.dropFirst()
    guard let final = groups.popLast() else { return false }
    if let last = groups.last, last.hasSuffix(".p") {
      guard let width = number(final), (1...255).contains(width) else { return false }
      groups.removeLast()
      return isGroup(last.dropLast(2)) && groups.allSatisfy { $0.first == "x" && isGroup($0.dropFirst()) }
    }
    return isGroup(final[...]) && groups.allSatisfy { $0.first == "x" && isGroup($0.dropFirst()) }
  }

  private static func isGroup(_ text: Substring) -> Bool {
    text.utf8.count == 3 && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
