public import Cryptography
public import Notation

/// One line of `bodies.ndjson`: a body as it was hashed, disclosed with its salt (formats, section 10).
///
/// Canonical JSON `{body, salt, seq [, r]}`, where `body` is the text of the body.
public struct BodyLine: Hashable, Sendable {
  /// The index of the leaf.
  public internal(set) var seq: Int
  /// The bytes of the body: UTF-8, at most 1 MiB.
  public internal(set) var body: [UInt8]
  /// The 32 bytes that hid the body.
  public internal(set) var salt: [UInt8]
  /// The value that opens the tag of a sealed leaf (`r`); nil for an open leaf.
  public internal(set) var sealingValue: Digest?

  /// The most bytes of a body.
  public static let maximumBodyByteCount = 1 << 20

  /// A line of these parts.
  ///
  /// - Throws: `INVALID_VALUE` unless the body is a text in UTF-8 and NFC of 1 byte to 1 MiB, the salt has 32 bytes and `seq` is not
  ///   negative.
  public init(seq: Int, body: [UInt8], salt: [UInt8], sealingValue: Digest? = nil) throws(Fault) {
    self.init(unchecked: seq, body, salt, sealingValue)
    guard try Self(try bytes()) == self else {
      throw Fault(
        .invalidValue, at: nil, Wording("the body is no text", "内容不是文本"), accepted: Self.bodyForm)
    }
  }

  private init(unchecked seq: Int, _ body: [UInt8], _ salt: [UInt8], _ sealingValue: Digest?) {
    self.seq = seq
    self.body = body
    self.salt = salt
    self.sealingValue = sealingValue
  }

  /// The line that `bytes`, without a line feed, are.
  ///
  /// - Throws: the first fault of the notation or of the fields.
  public init(_ bytes: [UInt8]) throws(Fault) {
    var limits = JSONReader.Limits()
    // Each byte of a body may be escaped as six.
    limits.stringBytes = 6 * Self.maximumBodyByteCount
    self = try Self.codec.read(bytes, limits: limits)
  }

  /// The canonical bytes, without a line feed.
  ///
  /// - Throws: never for a line that was read or made by the initialiser.
  public func bytes() throws(Fault) -> [UInt8] { try Self.codec.write(self) }

  private static let bodyForm = Wording("a text of 1 byte to 1 MiB", "1 字节至 1 MiB 的文本")

  /// A text that no fault repeats: what is wrong with a body is not for everybody who reads of it.
  private static let text = Codec<[UInt8]>(
    .text(pattern: nil, bodyForm),
    decode: { value, reading in
      if case .string(let text) = value.content, (1...maximumBodyByteCount).contains(text.utf8.count) {
        return Array(text.utf8)
      }
      reading.faults.append(
        Fault(.invalidValue, at: value.place, Wording("this is no body", "此处不是内容"), accepted: bodyForm))
      return nil
    }, encode: { .string(String(decoding: $0, as: UTF8.self)) })

  private static let codec = Codec<BodyLine>.record(
    Wording("a disclosed body", "披露的内容"), blank: BodyLine(unchecked: 0, [], [], nil),
    .required("body", \.body, text, Wording("the body", "内容")),
    .optional("r", \.sealingValue, .digest, Wording("what opens the tag", "封印值")),
    .required("salt", \.salt, .hexadecimalBytes(32...32), Wording("salt", "盐值")),
    .required(
      "seq", \.seq, .integer(0...Int(CanonicalWriter.maximumInteger)), Wording("index of the leaf", "序号")))
}

/// The file `bodies.ndjson`: one line a body, by ascending `seq`, each line ended by a line feed.
public enum BodyLines {
  /// The lines of the file that `bytes` are, those that are sound; all faults, with their line, are in `faults`.
  public static func read(_ bytes: [UInt8], into faults: inout Faults) -> [BodyLine] {
    let lineFeed = UInt8(ascii: "\n")
    guard bytes.last == lineFeed || bytes.isEmpty else {
      faults.append(
        Fault(
          .truncated, at: nil, Wording("the last line is not ended", "末行未结束"),
          accepted: Wording("a line feed after every line", "每行以换行符结束")))
      return []
    }
    var lines: [BodyLine] = []
    for (number, text) in bytes.dropLast().split(separator: lineFeed, omittingEmptySubsequences: false)
      .enumerated() where !bytes.isEmpty
    {
      do throws(Fault) {
        let line = try BodyLine(Array(text))
        if let last = lines.last, line.seq <= last.seq {
          throw Fault(
            .unsorted, at: Place(line: 1, column: 1), Wording("seq \(line.seq)", "序号 \(line.seq)"),
            accepted: Wording("more than \(last.seq)", "大于 \(last.seq)"))
        }
        lines.append(line)
      } catch {
        var fault = error
        fault.place = (error.place ?? Place(line: 1, column: 1)).shifted(byLines: number)
        faults.append(fault)
      }
    }
    return lines
  }

  /// The bytes of the file with these lines.
  ///
  /// - Throws: `UNSORTED` unless `seq` ascends.
  public static func bytes(_ lines: [BodyLine]) throws(Fault) -> [UInt8] {
    var output: [UInt8] = []
    for (index, line) in lines.enumerated() {
      guard index == 0 || lines[index - 1].seq < line.seq else {
        throw Fault(
          .unsorted, at: nil, Wording("seq \(line.seq)", "序号 \(line.seq)"),
          accepted: Wording("more than \(lines[index - 1].seq)", "大于 \(lines[index - 1].seq)"))
      }
      output += try line.bytes() + [UInt8(ascii: "\n")]
    }
    return output
  }
}
