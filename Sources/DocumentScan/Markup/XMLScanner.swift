/// What stands next in an XML text.
enum XMLEvent: Sendable {
  /// A tag that opens, by its local name.
  case start(XMLElement)
  /// A tag that closes, or the end of one that is empty.
  case end(String)
  /// Text, with its references replaced.
  case text(String)
  /// A comment or a processing instruction, where words can hide too.
  case aside(String)
}

/// A tag: local names only, since a prefix may be any.
struct XMLElement: Sendable {
  let name: String
  let attributes: [(name: String, value: String)]

  /// The value of the attribute with this local name.
  subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }

  /// Whether the property that this element is, is switched on: it is unless its value says no.
  var isOn: Bool { !["0", "false", "off", "none"].contains(self["val"] ?? "1") }
}

/// Reads XML 1.0 tag by tag, without a document type: entities of a document's own, of which a few lines can stand for any
/// amount of text, do not exist for it, and no other file is ever opened.
struct XMLScanner {
  private static let maximumDepth = 256
  private static let maximumAttributes = 256

  private let bytes: [UInt8]
  private var position = 0
  private var open: [String] = []
  private var pendingEnd: String?

  /// A scanner of `raw`, which is UTF-8 or, with a byte order mark, UTF-16.
  init(_ raw: [UInt8]) throws(Unreadable) {
    bytes = try XMLEncoding.utf8(raw)
  }

  /// What stands next; nil at the end.
  mutating func next() throws(Unreadable) -> XMLEvent? {
    if let name = pendingEnd {
      pendingEnd = nil
      return .end(name)
    }
    guard position < bytes.count else {
      guard open.isEmpty else { throw .damaged }
      return nil
    }
    guard bytes[position] == UInt8(ascii: "<") else { return try text() }
    if has("<!--") { return .aside(try upTo("-->", skipping: 4)) }
    if has("<![CDATA[") { return .text(try upTo("]]>", skipping: 9)) }
    if has("<?") { return .aside(try upTo("?>", skipping: 2)) }
    if has("<!") { throw Unreadable("a document type in XML") }
    if has("</") { return try closing() }
    return try opening()
  }

  private func has(_ word: StaticString) -> Bool {
    word.withUTF8Buffer { word in
      bytes.count - position >= word.count && bytes[position..<(position + word.count)].elementsEqual(word)
    }
  }

  /// What stands before `end`; the position moves behind it.
  private mutating func upTo(_ end: String, skipping count: Int) throws(Unreadable) -> String {
    let sought = Array(end.utf8)
    let start = position + count
    var index = start
    while index + sought.count <= bytes.count {
      if bytes[index] == sought[0] && bytes[index..<(index + sought.count)].elementsEqual(sought) {
        position = index + sought.count
        return String(decoding: bytes[start..<index], as: UTF8.self)
      }
      index += 1
    }
    throw .damaged
  }

  private mutating func text() throws(Unreadable) -> XMLEvent {
    let start = position
    while position < bytes.count && bytes[position] != UInt8(ascii: "<") { position += 1 }
    return .text(try XMLReferences.replaced(bytes[start..<position]))
  }

  private mutating func closing() throws(Unreadable) -> XMLEvent {
    position += 2
    let name = try self.name()
    skipSpace()
    guard position < bytes.count, bytes[position] == UInt8(ascii: ">"), open.popLast() == name else {
      throw .damaged
    }
    position += 1
    return .end(Self.local(name))
  }

  private mutating func opening() throws(Unreadable) -> XMLEvent {
    position += 1
    let name = try self.name()
    var attributes: [(name: String, value: String)] = []
    while true {
      skipSpace()
      guard position < bytes.count, attributes.count <= Self.maximumAttributes else { throw .damaged }
      if bytes[position] == UInt8(ascii: ">") {
        position += 1
        open.append(name)
        guard open.count <= Self.maximumDepth else { throw .tooDeep }
        break
      }
      if has("/>") {
        position += 2
        pendingEnd = Self.local(name)
        break
      }
      attributes.append(try attribute())
    }
    return .start(XMLElement(name: Self.local(name), attributes: attributes))
  }

  private mutating func attribute() throws(Unreadable) -> (name: String, value: String) {
    let name = try self.name()
    skipSpace()
    guard has("=") else { throw .damaged }
    position += 1
    skipSpace()
    guard has("\"") || has("'") else { throw .damaged }
    let quote = bytes[position]
    let start = position + 1
    position = start
    while position < bytes.count && bytes[position] != quote {
      guard bytes[position] != UInt8(ascii: "<") else { throw .damaged }
      position += 1
    }
    guard position < bytes.count else { throw .damaged }
    let value = try XMLReferences.replaced(bytes[start..<position])
    position += 1
    return (name.hasPrefix("xmlns") ? name : Self.local(name), value)
  }

  private mutating func name() throws(Unreadable) -> String {
    let start = position
    while position < bytes.count, !Self.endsName(bytes[position]) { position += 1 }
    guard position > start, position - start <= 256 else { throw .damaged }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=")
      || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "\"")
  }

  private static func local(_ name: String) -> String {
    name.utf8.lastIndex(of: UInt8(ascii: ":")).map { String(name[name.utf8.index(after: $0)...]) } ?? name
  }
}
