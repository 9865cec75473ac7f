import AuditTrail
import Cryptography
import Evaluation
import Foundation
import Marketplace
import Notation
import Participants
import Simulation
import Tendering
import TestSupport
import Testing

/// A tender as those see it who have no part in it, at several moments before its opening.
struct TwinWorld {
  /// A party that is enrolled and does not bid.
  static let stranger = PartyID(unchecked: "B-STRANGER")

  /// What can be read at one moment.
  struct Sight {
    let time: Instant
    let bundles: [ReadBundle]
    let projection: String
    let refusals: [String]
    /// What the threat model excepts: how many leaves there are, and how many of them are sealed.
    let size: UInt64
    let sealed: Int
  }

  private(set) var sights: [Sight] = []
  /// How many live bids there were at the deadline.
  private(set) var bidCounts: Set<Int> = []
  /// What the public reads when bids are open.
  private(set) var afterOpening = ReadBundle()
  private let folder: TemporaryFolder

  /// When everybody looks: at the notice, when the first have bid, when the last of nine has, and a second before the deadline.
  static func moments(_ track: Track) -> [Instant] {
    let terms = Story.terms(track)
    let start = terms.documentsFrom.milliseconds
    return [
      Story.instant(start + 60_000), Story.instant(start + 5 * Story.day),
      Story.instant(start + 12 * Story.day),
      Story.instant(terms.opening.milliseconds - 1_000),
    ]
  }

  /// Who reads: everybody, a bidder without a bid, the supervisor.
  private static let readers: [(BundleView, PartyID?)] = [
    (.public, nil), (.bidder, stranger), (.supervisor, nil),
  ]

  /// Plays with `bids` of nine enrolled bidders bidding.
  static func played(_ track: Track, bids: Int) async throws -> TwinWorld {
    var rehearsal = Rehearsal(track, bids: 9)
    rehearsal.scenario.padTo = 65_536
    for index in rehearsal.scenario.bidders.indices.dropFirst(bids) {
      rehearsal.scenario.bidders[index].bids = []
    }
    var outsider = ScriptedBidder()
    outsider.party = stranger
    rehearsal.scenario.bidders.append(outsider)
    // Somebody has to be called at each moment, so that the clock stops there.
    rehearsal.scenario.attempts = moments(track).map { moment in
      var attempt = Attempt()
      (attempt.at, attempt.party, attempt.command) = (moment, stranger, "opening.conclude")
      attempt.refused = .notAuthorised
      return attempt
    }
    var world = try TwinWorld(folder: TemporaryFolder())
    try await world.play(rehearsal)
    return world
  }

  private init(folder: TemporaryFolder) { self.folder = folder }

  private mutating func play(_ rehearsal: Rehearsal) async throws {
    var (play, journal) = try rehearsal.onJournal(in: folder)
    try await play.enrol(root: try rehearsal.root(), isAutomatic: true)
    let tender = rehearsal.scenario.tender
    while true {
      let step = try await play.step()
      let state = try await journal.tender(tender)
      switch step {
      case .refused, .surprise: try await look(journal, play, rehearsal)
      case .over: throw OutsideOfPlay()
      default: break
      }
      if state.stage == .closed { bidCounts.insert(state.bidding.live.count) }
      guard state.isDisclosed(.opening) else { continue }
      try await play.witness?()
      afterOpening = try await bundle(journal, .public, "after", stage: .opening)
      return
    }
  }

  private mutating func look(_ journal: Journal, _ play: Play, _ rehearsal: Rehearsal) async throws {
    // Refusals first: that of a bid is a sealed leaf of its own, in both worlds.
    let refusals = try await refusals(journal, play, rehearsal)
    try await play.witness?()
    var bundles: [ReadBundle] = []
    for (view, party) in Self.readers {
      let name = "\(sights.count)-\(view.rawValue)"
      bundles.append(try await bundle(journal, view, name, party: party, stage: .notice))
    }
    let known = try #require(try journal.projections().first { $0.id == rehearsal.scenario.tender })
    sights.append(
      Sight(
        time: play.clock.time, bundles: bundles,
        // The number of events is the operator's own count: no view, feed or export shows it.
        projection: "\(known.id) \(known.stage) \(known.due?.beijingTime ?? "-") \(known.title)",
        refusals: refusals, size: bundles[0].size, sealed: bundles[0].sealed))
  }

