internal import Cryptography

/// What a witness states about a checkpoint: that it saw it at a time, and that it continues all it saw before
/// (formats, section 2; C2SP tlog-cosignature).
public struct Cosignature: Hashable, Sendable {
  /// The key of the witness.
  public let witness: NoteKey
  /// Seconds since 1970.
  public let time: UInt64

  /// The latest time, in seconds, that is read: an `Instant` holds its milliseconds.
  public static let maximumTime = UInt64(Instant.maximum / 1000)

  /// The signed bytes: `cosignature/v1`, the time, the text of the checkpoint.
  public static func message(time: UInt64, text: [UInt8]) -> [UInt8] {
    Array("cosignature/v1\ntime \(time)\n".utf8) + text
  }

  /// The moment of the cosignature.
  public var instant: Instant? { Instant(milliseconds: Int64(time) * 1000) }
}

extension NoteKey {
  /// What is true of a signature under this key.
  enum Finding {
    /// The text was signed.
    case signed
    /// The text was seen at this time.
    case seen(time: UInt64)
    /// The signature is not of this key.
    case invalid
  }

  /// Checks a signature line that names this key.
  func finding(on signature: NoteSignature, for text: [UInt8]) -> Finding {
    switch scheme {
    case .ed25519, .sm2: return key.isValid(signature.bytes, for: text) ? .signed : .invalid
    case .cosignature:
      guard signature.bytes.count == 72 else { return .invalid }
      let time = signature.bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      let message = Cosignature.message(time: time, text: text)
      // A time beyond every calendar would overflow whoever compares it with a deadline.
      guard time <= Cosignature.maximumTime, key.isValid(Array(signature.bytes.dropFirst(8)), for: message)
      else { return .invalid }
      return .seen(time: time)
    }
  }
}
