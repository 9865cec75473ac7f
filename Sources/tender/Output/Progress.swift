internal import Notation

/// A line on standard error that says how far long work has come, when a person watches.
struct Progress {
  private let console: Console
  private let isShown = Console.isWatched
  private var last = ContinuousClock.now
  private var wasWritten = false

  init(_ console: Console) { self.console = console }

  /// Shows `tenders` done, at most five times a second.
  mutating func show(_ tenders: Int) {
    guard isShown, last.duration(to: .now) > .milliseconds(200) else { return }
    last = .now
    wasWritten = true
    console.overwrite(Wording("evaluated \(tenders) tenders", "已评审 \(tenders) 个标段")[console.language])
  }

  /// Clears the line.
  func finish() {
    if wasWritten { console.overwrite("") }
  }
}
