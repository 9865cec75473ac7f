/// What the audit trail costs, always against a floor in the same run; medians of five.
@main
enum AuditTrailBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    if arguments.first == "bundle", arguments.count == 3, let count = arguments.last.flatMap({ Int($0) }) {
      return try SampleBundle.write(to: arguments[2], leafCount: count)
    }
    try LogBenchmark.verification()
    try LogBenchmark.appending()
    try LogBenchmark.receipts()
    try EnvelopeBenchmark.run()
    try DrawBenchmark.run()
  }
}
