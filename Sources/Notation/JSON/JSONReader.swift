/// A strict reader of JSON texts (RFC 8259) into `Value`.
///
/// It refuses, with the place, what other readers let through silently: duplicate keys, text that is not UTF-8 or not
/// in normalisation form C, lone surrogates, numbers that no exact decimal of 18 digits holds, and anything after the
/// value. Numbers never pass through binary floating point. Time and memory O(bytes).
public struct JSONReader {
  /// What is read at most; a text beyond it is refused with the place.
  public struct Limits: Sendable {
    /// Nesting of arrays and objects.
    public var depth = 64
    /// Bytes of one string.
    public var stringBytes = 1 << 20
    /// Nodes of the whole text.
    public var nodes = 20_000_000

    /// The limits used for every input file.
    public init() {}
  }

  private let bytes: [UInt8]
  private let end: Int
  private let limits: Limits
  private var position: Int
  private var line = 1
  private var lineStart: Int
  /// UTF-8 continuation bytes on this line, so that columns count scalars.
  private var continuations = 0
  private var nodes = 0
  private var faults = Faults()

  private init(_ bytes: [UInt8], _ range: Range<Int>, _ limits: Limits) {
    self.bytes = bytes
    self.end = range.upperBound
    self.limits = limits
    position = range.lowerBound
    lineStart = range.lowerBound
  }

  /// Reads the one JSON text in `range` of `bytes`.
  ///
  /// Grammar faults end the reading; duplicate keys, numbers and normalisation are all reported together.
  ///
  /// - Returns: the value, or nil when there are faults.
  public static func read(
    _ bytes: [UInt8], in range: Range<Int>? = nil, limits: Limits = Limits(), into faults: inout Faults
  ) -> Value? {
    var reader = JSONReader(bytes, range ?? bytes.indices, limits)
    do throws(Fault) {
      let value = try reader.document()
      faults.append(reader.faults)
      return reader.faults.isEmpty ? value : nil
    } catch {
      faults.append(reader.faults)
      faults.append(error)
      return nil
    }
  }

  private mutating func document() throws(Fault) -> Value {
    skipSpace()
    let value = try value(depth: 0)
    skipSpace()
    guard position == end else {
      throw malformed(
        Wording("unexpected text after the value", "值之后还有多余内容"), accepted: Wording("end of text", "文本结束"))
    }
    return value
  }

  private mutating func value(depth: Int) throws(Fault) -> Value {
    let place = here
    nodes += 1
    guard nodes <= limits.nodes else { throw tooMany() }
    guard position < end else { throw malformed(Self.endOfText, accepted: Self.aValue) }
    switch bytes[position] {
    case UInt8(ascii: "\""): return Value(.string(try string()), at: place)
    case UInt8(ascii: "{"): return Value(.object(try object(depth: depth)), at: place)
    case UInt8(ascii: "["): return Value(.array(try array(depth: depth)), at: place)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number(at: place)
    case UInt8(ascii: "t"): return try literal("true", .boolean(true), at: place)
    case UInt8(ascii: "f"): return try literal("false", .boolean(false), at: place)
    case UInt8(ascii: "n"): return try literal("null", .null, at: place)
    default: throw malformed(unexpected(), accepted: Self.aValue)
    }
  }

  private mutating func literal(
    _ word: StaticString, _ content: Value.Content, at place: Place
  ) throws(Fault) -> Value {
    let matches = word.withUTF8Buffer { bytes[position..<end].starts(with: $0) }
    guard matches else { throw malformed(unexpected(), accepted: Self.aValue) }
    position += word.utf8CodeUnitCount
    return Value(content, at: place)
  }

  private mutating func number(at place: Place) throws(Fault) -> Value {
    let start = position
    while position < end, Self.isNumberByte(bytes[position]) { position += 1 }
    do throws(ExactDecimal.ParseError) {
      return Value(.number(try ExactDecimal(json: bytes[start..<position].span)), at: place)
    } catch {
      let text = Self.excerpt(bytes[start..<position])
      switch error {
      case .malformed:
        position = start
        throw malformed(Wording("\(text) is not a number", "\(text) 不是数字"), accepted: Self.aNumber)
      case .outOfRange:
        faults.append(
          Fault(
            .numberOutOfRange, at: place,
            Wording("\(text) has more digits than are kept exactly", "\(text) 的位数超出可精确保存的范围"),
            accepted: Wording("at most 18 digits", "至多 18 位数字")))
        return Value(.null, at: place)
      }
    }
  }

