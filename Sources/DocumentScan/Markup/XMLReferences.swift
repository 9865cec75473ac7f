/// References in XML text: the five that every reader knows, and numbers of characters.
enum XMLReferences {
  private static let known: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'",
  ]

  /// The text with its references replaced.
  static func replaced(_ bytes: ArraySlice<UInt8>) throws(Unreadable) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    var text = String.UnicodeScalarView()
    var position = bytes.startIndex
    while let mark = bytes[position...].firstIndex(of: UInt8(ascii: "&")) {
      text.append(contentsOf: String(decoding: bytes[position..<mark], as: UTF8.self).unicodeScalars)
      guard let end = bytes[mark...].prefix(12).firstIndex(of: UInt8(ascii: ";")),
        let scalar = scalar(String(decoding: bytes[(mark + 1)..<end], as: UTF8.self))
      else { throw Unreadable("an unknown reference in XML") }
      text.append(scalar)
      position = end + 1
    }
    text.append(contentsOf: String(decoding: bytes[position...], as: UTF8.self).unicodeScalars)
    return String(text)
  }

  private static func scalar(_ name: String) -> Unicode.Scalar? {
    if let scalar = known[name] { return scalar }
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let number = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
    return number.flatMap(Unicode.Scalar.init)
  }
}

/// The encodings that OOXML allows (ISO 29500-2): UTF-8 and UTF-16.
enum XMLEncoding {
  /// The text in UTF-8 without a byte order mark.
  static func utf8(_ raw: [UInt8]) throws(Unreadable) -> [UInt8] {
    if raw.starts(with: [0xEF, 0xBB, 0xBF]) { return try utf8(Array(raw.dropFirst(3))) }
    if raw.starts(with: [0xFF, 0xFE]) { return utf16(raw.dropFirst(2), lowByteFirst: true) }
    if raw.starts(with: [0xFE, 0xFF]) { return utf16(raw.dropFirst(2), lowByteFirst: false) }
    do {
      _ = try UTF8Span(validating: raw.span)
    } catch {
      throw Unreadable("XML in another encoding than UTF-8 or UTF-16")
    }
    // A reader that believes the declaration would read other letters than this one.
    let head = String(decoding: raw.prefix(200), as: UTF8.self).lowercased()
    if head.hasPrefix("<?xml"), let end = head.firstRange(of: "?>"),
      head[..<end.lowerBound].contains("encoding"),
      !head[..<end.lowerBound].contains("utf-8"), !head[..<end.lowerBound].contains("us-ascii")
    {
      throw Unreadable("XML in another encoding than UTF-8 or UTF-16")
    }
    return raw
  }

  private static func utf16(_ raw: ArraySlice<UInt8>, lowByteFirst: Bool) -> [UInt8] {
    let units: [UInt16] = stride(from: raw.startIndex, to: raw.endIndex - 1, by: 2).map { index in
      let (first, second) = (UInt16(raw[index]), UInt16(raw[index + 1]))
      return lowByteFirst ? second << 8 | first : first << 8 | second
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}
