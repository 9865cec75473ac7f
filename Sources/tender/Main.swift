internal import ArgumentParser

/// The command line of the tendering marketplace.
@main
struct Tender: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tender",
    abstract: "Evaluate bids exactly, explain every point, and keep an audit log that anybody can check.",
    discussion: """
      Data goes to standard output, everything else to standard error.
      Exit status: 0 done, 64 usage, 65 refused (faulty input or a rule), 66 input cannot be read,
      74 output cannot be written, 80 integrity, 81 incomplete (scores missing, or a ranking that awaits a finding).
      "tender help zh" prints this overview in Chinese.
      """,
    version: "0.1.0",
    subcommands: [
      EvaluateCommand.self, ExplainCommand.self, SchemeCommand.self, AuditCommand.self, BidCommand.self,
      CatalogueCommand.self,
      DrawCommand.self, KeyCommand.self, LogCommand.self, MockCommand.self, ReceiptCommand.self,
      ScanCommand.self,
      ScenarioCommand.self, StatusCommand.self, WitnessCommand.self,
    ])

  static func main() async {
    let arguments = CommandLine.arguments.dropFirst()
    if Array(arguments) == ["help", "zh"] {
      print(ChineseOverview.text)
      return
    }
    await main(Array(arguments))
  }
}
