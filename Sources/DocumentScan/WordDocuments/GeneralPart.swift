/// What every part of markup is searched for: words in all texts and in the values of all attributes, and links.
struct GeneralPart {
  private let part: String
  private var texts: TextLayer
  private var values: TextLayer
  private var seen: Set<String> = []

  init(_ part: String) {
    self.part = part
    texts = TextLayer(part)
    values = TextLayer(part, .words)
  }

  /// Takes up an event.
  mutating func take(_ event: XMLEvent) {
    switch event {
    case .start(let element):
      // Each value once: most of them are the same few numbers again and again.
      for attribute in element.attributes
      where !attribute.name.hasPrefix("xmlns") && attribute.value.utf8.count > 1
        && seen.insert(attribute.value).inserted
      {
        values.append(attribute.value)
      }
    case .text(let text), .aside(let text):
      if text.contains(where: { !$0.isWhitespace }) { texts.append(text) }
    case .end: break
    }
  }

  /// Reports what a tag alone is evidence of.
  func report(_ element: XMLElement, _ material: inout ScanMaterial) {
    switch element.name {
    case "Relationship" where element["TargetMode"]?.lowercased() == "external":
      material.log.add(.externalLink, at: FindingPlace(part), element["Target"] ?? "")
    case "altChunk": material.log.add(.embeddedObject, at: FindingPlace(part), "another document")
    case "docVar":
      material.log.add(
        .customData, at: FindingPlace(part), "\(element["name"] ?? ""): \(element["val"] ?? "")")
    case "shape", "docPr":
      let name = (element["id"] ?? "") + (element["name"] ?? "")
      if name.lowercased().contains("watermark") {
        material.log.add(.watermark, at: FindingPlace(part), name)
      }
    default: break
    }
  }

  /// Hands over the texts; a story has its own, by paragraphs.
  func finish(into material: inout ScanMaterial, isStory: Bool) {
    if !isStory { material.add(texts) }
    material.add(values)
  }
}

/// Parts that are no markup: pictures, fonts, macros, objects.
enum EmbeddedPart {
  /// Reports the part called `name`, and hands its bytes over to the search.
  static func report(_ name: String, _ bytes: [UInt8], _ material: inout ScanMaterial) {
    let place = FindingPlace(name)
    let path = name.lowercased()
    if path.contains("vbaproject") || path.contains("vbadata") {
      material.log.add(.macro, at: place, "macros")
    } else if let picture = PictureKind(bytes) {
      material.log.add(.picture, at: place, picture.rawValue)
      PictureMetadata.report(bytes, picture, place, &material)
      return
    } else if path.hasSuffix(".odttf") || path.contains("/fonts/") {
      material.log.add(.embeddedFont, at: place, "font")
    } else {
      material.log.add(.embeddedObject, at: place, "object")
    }
    material.add(name, bytes: bytes[...])
  }
}
