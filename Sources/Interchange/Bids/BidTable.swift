package import Evaluation
internal import Notation

/// Reads bid tables: one row a bid, one tender in all or one by the value of a column.
package enum BidTable {
  private static let fields: [ColumnMap.Field] = [
    .tender, .bidder, .price, .ceiling, .floor, .responsive, .enterprise, .smallShare, .adjustment, .finding,
    .recordedWinner, .recordedBelowFloor, .openingNumber, .drawnBid, .drawnDelta, .drawnK,
  ]

  /// The tenders of the table, in the order in which each first appears; their rows need not stand together.
  ///
  /// Memory O(rows).
  ///
  /// - Parameters:
  ///   - text: the table.
  ///   - scheme: the scheme, for its currency and its columns.
  ///   - tender: the name of the one tender of a table without a tender column.
  /// - Returns: the tenders with the places of their rows.
  /// - Throws: `InputFaults` with everything wrong with the table.
  package static func read(
    _ text: InputText, _ scheme: SchemeFile, tender: TenderID
  ) throws(InputFaults) -> [TenderRecord] {
    var reading = Reading(.handwritten)
    let rows = TableRows(
      text,
      { cells, faults in
        TableHeader(
          cells, fields: fields, required: [.bidder, .price], map: scheme.columns, into: &faults)
      }, into: &reading.faults)
    guard var rows else { throw InputFaults(text.name, reading.faults) }
    var collector = Collector(scheme.scheme.terms.currency, tender)
    while let (cells, place) = rows.next(into: &reading.faults) {
      collector.add(rows.object(cells, at: place), &reading)
    }
    if collector.records.isEmpty, reading.faults.isEmpty {
      reading.faults.append(
        Fault(
          .malformed, at: nil, Wording("the table has no rows", "表格没有数据行"),
          accepted: Wording("at least one bid", "至少一份投标")))
    }
    guard reading.faults.isEmpty else {
      // The rows that could be read may break rules too; a report that comes in two parts costs a second round.
      for record in collector.records {
        reading.faults.append(record.faults(scheme.scheme.review(record.input)))
      }
      throw InputFaults(text.name, reading.faults)
    }
    return collector.records
  }

  /// The tenders collected so far.
  private struct Collector {
    private let row: Codec<Row>
    private let only: TenderID
    private var positions: [TenderID: Int] = [:]
    private(set) var records: [TenderRecord] = []

    init(_ currency: Currency, _ tender: TenderID) {
      row = Row.codec(currency)
      only = tender
    }

    mutating func add(_ object: Value, _ reading: inout Reading) {
      guard let row = row.decode(object, &reading) else { return }
      let tender = row.tender ?? only
      guard let position = positions[tender] else {
        positions[tender] = records.count
        let input = TenderInput(
          tender: tender, ceiling: row.ceiling, floor: row.floor, bids: [row.bid], drawn: row.drawn)
        records.append(
          TenderRecord(input: input, place: object.place, bidPlaces: [object.place], scorePlaces: []))
        return
      }
      records[position].input.bids.append(row.bid)
      records[position].bidPlaces.append(object.place)
      refuseChange("ceiling", records[position].input.ceiling, row.ceiling, object, &reading)
      refuseChange("floor", records[position].input.floor, row.floor, object, &reading)
      guard records[position].input.drawn != row.drawn else { return }
      for label in DrawLabel.allCases {
        refuseChange(
          "drawn_\(label.rawValue)", records[position].input.drawn[label], row.drawn[label], object, &reading)
      }
    }

    private func refuseChange<Limit: Equatable & CustomStringConvertible>(
      _ key: String, _ known: Limit?, _ stated: Limit?, _ object: Value, _ reading: inout Reading
    ) {
      guard known != stated else { return }
      reading.faults.append(
        Fault(
          Fault.Code("LIMIT_DIFFERS"), at: object[key]?.place ?? object.place,
          Wording(
            "\(key) \(stated?.description ?? "absent") differs from \(known?.description ?? "absent") above",
            "\(key) \(stated?.description ?? "空") 与上文 \(known?.description ?? "空") 不一致"),
          accepted: Wording("the same in every row of a tender", "同一标段各行一致")))
    }
  }

  /// A bid with what its row says of the tender.
  private struct Row: Sendable {
    var bid = Bid.blank
    var tender: TenderID?
    var ceiling: Money?
    var floor: Money?
    var drawn = DrawnNumbers()

    private static let index = Codec<Int>.integer(0...TenderInput.maximumBids - 1)

    static func codec(_ currency: Currency) -> Codec<Row> {
      .record(
        Wording("a row of a bid table", "投标表的一行"), blank: Row(),
        [
          .optional("tender", \.tender, TenderID.codec, Wording("which tender", "标段")),
          .optional("ceiling", \.ceiling, Money.codec(currency), Wording("maximum price", "最高投标限价")),
          .optional("floor", \.floor, Money.codec(currency), Wording("minimum price", "最低限价")),
        ] + Bid.fields(currency).map { $0.lifted(to: \.bid) }
          + [
            .optional("drawn_b_rand", \.drawn.bid, index, Wording("drawn bid, from 0", "抽取的投标序号")),
            .optional("drawn_delta", \.drawn.delta, index, Wording("drawn Δ, from 0", "抽取的 Δ 序号")),
            .optional("drawn_k", \.drawn.k, index, Wording("drawn k, from 0", "抽取的 k 序号")),
          ])
    }
  }
}
