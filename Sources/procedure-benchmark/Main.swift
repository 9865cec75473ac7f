internal import Evaluation
internal import SystemPackage

/// What whole tenders cost, simulated, logged, verified, and when their journal is opened again; medians of five.
///
/// `procedure-benchmark [EVENTS]`: with another number of events for the start of the journal than a million.
@main
struct ProcedureBenchmark {
  static func main() async throws {
    let events = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000
    for shape in [TenderShape(.foreign, tenders: 32), TenderShape(.engineering, tenders: 8)] {
      try await TenderBenchmark(shape).run()
    }
    try await StartBenchmark(eventCount: events).run()
  }
}

/// Writes a line to standard output.
func say(_ line: String) throws { try FileDescriptor.standardOutput.writeAll(Array((line + "\n").utf8)) }

/// Times of one thing, in seconds.
struct Timing {
  private var seconds: [Double] = []

  /// Times `body`, after what is prepared and not timed.
  mutating func measure<Result>(_ body: () async throws -> Result) async throws -> Result {
    let clock = ContinuousClock()
    let start = clock.now
    let result = try await body()
    seconds.append(start.duration(to: clock.now) / .seconds(1))
    return result
  }

  /// The median of five, or of as many as there are.
  var median: Double { seconds.sorted()[seconds.count / 2] }

  /// How many of `count` things there are in a second.
  func rate(_ count: Int) -> Double { Double(count) / max(median, 1e-9) }
}

extension Double {
  /// The number with a digit after the point.
  var text: String {
    let tenths = Int((self * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
