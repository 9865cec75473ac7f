/// The outcome of a scan: the record for the log, and the excerpts for those who may see them.
public struct ScanReport: Sendable {
  /// What enters a log.
  public let record: ScanRecord
  /// The findings with their excerpts, in the order of the record.
  public let evidence: [Evidence]
}

/// Gathers evidence of one document.
///
/// Stops growing at the most findings that a record holds, keeping the gravest: a hostile file must not fill memory, nor
/// hide a name behind thousands of trifles.
struct EvidenceLog: Sendable {
  private var gathered: Set<Evidence> = []
  private(set) var isComplete = true
  private(set) var overflow = false

  private static let bound = ScanRecord.maximumFindings - 1

  mutating func add(_ evidence: Evidence) {
    if evidence.finding.rule == .notScanned { isComplete = false }
    gathered.insert(evidence)
    if gathered.count > Self.bound * 4 { shrink() }
  }

  mutating func add(
    _ rule: ScanRule, at place: FindingPlace, _ excerpt: String, severity: Severity? = nil
  ) {
    add(Evidence(rule, at: place, excerpt, severity: severity))
  }

  private mutating func shrink() {
    guard gathered.count > Self.bound else { return }
    overflow = true
    let kept = gathered.sorted { left, right in
      let ranks = (left.rank, right.rank)
      return ranks.0 != ranks.1 ? ranks.0 < ranks.1 : left.finding < right.finding
    }
    gathered = Set(kept.prefix(Self.bound))
  }

  /// The evidence in canonical order.
  mutating func finished() -> [Evidence] {
    shrink()
    if overflow {
      isComplete = false
      gathered.insert(
        Evidence(
          .notScanned, at: FindingPlace("findings"), "more than \(Self.bound) findings; the gravest are kept")
      )
    }
    return gathered.sorted { $0.finding < $1.finding }
  }
}

extension Evidence {
  /// What was not scanned outranks all, so that it is never cut off.
  fileprivate var rank: Int {
    switch (finding.rule, finding.severity) {
    case (.notScanned, _): 0
    case (_, .blocking): 1
    case (_, .high): 2
    case (_, .low): 3
    }
  }
}
