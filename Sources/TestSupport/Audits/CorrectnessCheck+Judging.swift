package import AuditTrail
internal import Cryptography
internal import Notation
package import Tendering

extension CorrectnessCheck {
  /// What the check finds in `log`.
  package static func judging(_ log: DisclosedLog) throws -> (check: CorrectnessCheck, report: CheckReport) {
    var check = CorrectnessCheck()
    var report = CheckReport(.correctness)
    try check.run(log, &report)
    report.finish()
    return (check, report)
  }
}

extension DisclosedLog {
  /// This log with something else known of one leaf; every file is as it was.
  package func replacing(_ index: Int, with content: Content) -> DisclosedLog {
    var pages = self.pages
    pages[index] = Page(index: index, stamp: pages[index].stamp, content: content)
    return DisclosedLog(of: tender, runsOnModelClock: runsOnModelClock, pages: pages) {
      (digest, limit) throws(Fault) in
      try files(named: .string(Hexadecimal.text(digest.bytes)), limit: limit)[digest]
    }
  }
}
