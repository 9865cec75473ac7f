internal import AuditTrail
internal import Cryptography
internal import Notation
internal import Tendering

/// The one page that a reader of a verdict gets.
struct VerdictPage: Bilingual {
  let language: Language

  /// How many reasons and how many notes of a check are shown.
  private static let mostReasons = 5
  private static let mostNotes = 3

  /// The page.
  func text(_ verdict: Verdict, _ replay: CorrectnessSummary) -> String {
    var lines = [say("Verification of a tender bundle", "招标数据包核验"), ""]
    lines += heading(verdict)
    lines.append(anchors(verdict))
    for group in CheckGroup.allCases {
      lines += ["", group.wording[language]]
      for check in verdict.checks where check.name.group == group { lines += self.lines(check) }
    }
    lines += ReplayLines(language: language).text(replay)
    lines += [
      "", say("Verdict", "结论") + ": " + verdict.summary(language), "", say("What was not checked", "未核验的内容"),
    ]
    lines += limits(replay).map { "  - " + $0 }
    return lines.map(\.escapedForMessage).joined(separator: "\n") + "\n"
  }

  private func heading(_ verdict: Verdict) -> [String] {
    var lines: [String] = []
    if let heading = verdict.bundles.last?.heading {
      lines += [
        say("Tender", "项目") + ": \(heading.tender)", say("Log", "日志") + ": \(heading.log)",
        say("Tree", "日志树") + ": "
          + say(
            "\(verdict.size) leaves, root \(root(verdict)); \(verdict.bodyCount) bodies disclosed, "
              + "\(verdict.eventCount) events read",
            "\(verdict.size) 条记录，根 \(root(verdict))；公开正文 \(verdict.bodyCount) 份，读取事件 \(verdict.eventCount) 个"),
      ]
    }
    for bundle in verdict.bundles {
      let about = bundle.heading.map { heading in
        let (view, stage, security) = (
          heading.view.rawValue, heading.stage.rawValue, heading.security.rawValue
        )
        return say(
          "view \(view), stage \(stage), security \(security)", "视图 \(view)，阶段 \(stage)，安全级别 \(security)")
      }
      lines.append(say("Bundles", "数据包") + ": \(bundle.name) (\(about ?? "-"))")
    }
    return lines
  }

  private func root(_ verdict: Verdict) -> String { Hexadecimal.text(verdict.root.bytes.prefix(8)) }

  private func anchors(_ verdict: Verdict) -> String {
    let trust = verdict.trust.map { trust in
      say(
        "a trust file with \(trust.witnesses.count) witness(es) and \(trust.custodians.count) custodian(s)",
        "信任文件，含 \(trust.witnesses.count) 个见证人、\(trust.custodians.count) 个密钥保管人")
    }
    let outside = verdict.outsideSize.map {
      say("a checkpoint of size \($0) from elsewhere", "另行取得的检查点，大小 \($0)")
    }
    return say("Anchors", "锚点") + ": " + (trust ?? say("no trust file", "没有信任文件")) + "; "
      + (outside ?? say("no checkpoint from elsewhere", "没有另行取得的检查点"))
  }

  private func lines(_ check: CheckReport) -> [String] {
    var lines = [
      "  " + column(check.name.wording) + column(check.state.wording)
        + say("\(check.tested) tests", "\(check.tested) 次检验")
    ]
    let weights: [CheckState] = [.bad, .cannotJudge, .simulated]
    let ranked = weights.flatMap { state in check.findings.filter { $0.state == state } }
    lines += shown(ranked, Self.mostReasons, "-") + shown(check.notes, Self.mostNotes, "*")
    return lines
  }

  private func shown(_ findings: [Finding], _ most: Int, _ mark: String) -> [String] {
    var lines = findings.prefix(most).map { "      \(mark) \($0.wording[language])" }
    if findings.count > most {
      let rest = findings.count - most
      lines.append("      \(mark) " + say("… and \(rest) more", "……另有 \(rest) 条"))
    }
    return lines
  }

  /// A name filled up to the width of a column.
  private func column(_ wording: Wording) -> String {
    let text = wording[language]
    return text + String(repeating: " ", count: max(1, 14 - text.terminalWidth))
  }

  private func limits(_ replay: CorrectnessSummary) -> [String] {
    [
      replay.commands.isEmpty
        ? say(
          "Decisions were not replayed: rankings, causes of refusals, timers (check correctness).",
          "未重放各项决定：排序、拒收原因、定时事件（见“处理正确性”）。")
        : say(
          "Whether what people judged was right: scores, votes, findings. What followed from it was computed again.",
          "人的判断是否恰当：评分、表决、认定；由此得出的结果已复算。"),
      say(
        "Whether a person stands behind an enrolled key, who talked to whom, and beacons of other sources.",
        "登记密钥背后的自然人、当事人之间的往来、外部随机信标的真实性。"),
      say(
        "Leaves that are still sealed, and bodies that this view does not show.", "仍处于密封状态的记录，以及本视图不公开的正文。"),
    ]
  }
}
