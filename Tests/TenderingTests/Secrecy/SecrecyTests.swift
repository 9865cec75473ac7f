import AuditTrail
import Evaluation
import Notation
import Tendering
import TestSupport
import Testing

@Suite struct SecrecyTests {
  @Test func `every event about a tender is known to tell something, or nothing`() {
    for event in Catalogue.events where event is any TenderEvent.Type {
      let kind = Value.object([("kind", .string(event.kind.rawValue))])
      #expect(ToldItems.items(of: kind) != nil, "\(event.kind)")
    }
  }

  @Test(arguments: [Track.engineering, .governmentProcurement])
  func `no open leaf tells the public what the matrix still keeps from it`(track: Track) throws {
    var story = try Story.bidding(track)
    try story.openAndSeat()
    try story.evaluateAndAward()
    var replay = Replay()
    for (index, page) in story.pages.enumerated() {
      try replay.take(page.body, enclosures: page.enclosures)
      guard page.body.stage == nil, let tender = page.body.tender else { continue }
      for event in page.body.events {
        for item in try #require(ToldItems.items(of: event)) {
          #expect(
            SecrecyMatrix.permits(item, to: .anybody, in: replay.procedure[tender]),
            "leaf \(index): \(page.body.kind) tells \(item)")
        }
      }
    }
  }

  @Test(arguments: [
    (SecretItem.bidders, Stage.opening), (.price, .opening), (.mapping, .evaluating), (.panel, .notified),
    (.evaluation, .publicised),
  ])
  func `what the matrix keeps from the public is kept until its stage`(
    item: SecretItem, first: Stage
  ) throws {
    var story = try Story.bidding(.engineering)
    try story.openAndSeat()
    try story.evaluateAndAward()
    var replay = Replay()
    var known: Stage?
    for page in story.pages {
      try replay.take(page.body, enclosures: page.enclosures)
      guard let tender = page.body.tender, known == nil else { continue }
      if SecrecyMatrix.permits(item, to: .anybody, in: replay.procedure[tender]) {
        known = replay.procedure[tender].stage
      }
    }
    #expect(known == first)
  }

  @Test(arguments: [SecretItem.bidders, .mapping, .panel, .scores, .evaluation])
  func
    `a tender that ends after its closing has nothing left to keep, one that ends before keeps its bidders`(
      item: SecretItem
    ) throws
  {
    var early = try Story.bidding(.engineering)
    var late = early
    try early.take(TenderTerminate(reason: "规划调整"), by: Story.tenderer)
    late.advance(to: late.terms.opening)
    try late.take(TenderTerminate(reason: "规划调整"), by: Story.tenderer)
    #expect(!SecrecyMatrix.permits(item, to: .anybody, in: early.state))
    #expect(SecrecyMatrix.permits(item, to: .anybody, in: late.state))
    // The log publishes its secrets just then.
    for stage in [DisclosureStage.opening, .lock, .award] {
      #expect(throws: Never.self) {
        try late.take(SecretPublish(late.secret(of: stage)), by: .operator)
      }
    }
    #expect(early.code(SecretPublish(early.secret(of: .opening)), by: .operator) == "SECRET_TOO_EARLY")
  }

  @Test func `what an identity scan found is kept like the evaluation, not only until the lock`() throws {
    var story = try Story.bidding(.engineering)
    try story.openAndSeat()
    var scan = IdentityScan()
    scan.tool = "scan 1"
    try story.take(ScanRecord(scan), by: .operator)
    #expect(story.pages.last?.body.stage == .award)
    try story.revealDarkParts()
    try story.take(SecretPublish(story.secret(of: .lock)), by: .operator)
    #expect(!SecrecyMatrix.permits(.evaluation, to: .anybody, in: story.state))
  }

  @Test(arguments: SecretItem.allCases)
  func `nothing of the matrix is public from the beginning`(item: SecretItem) {
    #expect(!SecrecyMatrix.permits(item, to: .anybody, in: Tender(TenderID(unchecked: "T-2026-0001"))))
  }

  @Test(arguments: [SecretItem.price, .technical])
  func `what is sealed in envelopes is kept from the operator by keys`(item: SecretItem) {
    #expect(SecrecyMatrix.cell(item, .operator).guarantee == .cryptographic)
  }
}
