internal import Evaluation
internal import Interchange
internal import Notation

/// Results as text for a terminal.
struct TextReport: Bilingual {
  let scheme: Scheme
  let language: Language

  /// One tender in full: a row for each bid, then winner and candidates.
  func tender(_ outcome: Outcome) -> String {
    let isScored = scheme.terms.method.isScored
    var columns: [(header: String, alignment: TextTable.Alignment)] = [
      (say("rank", "名次"), .right), (say("bidder", "投标人"), .left), (say("price", "投标报价"), .right),
      (say("evaluated price", "评审价"), .right),
    ]
    if isScored {
      columns.append((say("price part", "价格分"), .right))
      columns += scheme.terms.criteria.map { (language == .chinese ? $0.name : $0.id.rawValue, .right) }
      columns.append((say("total", "总分"), .right))
    }
    columns.append((say("remarks", "备注"), .left))
    var table = TextTable(columns)
    for assessment in outcome.assessments { table.add(cells(assessment, outcome)) }
    return heading(outcome) + "\n" + table.text() + "\n" + conclusion(outcome)
  }

  private func heading(_ outcome: Outcome) -> String {
    let method = scheme.terms.method
    return say("Tender", "标段")
      + " \(outcome.tender.rawValue.escapedForMessage) · \(method.name[language]) (\(method.rawValue)) · "
      + scheme.terms.currency.rawValue
      + (outcome.benchmark.map { " · " + say("benchmark", "评标基准价") + " " + amount($0) } ?? "") + "\n"
  }

  private func cells(_ assessment: Assessment, _ outcome: Outcome) -> [String] {
    var cells = [
      assessment.rank.map { ($0.tie == .none ? "" : "=") + String($0.number) } ?? "–",
      assessment.bidder.rawValue, assessment.price?.description ?? "–",
      assessment.adjustedPrice.map(amount) ?? "–",
    ]
    if scheme.terms.method.isScored {
      let parts = assessment.parts.map { points($0.part, .weightedPart) }
      cells += parts.isEmpty ? Array(repeating: "–", count: scheme.terms.criteria.count + 1) : parts
      cells.append(assessment.total.map { points($0, .total) } ?? "–")
    }
    cells.append(remarks(assessment))
    return cells
  }

  private func remarks(_ assessment: Assessment) -> String {
    var remarks: [String] = []
    if let rejection = assessment.rejection {
      let article = rejection.article(in: scheme.terms.track).map { " [\($0)]" } ?? ""
      remarks.append("\(rejection.rawValue) \(rejection.reason[language])\(article)")
    }
    if assessment.status == .absent { remarks.append(say("no price", "无报价")) }
    if !assessment.triggers.isEmpty {
      let rules = assessment.triggers.map(\.rawValue).joined(separator: " ")
      let state =
        assessment.finding.map { say("found ", "认定：") + $0.rawValue } ?? say("must explain", "须说明")
      remarks.append(say("low price ", "异常低价 ") + "\(rules) (\(state))")
    }
    return remarks.joined(separator: "; ")
  }

  /// Who is first, who is a candidate, and what is still open.
  func conclusion(_ outcome: Outcome) -> String {
    func names(_ bidders: [BidderID]) -> String {
      bidders.map(\.rawValue.escapedForMessage).joined(separator: say(", ", "、"))
    }
    var lines: [String] = []
    switch outcome.winner {
    case .unique(let bidder): lines.append(say("First-ranked: ", "第一名：") + names([bidder]))
    case .tied(let bidders):
      lines.append(
        say("First rank shared, not broken here: ", "并列第一（此处不作裁断）：") + names(bidders))
    case .none: lines.append(say("No valid bid", "没有有效投标"))
    }
    if !outcome.candidates.certain.isEmpty {
      lines.append(say("Candidates: ", "中标候选人：") + names(outcome.candidates.certain))
    }
    if !outcome.candidates.open.isEmpty {
      lines.append(say("Tied across the last seat: ", "末位候选并列：") + names(outcome.candidates.open))
    }
    if !outcome.repeatedBidders.isEmpty {
      lines.append(say("Numbered, bid more than once: ", "重复投标已编号：") + names(outcome.repeatedBidders))
    }
    if outcome.isProvisional {
      lines.append(
        say(
          "PROVISIONAL: a low price awaits the panel's finding (column finding: REASONABLE or INVALID)",
          "暂定：异常低价尚待评标委员会认定（finding 列：合理 或 无效）"))
    }
    if scheme.terms.track != .foreign, outcome.rankedCount < 3 {
      lines.append(
        say(
          "Fewer than three valid bids: the procedure decides whether the evaluation goes on",
          "有效投标不足三个：是否继续评审由程序规则决定"))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A tender as one row among many.
  func row(_ outcome: Outcome) -> [String] {
    let first = outcome.winner.bidders.map(\.rawValue).joined(separator: "=")
    let price = outcome.assessments.first { $0.rank?.number == 1 }?.price?.description ?? "–"
    var remarks: [String] = []
    if outcome.isProvisional { remarks.append(say("provisional", "暂定")) }
    if outcome.winner.bidders.count > 1 { remarks.append(say("tie left open", "并列未决")) }
    if !outcome.repeatedBidders.isEmpty {
      let names = outcome.repeatedBidders.map(\.rawValue).joined(separator: " ")
      remarks.append(say("repeated ", "重复 ") + names)
    }
    return [
      outcome.tender.rawValue, String(outcome.assessments.count), String(outcome.rankedCount),
      first.isEmpty ? "–" : first, price, remarks.joined(separator: ", "),
    ]
  }

  /// Many tenders: a row each, then the summary.
  func tenders(_ rows: [[String]], _ summary: RunSummary) -> String {
    var table = TextTable([
      (say("tender", "标段"), .left), (say("bids", "投标"), .right), (say("ranked", "有效"), .right),
      (say("first", "第一名"), .left), (say("price", "报价"), .right), (say("remarks", "备注"), .left),
    ])
    for row in rows { table.add(row) }
    return table.text() + "\n" + SummaryReport(summary: summary, language: language).text
  }

  /// An amount in the major unit: exact where decimals can say it, else to six decimals with an ellipsis.
  func amount(_ ratio: Ratio) -> String {
    scheme.major(ratio).readable(decimals: scheme.terms.currency.decimals)
  }

  private func points(_ ratio: Ratio, _ stage: RoundingPlan.Stage) -> String {
    scheme.terms.rounding[stage] == nil ? ratio.readable(decimals: 2) : scheme.shown(ratio, at: stage)
  }
}

extension Ratio {
  /// The number with `decimals` digits if they are exact, else with as many as are, up to six and an ellipsis.
  func readable(decimals: Int) -> String {
    for digits in decimals...max(decimals, 6) {
      if let rounded = try? rounded(toDecimals: digits, .down), rounded == self {
        return shown(decimals: digits)
      }
    }
    let truncated = (try? rounded(toDecimals: 6, .down)) ?? self
    return truncated.shown(decimals: 6) + "…"
  }
}
