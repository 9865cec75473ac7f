internal import AuditTrail
internal import Evaluation
internal import Tendering

extension PaperSource {
  /// What the member of a seat scored (个人评分表): the dark sheet under codes, the other by bidder.
  func scoreSheet(of seat: String, _ terms: Terms) -> PaperContent {
    let member = tender.panel.members.first { $0.letter == seat }
    var body = Markup.facts(
      heading(terms) + [("评委席位", "\(seat)\(member?.isExpert == false ? "（\(terms.buyer)代表）" : "（评审专家）")")])
    let kinds: [SheetKind] = [.technical, .business]
    for kind in kinds {
      let scores = member.flatMap { tender.panel.sheets[kind]?[$0.party] } ?? []
      guard !scores.isEmpty else { continue }
      body += .section(kind == .technical ? "技术暗标评分" : "评分", sheet(scores, terms) + reasons(scores, terms))
    }
    body += objectiveSection(terms)
    body += .signatures(["评委签字（席位 \(seat)）"], date: date(tender.evaluation.reported))
    return PaperContent(title: "个人评分表", number: number(terms), body: body, isLandscape: true)
  }

  private func sheet(_ scores: [SheetScore], _ terms: Terms) -> Markup {
    let ids = Set(scores.map(\.place.criterion))
    let criteria = terms.scheme.criteria.filter { ids.contains($0.id) }
    let isDark = scores.contains { $0.place.code != nil }
    var bids: [Markup] = []
    var points: [Markup: [CriterionID: Points]] = [:]
    for score in scores {
      let bid = bid(at: score.place)
      if points[bid] == nil { bids.append(bid) }
      points[bid, default: [:]][score.place.criterion] = score.points
    }
    var table = Table([.init("序号", .centre), .init(isDark ? "暗标编号（揭标后的投标人）" : "投标人")])
    table.columns += criteria.map { .init("\($0.name)（满分 \($0.full)）", .figure) }
    table.rows = bids.enumerated().map { position, bid in
      ["\(position + 1)", bid]
        + criteria.map { criterion in points[bid]?[criterion.id].map { "\($0.description)" } ?? "—" }
    }
    return table.markup
  }

  /// The bid by its code and, after the reveal, by its bidder.
  private func bid(at place: ScorePlace) -> Markup {
    if let bidder = place.bidder { return party(bidder) }
    guard let code = place.code else { return "—" }
    return tender.panel.codes[code].map { "\(code.rawValue)　\(party($0))" } ?? "\(code.rawValue)"
  }

  private func reasons(_ scores: [SheetScore], _ terms: Terms) -> Markup {
    let names = Dictionary(
      terms.scheme.criteria.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let rows = scores.compactMap { score -> [Markup]? in
      score.reason.map {
        [bid(at: score.place), "\(names[score.place.criterion] ?? score.place.criterion.rawValue)", "\($0)"]
      }
    }
    guard !rows.isEmpty else { return .empty }
    return Table([.init("投标"), .init("评审因素"), .init("评分理由")], rows: rows).markup
  }

  /// The objective scores, which are the same on every sheet (87号令 第五十五条).
  private func objectiveSection(_ terms: Terms) -> Markup {
    guard let objective = tender.evaluation.objective, !objective.scores.isEmpty else { return .empty }
    let names = Dictionary(
      terms.scheme.criteria.map { ($0.id.rawValue, $0.name) }, uniquingKeysWith: { first, _ in first })
    let rows = objective.scores.map { score -> [Markup] in
      [party(score.bidder), "\(names[score.criterion] ?? score.criterion)", "\(score.score.description)"]
    }
    return .section(
      "客观分（各评委一致，已逐人确认）",
      Table([.init("投标人"), .init("评审因素"), .init("得分", .figure)], rows: rows).markup)
  }
}
