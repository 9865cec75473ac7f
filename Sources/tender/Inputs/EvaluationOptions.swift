internal import ArgumentParser
internal import Evaluation
internal import Interchange
internal import Notation

extension Preset: ExpressibleByArgument {}

/// The notations of bid files.
enum BidFormat: String, CaseIterable, ExpressibleByArgument {
  case csv
  case ndjson
  case json
  case yaml

  /// The notation that the extension of `path` names.
  init?(path: String) {
    switch path.split(separator: "/").last?.split(separator: ".").last?.lowercased() {
    case "csv": self = .csv
    case "ndjson", "jsonl": self = .ndjson
    case "json": self = .json
    case "yaml", "yml": self = .yaml
    default: return nil
    }
  }
}

/// What every command that evaluates reads: a scheme, bids, and scores.
struct EvaluationOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The evaluation scheme, YAML or JSON.", valueName: "file"))
  var scheme: String?

  @Option(
    help: ArgumentHelp(
      "A named scheme instead of a file: \(Preset.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "name"))
  var preset: Preset?

  @Option(help: ArgumentHelp("A table of scores (CSV).", valueName: "file"))
  var scores: String?

  @Option(help: "Notation of the bids: csv, ndjson, json or yaml. Default: by extension.")
  var format: BidFormat?

  @Argument(
    help: "The bids; - for standard input.", completion: .file(extensions: ["csv", "ndjson", "json", "yaml"]))
  var bids: String

  func validate() throws {
    guard (scheme == nil) != (preset == nil) else {
      throw ValidationError("Give either --scheme FILE or --preset NAME.")
    }
    guard format != nil || BidFormat(path: bids) != nil else {
      throw ValidationError(
        "The notation of '\(bids)' is not clear from its name: give --format csv, ndjson, json or yaml.")
    }
    guard [scheme, scores, bids].count(where: { $0 == "-" }) <= 1 else {
      throw ValidationError("Only one input can be standard input.")
    }
    if scores != nil, bidFormat == .ndjson {
      throw ValidationError("Lines of NDJSON carry their scores: --scores goes with csv, json and yaml.")
    }
  }

  /// The notation of the bids.
  var bidFormat: BidFormat { format ?? BidFormat(path: bids) ?? .csv }

  /// Reads and checks the scheme, noting what departs from local rules.
  func readScheme(_ console: Console) throws -> SchemeFile {
    if let preset { return try SchemeFile.preset(preset) }
    let path = scheme ?? "-"
    let file = try SchemeFile.read(path: path)
    console.report(path, file.warnings)
    return file
  }

  /// Reads the tenders of a file that is held in memory, with their scores.
  func readRecords(_ scheme: SchemeFile, _ console: Console) throws -> [TenderRecord] {
    let limit = bidFormat == .csv ? InputText.tableLimit : InputText.documentLimit * 64
    let text = try InputText.read(
      path: bids, limit: limit, bidFormat == .csv ? .utf8OrGB18030 : .utf8)
    sayEncoding(of: text, console)
    var records: [TenderRecord]
    switch bidFormat {
    case .csv: records = try BidTable.read(text, scheme, tender: defaultTender)
    case .json: records = [try TenderDocument.read(text, .json, scheme)]
    case .yaml: records = [try TenderDocument.read(text, .yaml, scheme)]
    case .ndjson:
      var faults = Faults()
      records = TenderStream.records(text, scheme, into: &faults)
      guard faults.isEmpty else { throw InputFaults(bids, faults) }
    }
    if let scores {
      let table = try InputText.read(path: scores, limit: InputText.tableLimit, .utf8OrGB18030)
      sayEncoding(of: table, console)
      try ScoreFile.read(table, scheme, into: &records)
    }
    return records
  }

  private func sayEncoding(of text: InputText, _ console: Console) {
    guard let note = text.encodingNote else { return }
    console.note("\(text.name): \(note[console.language])")
  }

  /// The tender of a table without a tender column is called like the file.
  private var defaultTender: TenderID {
    let file = bids.split(separator: "/").last.map(String.init) ?? bids
    let stem = file.split(separator: ".").dropLast().joined(separator: ".")
    return TenderID(parsing: stem) ?? TenderID(unchecked: "tender")
  }
}
