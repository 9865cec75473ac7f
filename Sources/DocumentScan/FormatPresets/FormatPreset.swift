public import Notation

/// A set of rules for the format of a dark part, as tender documents state them (rulebook section 5, basis local).
public enum FormatPreset: String, CaseIterable, Hashable, Sendable {
  /// Body 宋体 小四, headings 黑体 小三, lines fixed at 25 pt, black, no header, footer, page number or picture, at most 200
  /// pages.
  case p1 = "P1"
  /// Body 仿宋 4号, headings 黑体 3号 in at most three levels, single spacing, margins 2.54 and 3.17 cm, no header or footer.
  case p2 = "P2"
  /// A4, 宋体 4号, a page number of 小五 at the lower right.
  case p3 = "P3"
}

extension FormatPreset {
  /// The presets by name.
  public static let codec = Codec<FormatPreset>.choice([
    .p1: Wording("宋体 小四, fixed 25 pt, at most 200 pages", "宋体小四、固定行距 25 磅、不超过 200 页"),
    .p2: Wording("仿宋 4号, single spacing, three levels", "仿宋四号、单倍行距、三级标题"),
    .p3: Wording("A4, 宋体 4号, page number", "A4、宋体四号、页码右下"),
  ])

  /// The most pages.
  var maximumPages: Int? { self == .p1 ? 200 : nil }

  /// Whether the body may hold pictures.
  var allowsPictures: Bool { self != .p1 }

  /// Whether pages may have a header or a footer beside the page number.
  var allowsHeaders: Bool { false }

  /// Whether pages must, may or must not be numbered.
  var needsPageNumber: Bool? {
    switch self {
    case .p1: false
    case .p2: nil
    case .p3: true
    }
  }

  /// Parts of the names of the fonts that are allowed, lowercase.
  var fonts: [String] {
    let song = ["宋体", "simsun", "nsimsun", "songti", "stsong"]
    let fang = ["仿宋", "fangsong", "stfangsong"]
    let hei = ["黑体", "simhei", "heiti", "stheiti"]
    switch self {
    case .p1: return song + hei
    case .p2: return fang + hei
    case .p3: return song
    }
  }

  /// The sizes that are allowed, in half points: 小四 24, 小三 30, 4号 28, 3号 32, 小五 18.
  var sizes: Set<Int> {
    switch self {
    case .p1: [24, 30]
    case .p2: [28, 32, 24]
    case .p3: [28, 18]
    }
  }

  /// The line spacing: its rule and its measure in twentieths of a point, or in 240ths of a line for `auto`.
  var spacing: (rule: String, line: Int)? {
    switch self {
    case .p1: ("exact", 500)
    case .p2: ("auto", 240)
    case .p3: nil
    }
  }

  /// The margins above and below, left and right, in twentieths of a point.
  var margins: (vertical: Int, horizontal: Int)? { self == .p2 ? (1440, 1797) : nil }

  /// The most levels of headings.
  var headingLevels: Int? { self == .p2 ? 3 : nil }

  /// Whether the text must be black.
  var mustBeBlack: Bool { self == .p1 }

  /// Whether the paper must be A4.
  var mustBeA4: Bool { self == .p3 }
}
