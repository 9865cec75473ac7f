internal import Evaluation
internal import Interchange
internal import Notation

/// An evaluation told as a story: the steps under the headings of the procedure, each with its numbers.
struct Story: Bilingual {
  let scheme: Scheme
  let language: Language

  private var terms: SchemeTerms { scheme.terms }
  private var report: TextReport { TextReport(scheme: scheme, language: language) }

  /// The parts of an evaluation in the order of the procedure.
  private enum Chapter: Int, CaseIterable {
    case review
    case lowPrice
    case prices
    case scores
    case ranking
  }

  /// The whole story of one tender.
  func text(_ outcome: Outcome, _ trace: Trace, _ input: TenderInput) -> String {
    var text = opening(outcome, input)
    var number = 1
    for chapter in Chapter.allCases {
      let lines = self.lines(chapter, trace.steps.filter { self.chapter(of: $0) == chapter })
      guard !lines.isEmpty || chapter == .review || chapter == .ranking else { continue }
      number += 1
      text += "\n\(number). \(title(chapter))\n"
      if chapter == .review, lines.isEmpty {
        text += "   " + say("Every bid conforms.", "全部投标通过初步评审。") + "\n"
      }
      for line in lines { text += "   \(line.escapedForMessage)\n" }
    }
    return text + "\n" + report.tender(outcome)
  }

  private func lines(_ chapter: Chapter, _ steps: [TraceStep]) -> [String] {
    guard chapter == .lowPrice else { return steps.map(line) }
    var lines: [String] = []
    // Prices that a rule spares are counted; those that it meets are named with their numbers.
    var spared: (trigger: LowPriceTrigger, count: Int)?
    func closeTrigger() {
      if let (trigger, count) = spared, count > 0 {
        lines.append(say("\(trigger.rawValue): \(count) not triggered", "\(trigger.rawValue)：\(count) 份未触发"))
      }
      spared = nil
    }
    for step in steps {
      guard case .screened(_, let trigger, _, _, let isTriggered) = step else {
        closeTrigger()
        lines.append(line(step))
        continue
      }
      if spared?.trigger != trigger {
        closeTrigger()
        spared = (trigger, 0)
      }
      if isTriggered { lines.append(line(step)) } else { spared = (trigger, (spared?.count ?? 0) + 1) }
    }
    closeTrigger()
    return lines
  }

  private func opening(_ outcome: Outcome, _ input: TenderInput) -> String {
    var text = ""
    if let title = terms.title { text += title.escapedForMessage + "\n" }
    let ceiling = scheme.ceiling ?? input.ceiling
    text += say("Tender", "标段") + " \(outcome.tender.rawValue.escapedForMessage)"
    text += " · \(terms.method.name[language]) (\(terms.method.rawValue))"
    if let ceiling { text += " · " + say("ceiling", "最高投标限价") + " \(ceiling) \(terms.currency.rawValue)" }
    text += "\n\n1. " + say("\(outcome.assessments.count) bids", "收到投标 \(outcome.assessments.count) 份") + "\n"
    for assessment in outcome.assessments.sorted(by: { $0.bid < $1.bid }) {
      let price = assessment.price?.description ?? say("no price", "无报价")
      text += "   \(assessment.bidder.rawValue.escapedForMessage): \(price)\n"
    }
    return text
  }

  private func title(_ chapter: Chapter) -> String {
    switch chapter {
    case .review: say("Preliminary review", "初步评审")
    case .lowPrice: say("Abnormally low prices", "异常低价审查")
    case .prices: say("Evaluated prices and benchmark", "评审价与评标基准价")
    case .scores: say("Scores", "评分")
    case .ranking: say("Ranking", "排序")
    }
  }

  private func chapter(of step: TraceStep) -> Chapter {
    switch step {
    case .rejected(_, .lowPriceInvalid, _), .screened, .judged, .pending: .lowPrice
    case .rejected: .review
    case .ordered: .ranking
    case .drawn, .drawnBid: .prices
    case .computed(let computation):
      switch computation.formula {
      case .limitBelowAverage, .limitBelowSecondLowest, .limitBelowCeiling, .limitTemplateMean,
        .limitTemplateCeiling:
        .lowPrice
      case .evaluatedPrice, .benchmarkLowest, .benchmarkMean, .benchmarkTrimmedMean, .mean, .trimmedMean,
        .benchmarkReducedMean, .benchmarkComposite, .benchmarkCeilingMean:
        .prices
      case .deviationRate, .scoreRatio, .scoreAbove, .scoreBelow, .scoreStepAbove, .scoreStepBelow,
        .scoreSymmetric, .scoreBonus, .memberAverage, .weightedPart, .total:
        .scores
      }
    }
  }

