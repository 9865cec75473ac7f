import AuditTrail
import Cryptography
import Evaluation
import GRDB
import Notation
import Tendering
import TestSupport
import Testing

@testable import Marketplace

@Suite struct JournalTests {
  @Test func `a tender goes from its plan to the deadline, and every leaf has a good receipt`() async throws {
    let story = try JournalStory()
    try await story.close()
    let tender = try await story.journal.tender(story.tender)
    #expect(tender.stage == .closed)
    #expect(tender.bidding.live.count == 3)
    _ = try await story.journal.checkpoint()
    let secret = try #require(try story.journal.secret(of: story.tender, .opening))
    for index in 0..<(await story.journal.size) {
      let receipt = try story.journal.receipt(of: index)
      let isBid = try Leaf(parsing: receipt.leaf).tag != nil
      let verdict = ReceiptVerdict(
        receipt, keys: story.journal.identity.checkpointKeys, secret: isBid ? secret : nil)
      #expect(verdict.isGood, "\(index): \(verdict.failures)")
      #expect(verdict.judged.contains(.secret) == isBid)
    }
    #expect(try story.journal.verifyStore().isGood)
  }

  @Test
  func `an accepted command is acknowledged under the operator's key, for the leaf that a receipt shows`()
    async throws
  {
    let story = try JournalStory()
    try await story.open()
    let answer = try await story.submit(Story.bidders[0])
    let acknowledged = try #require(answer.acknowledged)
    let key = try JournalStory.key(of: .operator).verificationKey
    #expect(acknowledged.message.isSigned(acknowledged.signature, by: key))
    _ = try await story.journal.checkpoint()
    let receipt = try story.journal.receipt(of: acknowledged.message.index)
    var hasher = TreeHasher()
    #expect(hasher.leafHash(receipt.leaf) == acknowledged.message.leafHash)
    #expect(receipt.leaf == acknowledged.leaf)
  }

  @Test func `no receipt is given before a checkpoint holds the leaf`() async throws {
    let story = try JournalStory()
    try await story.enrol()
    #expect(throws: Fault.self) { try story.journal.receipt(of: 0) }
    _ = try await story.journal.checkpoint()
    #expect(throws: Never.self) { try story.journal.receipt(of: 0) }
    let size = await story.journal.size
    #expect(throws: Fault.self) { try story.journal.receipt(of: size) }
  }

  @Test func `a bid at the deadline is refused after the tick, by a signed note in one sealed leaf`()
    async throws
  {
    let story = try JournalStory()
    try await story.open()
    for bidder in Story.bidders.prefix(3) { try await story.submit(bidder) }
    story.clock.now = story.story.terms.opening
    let before = await story.journal.size
    let answer = try await story.submit(Story.bidders[3])
    guard case .refused(let refusal, let note?) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(refusal.code.rawValue == "BID_LATE")
    #expect(note.note.isSigned(note.signature, by: try JournalStory.key(of: .operator).verificationKey))
    let submission = try story.story.submission(by: Story.bidders[3], revision: 1)
    #expect(note.note.refused == submission.digest)
    // One leaf of the clock, one of the refusal.
    #expect(await story.journal.size == before + 2)
    #expect(note.acknowledged.message.index == before + 1)
    #expect(try Leaf(parsing: note.acknowledged.leaf).tag != nil)
    #expect(try await story.journal.tender(story.tender).bidding.live.count == 3)
  }

  @Test func `any other refused command writes nothing`() async throws {
    let story = try JournalStory()
    try await story.open()
    story.clock.advance(by: 1)
    try await story.journal.advance()
    let (size, state) = (await story.journal.size, await story.journal.procedure)
    let answer = try await story.give(DocumentsCheck([]), by: Story.tenderer)
    #expect(answer.refusal?.code.rawValue == "WRONG_STAGE")
    #expect(answer.acknowledged == nil)
    #expect(await story.journal.size == size)
    #expect(await story.journal.procedure == state)
  }

  @Test func `the same nonce with the same bytes gets the same answer, with others a refusal`() async throws {
    let story = try JournalStory()
    try await story.open()
    let (command, message) = try story.bid(Story.bidders[0])
    let enclosures = JournalStory.enclosures([message])
    let first = try await story.journal.take(command, enclosing: enclosures)
    let size = await story.journal.size
    try await story.reopen()
    story.clock.advance(by: 3_600_000)
    let second = try await story.journal.take(command, enclosing: enclosures)
    #expect(first.acknowledged == second.acknowledged)
    #expect(await story.journal.size == size)
    let other = try story.signed(
      BidSubmit(NamedMessage(DigestContext.sha256(message), revision: 2)), by: Story.bidders[0],
      of: story.tender, nonce: command.message.nonce)
    let fault = await #expect(throws: Fault.self) { try await story.journal.take(other) }
    #expect(fault?.code == .nonceUsed)
    #expect(await story.journal.size == size)
  }

