/// What a reader took out of a document: texts to search, what the file tells of its format, and evidence that needs no
/// search.
struct ScanMaterial: Sendable {
  private(set) var layers: [TextLayer] = []
  var facts = FormatFacts()
  var log = EvidenceLog()
  var tools: Set<Tool> = []
  private var scalarsLeft: Int

  init(_ limits: ScanLimits) { scalarsLeft = limits.textBytes }

  /// Adds a layer to be searched, unless the document holds more text than is searched.
  mutating func add(_ layer: TextLayer) {
    guard !layer.isEmpty else { return }
    guard layer.scalars.count <= scalarsLeft else {
      unread(layer.part, .tooLarge)
      return
    }
    scalarsLeft -= layer.scalars.count
    layers.append(layer)
  }

  /// Adds a layer of one text.
  mutating func add(_ part: String, _ text: String, _ search: TextLayer.Search = .wordsAndPatterns) {
    var layer = TextLayer(part, search)
    layer.append(text)
    add(layer)
  }

  /// Adds bytes that are no text, read once as UTF-8 and twice as UTF-16, from an even and from an odd byte on.
  mutating func add(_ part: String, bytes: ArraySlice<UInt8>) {
    let bytes = bytes.prefix(1 << 20)
    add(part, String(decoding: bytes, as: UTF8.self), .longWords)
    for shift in [0, 1] {
      let units = stride(from: bytes.startIndex + shift, to: bytes.endIndex - 1, by: 2)
        .map { UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8 }
      add(part, String(decoding: units, as: UTF16.self), .longWords)
    }
  }

  /// Reports that `part` was not read.
  mutating func unread(_ part: String, _ reason: Unreadable) {
    log.add(.notScanned, at: FindingPlace(part), reason.reason)
  }
}
