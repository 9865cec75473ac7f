/// What a style or a run says about how its text looks.
struct WordLook: Sendable {
  var font: String?
  /// In half points.
  var size: Int?
  var colour: String?
  var isHidden = false
  var spacing: FormatFacts.Spacing?
  var headingLevel: Int?

  /// Takes up what `element` says.
  mutating func take(_ element: XMLElement) {
    switch element.name {
    case "rFonts": font = element["eastAsia"] ?? font
    case "sz": size = element["val"].flatMap { Int($0) } ?? size
    case "color": colour = element["val"]?.uppercased() ?? colour
    case "vanish", "specVanish", "webHidden": isHidden = element.isOn
    case "outlineLvl": headingLevel = element["val"].flatMap { Int($0) }.map { min(9, max(0, $0)) + 1 }
    case "spacing":
      if let line = element["line"].flatMap({ Int($0) }) {
        spacing = FormatFacts.Spacing(rule: element["lineRule"] ?? "auto", line: line)
      }
    default: break
    }
  }

  /// Whether nobody sees the text: hidden, white, or no taller than two points.
  var cannotBeSeen: Bool { isHidden || colour == "FFFFFF" || size.map { $0 <= 4 } == true }
}

/// The styles of a document by their ids.
struct WordStyles: Sendable {
  private(set) var looks: [String: WordLook] = [:]
  private(set) var standard = WordLook()
  private var standardID: String?
  private var current: String?
  private var isStandard = false

  /// Takes up an event of the part of styles.
  mutating func take(_ event: XMLEvent) {
    switch event {
    case .start(let element) where element.name == "style":
      current = element["styleId"]
      if element["type"] == "paragraph", element["default"] == "1" { standardID = current }
    case .start(let element) where element.name == "docDefaults": isStandard = true
    case .start(let element):
      if let current {
        looks[current, default: WordLook()].take(element)
      } else if isStandard {
        standard.take(element)
      }
    case .end("style"): current = nil
    case .end("docDefaults"): isStandard = false
    default: break
    }
  }

  /// The look of a paragraph of the style `id`, or of none.
  func look(_ id: String?) -> WordLook {
    let named = (id ?? standardID).flatMap { looks[$0] } ?? WordLook()
    var look = standard
    look.font = named.font ?? look.font
    look.size = named.size ?? look.size
    look.colour = named.colour ?? look.colour
    look.spacing = named.spacing ?? look.spacing
    look.headingLevel = named.headingLevel
    look.isHidden = named.isHidden
    return look
  }
}
