internal import AuditTrail
internal import Cryptography
internal import Notation

/// The forms in which results are written for scripts.
enum Output {
  /// A JSON text, a member a line, and a line end.
  static func json(_ value: Value) -> [UInt8] {
    JSONWriter.bytes(value, layout: .indented) + Array("\n".utf8)
  }

  /// A signed message: its bytes, its signature, and its digest under the name `digestKey`.
  static func signed(_ bytes: [UInt8], _ signature: [UInt8], digestKey: String = "digest") -> [UInt8] {
    json(
      .object([
        ("message", .string(Hexadecimal.text(bytes))), ("sig", .string(Hexadecimal.text(signature))),
        (digestKey, .string(Hexadecimal.text(DigestContext.sha256(bytes).bytes))),
      ]))
  }
}
