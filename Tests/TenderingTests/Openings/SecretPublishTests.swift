import AuditTrail
import Cryptography
import Evaluation
import Notation
import TestSupport
import Testing

@testable import Tendering

@Suite struct SecretPublishTests {
  private func publish(_ stage: DisclosureStage, _ story: inout Story) throws -> String? {
    let secret = story.secret(of: stage)
    return try refusal { try story.take(SecretPublish(secret), by: .operator) }
  }

  @Test func `each secret has its moment`() throws {
    var story = try Story.opening(session: .two)
    for stage in [DisclosureStage.price, .lock, .award] {
      #expect(try publish(stage, &story) == "SECRET_TOO_EARLY")
    }
    #expect(try publish(.opening, &story) == nil)
    #expect(story.state.isDisclosed(.opening))
    for part in story.state.parts(of: .first) { try story.release(part, by: [1, 2]) }
    for bidder in story.state.standing(in: .first) {
      try story.take(try story.opening(of: .technical, bidder), by: .operator)
    }
    try story.take(OpeningConclude(), by: .operator)
    story.assumeLock()
    #expect(try publish(.price, &story) == "SECRET_TOO_EARLY")
    #expect(try publish(.lock, &story) == nil)
    story.endKeyWindow()
    #expect(try publish(.price, &story) == nil)
    #expect(try publish(.award, &story) == "SECRET_TOO_EARLY")
    story.assume { $0.stage = .notified }
    #expect(try publish(.award, &story) == nil)
  }

  @Test func `a secret is what the notice commits to`() throws {
    var story = try Story.opening()
    let other = StageSecret(DigestContext.sha256([1]), of: .opening)
    #expect(try refusal { try story.take(SecretPublish(other), by: .operator) } == "SECRET_NOT_COMMITTED")
    // The secret of one stage is not that of another, and there is none of a stage that the tender has not.
    let moved = StageSecret(story.secret(of: .lock).bytes, of: .opening)
    #expect(try refusal { try story.take(SecretPublish(moved), by: .operator) } == "SECRET_NOT_COMMITTED")
    #expect(try publish(.price, &story) == "SECRET_NOT_COMMITTED")
  }

  @Test func `after its publication nothing is sealed for the stage`() throws {
    var story = try Story.opening()
    try story.release(.technical, by: [1, 2])
    #expect(try publish(.opening, &story) == nil)
    #expect(try publish(.opening, &story) == "STAGE_DISCLOSED")
    story.assume { $0.opening.disclosed.insert(.lock) }
    let command = try story.opening(of: .technical, Story.bidders[0])
    #expect(try refusal { try story.take(command, by: .operator) } == "STAGE_DISCLOSED")
  }

  @Test func `a tender that failed at the deadline has nothing left to hide`() throws {
    var story = try Story.closedTender(bids: 2)
    #expect(story.state.stage == .failed)
    for stage in [DisclosureStage.opening, .lock, .award] { #expect(try publish(stage, &story) == nil) }
  }

  @Test func `who bid in a tender that was ended before its deadline stays sealed`() throws {
    var story = try Story()
    try story.announce()
    try story.logKeys()
    try story.bid(Story.bidders.prefix(3))
    story.assume { $0.stage = .terminated }
    #expect(try publish(.opening, &story) == "SECRET_TOO_EARLY")
    #expect(try publish(.award, &story) == nil)
  }
}
