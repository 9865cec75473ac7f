import AuditTrail
import Evaluation
import Notation
import TestSupport
import Testing

@testable import Tendering

@Suite struct OpeningOrderTests {
  private static let next: [Stage: Set<Stage>] = [
    .closed: [.opening], .opening: [.opened, .failed], .opened: [], .evaluating: [.failed], .failed: [],
  ]

  @Test func `in whatever order commands come, a refusal changes nothing and no stage is skipped`() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 20_261_124))
    var ends: [Stage: Int] = [:]
    for round in 0..<40 {
      var story = try Story.closedTender(bids: 3, session: round.isMultiple(of: 2) ? .one : .two)
      story.assumeDraw()
      for _ in 0..<120 { try step(&story, &generator) }
      ends[story.state.stage, default: 0] += 1
      for event in story.events { try checkRoundTrip(event) }
    }
    #expect((ends[.opened] ?? 0) + (ends[.evaluating] ?? 0) > 0)
    #expect((ends[.failed] ?? 0) > 0)
  }

  private func step(_ story: inout Story, _ generator: inout SeededGenerator) throws {
    if generator.chance(4) { story.endKeyWindow() }
    if generator.chance(10), story.state.stage == .opened { story.assumeLock() }
    let (command, actor, file) = try command(story, &generator)
    let value = command.value(by: actor)
    let read = try #require(try Catalogue.tenderCommand(value))
    #expect(try CanonicalWriter.bytes(read.value(by: actor)) == CanonicalWriter.bytes(value))
    let before = story.state
    do {
      try story.take(command, by: actor, enclosing: [file])
      let isAllowed =
        story.state.stage == before.stage || Self.next[before.stage]?.contains(story.state.stage) == true
      #expect(isAllowed, "\(before.stage) to \(story.state.stage)")
    } catch {
      #expect(story.state == before)
    }
  }

  private func command(
    _ story: Story, _ generator: inout SeededGenerator
  ) throws -> (any TenderCommand, PartyID, [UInt8]) {
    let bidder = generator.element(of: Array(Story.bidders.prefix(4)))
    let part = generator.element(of: [Part.technical, .price])
    switch generator.integer(in: 0...9) {
    case 0...3:
      let handover = try story.handover(of: part, by: bidder)
      return (BidOpen(handover), bidder, handover.bytes)
    case 4:
      let index = UInt8(generator.integer(in: 1...3))
      let release = try story.release(of: part, index)
      return (
        KeysRelease(release, signature: [1]), story.terms.custodians[Int(index) - 1], release.bytes
      )
    case 5...7:
      let isHandedOver = story.state.opening.handovers[Opening.Slot(bidder: bidder, part: part)] != nil
      let usual: EnvelopeVerdict = isHandedOver ? .opened : .noKey
      let verdict = generator.chance(95) ? usual : generator.element(of: EnvelopeVerdict.allCases)
      let fen = generator.integer(in: 0...1_000_000_000)
      return (try story.opening(of: part, bidder, verdict, fen: fen), .operator, [])
    case 8: return (OpeningConclude(), generator.element(of: [.operator, Story.tenderer]), [])
    default:
      // Rarely, since what is published early ends what can still be sealed.
      let stage = generator.chance(50) ? DisclosureStage.award : .opening
      return (SecretPublish(story.secret(of: stage)), .operator, [])
    }
  }

  private func checkRoundTrip(_ event: any Event) throws {
    let read = try Catalogue.event(event.value)
    #expect(try CanonicalWriter.bytes(read.value) == CanonicalWriter.bytes(event.value))
  }
}