  /// One step as a line.
  func line(_ step: TraceStep) -> String {
    switch step {
    case .rejected(let bidder, let rejection, let limit):
      let bound = limit.map { " " + report.amount($0) } ?? ""
      let article = rejection.article(in: terms.track).map { " [\($0)]" } ?? ""
      return "\(bidder): \(rejection.rawValue), \(rejection.reason[language])\(bound)\(article)"
    case .screened(let bidder, let trigger, let price, let limit, let isTriggered):
      let sign = isTriggered ? (trigger.includesEquality ? "≤" : "<") : (trigger.includesEquality ? ">" : "≥")
      let verdict = isTriggered ? say("triggered", "触发") : say("not triggered", "未触发")
      return "\(bidder): \(trigger.rawValue) \(price) \(sign) \(report.amount(limit)), \(verdict)"
    case .judged(let bidder):
      return "\(bidder): T4, \(LowPriceTrigger.panelConcern.meaning[language])"
    case .pending(let bidder):
      return "\(bidder): "
        + say("must explain its price; no finding yet", "须书面说明报价，尚无认定") + pendingArticle
    case .ordered(let bidders, let rule, let remains):
      let names = bidders.map(\.rawValue).joined(separator: say(", ", "、"))
      let outcome = remains && rule.isFinal ? say("remain tied", "仍并列") : say("ordered", "分出先后")
      return "\(names): " + say("equal result, \(rule.rawValue): ", "结果相同，按 \(rule.rawValue)：") + outcome
    case .drawn(let label, let number, let count, let percent):
      let value = shown(percent, .percent)
      return say(
        "Public draw: \(label.rawValue) = \(number) of 0 to \(count - 1), that is \(value)",
        "公开抽取：\(label.rawValue) 序号 \(number)（0 至 \(count - 1)），即 \(value)")
    case .drawnBid(let number, let count, let drawn, let taken):
      let place = say(
        "Public draw: \(DrawLabel.bid.rawValue) = \(number) of 0 to \(count - 1), that is \(drawn)",
        "公开抽取：\(DrawLabel.bid.rawValue) 序号 \(number)（0 至 \(count - 1)），即 \(drawn)")
      guard drawn != taken else { return place }
      return place
        + say(", not valid; the next valid in opening order is \(taken)", "，该投标无效；按唱标顺序取其后第一份有效投标 \(taken)")
    case .computed(let computation): return line(computation)
    }
  }

  private var pendingArticle: String {
    switch terms.track {
    case .engineering: " [评标委员会和评标方法暂行规定 第二十一条]"
    case .governmentProcurement: " [政府采购货物和服务招标投标管理办法 第六十条]"
    case .foreign: ""
    }
  }

  private func line(_ computation: Computation) -> String {
    var subject = computation.bidder.map { "\($0): " } ?? ""
    subject += computation.formula.name[language]
    if let part = part(computation) { subject += say(" (\(part))", "（\(part)）") }
    if computation.formula == .evaluatedPrice, computation.inputs.first?.value == computation.value {
      return subject + say(" = bid price ", " = 投标报价 ") + report.amount(computation.value)
    }
    let inputs = computation.inputs.map { "\($0.symbol) = \(shown($0.value, $0.unit))" }
    let exact = shown(computation.exact, computation.formula.unit)
    var text = "\(subject): \(computation.formula.text); \(inputs.joined(separator: ", ")); = \(exact)"
    if let rounding = computation.rounding {
      text +=
        say(", rounded (", "，取舍（") + rounding.mode.rawValue + say(") ", "）")
        + shown(computation.value, computation.formula.unit, rounding)
    }
    return text
  }

  /// The criterion that a number belongs to, or the price.
  private func part(_ computation: Computation) -> String? {
    guard let criterion = computation.criterion else {
      return computation.formula == .weightedPart ? say("price", "价格") : nil
    }
    let name = terms.criteria.first { $0.id == criterion }?.name
    return language == .chinese ? name ?? criterion.rawValue : criterion.rawValue
  }

  private func shown(_ value: Ratio, _ unit: Computation.Unit, _ rounding: Rounding? = nil) -> String {
    switch unit {
    case .money: report.amount(value)
    case .percent:
      (rounding.map { value.shown(decimals: max(0, $0.decimals)) } ?? value.readable(decimals: 0)) + " %"
    case .points, .fraction:
      rounding.map { value.shown(decimals: max(0, $0.decimals)) } ?? value.readable(decimals: 0)
    case .count: value.readable(decimals: 0)
    }
  }
}
