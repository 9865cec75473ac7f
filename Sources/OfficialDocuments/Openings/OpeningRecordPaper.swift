internal import AuditTrail
internal import Evaluation
internal import Notation
internal import Tendering

extension PaperSource {
  /// The opening record (开标记录表): names, prices and what else was read out (招标投标法 第三十六条, 87号令 第四十一条).
  ///
  /// Prices of a session of their own join it when that session is concluded (双信封).
  func openingRecord(_ terms: Terms) -> PaperContent {
    var body = Markup.section("一、基本情况", .facts(openingFacts(terms)))
    body += .section("二、开标情况", openingTables)
    if !tender.draws.numbers.isEmpty { body += .section("三、公开抽取结果", drawnNumbers) }
    body += .paragraph("开标过程由系统记录；各投标人对开标有异议的，应当在开标现场提出。")
    body += .signatures(
      ["\(terms.buyer)（或\(terms.agencyName)）代表", "唱标人", "记录人", "监督人员"],
      date: date(tender.opening.concluded))
    let title = terms.track == .governmentProcurement ? "开标记录" : "开标记录表"
    return PaperContent(title: title, number: number(terms), body: body, isLandscape: true)
  }

  private func openingFacts(_ terms: Terms) -> [(String, Markup)] {
    heading(terms) + [
      ("投标截止时间", "\(tender.notice?.deadline.chinese ?? "—")"),
      ("开标时间", "\(terms.opening.chinese)"),
      ("开标地点（方式）", "\(terms.particulars.submission)"),
      (terms.ceilingName, amount(terms.ceiling)),
      ("开标记录形成时间", "\(tender.opening.concluded?.chinese ?? "—")"),
    ]
  }

  /// One table for each session that is concluded.
  var openingTables: Markup {
    let sessions: [OpeningSession] = tender.parts(of: .price).isEmpty ? [.first] : [.first, .price]
    let tables = sessions.compactMap { session -> Markup? in
      let concluded = session == .first ? tender.opening.concluded : tender.opening.pricesConcluded
      guard concluded != nil else { return nil }
      let hasPrices = tender.parts(of: session).contains(.price)
      let name: Markup = sessions.count == 1 ? .empty : .address(session == .first ? "第一信封" : "第二信封（报价）")
      return name + (hasPrices ? pricedTable(session) : unpricedTable(session))
    }
    return Markup(joining: tables)
  }

  private func pricedTable(_ session: OpeningSession) -> Markup {
    var table = Table([
      .init("序号", .centre), .init("投标人"), .init("投标报价（小写）", .figure), .init("投标报价（大写）"),
      .init("含税", .centre), .init("大小写", .centre), .init("投标保证金"), .init("开标结果"), .init("投标人代表签字"),
    ])
    for (position, bidder) in bidders(in: session).enumerated() {
      let row = tender.opening.envelopes[Opening.Slot(bidder: bidder, part: .price)]?.row
      let quote = row.map(quote) ?? (figures: "—", capitals: "—")
      table.rows.append([
        "\(position + 1)", party(bidder), quote.figures, quote.capitals,
        row.map { "\($0.price.tax.chinese)" } ?? "—", row.map { "\($0.wordsAgree.chinese)" } ?? "—",
        bond(of: bidder), verdict(on: bidder, in: session), .empty,
      ])
    }
    return table.markup
  }

  private func unpricedTable(_ session: OpeningSession) -> Markup {
    var table = Table([
      .init("序号", .centre), .init("投标人"), .init("投标保证金"), .init("开标结果"), .init("投标人代表签字"),
    ])
    table.rows = bidders(in: session).enumerated().map { position, bidder in
      ["\(position + 1)", party(bidder), bond(of: bidder), verdict(on: bidder, in: session), .empty]
    }
    return table.markup
  }

  /// The bidders whose envelopes of the session have their verdicts, in the order of the record.
  private func bidders(in session: OpeningSession) -> [PartyID] {
    let parts = tender.parts(of: session)
    return tender.standing(in: .first).filter { bidder in
      parts.contains { tender.opening.envelopes[Opening.Slot(bidder: bidder, part: $0)] != nil }
    }
  }

  /// The price as it was read out; a rate, and a sum in a currency that no scheme knows, as it stands in the file.
  private func quote(_ row: OpeningRecordRow) -> (figures: Markup, capitals: Markup) {
    switch row.price.quote {
    case .rate(let rate): return ("费率 \(rate)", "—")
    case .total(let total):
      guard let currency = Currency(rawValue: row.price.currency),
        let money = Money(minor: total.minor, currency)
      else { return ("\(row.price.currency) \(String(total.minor))（最小单位）", "\(total.words ?? "—")") }
      return ("\(money.figures)", "\(money.capitals ?? "—")")
    }
  }

  private func bond(of bidder: PartyID) -> Markup {
    tender.bidding.bonds[bidder].map { "\($0.amount.figures)" } ?? "—"
  }

  /// What decided about the bid: the bidder's own fault goes before that of others, as in the record of the log.
  private func verdict(on bidder: PartyID, in session: OpeningSession) -> Markup {
    let verdicts = tender.parts(of: session).compactMap {
      tender.opening.envelopes[Opening.Slot(bidder: bidder, part: $0)]?.verdict
    }
    let decisive =
      verdicts.first { $0.outcome == .revoked } ?? verdicts.first { $0.outcome == .withdrawn } ?? .opened
    guard decisive.outcome != .opened else { return "\(decisive.name.chinese)" }
    return "\(decisive.outcome.name.chinese)：\(decisive.name.chinese)"
  }

  private var drawnNumbers: Markup {
    let rows = tender.draws.numbers.sorted { $0.key < $1.key }.map { label, value -> [Markup] in
      ["\(label)", "\(value + 1)"]
    }
    return Table([.init("参数"), .init("抽中的序号（自 1 起）", .figure)], rows: rows).markup
  }
}

extension PricePart.Tax {
  fileprivate var chinese: String {
    switch self {
    case .included: "含税"
    case .excluded: "不含税"
    case .exempt: "免税"
    }
  }
}

extension OpeningRecordRow.WordsAgreement {
  fileprivate var chinese: String {
    switch self {
    case .yes: "一致"
    case .no: "不一致"
    case .none: "未填大写"
    }
  }
}
