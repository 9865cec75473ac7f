/// Writes a value as JSON for people and scripts: members in their order, numbers as exact decimals.
///
/// What is hashed or signed is written by `CanonicalWriter` instead.
public enum JSONWriter {
  /// How the text is laid out.
  public enum Layout: Sendable {
    /// One line, no spaces.
    case compact
    /// A member or element a line, indented by two spaces.
    case indented
  }

  /// The JSON text of `value`, without a final newline.
  public static func bytes(_ value: Value, layout: Layout = .compact) -> [UInt8] {
    var output: [UInt8] = []
    write(value, layout: layout, to: &output)
    return output
  }

  /// Appends the JSON text of `value` to `output`.
  public static func write(_ value: Value, layout: Layout = .compact, to output: inout [UInt8]) {
    write(value, indent: layout == .indented ? 0 : nil, to: &output)
  }

  private static func write(_ value: Value, indent: Int?, to output: inout [UInt8]) {
    switch value.content {
    case .null: output.append(contentsOf: "null".utf8)
    case .boolean(let truth): output.append(contentsOf: (truth ? "true" : "false").utf8)
    case .number(let number): output.append(contentsOf: number.description.utf8)
    case .string(let text): writeString(text, to: &output)
    case .array(let elements):
      list(elements, open: "[", close: "]", indent: indent, to: &output) { element, inner, output in
        write(element, indent: inner, to: &output)
      }
    case .object(let members):
      list(members, open: "{", close: "}", indent: indent, to: &output) { member, inner, output in
        writeString(member.key, to: &output)
        output.append(UInt8(ascii: ":"))
        if inner != nil { output.append(UInt8(ascii: " ")) }
        write(member.value, indent: inner, to: &output)
      }
    }
  }

  private static func list<Element>(
    _ elements: [Element], open: Unicode.Scalar, close: Unicode.Scalar, indent: Int?,
    to output: inout [UInt8],
    _ write: (Element, Int?, inout [UInt8]) -> Void
  ) {
    output.append(UInt8(ascii: open))
    let inner = indent.map { $0 + 2 }
    for (index, element) in elements.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      breakLine(inner, to: &output)
      write(element, inner, &output)
    }
    if !elements.isEmpty { breakLine(indent, to: &output) }
    output.append(UInt8(ascii: close))
  }

  private static func breakLine(_ indent: Int?, to output: inout [UInt8]) {
    guard let indent else { return }
    output.append(UInt8(ascii: "\n"))
    output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
  }

  /// Appends `text` as a JSON string with the escapes of RFC 8785 section 3.2.2.2.
  public static func writeString(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { bytes in
      if bytes.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
        output.append(contentsOf: bytes)
      } else {
        for byte in bytes { writeEscaped(byte, to: &output) }
      }
    }
    output.append(UInt8(ascii: "\""))
  }

  private static func writeEscaped(_ byte: UInt8, to output: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""): output.append(contentsOf: #"\""#.utf8)
    case UInt8(ascii: "\\"): output.append(contentsOf: #"\\"#.utf8)
    case 0x08: output.append(contentsOf: #"\b"#.utf8)
    case 0x09: output.append(contentsOf: #"\t"#.utf8)
    case 0x0A: output.append(contentsOf: #"\n"#.utf8)
    case 0x0C: output.append(contentsOf: #"\f"#.utf8)
    case 0x0D: output.append(contentsOf: #"\r"#.utf8)
    case 0..<0x20:
      output.append(contentsOf: byte < 0x10 ? #"\u000"#.utf8 : #"\u00"#.utf8)
      output.append(contentsOf: String(byte, radix: 16).utf8)
    default: output.append(byte)
    }
  }
}
