import AuditTrail
import Cryptography
import Evaluation
import Marketplace
import Notation
import Participants
import Simulation
import SystemPackage
import Tendering
import TestSupport
import Testing

/// A scenario made from the terms that the stories of tests use, to be played in memory or on a journal.
struct Rehearsal {
  /// What every secret of it follows from.
  var seed = Array("rehearsal".utf8)
  var scenario: Scenario
  /// Whether it runs under the profile `full`, on the wall clock and with a root that vouches, so that nothing is simulated.
  var isReal = false {
    didSet { scenario.security = isReal ? .full : .training }
  }

  init(_ track: Track, sessions: OpeningSessions = .one, bids: Int = 4, under preset: Preset? = nil) {
    var scenario = Scenario()
    scenario.terms = Story.terms(track)
    if let preset {
      let ceiling = scenario.terms.scheme.ceiling
      scenario.terms.scheme = preset.terms
      scenario.terms.scheme.ceiling = ceiling
      if !preset.terms.criteria.contains(where: \.isDark) { scenario.terms.darkViolation = nil }
    }
    scenario.sessions = sessions
    let start = scenario.terms.documentsFrom.milliseconds - 3_600_000
    scenario.start = Story.instant(start)
    (scenario.planned, scenario.announced) = (scenario.start, scenario.start)
    scenario.hasPlan = track == .engineering
    scenario.previewed = track == .engineering ? scenario.start : nil
    if track != .foreign {
      scenario.experts = Story.experts.map { Story.record(of: $0, track: track) }
    }
    let prices = Story.usualPrices(track)
    scenario.bidders = Story.bidders.prefix(bids).enumerated().map { index, party in
      var bidder = ScriptedBidder()
      bidder.party = party
      var bid = ScriptedBidder.Bid()
      bid.at = Story.instant(start + Int64(index + 2) * Story.day)
      bid.price = Money(minor: prices[party] ?? 0, scenario.terms.scheme.currency) ?? .zero
      if scenario.terms.darkViolation != nil { bid.texts[.technical] = "# 施工组织设计 \(index)\n" }
      bidder.bids = [bid]
      for criterion in scenario.terms.scheme.criteria {
        let base = 80 + Int64(index)
        switch criterion.kind {
        case .panel: bidder.scores[criterion.id] = (0..<7).map { Points(whole: base + $0 % 3) }
        case .objective: bidder.objective[criterion.id] = Points(whole: base)
        }
      }
      return bidder
    }
    self.scenario = scenario
  }

  var log: LogName { Story.log }

  func cast() throws -> Cast {
    try Cast(of: scenario, log: log) { party throws(Fault) in Cast.seededSecret(seed, party) }
  }

  func root() throws -> SigningKey {
    try SigningKey(.ed25519, seed: Cast.seededSecret(seed, PartyID(unchecked: "root")))
  }

  /// A play in a procedure in memory.
  func inMemory() throws -> (Play, MemorySink) {
    let cast = try cast()
    let clock = ModelClock(at: scenario.start)
    let hall = MemorySink(clock: { clock.time }, seed: seed)
    let platform = try #require(cast[.operator])
    return (Play(scenario, in: hall, cast: cast, platform: PlatformServices(platform), clock: clock), hall)
  }
}

extension Rehearsal {
  /// A play on a journal in `folder`.
  func onJournal(in folder: TemporaryFolder) throws -> (Play, Journal) {
    let cast = try cast()
    let clock = ModelClock(at: scenario.start)
    let platform = try #require(cast[.operator])
    let logKey = try SigningKey(.ed25519, seed: Cast.seededSecret(seed, PartyID(unchecked: "log")))
    let signer = try #require(NoteSigner(name: KeyName(log), scheme: .ed25519, key: logKey))
    let identity = try JournalIdentity(
      log: signer, operatorKey: platform.key, root: try root().verificationKey, isRootAutomatic: !isReal,
      clock: isReal ? .wall : .model)
    let journal = try Journal(
      at: FilePath(folder.path + "/journal"), identity, clock: { clock.time },
      random: SeededRandomSource(seed: seed))
    var play = Play(scenario, in: journal, cast: cast, platform: PlatformServices(platform), clock: clock)
    let witness = try witness()
    play.witness = { () throws(Fault) in
      let note = try await journal.checkpoint()
      let size = try Checkpoint(parsing: note.text).size
      guard !note.signatures.contains(where: { witness.noteKey.names($0) }) else { return }
      let seconds = UInt64(clock.time.milliseconds / 1_000)
      guard let cosignature = try? witness.signature(for: note.text, time: seconds) else { return }
      try await journal.add(cosignature, by: witness.noteKey, size: size)
    }
    return (play, journal)
  }

  /// A witness of the log.
  func witness() throws -> NoteSigner {
    let key = try SigningKey(.ed25519, seed: Cast.seededSecret(seed, PartyID(unchecked: "witness")))
    let name = try #require(KeyName("witness.example/w1"))
    return try #require(NoteSigner(name: name, scheme: .cosignature, key: key))
  }

  /// Whom an outsider trusts.
  func trust(_ journal: Journal) throws -> TrustFile {
    let cast = try cast()
    let custodians = try scenario.terms.custodians.map { party in
      (party, KeyFingerprint(of: try #require(cast[party]).key.verificationKey))
    }
    return try TrustFile(
      custodians: Dictionary(uniqueKeysWithValues: custodians), log: journal.identity.signers[0].noteKey,
      operatorKey: KeyFingerprint(of: journal.identity.operatorKey.verificationKey),
      root: journal.identity.root,
      isRootAutomatic: !isReal, witnesses: [try witness().noteKey])
  }
}
