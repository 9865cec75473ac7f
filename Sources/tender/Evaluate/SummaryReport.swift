internal import Evaluation
internal import Interchange
internal import Notation

/// The summary of a run over many tenders, as text.
struct SummaryReport: Bilingual {
  let summary: RunSummary
  let language: Language

  private func list(_ tenders: [TenderID]) -> String {
    tenders.map(\.rawValue.escapedForMessage).joined(separator: ", ")
  }

  /// The lines of the summary.
  var text: String {
    var lines = [
      say(
        "\(summary.tenders) tenders, \(summary.bids) bids: \(summary.ranked) ranked, \(rejected) rejected, \(summary.absent) without a price",
        "\(summary.tenders) 个标段，\(summary.bids) 份投标：有效 \(summary.ranked)，否决 \(rejected)，无报价 \(summary.absent)"
      )
    ]
    for (rejection, count) in summary.rejected.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      lines.append("  \(rejection.rawValue) \(rejection.reason[language]): \(count)")
    }
    for (trigger, count) in summary.triggered.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      lines.append("  \(trigger.rawValue) \(trigger.meaning[language]): \(count)")
    }
    append("first rank shared, left open", "并列第一未决", summary.tied, to: &lines)
    append("without a valid bid", "没有有效投标", summary.withoutWinner, to: &lines)
    append("provisional, a low price awaits a finding", "暂定，异常低价待认定", summary.provisional, to: &lines)
    append(
      "with a bidder numbered because it bids more than once", "有投标人重复投标并已编号", summary.repeated.map(\.tender),
      to: &lines)
    if summary.hasRecords { lines += comparison }
    return lines.joined(separator: "\n") + "\n"
  }

  private var rejected: Int { summary.rejected.values.reduce(0, +) }

  private func append(_ english: String, _ chinese: String, _ tenders: [TenderID], to lines: inout [String]) {
    guard !tenders.isEmpty else { return }
    lines.append(
      say("\(tenders.count) tenders \(english): ", "\(tenders.count) 个标段\(chinese)：") + list(tenders))
  }

  private var comparison: [String] {
    let winners = summary.winners
    var lines = [
      say(
        "Against the recorded winners of \(winners.comparable) tenders: \(winners.same) the same, \(winners.amongTied.count) among a tie, \(winners.different.count) different",
        "与 \(winners.comparable) 个标段的记录中标人比较：一致 \(winners.same)，在并列之中 \(winners.amongTied.count)，不同 \(winners.different.count)"
      )
    ]
    if !winners.amongTied.isEmpty {
      lines.append(say("  among a tie: ", "  在并列之中：") + list(winners.amongTied))
    }
    if !winners.different.isEmpty { lines.append(say("  different: ", "  不同：") + list(winners.different)) }
    if !winners.unrecorded.isEmpty {
      lines.append(
        say("  no recorded winner among priced bids: ", "  有报价的投标中没有记录中标人：") + list(winners.unrecorded))
    }
    if summary.recordedBelowFloor + summary.contradictedBelowFloor > 0 {
      lines.append(
        say(
          "Recorded as below the floor: \(summary.recordedBelowFloor), of which found so: \(summary.agreedBelowFloor); found so against the record: \(summary.contradictedBelowFloor)",
          "记录为低于最低限价 \(summary.recordedBelowFloor)，其中评审一致 \(summary.agreedBelowFloor)；与记录相反 \(summary.contradictedBelowFloor)"
        ))
    }
    return lines
  }
}