  @Test func `who asks again after a refusal gets the same note`() async throws {
    let story = try JournalStory()
    try await story.close()
    let (command, message) = try story.bid(Story.bidders[3])
    let enclosures = JournalStory.enclosures([message])
    let first = try await story.journal.take(command, enclosing: enclosures)
    try await story.reopen()
    let second = try await story.journal.take(command, enclosing: enclosures)
    guard case .refused(let refusal, let note?) = first, case .refused(let again, let same?) = second else {
      Issue.record("\(first), \(second)")
      return
    }
    #expect(refusal == again)
    #expect(note == same)
  }

  @Test func `stamps never go back, even when the clock does`() async throws {
    let story = try JournalStory()
    try await story.enrol()
    story.clock.advance(by: -5_000)
    try await story.announce()
    _ = try await story.journal.checkpoint()
    var last = Story.instant(0)
    for index in 0..<(await story.journal.size) {
      let time = try Leaf(parsing: try story.journal.receipt(of: index).leaf).time
      #expect(time >= last)
      last = time
    }
  }

  @Test func `a foreign signature, an expired command, a stranger and a false root write nothing`()
    async throws
  {
    let story = try JournalStory()
    try await story.open()
    let size = await story.journal.size
    let bid = BidSubmit(NamedMessage(DigestContext.sha256([1]), revision: 1))
    let forged = try story.signed(
      bid, by: Story.bidders[0], of: story.tender, key: try JournalStory.key(of: Story.bidders[1]))
    let expired = try story.signed(bid, by: Story.bidders[0], of: story.tender)
    story.clock.advance(by: 60_001)
    let stranger = try story.signed(
      bid, by: PartyID(unchecked: "B-999"), of: story.tender, key: try JournalStory.key(77))
    let misvouched = try story.enrolment(Story.bidders[0], .bidder, root: try JournalStory.key(202))
    for (command, code) in [
      (forged, "INVALID_SIGNATURE"), (expired, "COMMAND_EXPIRED"), (stranger, "NOT_ENROLLED"),
      (misvouched, "UNKNOWN_ROOT"),
    ] {
      let fault = await #expect(throws: Fault.self) { try await story.journal.take(command) }
      #expect(fault?.code.rawValue == code)
    }
    #expect(await story.journal.size == size)
  }

