internal import AuditTrail
internal import Evaluation
internal import Glibc
internal import Interchange
internal import Marketplace
internal import Notation
internal import Simulation
internal import Tendering

/// What a replay of past auctions came to, and what it cost.
struct AuctionReplayReport {
  /// The evaluation of the same bids, as `tender evaluate` sums it up.
  private(set) var evaluation = RunSummary()
  /// How many tenders ended how.
  private(set) var endings: [AuctionEnding: Int] = [:]
  /// The tenders that ended otherwise than their evaluation, or not at all.
  private(set) var different: [String] = []
  /// How long playing took.
  var playing = Duration.zero
  /// How many leaves playing added.
  var newLeaves: UInt64 = 0
  /// In how many transactions.
  var batches = 0
  /// What the check of the store found.
  var store: StoreReview?
  /// How long it took.
  var storeTime = Duration.zero
  /// What the replay of everything found.
  var rules: RulesReview?
  /// How long it took.
  var rulesTime = Duration.zero
  /// The bytes of journal and files on the disk.
  var byteCount = 0
  /// The most memory that the process ever had, in bytes.
  let peakMemory: Int

  /// The report of `auctions` that ended so.
  init(_ auctions: [PastAuction], _ endings: [AuctionEnding]) {
    var usage = rusage()
    // It fails for no arguments but wrong ones; then nothing is known.
    peakMemory = getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 ? usage.ru_maxrss * 1_024 : 0
    for (auction, ending) in zip(auctions, endings) {
      evaluation.add(auction.outcome)
      self.endings[ending, default: 0] += 1
      if [.different, .unfinished].contains(ending) { different.append(auction.tender.rawValue) }
    }
  }

  /// How the command ends.
  var status: ExitStatus? {
    guard store?.isGood == true, rules?.isGood == true else { return .integrity }
    return different.isEmpty ? nil : .refused
  }

  private var tenders: Int { endings.values.reduce(0, +) }
  private var failed: [Failure: Int] {
    var failed: [Failure: Int] = [:]
    for case (.nobody(let failure), let count) in endings { failed[failure] = count }
    return failed
  }
  private func rate(_ count: Int, _ time: Duration) -> Int {
    Int(Double(count) / max(time / .seconds(1), 1e-9))
  }
}

extension AuctionReplayReport {
  /// The report for people.
  func text(_ language: Language) -> String {
    func say(_ english: String, _ chinese: String) -> String { Wording(english, chinese)[language] }
    var lines = [
      say("As \"tender evaluate\" evaluates the same bids:", "同一批投标按 “tender evaluate” 评审："),
      SummaryReport(summary: evaluation, language: language).text,
      say(
        "\(tenders) tenders in one log: \(endings[.sameWinner] ?? 0) awarded to the same winner, "
          + "\(endings[.tieLeftOpen] ?? 0) with the tie at the top left open, \(failed.values.reduce(0, +)) failed, "
          + "\(different.count) otherwise",
        "同一日志中 \(tenders) 个标段：中标人一致 \(endings[.sameWinner] ?? 0)，首位并列未决 \(endings[.tieLeftOpen] ?? 0)，"
          + "招标失败 \(failed.values.reduce(0, +))，不一致 \(different.count)"),
    ]
    for (failure, count) in failed.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      lines.append("  \(failure.rawValue) \(failure.name[language]): \(count)")
    }
    if !different.isEmpty { lines.append(say("  otherwise: ", "  不一致：") + different.joined(separator: ", ")) }
    if newLeaves > 0 { lines.append(cost(language)) }
    return (lines + verification(language)).joined(separator: "\n") + "\n"
  }

  private func cost(_ language: Language) -> String {
    let (seconds, leaves) = (playing.seconds, Int(newLeaves))
    return Wording(
      "played in \(seconds): \(rate(tenders, playing)) tenders/s, \(rate(leaves, playing)) leaves/s in "
        + "\(batches) transactions; \(byteCount / max(tenders, 1)) bytes a tender on the disk, "
        + "peak memory while playing \(peakMemory >> 20) MiB",
      "用时 \(seconds)：每秒 \(rate(tenders, playing)) 个标段、\(rate(leaves, playing)) 片叶，共 \(batches) 次事务；"
        + "每标段占盘 \(byteCount / max(tenders, 1)) 字节，进行期间内存峰值 \(peakMemory >> 20) MiB")[language]
  }

  private func verification(_ language: Language) -> [String] {
    func state(_ isGood: Bool) -> String { isGood ? "GOOD" : "BAD" }
    var lines: [String] = []
    if let store {
      lines.append(
        Wording(
          "store  \(state(store.isGood))  \(store.leafCount) leaves, \(store.nodeCount) nodes, "
            + "\(store.checkpointCount) checkpoints, \(store.blobCount) files in \(storeTime.seconds)",
          "存储  \(state(store.isGood))  叶 \(store.leafCount)，节点 \(store.nodeCount)，检查点 \(store.checkpointCount)，"
            + "文件 \(store.blobCount)，用时 \(storeTime.seconds)")[language])
      lines += store.faults.list.map { "  - " + $0.message[language] }
    }
    if let rules {
      lines.append(
        Wording(
          "rules  \(state(rules.isGood))  \(rules.bodyCount) bodies with \(rules.eventCount) events replayed in "
            + "\(rulesTime.seconds), \(rate(rules.bodyCount, rulesTime)) bodies/s",
          "规则  \(state(rules.isGood))  复算正文 \(rules.bodyCount)、事件 \(rules.eventCount)，用时 \(rulesTime.seconds)，"
            + "每秒 \(rate(rules.bodyCount, rulesTime)) 份")[language])
      lines += rules.faults.list.map { "  - " + $0.message[language] }
    }
    return lines
  }

  /// The report for scripts.
  var value: Value {
    .object([
      ("tenders", .integer(tenders)), ("same_winner", .integer(endings[.sameWinner] ?? 0)),
      ("tie_left_open", .integer(endings[.tieLeftOpen] ?? 0)),
      (
        "failed",
        .object(failed.map { ($0.key.rawValue, .integer($0.value)) }.sorted { $0.0 < $1.0 })
      ),
      ("different", .array(different.map { .string($0) })), ("evaluation", evaluation.value),
      ("played_ms", .integer(playing.milliseconds)), ("new_leaves", .integer(Int(newLeaves))),
      ("transactions", .integer(batches)), ("bytes", .integer(byteCount)),
      ("peak_memory", .integer(peakMemory)),
      ("leaves", .integer(Int(store?.leafCount ?? 0))), ("events", .integer(rules?.eventCount ?? 0)),
      ("store", .string(store?.isGood == true ? "GOOD" : "BAD")),
      ("store_ms", .integer(storeTime.milliseconds)),
      ("rules", .string(rules?.isGood == true ? "GOOD" : "BAD")),
      ("rules_ms", .integer(rulesTime.milliseconds)),
    ])
  }
}

extension Duration {
  fileprivate var milliseconds: Int { Int(self / .milliseconds(1)) }
  /// Seconds to a tenth.
  fileprivate var seconds: String { "\(milliseconds / 1_000).\(milliseconds % 1_000 / 100) s" }
}
