internal import Notation

/// The rows of a table below its header, each as an object of its non-empty cells.
struct TableRows {
  /// The header of the table.
  let header: TableHeader
  private var reader: CSVReader

  /// Reads the header of `text`; nil with faults added when it has none that fits.
  init?(
    _ text: InputText, _ resolve: ([CSVReader.Cell], inout Faults) -> TableHeader?, into faults: inout Faults
  ) {
    reader = CSVReader(text.bytes)
    do throws(Fault) {
      guard let cells = try reader.next() else {
        faults.append(
          Fault(
            .malformed, at: nil, Wording("the table is empty", "表格为空"),
            accepted: Wording("a header row and at least one row", "表头和至少一行数据")))
        return nil
      }
      guard let header = resolve(cells, &faults) else { return nil }
      self.header = header
    } catch {
      faults.append(error)
      return nil
    }
  }

  /// The cells of the next row, with the place where the row begins; nil at the end or after a fault of grammar.
  ///
  /// A row of the wrong length is added to the faults and passed over.
  mutating func next(into faults: inout Faults) -> (cells: [CSVReader.Cell], place: Place)? {
    while true {
      do throws(Fault) {
        guard let cells = try reader.next() else { return nil }
        let place = cells.first?.place ?? .nowhere
        for cell in cells where !cell.text.isNormalised {
          faults.append(JSONReader.notNormalised(cell.text, at: cell.place))
        }
        if cells.count == header.columns.count { return (cells, place) }
        faults.append(
          Fault(
            Fault.Code("ROW_LENGTH"), at: place,
            Wording("the row has \(cells.count) cells", "该行有 \(cells.count) 个单元格"),
            accepted: Wording("\(header.columns.count), as the header has", "\(header.columns.count) 个，与表头一致")
          ))
      } catch {
        faults.append(error)
        return nil
      }
    }
  }

  /// The cells that hold a field, as an object for its field list; empty cells are absent.
  func object(_ cells: [CSVReader.Cell], at place: Place) -> Value {
    var members: [Value.Member] = []
    for (cell, column) in zip(cells, header.columns) {
      guard case .field(let field, let unit) = column else { continue }
      let text = cell.text.trimmed
      guard !text.isEmpty else { continue }
      // 12.5 below 报价（万元） is 12.5万元; a cell with a unit of its own is then refused as no amount.
      let value = Value(.string(text + unit), at: cell.place)
      members.append(Value.Member(field.rawValue, value, at: cell.place))
    }
    return Value(.object(members), at: place)
  }
}
