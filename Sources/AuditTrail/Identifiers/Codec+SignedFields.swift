package import Cryptography
package import Notation

// The fields that records of signed and hashed objects are made of.

extension Codec {
  /// The codec of a type that is written as this one is, and takes fewer values.
  ///
  /// A value that `refine` returns nil for is refused with `accepted`; `restore` undoes it.
  package func refined<Other: Sendable>(
    _ accepted: Wording, _ refine: @escaping @Sendable (Root) -> Other?,
    restore: @escaping @Sendable (Other) -> Root
  ) -> Codec<Other> {
    Codec<Other>(
      schema,
      decode: { value, reading in
        guard let root = decode(value, &reading) else { return nil }
        return refine(root) ?? reading.refuse(value, accepted: accepted)
      }, encode: { encode(restore($0)) })
  }

  /// The value that `bytes` write in their one canonical form (ENC; formats, section 7).
  ///
  /// - Throws: `TOO_LARGE` beyond `limit` bytes, else the first fault of the notation or of the fields.
  package func read(
    _ bytes: [UInt8], atMost limit: Int = .max, limits: JSONReader.Limits = JSONReader.Limits()
  ) throws(Fault) -> Root {
    guard bytes.count <= limit else {
      throw Fault(
        .tooLarge, at: nil, Wording("\(bytes.count) bytes", "\(bytes.count) 字节"),
        accepted: Wording("at most \(limit) bytes", "至多 \(limit) 字节"))
    }
    var reading = Reading(.strict)
    if let root = decode(try CanonicalReader.read(bytes, limits: limits), &reading) { return root }
    throw reading.faults.list.first
      ?? Fault(.malformed, at: nil, Wording("it cannot be read", "无法读取"), accepted: Wording(verbatim: "ENC"))
  }

  /// The canonical bytes of `root`.
  ///
  /// - Throws: `NOT_CANONICAL` for a text that has no canonical form, which no codec of signed fields reads.
  package func write(_ root: Root) throws(Fault) -> [UInt8] {
    do throws(CanonicalWriter.Failure) {
      return try CanonicalWriter.bytes(encode(root))
    } catch {
      throw Fault(
        .notCanonical, at: nil, Wording("it has no canonical form", "没有规范形式"),
        accepted: Wording("keys of [a-z0-9_]+ and texts in NFC", "键为 [a-z0-9_]+，文本为 NFC"))
    }
  }
}

extension Codec {
  /// A list no two of whose elements have the same `key`.
  package static func distinct<Element: Sendable, Key: Hashable & SendableMetatype>(
    _ list: Codec<[Element]>, by key: @escaping @Sendable (Element) -> Key
  ) -> Codec<[Element]> where Root == [Element] {
    Codec<[Element]>(
      list.schema,
      decode: { value, reading in
        guard let elements = list.decode(value, &reading) else { return nil }
        guard Set(elements.map(key)).count == elements.count else {
          return reading.refuse(value, accepted: Wording("no two alike", "各项互不相同"))
        }
        return elements
      },
      encode: list.encode)
  }
}

extension Codec where Root == [UInt8] {
  /// Bytes in lowercase hexadecimal, as many as `counts` says.
  package static func hexadecimalBytes(_ counts: ClosedRange<Int>) -> Codec {
    let number =
      counts.lowerBound == counts.upperBound
      ? "\(counts.lowerBound)" : "\(counts.lowerBound)-\(counts.upperBound)"
    return .string(
      Wording("\(number) bytes in lowercase hexadecimal", "\(number) 字节的小写十六进制"),
      pattern: "^([0-9a-f]{2}){\(counts.lowerBound),\(counts.upperBound)}$",
      parse: { text in
        guard text.utf8.count <= 2 * counts.upperBound, let bytes = Hexadecimal.bytes(text),
          counts.contains(bytes.count)
        else { return nil }
        return bytes
      }, format: { Hexadecimal.text($0) })
  }

  /// 32 bytes in lowercase hexadecimal that no fault repeats.
  static let discreetKey = Codec(
    .text(pattern: "^[0-9a-f]{64}$", discreetKeyForm),
    decode: { value, reading in
      if case .string(let text) = value.content, text.utf8.count == 64, let bytes = Hexadecimal.bytes(text) {
        return bytes
      }
      reading.faults.append(
        Fault(
          .invalidValue, at: value.place, Wording("this is no key", "此处不是密钥"), accepted: discreetKeyForm))
      return nil
    }, encode: { .string(Hexadecimal.text($0)) })

  private static let discreetKeyForm = Wording(
    "32 bytes in lowercase hexadecimal", "32 字节的小写十六进制")
}

extension Codec where Root == Digest {
  /// A digest in lowercase hexadecimal.
  package static let digest = Codec<[UInt8]>.hexadecimalBytes(32...32)
    .refined(Wording("a digest", "摘要"), { Digest($0) }, restore: \.bytes)
}

extension Codec where Root == Instant {
  /// A point in time as an integer of milliseconds.
  package static let milliseconds = Codec<Int>.integer(0...Int(Instant.maximum))
    .refined(
      Wording("milliseconds since 1970", "自 1970 年起的毫秒数"), { Instant(milliseconds: Int64($0)) },
      restore: { Int($0.milliseconds) })
}

extension Instant {
  /// What the reading of a record starts from.
  package static let beginning = Instant(clamping: 0)
}

extension Codec where Root == SignatureAlgorithm {
  /// A signature scheme by its number, 1 for Ed25519 and 2 for SM2.
  static let signatureAlgorithm = Codec<Int>.integer(1...2)
    .refined(
      Wording("1 (Ed25519) or 2 (SM2)", "1（Ed25519）或 2（SM2）"),
      { SignatureAlgorithm(rawValue: UInt8(clamping: $0)) }, restore: { Int($0.rawValue) })
}

extension Codec where Root == Int {
  /// The number of a version, of which this program knows exactly one.
  static func version(_ number: Int) -> Codec { .integer(number...number) }
}
