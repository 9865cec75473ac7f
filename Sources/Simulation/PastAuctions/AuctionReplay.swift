package import AuditTrail
package import Cryptography
package import Notation
package import Participants
package import Tendering

/// Past auctions played in one trading centre (往期招标批量重演): through sealing, opening, evaluation and award into one log.
///
/// They are played in waves of the same dates. Whatever was begun before a crash goes on where it stands; what the log has
/// brought to an end is left alone.
package struct AuctionReplay: Sendable {
  private let auctions: [PastAuction]
  private let centre: any TradingCentre
  private let clock: ModelClock
  private let parties: [PartyID: Participant]
  private let platform: PlatformServices

  /// How many tenders have the same dates.
  package static let waveSize = 256

  /// The replay of `auctions` in `centre`, with the keys of everybody.
  ///
  /// - Throws: what `secret` throws, `INVALID_KEY`.
  package init(
    _ auctions: [PastAuction], in centre: any TradingCentre, clock: ModelClock, log: LogName,
    secret: (PartyID) throws(Fault) -> SecretBytes
  ) throws(Fault) {
    var roles = Dictionary(
      auctions.flatMap(\.bidders).map { ($0, PartyRole.bidder) }, uniquingKeysWith: { first, _ in first })
    for (party, role) in PastAuction.staff { roles[party] = role }
    var parties: [PartyID: Participant] = [:]
    for (party, role) in roles {
      parties[party] = try Participant(party, role, log: log, secret: PartySecret(try secret(party)))
    }
    guard let platform = parties[.operator] else { preconditionFailure("the platform is of the staff") }
    (self.auctions, self.centre, self.clock) = (auctions, centre, clock)
    (self.parties, self.platform) = (parties, PlatformServices(platform))
  }

  /// The participant that `party` is.
  package subscript(party: PartyID) -> Participant? { parties[party] }

  /// Enrols everybody under `root` and plays everything to its end, `width` tenders at a time; calls `tell` with the number of
  /// tenders that are done, after each wave.
  ///
  /// - Throws: the fault of the first tender that meets one.
  package func run(
    root: SigningKey, width: Int, tell: (Int) async throws(Fault) -> Void = { _ throws(Fault) in }
  ) async throws(Fault) {
    let enrolled = parties.values.sorted { $0.party < $1.party }
    try await centre.enrol(enrolled, root: root, isAutomatic: true, at: clock.time)
    var (begun, fresh): ([Scenario], [PastAuction]) = ([], [])
    for auction in auctions {
      let tender = try await centre.current(auction.tender)
      if let notice = tender.notice {
        begun.append(auction.scenario(continuing: notice))
      } else {
        fresh.append(auction)
      }
    }
    var done = begun.count
    try await play(begun, width: width)
    if done > 0 { try await tell(done) }
    while !fresh.isEmpty {
      let start = clock.time
      try await play(fresh.prefix(Self.waveSize).map { $0.scenario(from: start) }, width: width)
      done += min(Self.waveSize, fresh.count)
      fresh.removeFirst(min(Self.waveSize, fresh.count))
      try await tell(done)
    }
  }

  private func play(_ scenarios: [Scenario], width: Int) async throws(Fault) {
    let plays = scenarios.map { scenario in
      let cast = Cast(Cast.roles(of: scenario).compactMap { parties[$0.party] })
      return Play(scenario, in: centre, cast: cast, platform: platform, clock: clock)
    }
    var season = Season(plays, in: centre, clock: clock, width: width)
    try await season.run()
  }

  /// How each tender ended, in the order of the auctions.
  package func endings() async throws(Fault) -> [AuctionEnding] {
    var endings: [AuctionEnding] = []
    for auction in auctions {
      endings.append(AuctionEnding(try await centre.current(auction.tender), of: auction))
    }
    return endings
  }
}
