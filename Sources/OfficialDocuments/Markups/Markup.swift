/// HTML that is safe to put into a page: written in this module as a literal, or escaped.
///
/// A literal is a template and what stands in `\(…)` a value. Literals are static strings, so that no text from outside can
/// ever be taken for one; a template that names what does not exist is refused by the compiler.
struct Markup: Sendable, Hashable {
  /// The HTML.
  let html: String

  /// Nothing.
  static let empty = Markup(html: "")

  private init(html: String) { self.html = html }

  /// `text` with every character that means something in HTML escaped, and every one that is not to be seen made visible.
  init(text: String) { html = text.escaped }

  /// `text` as a string of a style sheet, whose escapes are not those of HTML: all but letters and digits by number.
  init(styleString text: String) {
    let pieces = text.unicodeScalars.map { scalar in
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      return isPlain ? String(scalar) : "\\" + String(scalar.value, radix: 16) + " "
    }
    html = "\"" + pieces.joined() + "\""
  }

  /// The pieces one after another.
  init(joining pieces: some Sequence<Markup>, separator: Markup = .empty) {
    html = pieces.map(\.html).joined(separator: separator.html)
  }

  static func + (left: Markup, right: Markup) -> Markup { Markup(html: left.html + right.html) }
  static func += (left: inout Markup, right: Markup) { left = left + right }
}

extension Markup: ExpressibleByStringInterpolation {
  init(stringLiteral value: StaticString) { html = value.description }
  init(stringInterpolation: StringInterpolation) { html = stringInterpolation.html }

  /// Gathers the literal pieces as they are, and values escaped.
  struct StringInterpolation: StringInterpolationProtocol {
    typealias StringLiteralType = StaticString

    fileprivate var html = ""

    init(literalCapacity: Int, interpolationCount: Int) { html.reserveCapacity(literalCapacity) }

    mutating func appendLiteral(_ literal: StaticString) { html += literal.description }
    mutating func appendInterpolation(_ text: String) { html += text.escaped }
    mutating func appendInterpolation(_ number: Int) { html += String(number) }
    mutating func appendInterpolation(_ markup: Markup) { html += markup.html }
  }
}

extension String {
  /// The text as HTML shows it.
  ///
  /// The readers of the tender refuse no character, so that control characters, formatting characters (which turn the
  /// direction of writing or make two names look alike), separators of lines and noncharacters come this far: they are
  /// shown by their number, `[U+202E]`. Line feed and tab stay.
  fileprivate var escaped: String {
    var result = ""
    result.reserveCapacity(utf8.count)
    for scalar in unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      default:
        if scalar.isUnseen { result += scalar.shown } else { result.unicodeScalars.append(scalar) }
      }
    }
    return result
  }
}

extension Unicode.Scalar {
  fileprivate var isUnseen: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: properties.isNoncharacterCodePoint
    }
  }

  fileprivate var shown: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "[U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
  }
}