  @Test func `a notice that commits to other secrets than the journal keeps is not taken`() async throws {
    let story = try JournalStory()
    try await story.enrol()
    story.story.terms = Story.terms(.governmentProcurement)
    let announcement = try story.story.announcement()
    let fault = await #expect(throws: Fault.self) {
      try await story.give(announcement, by: Story.tenderer)
    }
    #expect(fault?.code == .secretMissing)
  }

  @Test func `commands that wait together are one transaction, answered after it`() async throws {
    let story = try JournalStory()
    try await story.open()
    try await story.journal.advance()
    let bids = try Story.bidders.map { try story.bid($0) }
    let before = await story.journal.batchCount
    let journal = story.journal
    // The first place in the line is not ready, so that all others wait behind it.
    let ticket = journal.line.enter()
    let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
      for (command, message) in bids {
        group.addTask {
          try await journal.take(command, enclosing: JournalStory.enclosures([message]))
        }
      }
      while journal.line.count <= bids.count { await Task.yield() }
      while !journal.line.isReady(after: ticket) { await Task.yield() }
      #expect(await journal.batchCount == before)
      journal.line.leave(ticket)
      try await journal.advance()
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers.allSatisfy { $0.acknowledged != nil && $0.refusal == nil })
    #expect(await journal.batchCount == before + 1)
    #expect(Set(answers.compactMap { $0.acknowledged?.message.index }).count == bids.count)
  }

  @Test func `a commit that fails acknowledges nothing and loses nothing`() async throws {
    let story = try JournalStory()
    try await story.open()
    try await story.submit(Story.bidders[0])
    let (size, state) = (await story.journal.size, await story.journal.procedure)
    // A row that nothing refers to yet is found at COMMIT alone, as a full disk is.
    try await story.journal.store.pool.write { database in
      try database.execute(
        sql: """
          CREATE TABLE base (id INTEGER PRIMARY KEY);
          CREATE TABLE trap (seq INTEGER REFERENCES base (id) DEFERRABLE INITIALLY DEFERRED);
          CREATE TRIGGER springs AFTER INSERT ON leaf BEGIN INSERT INTO trap VALUES (NEW.seq + 1); END;
          """)
    }
    let (command, message) = try story.bid(Story.bidders[1])
    let enclosures = JournalStory.enclosures([message])
    let fault = await #expect(throws: Fault.self) {
      try await story.journal.take(command, enclosing: enclosures)
    }
    #expect(fault?.code == .commitFailed)
    #expect(await story.journal.size == size)
    _ = try await story.journal.tender(story.tender)
    #expect(await story.journal.procedure == state)
    try await story.journal.store.pool.write { try $0.execute(sql: "DROP TRIGGER springs") }
    let answer = try await story.journal.take(command, enclosing: enclosures)
    #expect(answer.acknowledged?.message.index == size)
    #expect(try story.journal.verifyStore().isGood)
  }

  @Test func `after a full disk nothing is taken before the journal is opened again, and nothing is lost`()
    async throws
  {
    let story = try JournalStory()
    try await story.open()
    try await story.submit(Story.bidders[0])
    let (size, pool) = (await story.journal.size, story.journal.store.pool)
    try await pool.writeWithoutTransaction { database in
      let count = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 1
      try database.execute(sql: "PRAGMA max_page_count = \(count)")
    }
    var acknowledged = size
    for bidder in Story.bidders.dropFirst() {
      do {
        let answer = try await story.submit(bidder)
        acknowledged = (answer.acknowledged?.message.index ?? acknowledged) + 1
      } catch let fault as Fault {
        #expect(fault.code == .commitFailed)
        break
      }
    }
    try await pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
    let fault = await #expect(throws: Fault.self) { try await story.submit(Story.bidders[8]) }
    #expect(fault?.code == .commitFailed)
    try await story.reopen()
    #expect(await story.journal.size == acknowledged)
    let answer = try await story.submit(Story.bidders[8])
    #expect(answer.acknowledged?.message.index == acknowledged)
    #expect(try story.journal.verifyStore().isGood)
  }

  @Test func `reopened after each step, the journal has the same state`() async throws {
    let story = try JournalStory()
    let steps: [(JournalStory) async throws -> Void] = [
      { try await $0.enrol() }, { try await $0.announce() }, { try await $0.logKeys() },
      { story in
        story.clock.now = story.story.terms.documentsFrom
        for bidder in Story.bidders.prefix(3) { try await story.submit(bidder) }
      },
      { story in
        story.clock.now = story.story.terms.opening
        try await story.journal.advance()
      },
    ]
    for (number, step) in steps.enumerated() {
      try await step(story)
      let state = try await (story.journal.tender(story.tender), story.journal.registry, story.journal.size)
      let rows = try story.journal.projections()
      try await story.reopen(seed: UInt8(number + 10))
      #expect(try await story.journal.tender(story.tender) == state.0)
      #expect(await story.journal.registry == state.1)
      #expect(await story.journal.size == state.2)
      #expect(try story.journal.projections() == rows)
    }
  }

  @Test func `the audit replays every body and finds what the journal holds`() async throws {
    let story = try JournalStory()
    try await story.close()
    try await story.submit(Story.bidders[4])
    _ = try await story.journal.checkpoint()
    var files: Enclosures = [:]
    for name in try story.folder.contents(of: "journal/blobs") {
      let digest = try #require(Hexadecimal.bytes(name).flatMap { Digest($0) })
      files[digest] = try story.journal.blobs.read(digest)
    }
    var replay = Replay()
    for index in 0..<(await story.journal.size) {
      let body = try Body(parsing: try story.journal.receipt(of: index).body)
      #expect(throws: Never.self) { try replay.take(body.fields, enclosures: files) }
    }
    #expect(replay.procedure == (await story.journal.procedure))
  }

  @Test func `simulations give the same commands to a sink in memory`() async throws {
    let story = try JournalStory()
    let memory = MemorySink(clock: { [clock = story.clock] in clock.now })
    let sinks: [any CommandSink] = [story.journal, memory]
    for (party, role) in JournalStory.parties {
      let command = try story.enrolment(party, role)
      for sink in sinks { _ = try await sink.submit(command, enclosing: [:]) }
    }
    #expect(await memory.procedure == story.journal.procedure)
    let twice = try story.signed(DocumentsCheck([]), by: Story.tenderer, of: story.tender)
    for sink in sinks {
      let refusal = await #expect(throws: Tendering.Refusal.self) {
        try await sink.submit(twice, enclosing: [:])
      }
      #expect(refusal?.code.rawValue == "WRONG_STAGE")
    }
  }
}
