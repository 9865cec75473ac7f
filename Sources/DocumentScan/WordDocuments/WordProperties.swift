/// Properties of a Word document (ISO 29500-2, 11; ISO 29500-1, 22.2 and 22.3): who wrote it, for which company, with what.
struct WordProperties {
  private static let strong: Set<String> = [
    "creator", "lastModifiedBy", "Company", "Manager", "HyperlinkBase", "contentStatus",
  ]
  private static let weak: Set<String> = [
    "title", "subject", "keywords", "description", "category", "Template", "Application", "identifier",
  ]

  let part: String
  private var open: [String] = []
  private var text = ""
  private var custom: String?

  init(_ part: String) { self.part = part }

  /// Takes up an event.
  mutating func take(_ event: XMLEvent, into material: inout ScanMaterial) {
    switch event {
    case .start(let element):
      open.append(element.name)
      text = ""
      if element.name == "property" { custom = element["name"] ?? "" }
    case .text(let piece): text += piece
    case .aside: break
    case .end(let name):
      report(name, &material)
      if name == "property" { custom = nil }
      _ = open.popLast()
      text = ""
    }
  }

  private func report(_ name: String, _ material: inout ScanMaterial) {
    guard text.contains(where: { !$0.isWhitespace }) else { return }
    if name == "Pages" { material.facts.pages = Int(text) ?? material.facts.pages }
    if let custom {
      material.log.add(.documentProperty, at: FindingPlace(part), "\(custom): \(text)")
    } else if Self.strong.contains(name) {
      material.log.add(.documentProperty, at: FindingPlace(part), "\(name): \(text)")
    } else if Self.weak.contains(name) {
      material.log.add(.documentProperty, at: FindingPlace(part), "\(name): \(text)", severity: .low)
    }
  }
}
