import AuditTrail
import Evaluation
import Notation
import Tendering
import TestSupport
import Testing

/// From the plan to the contract by commands alone: nothing is assumed.
@Suite struct WholeProcedureTests {
  @Test(arguments: [Track.engineering, .governmentProcurement, .foreign])
  func `a tender goes from plan to contract, and its log replays`(track: Track) throws {
    let story = try Story.contracted(track)
    #expect(story.state.stage == .contracted)
    var replay = Replay()
    for page in story.pages { try replay.take(page.body, enclosures: page.enclosures) }
    #expect(replay.procedure == story.procedure)
  }

  @Test(arguments: [Track.engineering, .governmentProcurement, .foreign])
  func `commands and events of a whole tender are read back as they were written`(track: Track) throws {
    for page in try Story.contracted(track).pages {
      for value in page.body.events {
        #expect(try CanonicalWriter.bytes(Catalogue.event(value).value) == CanonicalWriter.bytes(value))
      }
      guard page.body.actor != BodyFields.clockActor else { continue }
      let party = page.body.actor
      let command: any Command
      if page.body.tender == nil {
        command = try #require(try Catalogue.registryCommand(page.body.command))
      } else {
        command = try #require(try Catalogue.tenderCommand(page.body.command))
      }
      #expect(
        try CanonicalWriter.bytes(command.value(by: party)) == CanonicalWriter.bytes(page.body.command))
    }
  }

  @Test func `the drawn k decides the benchmark of a construction tender`() throws {
    let story = try Story.contracted(.engineering)
    let drawn = try #require(story.state.draws.numbers["k"])
    #expect((0..<6).contains(drawn))
    let basis = try story.state.evaluationBasis()
    #expect(basis.input.drawn.k == drawn)
    let outcome = try basis.outcome()
    #expect(outcome.winner.bidders.first?.rawValue == story.state.evaluation.candidates.first?.rawValue)
  }

  @Test func `every decision of a changed log that no longer follows is named`() throws {
    let story = try Story.contracted(.governmentProcurement)
    let index = try #require(story.pages.firstIndex { $0.body.kind.rawValue == "award.decided" })
    var pages = story.pages
    pages[index].body.events = pages[index].body.events.map { $0.setting("bidder", to: .string("B-004")) }
    var replay = Replay()
    var named: [Int] = []
    for (position, page) in pages.enumerated() {
      do { try replay.take(page.body, enclosures: page.enclosures) } catch { named.append(position) }
    }
    #expect(named.first == index)
  }
}
