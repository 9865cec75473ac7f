import AuditTrail
import Cryptography
import Evaluation
import Interchange
import Marketplace
import Notation
import Simulation
import Tendering
import TestSupport
import Testing

/// The same tender with three and with nine bids: until the opening nobody who is not in it can tell them apart.
@Suite struct TwinWorldTests {
  @Test(arguments: [Track.engineering, .governmentProcurement])
  func `until the opening nobody outside can tell three bids from nine`(track: Track) async throws {
    let three = try await TwinWorld.played(track, bids: 3)
    let nine = try await TwinWorld.played(track, bids: 9)
    try #require(
      three.sights.count == TwinWorld.moments(track).count && nine.sights.count == three.sights.count)
    for (one, other) in zip(three.sights, nine.sights) {
      for (mine, its) in zip(one.bundles, other.bundles) {
        let place = "\(one.time.beijingTime), \(mine.reader)"
        #expect(mine.heading == its.heading, "\(place)")
        #expect(mine.bodies == its.bodies, "\(place)")
        #expect(mine.keys == its.keys && mine.blobs == its.blobs, "\(place)")
        #expect(mine.origins == its.origins && mine.kinds == its.kinds, "\(place)")
        #expect(mine.shown == its.shown, "\(place)")
        #expect(!mine.bodies.isEmpty)
      }
      #expect(one.projection == other.projection, "\(one.time.beijingTime)")
      #expect(one.refusals == other.refusals, "\(one.time.beijingTime)")
      #expect(one.refusals.count > 10)
    }
    // The worlds do differ, and from the opening on everybody may know: the comparison is not blind.
    #expect(three.bidCounts == [3] && nine.bidCounts == [9])
    #expect(three.sights.allSatisfy { $0.bundles.contains { !$0.shown.isEmpty } })
    #expect(three.afterOpening.bodies != nine.afterOpening.bodies)
    #expect(three.afterOpening.shown != nine.afterOpening.shown)
    // What the log gives away in spite of all, as the threat model says: its size, and that some of it is sealed.
    let last = (try #require(three.sights.last), try #require(nine.sights.last))
    #expect(last.0.size < last.1.size && last.0.sealed < last.1.sealed)
    let path = Program.packageRoot + "/Documentation/threat-model.md"
    let model = String(decoding: try InputText.read(path: path, limit: 1 << 20, .utf8).bytes, as: UTF8.self)
    #expect(model.contains("The number of sealed leaves bounds the number of bids for every reader"))
  }
}
