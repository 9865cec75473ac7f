internal import AuditTrail
internal import Evaluation
internal import Interchange
internal import Notation
internal import Tendering

/// The two results of a what-if beside each other.
struct WhatIfReport: Bilingual {
  let language: Language
  /// The changes as they were asked for.
  let changes: [String]

  /// The page.
  func text(_ found: WhatIf) -> String {
    var lines = [say("What if", "假设分析")]
    lines += changes.map { "  " + $0 }
    lines += ["", say("did win: ", "实际：") + winner(found.before, found.recordedWinner)]
    lines += [say("would win: ", "假设下：") + winner(found.after, found.after.winner)]
    if let benchmarks = benchmarks(found) { lines.append(benchmarks) }
    var text = lines.map(\.escapedForMessage).joined(separator: "\n") + "\n\n" + table(found)
    if !found.assumptions.isEmpty {
      text += "\n" + say("Assumed", "所作假设") + "\n"
      text += found.assumptions.map { "  - " + $0[language].escapedForMessage + "\n" }.joined()
    }
    let reasons = self.reasons(found)
    guard !reasons.isEmpty else { return text }
    return text + "\n" + say("What is computed otherwise", "计算上的不同") + "\n"
      + reasons.map { "  " + $0.escapedForMessage + "\n" }.joined()
  }

  /// The results for programs.
  func value(_ found: WhatIf) -> Value {
    .object([
      ("after", value(found.after, found.after.winner)),
      ("assumptions", .array(found.assumptions.map { .string($0.english) })),
      ("before", value(found.before, found.recordedWinner)),
      ("changes", .array(changes.map { .string($0) })), ("kind", "what_if"),
    ])
  }

  private func value(_ result: WhatIf.Result, _ winner: PartyID?) -> Value {
    .object([
      ("candidates", .array(result.candidates.map { .string($0.rawValue) })),
      ("failure", result.failure.map { .string($0.rawValue) }),
      ("outcome", result.outcome.value(result.scheme)),
      ("price", result.price(of: winner).map { .string($0.description) }),
      ("winner", winner.map { .string($0.rawValue) }),
    ])
  }

  private func winner(_ result: WhatIf.Result, _ winner: PartyID?) -> String {
    guard let winner else {
      return result.failure.map { say("nobody, the tender fails: ", "无，招标失败：") + $0.rawValue }
        ?? say("nobody", "无")
    }
    guard let rank = result.ranking.first(where: { $0.bidder == winner }) else { return winner.rawValue }
    let total = rank.total.map { say(", total ", "，总分 ") + $0 } ?? ""
    return "\(winner), \(rank.price)\(total)" + say(", rank \(rank.number)", "，第 \(rank.number) 名")
  }

  private func benchmarks(_ found: WhatIf) -> String? {
    func shown(_ result: WhatIf.Result) -> String? {
      result.outcome.benchmark.map { TextReport(scheme: result.scheme, language: language).amount($0) }
    }
    guard let before = shown(found.before), let after = shown(found.after) else { return nil }
    return say("benchmark: ", "评标基准价：") + (before == after ? before : "\(before) → \(after)")
  }

  private func table(_ found: WhatIf) -> String {
    var table = TextTable([
      (say("bidder", "投标人"), .left), (say("price", "投标报价"), .right), (say("rank", "名次"), .right),
      (say("total", "总分"), .right), (say("price then", "假设报价"), .right),
      (say("rank then", "假设名次"), .right), (say("total then", "假设总分"), .right),
      (say("remarks", "备注"), .left),
    ])
    for assessment in found.before.outcome.assessments {
      let bidder = assessment.bidder
      let other = found.after.outcome.assessments.first { $0.bidder == bidder }
      table.add(
        [bidder.rawValue] + cells(assessment, found.before) + cells(other, found.after) + [remark(other)])
    }
    return table.text()
  }

  private func cells(_ assessment: Assessment?, _ result: WhatIf.Result) -> [String] {
    let rank = assessment.flatMap { assessment in
      result.ranking.first { $0.bidder.rawValue == assessment.bidder.rawValue }
    }
    return [
      assessment?.price?.description ?? "–", rank.map { ($0.isTied ? "=" : "") + String($0.number) } ?? "–",
      rank?.total ?? "–",
    ]
  }

  private func remark(_ assessment: Assessment?) -> String {
    guard let assessment else { return say("absent", "未投标") }
    return assessment.rejection.map { "\($0.rawValue) \($0.reason[language])" } ?? ""
  }

  /// The steps that come out otherwise, of the whole tender and of the two winners.
  private func reasons(_ found: WhatIf) -> [String] {
    let before = Set(lines(found.before) { _ in true })
    let winners = [found.before.winner, found.after.winner].compactMap(\.self)
    return lines(found.after) { step in winners.contains { step.concerns($0.rawValue) } }
      .filter { !before.contains($0) }
  }

  private func lines(_ result: WhatIf.Result, _ isIncluded: (TraceStep) -> Bool) -> [String] {
    let story = Story(scheme: result.scheme, language: language)
    return result.trace.steps.filter(isIncluded).map(story.line)
  }
}
