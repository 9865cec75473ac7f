import AuditTrail
import Cryptography
import Evaluation
import Notation
import Participants
import Simulation
import Tendering
import TestSupport
import Testing

/// A scenario made from the terms that the stories of tests use, to be played in memory or on a journal.
struct Rehearsal {
  static let seed = Array("rehearsal".utf8)
  var scenario: Scenario

  init(_ track: Track, sessions: OpeningSessions = .one, bids: Int = 4) {
    var scenario = Scenario()
    scenario.terms = Story.terms(track)
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
    try Cast(of: scenario, log: log) { party throws(Fault) in Cast.seededSecret(Self.seed, party) }
  }

  func root() throws -> SigningKey {
    try SigningKey(.ed25519, seed: Cast.seededSecret(Self.seed, PartyID(unchecked: "root")))
  }

  /// A play in a procedure in memory.
  func inMemory() throws -> (Play, MemorySink) {
    let cast = try cast()
    let clock = ModelClock(at: scenario.start)
    let hall = MemorySink(clock: { clock.now }, seed: Self.seed)
    let platform = try #require(cast[.operator])
    return (Play(scenario, in: hall, cast: cast, platform: PlatformServices(platform), clock: clock), hall)
  }
}