  private func bundle(
    _ journal: Journal, _ view: BundleView, _ name: String, party: PartyID? = nil, stage: BundleStage
  ) async throws -> ReadBundle {
    var order = BundleOrder(tender: Scenario().tender, stage: stage, view: view)
    order.party = party
    let path = folder.path + "/" + name
    try journal.export(order, to: path)
    return try await ReadBundle(path, reader: view.rawValue)
  }

  /// What a stranger tries who would like to know who bids.
  private static func provocations() throws -> [any TenderCommand] {
    [
      BidWithdraw(NamedMessage(DigestContext.sha256([1]), revision: 1)), OpeningConclude(), PanelSeat(),
      TechnicalLock(),
      EvaluationSummarise(), ReportComplete(), AwardConfirm(AwardChoice(PartyID(unchecked: "B-001"))),
      AwardConfirm(AwardChoice(PartyID(unchecked: "B-009"))), PreliminaryConclude(),
      DeadlineExtend(.beginning),
      try DrawConclude(DrawID(tender: Scenario().tender, kind: .public, number: 1)),
      SecretPublish(StageSecret(DigestContext.sha256([2]), of: .opening)),
    ]
  }

  private func refusals(_ journal: Journal, _ play: Play, _ rehearsal: Rehearsal) async throws -> [String] {
    let stranger = try #require(play.cast[Self.stranger])
    var told: [String] = []
    for command in try Self.provocations() {
      let signed = try stranger.signed(command, of: rehearsal.scenario.tender, at: play.clock.time, after: 0)
      do throws(Tendering.Refusal) {
        _ = try await journal.submit(signed, enclosing: [:])
        told.append("taken")
      } catch {
        told.append(
          "\(error.code) \(error.message.english) \(error.message.chinese) \(error.accepted.english)")
      }
    }
    #expect(!told.contains("taken"))
    return told
  }
}

/// A play that took another course than the test needs.
struct OutsideOfPlay: Error {}

/// What a reader of a bundle reads, without what the threat model excepts.
struct ReadBundle {
  var reader = ""
  /// Excepted: the size of the log.
  private(set) var size: UInt64 = 0
  /// Excepted: how many leaves are sealed.
  private(set) var sealed = 0
  /// The manifest without its list of files and the size.
  private(set) var heading = ""
  /// The open bodies, byte for byte; their places in the log, and the salts that hide them, are excepted.
  private(set) var bodies: [String] = []
  private(set) var keys: [UInt8] = []
  private(set) var blobs: [String] = []
  /// The first lines of the notes; size and root are excepted.
  private(set) var origins: Set<String> = []
  /// What lies in the bundle, by folder, where the number of files does not follow from the size of the log.
  private(set) var kinds: [String: Int] = [:]
  /// `tender audit show`, without indices and without the lines of sealed leaves.
  private(set) var shown: [String] = []

  init() {}

  init(_ path: String, reader: String) async throws {
    self.reader = reader
    let files = try Self.files(path)
    let manifest = try Manifest(try #require(files["manifest.json"]))
    size = UInt64(manifest.heading.size)
    let told = manifest.heading
    heading = "\(told.log) \(told.security) \(told.stage) \(told.tender) \(told.view)"
    var faults = Faults()
    bodies = BodyLines.read(files["bodies.ndjson"] ?? [], into: &faults).map {
      String(decoding: $0.body, as: UTF8.self)
    }
    #expect(faults.isEmpty)
    keys = files["keys.json"] ?? []
    blobs = files.keys.filter { $0.hasPrefix("blobs/") }.sorted()
    for (name, bytes) in files {
      let folder = name.split(separator: "/").first.map(String.init) ?? name
      if folder != "log" { kinds[folder, default: 0] += 1 }
      guard name == "log/checkpoint" || name.hasPrefix("log/checkpoints/") else { continue }
      origins.insert(try Checkpoint(parsing: try SignedNote(parsing: bytes).text).origin.rawValue)
    }
    // The public has the same bodies as the supervisor, so that one story is enough.
    if told.view != .supervisor { try await readStory(path) }
  }

  private mutating func readStory(_ path: String) async throws {
    let text = try await Program.tender.run(["audit", "show", path, "--lang", "en"])
    #expect(text.status == 0, "\(text.errors)")
    let isSealed = { (line: Substring) in line.contains("sealed: of this tender or of another") }
    sealed = text.lines.count { isSealed($0) }
    shown = text.lines.filter { !isSealed($0) }.map { String($0.drop { $0 == " " || $0.isNumber }) }
  }

  /// The files below `path`, by their paths.
  static func files(_ path: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      files[name] = Array(try Data(contentsOf: URL(filePath: path + "/" + name)))
    }
    return files
  }
}
