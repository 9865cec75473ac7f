internal import ArgumentParser
internal import AuditTrail
internal import Evaluation
internal import Foundation
internal import Interchange
internal import Marketplace
internal import Notation
internal import Simulation
internal import SystemPackage
internal import Tendering

/// `tender mock replay`: past auctions as tenders in one log.
struct MockReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract:
      "Turn past auctions into tenders: sealed, opened, evaluated and awarded in one log, then verified.",
    discussion: """
      The table is read as "tender evaluate" reads it, and each award is compared with that evaluation. The track is FOREIGN: \
      records name no panel. Nothing is kept unless --in names a folder; a replay that is started again on its folder goes \
      on where it stopped.
      Exit status: 0 every award agrees and the log verifies, 65 a tender ended otherwise than its evaluation, 80 the \
      verification found something false.
      """)

  @Argument(help: "The bids of the auctions (CSV).", completion: .file(extensions: ["csv"]))
  var bids: String

  @Option(help: ArgumentHelp("The evaluation scheme, YAML or JSON.", valueName: "file"))
  var scheme: String?

  @Option(help: ArgumentHelp("A named scheme of the track FOREIGN. Default: jp-floor-v1.", valueName: "name"))
  var preset: Preset?

  @Option(help: ArgumentHelp("Replay only so many auctions, the first of the table.", valueName: "n"))
  var first: Int?

  @Option(name: .customLong("in"), help: "The folder to keep the replay in.", completion: .directory)
  var folder: String?

  @Option(help: "A text from which all secrets follow: who knows it knows them all.")
  var seed: String?

  @Option(help: ArgumentHelp("How many tenders are played at the same time.", valueName: "n"))
  var jobs = 64

  @Option(
    help: ArgumentHelp(
      "A file to append a line \"index leaf-hash\" to for each acknowledgement that a party got.",
      valueName: "file"))
  var acknowledged: String?

  @Flag(help: "Play nothing: compare and verify what the folder holds.")
  var check = false

  @Flag(help: "Write one JSON object.")
  var json = false

  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard scheme == nil || preset == nil else {
      throw ValidationError("Give --scheme or --preset, not both.")
    }
    guard jobs > 0, first.map({ $0 > 0 }) ?? true else {
      throw ValidationError("--jobs and --first are above zero.")
    }
    guard !check || folder != nil else { throw ValidationError("--check needs --in.") }
  }

  func run() async throws {
    let console = language.console
    try await console.run { spool -> ExitStatus? in
      let auctions = try readAuctions(console)
      let kept = folder.map { FilePath($0) }
      let path = kept ?? FilePath(NSTemporaryDirectory()).appending("tender-replay-\(UUID().uuidString)")
      defer {
        // Nobody asked for what is left.
        if kept == nil { try? FileManager.default.removeItem(atPath: path.string) }
      }
      let place = try ReplayFolder(at: path, seed: seed)
      return try await Inputs.reporting(bids) {
        let report = try await replay(auctions, in: place)
        try spool.append(
          json ? Output.json(report.value) : Array(report.text(console.language).utf8))
        return report.status
      }
    }
  }

  /// The auctions of the table, under the scheme.
  private func readAuctions(_ console: Console) throws -> [PastAuction] {
    let file = try scheme.map { try SchemeFile.read(path: $0) } ?? SchemeFile.preset(preset ?? .japaneseFloor)
    if let scheme { console.report(scheme, file.warnings) }
    let text = try InputText.read(path: bids, limit: InputText.tableLimit, .utf8OrGB18030)
    let records = try BidTable.read(text, file, tender: Evaluation.TenderID(unchecked: "auction"))
    return try records.prefix(first ?? records.count).map { record in
      do throws(Fault) { return try PastAuction(record.input, under: file.scheme) } catch {
        var fault = error
        fault.place = fault.place ?? record.place
        throw InputFaults(bids, fault)
      }
    }
  }

  private func replay(_ auctions: [PastAuction], in place: ReplayFolder) async throws -> AuctionReplayReport {
    let clock = ModelClock(at: Self.start)
    let journal = try place.journal(clock: clock)
    clock.advance(to: await journal.time)
    let centre: any TradingCentre =
      try acknowledged.map { try AcknowledgedCentre(journal, writingTo: $0) } ?? journal
    let replay = try AuctionReplay(auctions, in: centre, clock: clock, log: RehearsalFolder.log) {
      party throws(Fault) in place.secret(of: party)
    }
    let before = await journal.size
    let played = ContinuousClock.now
    if !check { try await replay.run(root: try place.root(), width: jobs) }
    var report = AuctionReplayReport(auctions, try await replay.endings())
    report.playing = played.duration(to: .now)
    report.newLeaves = await journal.size - before
    report.batches = await journal.batchCount
    let verified = ContinuousClock.now
    report.store = try journal.verifyStore()
    report.storeTime = verified.duration(to: .now)
    let replayed = ContinuousClock.now
    report.rules = try journal.verifyRules()
    report.rulesTime = replayed.duration(to: .now)
    try await journal.close()
    report.byteCount = place.byteCount()
    return report
  }

  /// 2026-01-05 09:00 in Beijing: when every replay begins.
  private static let start = Instant(clamping: 1_767_574_800_000)
}
