import AuditTrail
import Cryptography
import Evaluation
import Interchange
import Marketplace
import Notation
import Participants
import Simulation
import SystemPackage
import Tendering
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct AuctionReplayTests {
  /// One winner, a tie, bids below the floor alone, no bid at all, and a bidder that bids twice.
  static let table = """
    pid,bidder_id,reserveprice,minprice,bid
    1,a,1000,800,900
    1,b,1000,800,850
    1,c,1000,800,790
    2,a,1000,,900
    2,b,1000,,900
    2,c,1000,,950
    3,a,1000,800,700
    4,a,1000,800,
    5,a,1000,800,900
    5,a,1000,800,880

    """

  static func auctions(_ text: InputText, first: Int = .max) throws -> [PastAuction] {
    let scheme = try SchemeFile.preset(.japaneseFloor)
    let records = try BidTable.read(text, scheme, tender: Evaluation.TenderID(unchecked: "-"))
    return try records.prefix(first).map { try PastAuction($0.input, under: scheme.scheme) }
  }

  static func smallTable() throws -> [PastAuction] {
    try auctions(InputText(name: "bids.csv", utf8: Array(table.utf8)))
  }

  @Test
  func `An auction ends as its evaluation: awarded, left at its tie, or failed for want of a valid bid`()
    async throws
  {
    let folder = try TemporaryFolder()
    let hall = try AuctionHall(in: folder, try Self.smallTable())
    try await hall.replay.run(root: try hall.root(), width: 8)
    let endings = try await hall.replay.endings()
    #expect(endings == [.sameWinner, .tieLeftOpen, .nobody(.noWinner), .nobody(.noWinner), .sameWinner])
    let tied = try await hall.journal.tender(AuditTrail.TenderID(unchecked: "2"))
    #expect(tied.evaluation.candidates.isEmpty)
    #expect(tied.evaluation.tiedForSeat == [PartyID(unchecked: "a"), PartyID(unchecked: "b")])
    let numbered = try await hall.journal.tender(AuditTrail.TenderID(unchecked: "5"))
    // The lower of the two bids keeps the id.
    #expect(Set(numbered.opening.opened) == [PartyID(unchecked: "a"), PartyID(unchecked: "a.2")])
    #expect(numbered.award.winner == PartyID(unchecked: "a"))
    #expect(numbered.award.price == Money(minor: 880, .jpy))
    try await hall.expectSound()
  }

  @Test func `A replay that is started again brings to an end what was begun, and then begins the rest`()
    async throws
  {
    let folder = try TemporaryFolder()
    let auctions = try Self.smallTable()
    let before = try AuctionHall(in: folder, auctions, orders: 40)
    // Everybody is enrolled and the first tenders are announced when the process ends.
    await #expect(throws: Fault.self) { try await before.replay.run(root: try before.root(), width: 1) }
    let size = await before.journal.size
    try await before.journal.close()
    let after = try AuctionHall(in: folder, auctions)
    after.clock.advance(to: await after.journal.time)
    #expect(try await after.replay.endings().contains(.unfinished))
    try await after.replay.run(root: try after.root(), width: 8)
    #expect(await after.journal.size > size)
    #expect(try await !after.replay.endings().contains { [.unfinished, .different].contains($0) })
    try await after.expectSound()
    let whole = await after.journal.size
    try await after.replay.run(root: try after.root(), width: 8)
    #expect(await after.journal.size == whole)
  }

  @Test(.enabled(if: Tsuchiura.isThere, "the records of Tsuchiura are not there"))
  func `Sixty auctions of the records are awarded to whom their evaluation ranks first`() async throws {
    let folder = try TemporaryFolder()
    let text = try InputText.read(path: Tsuchiura.path, limit: InputText.tableLimit, .utf8OrGB18030)
    let hall = try AuctionHall(in: folder, try Self.auctions(text, first: 60))
    try await hall.replay.run(root: try hall.root(), width: 64)
    #expect(try await hall.replay.endings() == Array(repeating: .sameWinner, count: 60))
    try await hall.expectSound()
  }

  @Test func `A scheme that needs a panel, and an id that is none, are refused`() throws {
    let input = TenderInput(
      tender: Evaluation.TenderID(unchecked: "1"),
      bids: [Bid(bidder: BidderID(unchecked: "a b"), price: Money(minor: 900, .jpy), isResponsive: true)])
    let floor = try SchemeFile.preset(.japaneseFloor).scheme
    #expect(throws: Fault.self) { try PastAuction(input, under: floor) }
    let panel = try SchemeFile.preset(.engineeringComprehensive).scheme
    #expect(throws: Fault.self) { try PastAuction(input, under: panel) }
  }
}

