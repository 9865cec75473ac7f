package import Notation

/// One check of a verdict: how much it tested, and every reason against a plain GOOD.
public struct CheckReport: Sendable {
  /// Which check.
  public let name: CheckName
  /// How many tests were made.
  public private(set) var tested = 0
  /// The reasons, in the order in which they were found; of each state the first 200.
  public private(set) var findings: [Finding] = []
  /// What the reader should know and what takes nothing from the state.
  public private(set) var notes: [Finding] = []
  /// How many findings there are of each state.
  private var counts: [CheckState: Int] = [:]
  private var seen: Set<Finding> = []
  private var isFinished = false

  /// The most findings of one state that are kept.
  public static let maximumCount = 200

  /// A check that has not been made.
  package init(_ name: CheckName) { self.name = name }

  /// The worst of what was found; a check that did not run to its end is never GOOD.
  public var state: CheckState {
    let found = CheckState.byWeight.first { counts[$0] != nil } ?? .good
    return !isFinished && found != .bad ? .cannotJudge : found
  }

  /// Counts one test that holds.
  package mutating func count() { tested += 1 }

  /// Says that the check ran to its end.
  package mutating func finish() { isFinished = true }

  /// Counts one test; a failed one is a reason for BAD.
  @discardableResult
  mutating func require(
    _ holds: Bool, _ code: FindingCode, _ place: Wording? = nil, _ detail: Wording? = nil
  ) -> Bool {
    tested += 1
    if !holds { bad(code, place, detail) }
    return holds
  }

  /// A reason for BAD.
  package mutating func bad(_ code: FindingCode, _ place: Wording? = nil, _ detail: Wording? = nil) {
    add(Finding(state: .bad, code: code, place: place, detail: detail))
  }

  /// A reason for BAD that a fault of the formats gives.
  mutating func bad(_ code: FindingCode, _ place: Wording? = nil, _ fault: Fault) {
    bad(code, place, fault.summary)
  }

  /// A reason for CANNOT_JUDGE: what is missing.
  package mutating func cannot(_ code: FindingCode, _ place: Wording? = nil, _ detail: Wording? = nil) {
    add(Finding(state: .cannotJudge, code: code, place: place, detail: detail))
  }

  /// A reason for SIMULATED.
  package mutating func simulated(_ code: FindingCode, _ place: Wording? = nil, _ detail: Wording? = nil) {
    add(Finding(state: .simulated, code: code, place: place, detail: detail))
  }

  /// What the reader should know and what takes nothing from the state.
  package mutating func note(_ code: FindingCode, _ place: Wording? = nil, _ detail: Wording? = nil) {
    let note = Finding(state: .good, code: code, place: place, detail: detail)
    if notes.count < Self.maximumCount, !notes.contains(note) { notes.append(note) }
  }

  private mutating func add(_ finding: Finding) {
    // A bundle with a million faults keeps the first ones of each state.
    counts[finding.state, default: 0] += 1
    guard counts[finding.state, default: 0] <= Self.maximumCount, seen.insert(finding).inserted else {
      return
    }
    findings.append(finding)
  }
}

extension Fault {
  /// Source, place, code and message in one line.
  package var summary: Wording {
    func text(_ language: Language) -> String {
      let place = [source, place?.description].compactMap(\.self).joined(separator: ":")
      return (place.isEmpty ? "" : place.escapedForMessage + " ") + "\(code) \(message[language])"
    }
    return Wording(text(.english), text(.chinese))
  }
}
