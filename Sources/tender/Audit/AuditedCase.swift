internal import AuditTrail
internal import Interchange
internal import Notation
internal import Tendering

/// The bundles of a case with their verdict and the tender that their log replays to.
struct AuditedCase {
  /// The verdict, all checks.
  let verdict: Verdict
  /// The log; nil when a manifest cannot be read.
  let log: DisclosedLog?
  /// The replay.
  let replay: CorrectnessCheck

  /// Reads and judges the bundles at `paths`, the oldest first.
  ///
  /// - Throws: `InputFailure` when a bundle cannot be read; all else is in the verdict.
  init(
    _ paths: [String], trust: TrustFile? = nil, outside: OutsideCheckpoint? = nil, _ language: Language
  ) throws {
    var log: DisclosedLog?
    var replay = CorrectnessCheck()
    do throws(Fault) {
      verdict = try Verdict.judge(paths, trust: trust, outside: outside) {
        (disclosed, report) throws(Fault) in
        log = disclosed
        try replay.run(disclosed, &report)
      }
    } catch {
      let reason = "\(error.code): \(error.message[language])"
      throw InputFailure(error.source ?? paths.joined(separator: " "), reason: reason)
    }
    (self.log, self.replay) = (log, replay)
  }

  /// The log, for those who tell what stands in it; says on standard error what is false in the bundles.
  ///
  /// - Throws: `InputFaults` when there is no bundle to tell of.
  func readLog(_ paths: [String], _ console: Console) throws -> DisclosedLog {
    for check in verdict.checks where check.state == .bad {
      for finding in check.findings.prefix(3) where finding.state == .bad {
        console.note(
          "\(check.name.rawValue) \(CheckState.bad.wording[console.language]): "
            + finding.wording[console.language].escapedForMessage)
      }
    }
    guard let log else {
      throw InputFaults(
        paths.joined(separator: " "),
        Fault(
          .malformed, at: nil, Wording("there is no manifest that can be read", "没有可读取的清单"),
          accepted: Wording("a bundle", "案卷")))
    }
    return log
  }

  /// The tender as its log left it.
  ///
  /// - Throws: `InputFaults` when the bundles do not tell of its rules.
  func readTender(_ paths: [String], _ console: Console) throws -> Tendering.Tender {
    _ = try readLog(paths, console)
    if replay.isPartial {
      console.note(
        Wording(
          "not every leaf of the tender is there: what follows rests on the others alone",
          "标段记录不全：以下仅依据现有记录"))
    }
    guard let tender = replay.tender, tender.notice != nil else {
      throw InputFaults(
        paths.joined(separator: " "),
        Fault(
          .malformed, at: nil, Wording("the bundle publishes no terms of a tender", "案卷未公布招标要点"),
          accepted: Wording("a bundle of a tender of this procedure", "按本程序规则进行的标段案卷")))
    }
    return tender
  }
}
