public import Cryptography
public import Notation

/// The file form of an inclusion proof with its checkpoint (formats, section 2; C2SP tlog-proof).
///
/// Reading proves nothing; the leaf that it is about is not in it unless `extra` holds it.
public struct LogProof: Hashable, Sendable {
  /// The longest file, in bytes.
  public static let maximumByteCount = 8 << 20

  /// What the application adds; nil without such a line.
  public let extra: [UInt8]?
  /// The index of the leaf, at most 2^63−1.
  public let index: UInt64
  /// The hashes from the leaf's sibling up, at most 63.
  public let path: [Digest]
  /// The checkpoint with its signatures.
  public let note: SignedNote
  /// What it says.
  public let checkpoint: Checkpoint

  /// A proof as it is to be written.
  ///
  /// - Throws: `INVALID_PROOF` when index or path exceed what is read back, `INVALID_CHECKPOINT` for a note that is none.
  public init(extra: [UInt8]?, index: UInt64, path: [Digest], note: SignedNote) throws(Fault) {
    guard index <= TreeSize.maximum, path.count <= TreeSize.maximumProofCount else {
      throw Self.invalid("index or path is too long", "序号或路径过长")
    }
    checkpoint = try Checkpoint(parsing: note.text)
    self.extra = extra
    self.index = index
    self.path = path
    self.note = note
  }

  /// The proof that `bytes` write.
  ///
  /// - Throws: `INVALID_PROOF` for anything that `bytes` of no proof would be, `INVALID_NOTE` or
  ///   `INVALID_CHECKPOINT` for a broken checkpoint.
  public init(parsing bytes: [UInt8]) throws(Fault) {
    guard bytes.count <= Self.maximumByteCount else { throw Self.invalid("it is too long", "过长") }
    let lineFeed = UInt8(ascii: "\n")
    var rest = bytes[...]
    func line() throws(Fault) -> String {
      guard let end = rest.firstIndex(of: lineFeed) else { throw Self.invalid("a line has no end", "行未结束") }
      defer { rest = rest[(end + 1)...] }
      guard let text = String(validating: rest[..<end], as: UTF8.self) else {
        throw Self.invalid("a line is not UTF-8", "有一行不是 UTF-8")
      }
      return text
    }
    guard try line() == Self.header else { throw Self.invalid("the first line is another", "首行不符") }
    var next = try line()
    var extra: [UInt8]?
    if next.hasPrefix("extra ") {
      extra = Base64.bytes(next.dropFirst(6))
      guard extra != nil else { throw Self.invalid("the extra line is no base64", "extra 行不是 base64") }
      next = try line()
    }
    guard next.hasPrefix("index "), let index = UInt64(canonical: next.dropFirst(6)),
      index <= TreeSize.maximum
    else { throw Self.invalid("the line of the index is wrong", "index 行有误") }
    var path: [Digest] = []
    next = try line()
    while !next.isEmpty {
      guard path.count < TreeSize.maximumProofCount, let hash = Base64.bytes(next).flatMap({ Digest($0) })
      else { throw Self.invalid("line \(path.count) of the path is wrong", "路径第 \(path.count) 行有误") }
      path.append(hash)
      next = try line()
    }
    self.extra = extra
    self.index = index
    self.path = path
    note = try SignedNote(parsing: Array(rest))
    checkpoint = try Checkpoint(parsing: note.text)
  }

  /// The file.
  public var bytes: [UInt8] {
    var text = Self.header + "\n"
    if let extra { text += "extra \(Base64.text(extra))\n" }
    text += "index \(index)\n"
    for hash in path { text += Base64.text(hash.bytes) + "\n" }
    return Array(text.utf8) + [UInt8(ascii: "\n")] + note.bytes
  }

  private static let header = "c2sp.org/tlog-proof@v1"

  private static func invalid(_ english: String, _ chinese: String) -> Fault {
    Fault(
      .invalidProof, at: nil, Wording(english, chinese),
      accepted: Wording("a file of c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v1 文件"))
  }
}

extension Fault.Code {
  /// Bytes that are no inclusion proof.
  public static let invalidProof = Fault.Code("INVALID_PROOF")
}
