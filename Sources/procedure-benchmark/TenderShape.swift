internal import AuditTrail
internal import Cryptography
internal import Evaluation
internal import Marketplace
internal import Notation
internal import Participants
internal import Simulation
internal import SystemPackage
internal import Tendering
internal import TestSupport

/// Tenders that are all alike: seven bids, on the track ENG five experts who score dark parts.
struct TenderShape {
  let track: Track
  let scenarios: [Scenario]

  init(_ track: Track, tenders count: Int) {
    self.track = track
    let first = Self.scenario(track)
    scenarios = (1...count).map { number in
      var scenario = first
      scenario.tender = AuditTrail.TenderID(unchecked: "T-\(number)")
      return scenario
    }
  }

  private static func scenario(_ track: Track) -> Scenario {
    var scenario = Scenario()
    scenario.terms = Story.terms(track)
    let start = scenario.terms.documentsFrom.milliseconds - 3_600_000
    (scenario.start, scenario.planned, scenario.announced) = (
      Story.instant(start), Story.instant(start), Story.instant(start)
    )
    scenario.hasPlan = track == .engineering
    scenario.previewed = track == .engineering ? scenario.start : nil
    if track != .foreign { scenario.experts = Story.experts.map { Story.record(of: $0, track: track) } }
    scenario.bidders = Story.bidders.prefix(7).enumerated().map { index, party in
      var bid = ScriptedBidder.Bid()
      bid.at = scenario.terms.documentsFrom
      bid.price =
        Money(minor: 930_000_000 + Int64(index) * 1_000_000, scenario.terms.scheme.currency) ?? .zero
      if scenario.terms.darkViolation != nil { bid.texts[.technical] = "# 施工组织设计 \(index)\n" }
      var bidder = ScriptedBidder()
      (bidder.party, bidder.bids) = (party, [bid])
      for criterion in scenario.terms.scheme.criteria {
        let base = 80 + Int64(index)
        switch criterion.kind {
        case .panel: bidder.scores[criterion.id] = (0..<7).map { Points(whole: base + $0 % 3) }
        case .objective: bidder.objective[criterion.id] = Points(whole: base)
        }
      }
      return bidder
    }
    return scenario
  }

  private static func secret(_ party: PartyID) -> SecretBytes { Cast.seededSecret([1], party) }

  static func root() throws -> SigningKey {
    try SigningKey(.ed25519, seed: secret(PartyID(unchecked: "keeper/root")))
  }

  /// The play of the tender `number` in `centre`.
  func play(_ number: Int, in centre: any TradingCentre, _ clock: ModelClock) throws -> Play {
    let scenario = scenarios[number]
    let cast = try Cast(of: scenario, log: Story.log) { party throws(Fault) in Self.secret(party) }
    guard let platform = cast[.operator] else { preconditionFailure("every cast has the operator") }
    return Play(scenario, in: centre, cast: cast, platform: PlatformServices(platform), clock: clock)
  }

  /// A journal in `folder`.
  static func journal(in folder: TemporaryFolder, _ clock: ModelClock) throws -> Journal {
    let platform = try Participant(
      .operator, .operator, log: Story.log, secret: PartySecret(secret(.operator)))
    let log = try SigningKey(.ed25519, seed: secret(PartyID(unchecked: "keeper/log")))
    guard let signer = NoteSigner(name: KeyName(Story.log), scheme: .ed25519, key: log) else {
      preconditionFailure("the name of the log is a name")
    }
    let identity = try JournalIdentity(
      log: signer, operatorKey: platform.key, root: try root().verificationKey, isRootAutomatic: true,
      clock: .model)
    return try Journal(
      at: FilePath(folder.path + "/journal"), identity, clock: { clock.time }, random: SystemRandomSource())
  }
}
