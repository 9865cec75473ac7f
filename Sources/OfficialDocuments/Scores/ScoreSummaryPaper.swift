internal import AuditTrail
internal import Evaluation
internal import Tendering

extension PaperSource {
  /// What all members scored, and the totals (评分汇总表); where nothing is scored the evaluated prices.
  func scoreSummary(_ terms: Terms) -> PaperContent {
    let isScored = terms.scheme.method.isScored
    var body = Markup.facts(heading(terms))
    if isScored { body += .section("一、评委评分", memberScores(terms)) }
    body += .section(isScored ? "二、得分汇总" : "价格比较", comparison(terms))
    body += .signatures(
      tender.panel.members.map { "评标委员会成员签字（席位 \($0.letter)）" }, date: date(tender.evaluation.reported))
    return PaperContent(
      title: isScored ? "评分汇总表" : "经评审的价格汇总表", number: number(terms), body: body, isLandscape: true)
  }

  /// The score of every seat for every bid and panel criterion, with their mean.
  private func memberScores(_ terms: Terms) -> Markup {
    struct Cell: Hashable {
      let bidder: BidderID
      let criterion: CriterionID
      let seat: String
    }
    let letters = Dictionary(
      tender.panel.members.map { ($0.party.rawValue, $0.letter) }, uniquingKeysWith: { first, _ in first })
    var scores: [Cell: Points] = [:]
    for entry in tender.panel.scores {
      guard let member = entry.member?.rawValue else { continue }
      let cell = Cell(bidder: entry.bidder, criterion: entry.criterion, seat: letters[member] ?? member)
      scores[cell] = entry.score
    }
    let seats = tender.panel.members.map(\.letter)
    var table = Table([.init("投标人"), .init("评审因素")])
    table.columns += seats.map { .init("席位 \($0)", .figure) } + [.init("平均", .figure)]
    for rank in tender.evaluation.ranking {
      for criterion in terms.scheme.criteria where criterion.kind == .panel {
        let mean = rank.parts.first { $0.id == criterion.id.rawValue }?.value
        let row = seats.map { seat -> Markup in
          let cell = Cell(bidder: BidderID(rank.bidder), criterion: criterion.id, seat: seat)
          return scores[cell].map { "\($0.description)" } ?? "—"
        }
        table.rows.append([party(rank.bidder), "\(criterion.name)"] + row + ["\(mean ?? "—")"])
      }
    }
    return table.markup
  }

  /// Prices and scores of the valid bids beside one another (经评审的价格或者评分比较一览表).
  func comparison(_ terms: Terms) -> Markup {
    let isScored = terms.scheme.method.isScored
    var table = Table([.init("名次", .centre), .init("投标人"), .init("投标报价", .figure)])
    guard isScored else {
      table.columns.append(.init("评审价", .figure))
      table.rows = tender.evaluation.ranking.map { rank in
        rankCells(rank) + ["\(rank.evaluatedPrice.map { exact($0, terms) } ?? rank.price.figures)"]
      }
      return table.markup
    }
    table.columns.append(.init("价格（\(terms.scheme.price?.weight.description ?? "0")%）", .figure))
    table.columns += terms.scheme.criteria.map { .init("\($0.name)（\($0.weight)%）", .figure) }
    table.columns.append(.init("总分", .figure))
    let ids = ["price"] + terms.scheme.criteria.map(\.id.rawValue)
    table.rows = tender.evaluation.ranking.map { rank in
      let points = Dictionary(rank.parts.map { ($0.id, $0.points) }, uniquingKeysWith: { first, _ in first })
      return rankCells(rank) + ids.map { "\(points[$0] ?? "—")" } + ["\(rank.total ?? "—")"]
    }
    return table.markup
  }

  private func rankCells(_ rank: EvaluationRecord.Rank) -> [Markup] {
    [rank.isTied ? "\(rank.number)（并列）" : "\(rank.number)", party(rank.bidder), "\(rank.price.figures)"]
  }
}