/// A journal in a folder, with a replay of auctions in it.
struct AuctionHall {
  let journal: Journal
  let clock: ModelClock
  let replay: AuctionReplay

  /// The hall whose journal lies in `folder`; with a number of `orders` it takes no more than these.
  init(in folder: TemporaryFolder, _ auctions: [PastAuction], orders: Int? = nil) throws {
    let clock = ModelClock(at: Instant(clamping: 1_767_574_800_000))
    let operatorSecret = try PartySecret(Self.secret("operator"))
    let platform = try Participant(.operator, .operator, log: Story.log, secret: operatorSecret)
    let logKey = try SigningKey(.ed25519, seed: Self.secret("log"))
    let identity = try JournalIdentity(
      log: try #require(NoteSigner(name: KeyName(Story.log), scheme: .ed25519, key: logKey)),
      operatorKey: platform.key, root: try SigningKey(.ed25519, seed: Self.secret("root")).verificationKey,
      isRootAutomatic: true, clock: .model)
    let journal = try Journal(
      at: FilePath(folder.path + "/journal"), identity, clock: { clock.time },
      random: SeededRandomSource(seed: Array("replay".utf8)))
    let centre: any TradingCentre = orders.map { ClosingCentre(journal, after: $0) } ?? journal
    replay = try AuctionReplay(auctions, in: centre, clock: clock, log: Story.log) { party throws(Fault) in
      Self.secret(party.rawValue)
    }
    (self.journal, self.clock) = (journal, clock)
  }

  private static func secret(_ name: String) -> SecretBytes {
    Cast.seededSecret(Array("replay".utf8), PartyID(unchecked: name))
  }

  func root() throws -> SigningKey { try SigningKey(.ed25519, seed: Self.secret("root")) }

  /// The store is what was committed, and every event follows from its command.
  func expectSound() async throws {
    let store = try journal.verifyStore()
    #expect(store.isGood, "\(store.faults.list)")
    let rules = try journal.verifyRules()
    #expect(rules.isGood, "\(rules.faults.list)")
    #expect(UInt64(rules.bodyCount) == store.leafCount)
  }
}

/// A journal that takes so many orders and then no more, as one whose process has ended.
actor ClosingCentre: TradingCentre {
  private let journal: Journal
  private var rest: Int

  init(_ journal: Journal, after count: Int) { (self.journal, rest) = (journal, count) }

  func submit(
    _ command: SignedCommand, enclosing enclosures: Enclosures
  ) async throws(Tendering.Refusal) -> [any Event] {
    rest -= 1
    guard rest >= 0 else { throw Tendering.Refusal(Self.closed) }
    return try await journal.submit(command, enclosing: enclosures)
  }

  private static let closed = Fault(
    .closed, at: nil, Wording(verbatim: "closed"), accepted: Wording(verbatim: "-"))

  func currentRegistry() async throws(Fault) -> Registry { await journal.registry }
  func current(_ tender: AuditTrail.TenderID) async throws(Fault) -> Tendering.Tender {
    try await journal.tender(tender)
  }
  func entries(of tender: AuditTrail.TenderID, from first: UInt64) async throws(Fault) -> [TenderEntry] {
    try await journal.entries(of: tender, from: first)
  }
  func file(_ digest: Digest) async throws(Fault) -> [UInt8]? { try await journal.file(digest) }
  func prepareSecrets(
    for tender: AuditTrail.TenderID
  ) async throws(Fault) -> [DisclosureStage: Digest] { try await journal.prepareSecrets(for: tender) }
  func secret(
    of tender: AuditTrail.TenderID, _ stage: DisclosureStage
  ) async throws(Fault) -> TenderSecret? { try journal.secret(of: tender, stage) }
  func signedSize() async throws(Fault) -> (size: UInt64, root: Digest) { try await journal.signedSize() }
  func leafCount() async throws(Fault) -> UInt64 { await journal.size }
  func letTimePass() async throws(Fault) { try await journal.letTimePass() }
}
