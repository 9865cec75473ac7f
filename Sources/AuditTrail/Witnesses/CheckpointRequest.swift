public import Cryptography
public import Notation

/// What a log asks a witness to cosign: `old <size>`, the consistency proof, a blank line, the checkpoint (formats, section
/// 2; C2SP tlog-witness, add-checkpoint).
public struct CheckpointRequest: Hashable, Sendable {
  /// The longest request, in bytes.
  public static let maximumByteCount = SignedNote.maximumByteCount + 4096

  /// The size that the log believes the witness to have cosigned last; 0 for none.
  public let oldSize: UInt64
  /// The hashes of the consistency proof, at most 63.
  public let path: [Digest]
  /// The checkpoint with its signatures.
  public let note: SignedNote
  /// What it says.
  public let checkpoint: Checkpoint

  /// A request as it is to be sent.
  ///
  /// - Throws: `INVALID_REQUEST` when size or path exceed what is read back, `INVALID_CHECKPOINT` for a note that is none.
  public init(oldSize: UInt64, path: [Digest], note: SignedNote) throws(Fault) {
    guard oldSize <= TreeSize.maximum, path.count <= TreeSize.maximumProofCount else { throw Self.invalid() }
    checkpoint = try Checkpoint(parsing: note.text)
    self.oldSize = oldSize
    self.path = path
    self.note = note
  }

  /// The request that `bytes` write.
  ///
  /// - Throws: `INVALID_REQUEST` for anything that `bytes` of no request would be, `INVALID_NOTE` or
  ///   `INVALID_CHECKPOINT` for a broken checkpoint.
  public init(parsing bytes: [UInt8]) throws(Fault) {
    let lineFeed = UInt8(ascii: "\n")
    guard bytes.count <= Self.maximumByteCount,
      let blank = bytes.indices.dropLast().first(where: { bytes[$0] == lineFeed && bytes[$0 + 1] == lineFeed }
      ),
      let head = String(validating: bytes[..<blank], as: UTF8.self)
    else { throw Self.invalid() }
    let lines = head.utf8.split(separator: lineFeed, omittingEmptySubsequences: false).map {
      String(Substring($0))
    }
    guard let first = lines.first, first.hasPrefix("old "),
      let oldSize = UInt64(canonical: first.dropFirst(4)),
      oldSize <= TreeSize.maximum, lines.count - 1 <= TreeSize.maximumProofCount
    else { throw Self.invalid() }
    var path: [Digest] = []
    for line in lines.dropFirst() {
      guard let hash = Base64.bytes(line).flatMap({ Digest($0) }) else { throw Self.invalid() }
      path.append(hash)
    }
    self.oldSize = oldSize
    self.path = path
    note = try SignedNote(parsing: Array(bytes[(blank + 2)...]))
    checkpoint = try Checkpoint(parsing: note.text)
  }

  /// The body of the request.
  public var bytes: [UInt8] {
    var text = "old \(oldSize)\n"
    for hash in path { text += Base64.text(hash.bytes) + "\n" }
    return Array(text.utf8) + [UInt8(ascii: "\n")] + note.bytes
  }

  private static func invalid() -> Fault {
    Fault(
      .invalidRequest, at: nil, Wording("the request has another form", "请求格式不符"),
      accepted: Wording(
        "“old <size>”, at most 63 lines of base64, a blank line, a checkpoint",
        "“old <大小>”、至多 63 行 base64、一个空行、一个检查点"))
  }
}

extension Fault.Code {
  /// Bytes that ask a witness for nothing it does.
  public static let invalidRequest = Fault.Code("INVALID_REQUEST")
}
