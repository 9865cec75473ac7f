internal import Evaluation
internal import Notation

/// The first row of a table, resolved: what each column holds.
struct TableHeader {
  /// What a column holds.
  enum Column {
    /// A field, with the unit of amounts that the header states.
    case field(ColumnMap.Field, unit: String)
    /// The scores of one criterion, in a wide score table.
    case criterion(CriterionID)
    case ignored
  }

  /// The meaning of each column.
  let columns: [Column]
  /// The headers as written.
  let names: [String]

  /// Whether some column holds `field`.
  func holds(_ field: ColumnMap.Field) -> Bool {
    columns.contains {
      if case .field(field, _) = $0 { true } else { false }
    }
  }

  /// Whether some column holds the scores of one criterion.
  var isWide: Bool {
    columns.contains {
      if case .criterion = $0 { true } else { false }
    }
  }

  /// Resolves the cells of a header row against the fields that the table may hold.
  ///
  /// Unknown and repeated headers and missing required ones are added to `faults`; nil when there are any.
  init?(
    _ cells: [CSVReader.Cell], fields: [ColumnMap.Field], required: [ColumnMap.Field], map: ColumnMap?,
    criteria: [Criterion] = [], into faults: inout Faults
  ) {
    names = cells.map(\.text)
    var columns: [Column] = []
    var taken: Set<String> = []
    let before = faults.count
    for cell in cells {
      guard let column = Self.resolve(cell.text, fields, map, criteria) else {
        faults.append(.unknownColumn(cell, fields: fields, map: map))
        continue
      }
      if let key = column.key, !taken.insert(key).inserted {
        faults.append(.repeatedColumn(cell))
      }
      columns.append(column)
    }
    self.columns = columns
    for field in required where !holds(field) {
      faults.append(.missingColumn(field, header: map?.headers[field], at: cells.first?.place))
    }
    guard faults.count == before else { return nil }
  }

  private static func resolve(
    _ text: String, _ fields: [ColumnMap.Field], _ map: ColumnMap?, _ criteria: [Criterion]
  ) -> Column? {
    let header = text.trimmed
    if let map {
      if let field = fields.first(where: { map.headers[$0] == header }) { return .field(field, unit: "") }
      if map.ignored.contains(header) { return .ignored }
    }
    let (name, unit) = splitUnit(header.lowercased())
    if let field = fields.first(where: { map?.headers[$0] == nil && $0.usualHeaders.contains(name) }) {
      return .field(field, unit: unit)
    }
    let criterion = criteria.first { $0.id.rawValue == header || $0.name == header }
    return criterion.map { .criterion($0.id) }
  }

  /// `报价（万元）` as `报价` and `万元`; units that change nothing are dropped.
  private static func splitUnit(_ header: String) -> (name: String, unit: String) {
    guard let last = header.last, last == ")" || last == "）",
      let open = header.lastIndex(where: { $0 == "(" || $0 == "（" })
    else { return (header, "") }
    let unit = String(header[header.index(after: open)...].dropLast()).trimmed
    switch unit {
    case "万元", "亿元": return (String(header[..<open]).trimmed, unit)
    case "元", "%", "％": return (String(header[..<open]).trimmed, "")
    default: return (header, "")
    }
  }
}

extension TableHeader.Column {
  /// What may be held by one column only.
  fileprivate var key: String? {
    switch self {
    case .field(let field, _): field.rawValue
    case .criterion(let id): "criterion \(id)"
    case .ignored: nil
    }
  }
}

extension Fault {
  /// A cell of the header that no field is called.
  fileprivate static func unknownColumn(
    _ cell: CSVReader.Cell, fields: [ColumnMap.Field], map: ColumnMap?
  ) -> Fault {
    let known = fields.map { map?.headers[$0] ?? $0.rawValue }
    let nearest = known.nearest(to: cell.text.trimmed.lowercased())
    let shown = cell.text.prefix(40).escapedForMessage
    return Fault(
      Code("UNKNOWN_COLUMN"), at: cell.place,
      Wording(
        "unknown column \"\(shown)\"" + (nearest.map { "; did you mean \"\($0)\"?" } ?? ""),
        "未知的列“\(shown)”" + (nearest.map { "，是否应为“\($0)”？" } ?? "")),
      accepted: Wording(
        known.joined(separator: ", ") + ", or a header named under columns in the scheme",
        known.joined(separator: "、") + "，或在评标办法 columns 中说明的列"))
  }

  fileprivate static func repeatedColumn(_ cell: CSVReader.Cell) -> Fault {
    Fault(
      Code("DUPLICATE_COLUMN"), at: cell.place,
      Wording("two columns hold the same as \"\(cell.text)\"", "有两列含义相同：“\(cell.text)”"),
      accepted: Wording("each column once", "每列一次"))
  }

  fileprivate static func missingColumn(_ field: ColumnMap.Field, header: String?, at place: Place?) -> Fault
  {
    Fault(
      Code("MISSING_COLUMN"), at: place,
      Wording(
        "no column holds \(field.rawValue)" + (header.map { " (\"\($0)\")" } ?? ""),
        "缺少 \(field.rawValue) 列" + (header.map { "（“\($0)”）" } ?? "")),
      accepted: Wording(
        (header.map { [$0] } ?? field.usualHeaders).joined(separator: ", "),
        (header.map { [$0] } ?? field.usualHeaders).joined(separator: "、")))
  }
}

extension String {
  /// The text without spaces around it, full-width ones included.
  ///
  /// O(bytes), also for a cell of nothing but spaces.
  var trimmed: String {
    if let first = utf8.first, let last = utf8.last, first.isVisibleASCII, last.isVisibleASCII { return self }
    let scalars = unicodeScalars
    guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let end = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[start...end])
  }
}
