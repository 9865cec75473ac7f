/// Walks over the objects of a PDF as qpdf writes them in JSON, token by token and without building a tree.
struct PortableObjects {
  private enum Token {
    case open, close
    case key(String)
    case string(String)
    case other
  }

  /// A text of an object, with the key that it stands under.
  private struct Property {
    let object: String
    let key: String
    let text: String
  }

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0
  private var object = ""
  private var key = ""
  private var information: String?
  private var properties: [Property] = []
  private var texts = TextLayer("objects")
  private var names = TextLayer("names", .words)
  private var seen: Set<String> = []

  /// A walk over the JSON of `qpdf --json=2`.
  init(_ json: [UInt8]) { bytes = json }

  /// Reports what the objects are evidence of and hands their texts over to the search.
  mutating func read(into material: inout ScanMaterial) {
    while let token = next() {
      switch token {
      case .open: depth += 1
      case .close: depth -= 1
      case .key(let name):
        key = name
        if depth == 3 && (name.hasPrefix("obj:") || name == "trailer") { object = name }
        if name.hasPrefix("/") { note(name: name, &material) }
      case .string(let value): take(value, &material)
      case .other: break
      }
    }
    reportProperties(&material)
    material.add(texts)
    material.add(names)
  }

  private var place: FindingPlace { Self.place(object) }

  private static func place(_ object: String) -> FindingPlace {
    let number = object.split(separator: " ").first?.dropFirst(4) ?? ""
    return FindingPlace(number.isEmpty ? "trailer" : "object \(number)")
  }

  private mutating func take(_ value: String, _ material: inout ScanMaterial) {
    if value.hasPrefix("u:") {
      let text = String(value.dropFirst(2))
      properties.append(Property(object: object, key: key, text: text))
      let number = object.split(separator: " ").first?.dropFirst(4)
      texts.append(text, number: number.flatMap { Int($0) })
      if key == "/URI" || key == "/F" { material.log.add(.externalLink, at: place, text) }
    } else if value.hasPrefix("/") {
      note(name: value, &material)
      report(value, &material)
    } else if object == "trailer" && key == "/Info" {
      information = "obj:\(value)"
    }
  }

  private mutating func note(name: String, _ material: inout ScanMaterial) {
    if ["/XFA", "/PieceInfo"].contains(name), key == name { material.log.add(.customData, at: place, name) }
    if seen.insert(name).inserted { names.append(String(name.dropFirst())) }
  }

  private static let remarks: Set<String> = [
    "/Text", "/FreeText", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink",
    "/Popup",
    "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Redact",
  ]
  private static let objects: Set<String> = [
    "/FileAttachment", "/3D", "/RichMedia", "/Screen", "/Movie", "/Sound", "/EmbeddedFile",
  ]

  private func report(_ name: String, _ material: inout ScanMaterial) {
    switch (key, name) {
    case ("/Subtype", _) where Self.remarks.contains(name): material.log.add(.comment, at: place, name)
    case ("/Subtype", "/Watermark"): material.log.add(.watermark, at: place, name)
    case ("/Subtype", _) where Self.objects.contains(name), ("/Type", "/EmbeddedFile"):
      material.log.add(.embeddedObject, at: place, name)
    case ("/S", "/JavaScript"), ("/S", "/Launch"): material.log.add(.macro, at: place, name)
    case ("/S", "/GoToR"), ("/S", "/SubmitForm"), ("/S", "/ImportData"):
      material.log.add(.externalLink, at: place, name)
    case ("/FT", "/Sig"), ("/Type", "/Sig"): material.log.add(.digitalSignature, at: place, name)
    case ("/Type", "/OCG"):
      material.log.add(.hiddenText, at: place, "a layer that can be hidden", severity: .low)
    default: break
    }
  }

  private static let strong: Set<String> = ["/Author", "/Company", "/Manager", "/SourceModified"]
  private static let dates: Set<String> = ["/CreationDate", "/ModDate", "/Trapped"]

  private func reportProperties(_ material: inout ScanMaterial) {
    for property in properties where property.object == information && !Self.dates.contains(property.key) {
      material.log.add(
        .documentProperty, at: FindingPlace("properties"), "\(property.key.dropFirst()): \(property.text)",
        severity: Self.strong.contains(property.key) ? .high : .low)
    }
  }

  private mutating func next() -> Token? {
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        position += 1
        return .open
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        position += 1
        return .close
      case UInt8(ascii: "\""):
        let text = string()
        var after = position
        while after < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[after]) { after += 1 }
        return after < bytes.count && bytes[after] == UInt8(ascii: ":") ? .key(text) : .string(text)
      default: position += 1
      }
    }
    return nil
  }

  private mutating func string() -> String {
    position += 1
    let start = position
    var isPlain = true
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      if bytes[position] == UInt8(ascii: "\\") {
        isPlain = false
        position += 1
      }
      position += 1
    }
    let end = min(position, bytes.count)
    position = end + 1
    let raw = bytes[start..<end]
    return isPlain ? String(decoding: raw, as: UTF8.self) : JSONEscapes.replaced(raw)
  }
}

/// Escapes in a string of JSON (RFC 8259, section 7).
enum JSONEscapes {
  private static let short: [UInt8: UInt16] = [
    0x62: 8, 0x74: 9, 0x6E: 10, 0x66: 12, 0x72: 13, 0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F,
  ]

  /// The text of a string without its quotes.
  static func replaced(_ raw: ArraySlice<UInt8>) -> String {
    var units: [UInt16] = []
    var position = raw.startIndex
    while position < raw.endIndex {
      guard raw[position] == UInt8(ascii: "\\") else {
        let end = raw[position...].firstIndex(of: UInt8(ascii: "\\")) ?? raw.endIndex
        units += String(decoding: raw[position..<end], as: UTF8.self).utf16
        position = end
        continue
      }
      guard position + 1 < raw.endIndex else { break }
      if raw[position + 1] == UInt8(ascii: "u"), position + 6 <= raw.endIndex {
        units.append(
          UInt16(String(decoding: raw[(position + 2)..<(position + 6)], as: UTF8.self), radix: 16) ?? 0xFFFD)
        position += 6
      } else {
        units.append(short[raw[position + 1]] ?? 0xFFFD)
        position += 2
      }
    }
    return String(decoding: units, as: UTF16.self)
  }
}
