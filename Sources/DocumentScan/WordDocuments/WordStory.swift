/// A text of a Word document (ISO 29500-1, 17): body, header, footer, notes or comments, read event by event.
struct WordStory {
  /// Which text it is, by its root element.
  enum Kind: String, Sendable {
    case body = "document"
    case glossary = "glossaryDocument"
    case header = "hdr"
    case footer = "ftr"
    case footnotes
    case endnotes
    case comments

    /// Whether it is printed above or below the text of every page.
    var isMargin: Bool { self == .header || self == .footer }
  }

  private struct Paragraph {
    let number: Int
    var text = ""
    var style: String?
    var direct = WordLook()
    var hasDirectFont = false
    var hasDirectSize = false
    var isRevised = false
    var hasPicture = false
  }

  let part: String
  let kind: Kind
  let styles: WordStyles
  private var layer: TextLayer
  private var count = 0
  /// Paragraphs that are open; text boxes hold paragraphs inside a paragraph.
  private var open: [Paragraph] = []
  private var run: WordLook?
  private var runText = ""
  private var marginText = ""

  init(_ part: String, _ kind: Kind, _ styles: WordStyles) {
    self.part = part
    self.kind = kind
    self.styles = styles
    layer = TextLayer(part)
  }

  private var place: FindingPlace { FindingPlace(part, paragraph: max(1, open.last?.number ?? count)) }

  /// Takes up an event.
  mutating func take(_ event: XMLEvent, into material: inout ScanMaterial) {
    switch event {
    case .start(let element): start(element, &material)
    case .text(let text), .aside(let text):
      if !open.isEmpty { open[open.count - 1].text += text } else { layer.append(text) }
      if run != nil { runText += text }
    case .end(let name): end(name, &material)
    }
  }

  private mutating func start(_ element: XMLElement, _ material: inout ScanMaterial) {
    switch element.name {
    case "p":
      count += 1
      open.append(Paragraph(number: count))
    case "r": (run, runText) = (WordLook(), "")
    case "tab", "br", "cr", "noBreakHyphen", "softHyphen":
      if !open.isEmpty && run != nil { open[open.count - 1].text += " " }
    case "pStyle": setStyle(element["val"])
    case "rStyle": if let id = element["val"], styles.look(id).cannotBeSeen { run?.isHidden = true }
    case "drawing", "pict", "object", "imagedata": picture(&material)
    case "comment": material.log.add(.comment, at: FindingPlace(part), "author: \(element["author"] ?? "")")
    case "fldSimple": field(element["instr"] ?? "", &material)
    case "pgNum": material.facts.hasPageNumber = true
    case "textpath":
      material.log.add(.watermark, at: place, element["string"] ?? "")
      layer.append(element["string"] ?? "")
    case "pgSz", "pgMar": measure(element, &material)
    default:
      if Self.revisions.contains(element.name) { revision(element, &material) }
      look(element)
    }
  }

  private static let revisions: Set<String> = [
    "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange",
    "trPrChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
  ]

  private mutating func setStyle(_ id: String?) {
    if !open.isEmpty { open[open.count - 1].style = id }
  }

  private mutating func look(_ element: XMLElement) {
    run?.take(element)
    guard !open.isEmpty else { return }
    if run == nil { open[open.count - 1].direct.take(element) }
    if run?.font != nil { open[open.count - 1].hasDirectFont = true }
    if run?.size != nil { open[open.count - 1].hasDirectSize = true }
  }

  private mutating func picture(_ material: inout ScanMaterial) {
    guard open.last?.hasPicture == false else { return }
    open[open.count - 1].hasPicture = true
    material.facts.pictures += kind == .body ? 1 : 0
    if kind.isMargin { material.facts.hasHeader = true }
    material.log.add(.picture, at: place, "picture")
  }

  private mutating func revision(_ element: XMLElement, _ material: inout ScanMaterial) {
    guard open.last?.isRevised != true else { return }
    if !open.isEmpty { open[open.count - 1].isRevised = true }
    material.log.add(.revision, at: place, "author: \(element["author"] ?? "")")
  }

  private func field(_ instruction: String, _ material: inout ScanMaterial) {
    let words = instruction.split(separator: " ").map { $0.uppercased() }
    if words.first == "PAGE" { material.facts.hasPageNumber = true }
  }

  private func measure(_ element: XMLElement, _ material: inout ScanMaterial) {
    func numbers(_ names: [String]) -> [Int]? {
      let values = names.compactMap { element[$0].flatMap { Int($0) } }
      return values.count == names.count ? values : nil
    }
    if element.name == "pgSz", let size = numbers(["w", "h"]) { material.facts.papers.insert(size) }
    if element.name == "pgMar", let sides = numbers(["top", "right", "bottom", "left"]) {
      material.facts.margins.insert(sides)
    }
  }

  private mutating func end(_ name: String, _ material: inout ScanMaterial) {
    switch name {
    case "r": endRun(&material)
    case "instrText": field(runText, &material)
    case "p": endParagraph(&material)
    default: break
    }
  }

  private mutating func endRun(_ material: inout ScanMaterial) {
    defer { (run, runText) = (nil, "") }
    guard let run, runText.contains(where: { !$0.isWhitespace }) else { return }
    if run.cannotBeSeen { material.log.add(.hiddenText, at: place, runText) }
    guard kind == .body else { return }
    if let font = run.font { material.facts.fonts.insert(font) }
    if let size = run.size { material.facts.sizes.insert(size) }
    if let colour = run.colour, !["000000", "AUTO"].contains(colour) {
      material.facts.colours.insert(colour)
    }
  }

  private mutating func endParagraph(_ material: inout ScanMaterial) {
    guard let paragraph = open.popLast() else { return }
    layer.append(paragraph.text, number: paragraph.number)
    if kind.isMargin { marginText += paragraph.text }
    guard paragraph.text.contains(where: { !$0.isWhitespace }) else { return }
    let look = styles.look(paragraph.style)
    if look.cannotBeSeen {
      material.log.add(
        .hiddenText, at: FindingPlace(part, paragraph: paragraph.number), paragraph.text)
    }
    guard kind == .body else { return }
    if !paragraph.hasDirectFont, let font = look.font { material.facts.fonts.insert(font) }
    if !paragraph.hasDirectSize, let size = look.size { material.facts.sizes.insert(size) }
    if let spacing = paragraph.direct.spacing ?? look.spacing { material.facts.spacings.insert(spacing) }
    if let level = paragraph.direct.headingLevel ?? look.headingLevel, level <= 9 {
      material.facts.headingLevel = max(material.facts.headingLevel ?? 0, level)
    }
  }

  /// Hands over the text when the part has been read.
  func finish(into material: inout ScanMaterial) {
    material.add(layer)
    guard kind.isMargin else { return }
    // What is left of a plain page number is no header.
    let words = marginText.unicodeScalars.filter { scalar in
      !scalar.properties.isWhitespace
        && !"0123456789第页共-/—PAGENUMPAGESMERGEFORMAT\\*Arabic".unicodeScalars.contains(scalar)
    }
    guard !words.isEmpty else { return }
    material.facts.hasHeader = true
    material.log.add(.headerFooter, at: FindingPlace(part), marginText)
  }
}
