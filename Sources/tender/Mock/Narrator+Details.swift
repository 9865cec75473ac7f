internal import AuditTrail
internal import Evaluation
internal import Notation
internal import Simulation
internal import Tendering

// What is told of events that people ask about: the record of the opening, draws, codes, low prices, ranking.

extension Narrator {
  /// The lines that an event is worth; none for most.
  func detail(_ event: any Event, _ tender: Tendering.Tender) -> [String] {
    switch event {
    case let event as DrawConcluded: drawn(event.outcome, tender)
    case is OpeningConcluded: record(tender)
    case is PanelSeated: seats(tender)
    case let event as DarkRevealed: event.codes.map { "\($0.code) = \($0.bidder)" }
    case is PreliminaryConcluded:
      tender.reviews.rejections.map { "\($0.bidder): \($0.ground.rawValue) \($0.ground.name[language])" }
    case is LowPriceScreened: triggers(tender)
    case is LowPriceDecided: decided(tender)
    case is BenchmarkFixed: benchmark(tender)
    case is EvaluationSummarised: ranking(tender)
    default: []
    }
  }

  private func drawn(_ outcome: DrawOutcome, _ tender: Tendering.Tender) -> [String] {
    let numbers = tender.draws.numbers.sorted { $0.key < $1.key }.map { "\($0.key) → \($0.value)" }
    guard outcome.draw == tender.draws.progress[.public]?.announcement?.id else { return [] }
    let order = tender.draws.openingOrder.map(\.rawValue).joined(separator: say(", ", "、"))
    return (numbers.isEmpty ? [] : [say("drawn: ", "抽取：") + numbers.joined(separator: ", ")])
      + [say("order of opening: ", "开标次序：") + order]
  }

  private func record(_ tender: Tendering.Tender) -> [String] {
    var table = TextTable([
      (say("bidder", "投标人"), .left), (say("outcome", "结果"), .left), (say("price", "报价"), .right),
    ])
    for (bidder, outcome) in tender.opening.outcomes.sorted(by: { $0.key < $1.key }) {
      let price = tender.opening.prices[bidder].map { "\($0)" } ?? "–"
      table.add([bidder.rawValue, outcome.name[language], price])
    }
    return lines(of: table)
  }

  private func seats(_ tender: Tendering.Tender) -> [String] {
    let seats = tender.draws.seating?.seats ?? []
    let gaps = seats.reduce(0) { $0 + $1.gaps.count }
    return [
      say("seats ", "席位 ") + tender.panel.members.map(\.letter).joined(separator: " ")
        + say(
          "; \(tender.draws.recusals.count) stood aside, \(gaps) declined and were replaced",
          "；回避 \(tender.draws.recusals.count) 人，谢绝后补抽 \(gaps) 人")
    ]
  }

  private func triggers(_ tender: Tendering.Tender) -> [String] {
    let found = tender.reviews.lowPrices.sorted { $0.key < $1.key }.map { bidder, review in
      "\(bidder): "
        + review.triggers.map { "\($0.rule.rawValue) \($0.rule.meaning[language])" }.joined(separator: "; ")
    }
    return found.isEmpty ? [say("no price is in question", "无须说明的报价")] : found
  }

  private func decided(_ tender: Tendering.Tender) -> [String] {
    tender.reviews.lowPrices.sorted { $0.key < $1.key }.compactMap { bidder, review in
      guard let finding = review.finding else { return nil }
      let explained = review.explanation == .missing ? say("no explanation", "未说明") : say("explained", "已说明")
      return "\(bidder): \(explained) → \(finding.rawValue)"
    }
  }

  private func benchmark(_ tender: Tendering.Tender) -> [String] {
    tender.evaluation.fixing?.benchmark.map { [say("benchmark in minor units: ", "评标基准价（最小单位）：") + $0] } ?? []
  }

  private func ranking(_ tender: Tendering.Tender) -> [String] {
    var table = TextTable([
      (say("rank", "名次"), .right), (say("bidder", "投标人"), .left), (say("price", "报价"), .right),
      (say("total", "总分"), .right), (say("parts", "分项"), .left),
    ])
    for rank in tender.evaluation.ranking {
      table.add([
        "\(rank.number)", rank.bidder.rawValue, "\(rank.price)", rank.total ?? "–",
        rank.parts.map { "\($0.id) \($0.points)" }.joined(separator: "  "),
      ])
    }
    return lines(of: table)
  }

  private func lines(of table: TextTable) -> [String] {
    table.text().split(separator: "\n").map(String.init)
  }
}
