public import Notation

/// One signature line of a note: `— <name> <base64(key id ‖ signature)>` (formats, section 2).
public struct NoteSignature: Hashable, Sendable {
  /// The longest signature, in bytes: more than any scheme of the format gives.
  public static let maximumByteCount = 8192

  /// The name of the key.
  public let name: KeyName
  /// The first four bytes of the hash that identifies the key.
  public let keyID: UInt32
  /// What the scheme of the key puts there; not checked.
  public let bytes: [UInt8]

  /// A signature as it was made.
  public init(name: KeyName, keyID: UInt32, bytes: [UInt8]) {
    self.name = name
    self.keyID = keyID
    self.bytes = bytes
  }

  /// The signature in a line with or without its line feed.
  ///
  /// - Throws: `INVALID_NOTE` for anything that `line` would not have written.
  public init(line: some Collection<UInt8>) throws(Fault) {
    guard let text = String(validating: line, as: UTF8.self) else {
      throw .invalidNote(Wording("a signature line is not UTF-8", "签名行不是 UTF-8"))
    }
    let body =
      text.utf8.last == UInt8(ascii: "\n") ? text.unicodeScalars.dropLast() : text.unicodeScalars[...]
    let fields = body.split(separator: " ", omittingEmptySubsequences: false)
    guard fields.count == 3, String(fields[0]) == "—", let name = KeyName(String(fields[1])),
      let bytes = Base64.bytes(String(fields[2])), (5...Self.maximumByteCount + 4).contains(bytes.count)
    else {
      throw .invalidNote(Wording("“\(text.excerpt)” is no signature line", "“\(text.excerpt)”不是签名行"))
    }
    self.name = name
    keyID = bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    self.bytes = Array(bytes.dropFirst(4))
  }

  /// The line with its line feed.
  public var line: [UInt8] {
    var content: [UInt8] = []
    content.append(bigEndian: keyID)
    content.append(contentsOf: bytes)
    return Array("— \(name) \(Base64.text(content))\n".utf8)
  }
}
