import AuditTrail
import Cryptography
import Evaluation
import Marketplace
import Notation
import Participants
import Simulation
import Tendering
import TestSupport
import Testing

/// Who would read before the time, on a tender that is being played, with what is in its hands then.
@Suite struct EarlyReadingTests {
  /// Plays until `isReached`.
  private func played(until isReached: (Tender) -> Bool) async throws -> (Play, Tender) {
    var rehearsal = Rehearsal(.engineering)
    rehearsal.scenario.padTo = 65_536
    var (play, centre) = try rehearsal.inMemory()
    try await play.enrol(root: try rehearsal.root(), isAutomatic: true)
    while true {
      if case .over = try await play.step() { throw OutsideOfPlay() }
      let tender = try await centre.current(rehearsal.scenario.tender)
      if isReached(tender) { return (play, tender) }
    }
  }

  /// What the operator's opening service reads of a part with these releases; nil for nothing.
  private func read(
    _ part: Part, of bidder: PartyID, in tender: Tender, _ play: Play, _ releases: [KeyRelease]
  ) async throws -> (file: [UInt8]?, verdict: EnvelopeVerdict?) {
    let entry = try #require(tender.bidding.live[bidder]?.submission.envelopes.first { $0.part == part })
    let bytes = try #require(try await play.centre.file(entry.digest))
    let opened = try play.platform.openings.open(part, of: bidder, in: tender, releases: releases) { _ in
      bytes
    }
    return (opened.file, (opened.order.command as? EnvelopeOpen)?.verdict)
  }

  /// What a custodian would release, whoever asks for it.
  private func release(_ part: Part, by custodian: PartyID, in tender: Tender, _ play: Play) throws
    -> KeyRelease
  {
    let order = try #require(play.cast[custodian]).release(
      of: part, in: tender, size: 1, root: DigestContext.sha256([]))
    return try KeyRelease(reading: try #require(order.enclosures.values.first))
  }

  @Test func `before the opening the operator has all envelopes and its own keys, and none of them opens`()
    async throws
  {
    let (play, tender) = try await played { $0.bidding.live.count == 4 }
    #expect(tender.stage == .openForBids)
    for bidder in tender.bidding.live.keys {
      for part in [Part.technical, .price] {
        let found = try await read(part, of: bidder, in: tender, play, [])
        #expect(found.file == nil && found.verdict == .noKey, "\(bidder) \(part)")
        // Not even with all custodians on its side: the bidder's half is missing.
        let all = try tender.notice.map { notice in
          try notice.terms.custodians.map { try release(part, by: $0, in: tender, play) }
        }
        let helped = try await read(part, of: bidder, in: tender, play, try #require(all))
        #expect(helped.file == nil && helped.verdict == .noKey, "\(bidder) \(part)")
      }
    }
  }

  @Test func `a bidder's key and the operator's stay below the threshold of the custodians`() async throws {
    // Every bidder has handed over, and nobody released: as much as the operator ever has before the session.
    let (play, tender) = try await played { $0.opening.handovers.count == 8 }
    #expect(tender.stage == .closed)
    let custodians = try #require(tender.notice?.terms.custodians)
    for bidder in tender.bidding.live.keys {
      for part in [Part.technical, .price] {
        #expect(try await read(part, of: bidder, in: tender, play, []).verdict == .noCustodians)
        for custodian in custodians {
          let one = try await read(
            part, of: bidder, in: tender, play, [release(part, by: custodian, in: tender, play)])
          #expect(one.file == nil && one.verdict == .noCustodians, "\(bidder) \(part) \(custodian)")
        }
        // With two it opens, as the threat model says of two custodians and the opening service.
        let two = try custodians.prefix(2).map { try release(part, by: $0, in: tender, play) }
        #expect(try await read(part, of: bidder, in: tender, play, two).file != nil)
      }
    }
  }

  @Test func `what a member of the panel sees before the lock names nobody`() async throws {
    let (play, tender) = try await played { $0.stage == .evaluating && !$0.darkCodes.isEmpty }
    #expect(tender.panel.locked == nil && tender.draws.mapping == nil)
    let parts = try await play.platform.darkParts(of: tender, in: play.centre)
    #expect(parts.count == 4)
    let names = tender.bidding.live.keys.map(\.rawValue)
    for (code, file) in parts {
      let text = String(decoding: file, as: UTF8.self)
      #expect(text.contains("施工组织设计"))
      for name in names { #expect(!text.contains(name) && !code.rawValue.contains(name)) }
    }
    // What is in the open has no code in it at all, so that no reader of the log can put name and code together.
    for entry in try await play.centre.entries(of: tender.id, from: 0) where entry.body.stage == nil {
      let text = String(decoding: try CanonicalWriter.bytes(.array(entry.body.events)), as: UTF8.self)
      for code in tender.darkCodes { #expect(!text.contains("\"\(code.rawValue)\""), "leaf \(entry.index)") }
    }
  }
}