  private static func isNumberByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }

  private mutating func array(depth: Int) throws(Fault) -> [Value] {
    guard depth < limits.depth else { throw tooDeep() }
    position += 1
    var elements: [Value] = []
    skipSpace()
    if take("]") { return elements }
    while true {
      skipSpace()
      elements.append(try value(depth: depth + 1))
      skipSpace()
      if take(",") { continue }
      if take("]") { return elements }
      throw malformed(unexpected(), accepted: Wording("',' or ']'", "“,”或“]”"))
    }
  }

  private mutating func object(depth: Int) throws(Fault) -> [Value.Member] {
    guard depth < limits.depth else { throw tooDeep() }
    position += 1
    var members: [Value.Member] = []
    var seen: Set<String> = []
    skipSpace()
    if take("}") { return members }
    while true {
      skipSpace()
      let keyPlace = here
      guard position < end, bytes[position] == UInt8(ascii: "\"") else {
        throw malformed(unexpected(), accepted: Wording("a key in double quotes", "双引号括起的键"))
      }
      let key = try string()
      skipSpace()
      guard take(":") else { throw malformed(unexpected(), accepted: Wording("':'", "“:”")) }
      skipSpace()
      if Self.isDuplicate(key, members, &seen) {
        faults.append(Self.duplicate(key, at: keyPlace))
      }
      members.append(Value.Member(key, try value(depth: depth + 1), at: keyPlace))
      skipSpace()
      if take(",") { continue }
      if take("}") { return members }
      throw malformed(unexpected(), accepted: Wording("',' or '}'", "“,”或“}”"))
    }
  }

  /// Small objects are searched in place; a set takes over where that would become quadratic.
  private static func isDuplicate(
    _ key: String, _ members: [Value.Member], _ seen: inout Set<String>
  ) -> Bool {
    if members.count < 16 { return members.contains { $0.key == key } }
    if seen.isEmpty { for member in members { seen.insert(member.key) } }
    return !seen.insert(key).inserted
  }

  /// The fault of a key that an object names twice.
  public static func duplicate(_ key: String, at place: Place) -> Fault {
    Fault(
      .duplicateKey, at: place,
      Wording("the key \"\(key.excerpt)\" is written twice", "键“\(key.excerpt)”重复出现"),
      accepted: Wording("each key once", "每个键只出现一次"))
  }
}

// MARK: - Strings

extension JSONReader {
  private mutating func string() throws(Fault) -> String {
    let place = here
    position += 1
    let start = position
    var isASCII = true
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        let text = bytes[start..<position]
        position += 1
        return try finished(text, isASCII: isASCII, at: place)
      }
      if byte == UInt8(ascii: "\\") { return try escapedString(from: start, isASCII: isASCII, at: place) }
      guard byte >= 0x20 else { throw malformed(unexpected(), accepted: Self.anEscape) }
      if byte >= 0x80 {
        isASCII = false
        if byte & 0xC0 == 0x80 { continuations += 1 }
      }
      position += 1
      guard position - start <= limits.stringBytes else { throw tooLong(at: place) }
    }
    throw malformed(Self.endOfText, accepted: Wording("a closing '\"'", "结束的双引号"))
  }

  private mutating func escapedString(from start: Int, isASCII: Bool, at place: Place) throws(Fault) -> String
  {
    var text = Array(bytes[start..<position])
    var isASCII = isASCII
    while position < end {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return try finished(text[...], isASCII: isASCII, at: place)
      case UInt8(ascii: "\\"):
        let scalar = try escape()
        isASCII = isASCII && scalar.isASCII
        text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      case 0..<0x20: throw malformed(unexpected(), accepted: Self.anEscape)
      default:
        if byte >= 0x80 {
          isASCII = false
          if byte & 0xC0 == 0x80 { continuations += 1 }
        }
        text.append(byte)
        position += 1
      }
      guard text.count <= limits.stringBytes else { throw tooLong(at: place) }
    }
    throw malformed(Self.endOfText, accepted: Wording("a closing '\"'", "结束的双引号"))
  }

  private mutating func escape() throws(Fault) -> Unicode.Scalar {
    guard position + 1 < end else { throw malformed(Self.endOfText, accepted: Self.anEscape) }
    let scalar: Unicode.Scalar
    switch bytes[position + 1] {
    case UInt8(ascii: "\""): scalar = "\""
    case UInt8(ascii: "\\"): scalar = "\\"
    case UInt8(ascii: "/"): scalar = "/"
    case UInt8(ascii: "b"): scalar = "\u{8}"
    case UInt8(ascii: "f"): scalar = "\u{C}"
    case UInt8(ascii: "n"): scalar = "\n"
    case UInt8(ascii: "r"): scalar = "\r"
    case UInt8(ascii: "t"): scalar = "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw malformed(unexpected(), accepted: Self.anEscape)
    }
    position += 2
    return scalar
  }

  private mutating func unicodeEscape() throws(Fault) -> Unicode.Scalar {
    let place = here
    let first = try codeUnit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, position + 1 < end, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else { throw Self.loneSurrogate(at: place) }
    let second = try codeUnit()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (UInt32(first - 0xD800) << 10 | UInt32(second - 0xDC00)))
    else { throw Self.loneSurrogate(at: place) }
    return scalar
  }

  /// The code unit of `\uXXXX` at the position, which moves behind it.
  private mutating func codeUnit() throws(Fault) -> UInt16 {
    guard position + 6 <= end else { throw malformed(Self.endOfText, accepted: Self.anEscape) }
    var unit: UInt16 = 0
    for byte in bytes[position + 2..<position + 6] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt16(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt16(byte - UInt8(ascii: "a") + 10)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt16(byte - UInt8(ascii: "A") + 10)
      default: throw malformed(unexpected(), accepted: Self.anEscape)
      }
    }
    position += 6
    return unit
  }

  private mutating func finished(
    _ text: ArraySlice<UInt8>, isASCII: Bool, at place: Place
  ) throws(Fault) -> String {
    if isASCII { return String(decoding: text, as: UTF8.self) }
    guard let string = String(validating: text, as: UTF8.self) else {
      throw Fault(
        .encoding, at: place, Wording("the string is not UTF-8", "字符串不是有效的 UTF-8"),
        accepted: Wording("UTF-8 text", "UTF-8 文本"))
    }
    if !string.isNormalised { faults.append(Self.notNormalised(string, at: place)) }
    return string
  }

  /// The fault of a string that is not in normalisation form C.
  public static func notNormalised(_ string: String, at place: Place) -> Fault {
    Fault(
      .notNormalised, at: place,
      Wording(
        "\"\(string.excerpt)\" is not in Unicode form NFC", "“\(string.excerpt)”不是 Unicode NFC 形式"),
      accepted: Wording("text in form NFC", "NFC 形式的文本"))
  }
}

