internal import Evaluation
internal import Interchange
internal import Notation

/// One run of `tender evaluate`: tenders in order, evaluated on every core, results spooled until all are known good.
struct EvaluationRun {
  /// What is written.
  enum Output: Sendable {
    case json
    case csv
    case text(Language)
  }

  private let scheme: SchemeFile
  private let name: String
  private let output: Output
  private let console: Console
  private var summary = RunSummary()
  private var faults = Faults()
  private var areIncompleteness = true
  private var rows: [[String]] = []
  private var first: Outcome?
  private var progress: Progress

  init(_ scheme: SchemeFile, _ name: String, _ output: Output, _ console: Console) {
    self.scheme = scheme
    self.name = name
    self.output = output
    self.console = console
    progress = Progress(console)
  }

  /// The results of some tenders that follow one another.
  fileprivate struct Batch: Sendable {
    var bytes: [UInt8] = []
    var rows: [[String]] = []
    var first: Outcome?
    var summary = RunSummary()
    var faults = Faults()
    var areIncompleteness = true
  }

  /// Evaluates the tenders of a stream, block by block.
  mutating func evaluate(_ stream: consuming TenderStream, into spool: inout Spool) async throws {
    var stream = stream
    let (scheme, output) = (scheme, output)
    let codec = TenderInput.codec(scheme.scheme.terms.currency)
    var last = Faults()
    try await Self.tasks.run(
      next: { () throws -> TenderStream.Block? in
        do {
          return try stream.next()
        } catch let error as InputFaults {
          // Reported with what the blocks before it got wrong.
          last = error.faults
          return nil
        }
      },
      work: { block in
        var batch = Batch()
        let records = block.records(codec, into: &batch.faults)
        if !batch.faults.isEmpty { batch.areIncompleteness = false }
        for record in records { batch.add(record, scheme.scheme, output) }
        return batch
      },
      consume: { try take($0, &spool) })
    if !last.isEmpty { areIncompleteness = false }
    faults.append(last)
  }

  /// Evaluates tenders that are in memory.
  mutating func evaluate(_ records: [TenderRecord], into spool: inout Spool) async throws {
    let (scheme, output) = (scheme, output)
    var start = 0
    try await Self.tasks.run(
      next: { () -> ArraySlice<TenderRecord>? in
        guard start < records.count else { return nil }
        defer { start += 2_000 }
        return records[start..<min(records.count, start + 2_000)]
      },
      work: { slice in
        var batch = Batch()
        for record in slice { batch.add(record, scheme.scheme, output) }
        return batch
      },
      consume: { try take($0, &spool) })
  }

  private static let tasks = OrderedTasks(width: 4)

  private mutating func take(_ batch: Batch, _ spool: inout Spool) throws(OutputFailure) {
    if !batch.faults.isEmpty { areIncompleteness = areIncompleteness && batch.areIncompleteness }
    faults.append(batch.faults)
    summary.append(batch.summary)
    if first == nil { first = batch.first }
    rows += batch.rows
    // After a fault nothing will be written; the rest is read only to report what else is wrong.
    if faults.isEmpty { try spool.append(batch.bytes) }
    progress.show(summary.tenders)
  }

  /// Writes what follows the tenders, and says how the command ends.
  ///
  /// - Throws: `InputFaults` when any tender was faulty.
  mutating func finish(_ spool: inout Spool) throws -> ExitStatus? {
    progress.finish()
    guard faults.isEmpty else { throw InputFaults(name, faults, areIncompleteness: areIncompleteness) }
    guard summary.tenders > 0 else {
      throw InputFaults(
        name,
        Fault(
          .malformed, at: nil, Wording("the input has no tender", "输入中没有标段"),
          accepted: Wording("at least one tender", "至少一个标段")))
    }
    switch output {
    case .json: try spool.append(JSONWriter.bytes(summary.value) + Array("\n".utf8))
    case .csv: break
    case .text(let language):
      let report = TextReport(scheme: scheme.scheme, language: language)
      let text = summary.tenders == 1 ? first.map(report.tender) ?? "" : report.tenders(rows, summary)
      try spool.append(Array(text.utf8))
    }
    return summary.provisional.isEmpty ? nil : .incomplete
  }

  /// What precedes the tenders.
  static func header(_ output: Output) -> [UInt8] {
    switch output {
    case .csv: Array(ResultTable.header.utf8)
    case .json, .text: []
    }
  }
}

extension EvaluationRun.Batch {
  mutating func add(_ record: TenderRecord, _ scheme: Scheme, _ output: EvaluationRun.Output) {
    do throws(Refusals) {
      let outcome = try scheme.evaluate(record.input)
      summary.add(outcome)
      if first == nil { first = outcome }
      switch output {
      case .json:
        JSONWriter.write(outcome.value(scheme), to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
      case .csv: ResultTable.append(outcome, scheme, to: &bytes)
      case .text(let language): rows.append(TextReport(scheme: scheme, language: language).row(outcome))
      }
    } catch {
      areIncompleteness = areIncompleteness && error.areIncompleteness
      faults.append(record.faults(error.list))
    }
  }
}
