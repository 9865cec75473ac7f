package import AuditTrail
package import Notation

/// The check `correctness` of a verdict (复算; formats, section 11): every event of a tender must follow from its command by
/// the same rules that wrote it.
///
/// The leaves of no tender and of this one are played in the order of the log; those of others touch neither. Where a leaf
/// is missing, what follows from the others still counts, and what does not is CANNOT_JUDGE and no longer BAD: it may rest
/// on the missing one. Signatures, seals, openings and secret draws have checks of their own.
package struct CorrectnessCheck: Sendable {
  /// What came of the replay.
  package private(set) var summary = CorrectnessSummary()
  /// The tender as the log has made it; nil before the replay.
  package private(set) var tender: Tender?
  /// Parties, experts and calendars as the log has made them.
  package var registry: Registry { replay.procedure.registry }
  /// The stage of the tender before each leaf that was replayed.
  package private(set) var stages: [Int: Stage] = [:]

  /// Whether a leaf of the tender is missing, or may be.
  package var isPartial: Bool { firstGap != nil }

  private var replay = Replay()
  /// The first leaf that is missing.
  private var firstGap: Int?
  /// The sealed leaves that may be of the tender.
  private var hidden: [Int] = []

  /// A larger file is none that a rule looks into: 64 MiB.
  private static let fileLimit = 1 << 26
  /// What the log holds beside the procedure, with the check that judges it.
  private static let checkedElsewhere: [String: CheckName] = ["body.erased": .erasure]

  /// A check that has not been made.
  package init() {}

  /// Replays what `log` discloses, and says in `report` what does not follow or cannot be told.
  ///
  /// - Throws: `UNREADABLE`.
  package mutating func run(_ log: DisclosedLog, _ report: inout CheckReport) throws(Fault) {
    defer { tender = replay.procedure.tenders[log.tender] }
    guard checkTerms(log, &report) else { return }
    for page in log.pages { try take(page, log, &report) }
    if let first = hidden.first {
      report.cannot(.stillHidden, .leaf(first), .name(hidden.count))
    }
    if log.runsOnModelClock { report.simulated(.timesOnModelClock) }
    summary.conclude(replay.procedure[log.tender])
  }

  /// A log of sealed bids alone publishes no terms; there is nothing to judge it by.
  private func checkTerms(_ log: DisclosedLog, _ report: inout CheckReport) -> Bool {
    let notice = log.pages.lazy.compactMap(\.body).first { $0.fields.kind == TenderAnnounced.kind }
    guard let notice else {
      report.cannot(.noticeMissing)
      return false
    }
    let statesTerms =
      notice.fields.command["terms"] != nil
      || notice.fields.events.contains { $0.text("kind") == TermsPublished.kind.rawValue }
    if !statesTerms { report.cannot(.noTerms) }
    return statesTerms
  }

  private mutating func take(
    _ page: DisclosedLog.Page, _ log: DisclosedLog, _ report: inout CheckReport
  ) throws(Fault) {
    let place = Wording.leaf(page.index)
    switch page.content {
    case .foreign: return
    case .disclosed(let body): return try take(body.fields, page.index, log, &report)
    case .sealed: hidden.append(page.index)
    case .withheld(let kind): report.cannot(.bodyWithheld, place, kind.map { .name($0) })
    case .erased: report.cannot(.bodyErased, place)
    case .unreadable: report.cannot(.leafUnread, place)
    }
    firstGap = firstGap ?? page.index
  }

  private mutating func take(
    _ body: BodyFields, _ index: Int, _ log: DisclosedLog, _ report: inout CheckReport
  ) throws(Fault) {
    if let name = Self.checkedElsewhere[body.kind.rawValue] {
      report.note(.elsewhere, .leaf(index), name.wording)
      return
    }
    stages[index] = replay.procedure[log.tender].stage
    let files = try log.files(named: body.command, limit: Self.fileLimit)
    var holds = true
    do throws(Replay.Contradiction) {
      try replay.take(body, enclosures: files)
      report.count()
    } catch {
      holds = false
      tell(error, index, &report)
    }
    summary.count(body, holds: holds)
  }

  private func tell(_ contradiction: Replay.Contradiction, _ index: Int, _ report: inout CheckReport) {
    let place = Wording.leaf(index)
    if contradiction.needsOtherProgram {
      report.cannot(.needsOtherProgram, place, contradiction.detail)
    } else if let file = contradiction.missingFile {
      report.cannot(.fileMissing, place, file)
    } else if let firstGap {
      let detail = contradiction.detail
      report.cannot(
        .restsOnMissing, place,
        Wording(
          "first missing: leaf \(firstGap); \(detail.english)", "首个缺失记录 \(firstGap)；\(detail.chinese)"))
    } else {
      report.bad(contradiction.finding, place, contradiction.detail)
    }
  }
}

extension DisclosedLog.Page {
  /// The body where it is disclosed.
  package var body: Body? {
    if case .disclosed(let body) = content { body } else { nil }
  }
}
