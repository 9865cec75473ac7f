internal import AuditTrail
internal import Evaluation
internal import Notation
internal import Tendering

/// What a replay came to, in a few lines of a page.
struct ReplayLines: Bilingual {
  let language: Language

  /// The lines; none where nothing was replayed.
  func text(_ summary: CorrectnessSummary) -> [String] {
    let (commands, timed, refusals) = (
      CorrectnessSummary.sum(summary.commands), CorrectnessSummary.sum(summary.timed),
      CorrectnessSummary.sum(summary.refusals)
    )
    guard commands.replayed + timed.replayed > 0 else { return [] }
    var lines = ["", say("Replay", "复算")]
    lines.append("  " + say("stage", "阶段") + " \(summary.stage.rawValue) (\(summary.stage.name[language]))")
    lines.append(
      "  "
        + say(
          "commands \(of(commands)) of \(summary.commands.count) kinds, timed \(of(timed)), refusals \(of(refusals)) confirmed",
          "指令 \(of(commands))（\(summary.commands.count) 种），定时事件 \(of(timed))，拒收 \(of(refusals)) 与规则一致"))
    for (name, tally) in summary.commands.sorted(by: { $0.key < $1.key })
    where tally.confirmed < tally.replayed {
      lines.append("  - \(name) \(of(tally))")
    }
    if let decision = summary.decision { lines += self.lines(decision) }
    return lines
  }

  private func of(_ tally: CorrectnessSummary.Tally) -> String { "\(tally.confirmed)/\(tally.replayed)" }

  private func lines(_ decision: CorrectnessSummary.Decision) -> [String] {
    var lines = ["", say("Award as computed again", "复算的定标结果")]
    for rank in decision.ranking {
      let total = rank.total.map { ", " + say("total", "总分") + " \($0)" } ?? ""
      lines.append("  \(rank.number). \(rank.bidder): \(rank.price)\(total)")
    }
    let candidates = decision.candidates.map(\.rawValue).joined(separator: say(", ", "、"))
    lines.append("  " + say("candidates: ", "中标候选人：") + candidates)
    if let first = decision.first, let price = decision.price {
      lines.append("  " + say("first of them left: ", "其中首位：") + "\(first), \(price)")
    }
    let winner = decision.winner?.rawValue ?? say("nobody yet", "尚未确定")
    lines.append("  " + say("winner in the log: ", "日志所载中标人：") + winner)
    return lines
  }
}
