public import Cryptography
public import Notation

/// Anything that is signed: its exact bytes.
///
/// A message that is signed in a log or draw which it does not name itself gives its `MessageBytes` in that log or draw.
public protocol SignableMessage: Hashable, Sendable {
  /// The bytes that are signed.
  var bytes: [UInt8] { get }
}

/// A signed message that is read back from its bytes.
///
/// Reading is strict, so that a message has one form and `init(reading:)` takes back exactly what `bytes` gives.
public protocol ReadableMessage: SignableMessage {
  /// The message that `bytes` are.
  ///
  /// - Throws: `WRONG_MESSAGE` for another label, and a fault for anything cut short, too long or out of range.
  init(reading bytes: [UInt8]) throws(Fault)
}

extension SignableMessage {
  /// The SHA-256 digest of the message, by which other messages name it.
  public var digest: Digest { DigestContext.sha256(bytes) }

  /// The signature of `key`'s holder.
  public func signature(by key: SigningKey) throws(CryptographyFailure) -> [UInt8] {
    try key.signature(for: bytes)
  }

  /// Whether `signature` is that of `key`'s holder.
  public func isSigned(_ signature: [UInt8], by key: VerificationKey) -> Bool {
    key.isValid(signature, for: bytes)
  }
}

extension Fault.Code {
  /// Bytes that are a message of another kind, or none.
  public static let wrongMessage = Fault.Code("WRONG_MESSAGE")
  /// Bytes that are no public key, or one that is not canonical or of low order.
  public static let invalidPublicKey = Fault.Code("INVALID_PUBLIC_KEY")
}

extension MessageReader {
  /// Reads `label` and its zero byte.
  ///
  /// - Throws: `WRONG_MESSAGE` when something else stands there.
  mutating func expect(label: String) throws(Fault) {
    let expected = Array(label.utf8) + [0]
    guard remaining >= expected.count, try take(expected.count).elementsEqual(expected) else {
      throw Fault(
        .wrongMessage, at: nil, Wording("another message than \(label)", "不是 \(label) 消息"),
        accepted: Wording(verbatim: label))
    }
  }

  /// A name after its length in two bytes, as what `parse` takes it for.
  mutating func named<Named>(_ what: String, _ parse: (String) -> Named?) throws(Fault) -> Named {
    let text = String(decoding: try prefixed(), as: UTF8.self)
    guard let named = parse(text) else {
      throw Fault(
        .invalidValue, at: nil,
        Wording("unknown \(what) “\(text.excerpt)”", "未知的 \(what)“\(text.excerpt)”"),
        accepted: Wording(verbatim: Part.allCases.map(\.rawValue).joined(separator: ", ")))
    }
    return named
  }

  /// The name of a part after its length in two bytes.
  mutating func part() throws(Fault) -> Part { try named("part", Part.init(rawValue:)) }

  /// The next 32 bytes as a digest.
  mutating func digest() throws(Fault) -> Digest {
    guard let digest = Digest(try take(Digest.byteCount)) else {
      preconditionFailure("a digest has 32 bytes")
    }
    return digest
  }

  /// The next 32 bytes as an X25519 key.
  mutating func agreementKey() throws(Fault) -> AgreementPublicKey {
    let bytes = Array(try take(AgreementPublicKey.byteCount))
    do throws(CryptographyFailure) {
      return try AgreementPublicKey(bytes)
    } catch {
      throw Fault(
        .invalidPublicKey, at: nil,
        Wording("\(Hexadecimal.text(bytes)) is no public key", "\(Hexadecimal.text(bytes)) 不是公钥"),
        accepted: Wording("a canonical X25519 key, not of low order", "规范且非低阶的 X25519 公钥"))
    }
  }

  /// The next eight bytes as an instant.
  mutating func instant() throws(Fault) -> Instant {
    let number = try integer(UInt64.self)
    guard let milliseconds = Int64(exactly: number), let instant = Instant(milliseconds: milliseconds) else {
      throw Fault(
        .numberOutOfRange, at: nil, Wording("\(number) ms is no time", "\(number) 毫秒不是有效时刻"),
        accepted: Wording("0 to 2^53−1", "0 至 2^53−1"))
    }
    return instant
  }
}