// MARK: - Positions and faults

extension JSONReader {
  private var here: Place {
    Place(line: line, column: position - lineStart - continuations + 1)
  }

  private mutating func skipSpace() {
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
      case UInt8(ascii: "\n"):
        position += 1
        (line, lineStart, continuations) = (line + 1, position, 0)
      default: return
      }
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < end, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private func malformed(_ message: Wording, accepted: Wording) -> Fault {
    Fault(.malformed, at: here, message, accepted: accepted)
  }

  private func tooDeep() -> Fault {
    Fault(
      .tooLarge, at: here, Wording("nested too deeply", "嵌套层次过深"),
      accepted: Wording("at most \(limits.depth) levels", "至多 \(limits.depth) 层"))
  }

  private func tooMany() -> Fault {
    Fault(
      .tooLarge, at: here, Wording("too many values", "值的数量过多"),
      accepted: Wording("at most \(limits.nodes) values", "至多 \(limits.nodes) 个值"))
  }

  private func tooLong(at place: Place) -> Fault {
    Fault(
      .tooLarge, at: place, Wording("the string is too long", "字符串过长"),
      accepted: Wording("at most \(limits.stringBytes) bytes", "至多 \(limits.stringBytes) 字节"))
  }

  private static func loneSurrogate(at place: Place) -> Fault {
    Fault(.malformed, at: place, Wording("a surrogate without its pair", "代理项不成对"), accepted: anEscape)
  }

  private func unexpected() -> Wording {
    guard position < end else { return Self.endOfText }
    let text = Self.excerpt(bytes[position..<min(end, position + 16)], scalars: 4)
    return Wording("unexpected \(text)", "此处不应出现 \(text)")
  }

  /// The first characters of the bytes as a quoted text for a message.
  private static func excerpt(_ bytes: ArraySlice<UInt8>, scalars count: Int = 24) -> String {
    let text = String(decoding: bytes.prefix(4 * count), as: UTF8.self)
    return "'\(String(text.unicodeScalars.prefix(count)).escapedForMessage)'"
  }

  private static let endOfText = Wording("the text ends too early", "文本提前结束")
  private static let aValue = Wording(
    "an object, array, string, number, true, false or null", "对象、数组、字符串、数字、true、false 或 null")
  private static let aNumber = Wording("a number such as 12 or -0.5", "形如 12 或 -0.5 的数字")
  private static let anEscape = Wording(
    "printable text or one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX", "可打印文本或转义序列")
}
