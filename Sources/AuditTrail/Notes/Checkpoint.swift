public import Cryptography
public import Notation

/// What a log says of itself: its name, its size, the root of its tree (formats, section 2; C2SP tlog-checkpoint).
public struct Checkpoint: Hashable, Sendable {
  /// The name of the log.
  public let origin: LogName
  /// The number of leaves, at most 2^63−1.
  public let size: UInt64
  /// The root of the tree.
  public let root: Digest

  /// A checkpoint of a log of at most 2^63−1 leaves.
  public init(origin: LogName, size: UInt64, root: Digest) {
    precondition(size <= TreeSize.maximum, "a log has less than 2^63 leaves")
    self.origin = origin
    self.size = size
    self.root = root
  }

  /// The checkpoint whose text is `text`.
  ///
  /// - Throws: `INVALID_CHECKPOINT` for anything but the three lines; extension lines are refused, since nobody audits them.
  public init(parsing text: [UInt8]) throws(Fault) {
    let lines = String(decoding: text, as: UTF8.self).unicodeScalars.split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    guard lines.count == 4, lines[3].isEmpty, let origin = LogName(lines[0]),
      let size = UInt64(canonical: lines[1]), size <= TreeSize.maximum,
      let root = Base64.bytes(lines[2]).flatMap({ Digest($0) })
    else {
      throw Fault(
        .invalidCheckpoint, at: nil, Wording("the text is no checkpoint", "正文不是检查点"),
        accepted: Wording(
          "three lines: the log's name, its size in decimal, the base64 of 32 bytes",
          "三行：日志名称、十进制大小、32 字节的 base64"))
    }
    self.init(origin: origin, size: size, root: root)
  }

  /// The text that is signed.
  public var text: [UInt8] { Array("\(origin)\n\(size)\n\(Base64.text(root.bytes))\n".utf8) }
}

extension UInt64 {
  /// The number that decimal digits write, without sign or leading zeros.
  init?(canonical text: some StringProtocol) {
    guard !text.isEmpty, text.utf8.allSatisfy(\.isDigit), let number = UInt64(text),
      text.utf8.count == 1 || text.utf8.first != UInt8(ascii: "0")
    else { return nil }
    self = number
  }
}

extension Fault.Code {
  /// A text that is no checkpoint.
  public static let invalidCheckpoint = Fault.Code("INVALID_CHECKPOINT")
}
