internal import Evaluation
internal import Notation

/// Reads score tables into the tenders whose bids they score.
///
/// A long table has the columns bidder, criterion, member and score; a wide one has bidder, member and one column for
/// each criterion, called by its id or name. Either may have a tender column.
package enum ScoreFile {
  private static let fields: [ColumnMap.Field] = [.tender, .bidder, .criterion, .member, .score]

  /// Adds the scores of the table to `records`.
  ///
  /// - Throws: `InputFaults` with everything wrong with the table.
  package static func read(
    _ text: InputText, _ scheme: SchemeFile, into records: inout [TenderRecord]
  ) throws(InputFaults) {
    var reading = Reading(.handwritten)
    let criteria = scheme.scheme.terms.criteria
    let rows = TableRows(
      text,
      { cells, faults in
        TableHeader(
          cells, fields: fields, required: [.bidder], map: scheme.columns, criteria: criteria, into: &faults)
      }, into: &reading.faults)
    guard var rows else { throw InputFaults(text.name, reading.faults) }
    let positions = Dictionary(uniqueKeysWithValues: records.enumerated().map { ($1.input.tender, $0) })
    for index in records.indices { records[index].scoreFile = (text.name, records[index].input.scores.count) }
    var blank: [Value] = []
    while let (cells, place) = rows.next(into: &reading.faults) {
      let shared = rows.object(cells, at: place)
      let objects = objects(cells, rows.header, shared)
      if objects.isEmpty { blank.append(shared) }
      for object in objects { add(object, criteria, positions, &records, &reading) }
    }
    guard reading.faults.isEmpty else { throw InputFaults(text.name, reading.faults) }
    let silent = silentMembers(blank, positions, records)
    guard silent.isEmpty else { throw InputFaults(text.name, silent, areIncompleteness: true) }
  }

  /// The members whose rows are all blank: a panel without them would be another one than the table names.
  private static func silentMembers(
    _ blank: [Value], _ positions: [TenderID: Int], _ records: [TenderRecord]
  ) -> Faults {
    var faults = Faults()
    var seen: Set<[String]> = []
    for row in blank {
      guard case .string(let member)? = row["member"]?.content else { continue }
      var position: Int? = 0
      var tender = ""
      if case .string(let name)? = row["tender"]?.content {
        (tender, position) = (name, positions[TenderID(unchecked: name)])
      }
      guard let position, seen.insert([tender, member]).inserted,
        !records[position].input.scores.contains(where: { $0.member?.rawValue == member })
      else { continue }
      faults.append(
        Fault(
          .scoresMissing, at: row["member"]?.place,
          Wording("\(member) has scored nothing", "\(member) 没有任何打分"),
          accepted: Wording("scores of every member that is named", "列出的每位评委的打分")))
    }
    return faults
  }

  /// The scores of one row as long-form objects.
  private static func objects(_ cells: [CSVReader.Cell], _ header: TableHeader, _ shared: Value) -> [Value] {
    guard case .object(let members) = shared.content else { return [] }
    let wide = zip(cells, header.columns).compactMap { cell, column -> Value? in
      guard case .criterion(let id) = column, !cell.text.trimmed.isEmpty else { return nil }
      return Value(
        .object(
          members + [
            Value.Member("criterion", Value(.string(id.rawValue), at: cell.place), at: cell.place),
            Value.Member("score", Value(.string(cell.text.trimmed), at: cell.place), at: cell.place),
          ]), at: cell.place)
    }
    return header.holds(.score) || !header.isWide ? [shared] + wide : wide
  }

  private static func add(
    _ object: Value, _ criteria: [Criterion], _ positions: [TenderID: Int], _ records: inout [TenderRecord],
    _ reading: inout Reading
  ) {
    guard let row = Row.codec.decode(byID(object, criteria), &reading) else { return }
    let position = row.tender.map { positions[$0] } ?? (records.count == 1 ? 0 : nil)
    guard let position else {
      reading.faults.append(
        Fault(
          Fault.Code("UNKNOWN_TENDER"), at: object["tender"]?.place ?? object.place,
          Wording(
            "no bids for tender \(row.tender?.rawValue ?? "(not named)")",
            "没有标段 \(row.tender?.rawValue ?? "（未注明）") 的投标"),
          accepted: Wording("a tender of the bid file", "投标文件中的标段")))
      return
    }
    records[position].input.scores.append(row.entry)
    records[position].scorePlaces.append(object.place)
  }

  /// The object with the criterion's name replaced by its id.
  private static func byID(_ object: Value, _ criteria: [Criterion]) -> Value {
    guard let named = object["criterion"], case .string(let name) = named.content,
      let criterion = criteria.first(where: { $0.name == name })
    else { return object }
    return object.overlaid(
      with: Value(
        .object([Value.Member("criterion", Value(.string(criterion.id.rawValue), at: named.place))]),
        at: object.place))
  }

  private struct Row: Sendable {
    var tender: TenderID?
    var entry = ScoreEntry.blank

    static let codec = Codec<Row>.record(
      Wording("a row of a score table", "评分表的一行"), blank: Row(),
      [.optional("tender", \.tender, TenderID.codec, Wording("which tender", "标段"))]
        + ScoreEntry.fields.map { $0.lifted(to: \.entry) })
  }
}
