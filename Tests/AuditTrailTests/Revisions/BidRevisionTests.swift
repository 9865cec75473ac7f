import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct BidRevisionTests {
  private let documents = SealedBidFixture.hash("documents")
  private let changed = SealedBidFixture.hash("changed documents")

  private func submission(_ revision: UInt32, _ name: String = "bid") throws -> Submission {
    try SealedBidFixture.submission(revision: revision, name)
  }
  private func withdrawal(_ revision: UInt32, of submission: Submission) -> BidMessage {
    SealedBidFixture.withdrawal(revision: revision, of: submission)
  }
  private func maintenance(of submission: Submission, _ documents: Digest, hours: Int64 = 0) throws
    -> BidMessage
  {
    .maintain(
      Maintenance(
        head: submission.head, submission: submission.digest, documents: documents,
        deadline: try SealedBidFixture.instant(1_790_000_000_000 + hours * 3_600_000)))
  }
  private func refusal(_ revisions: inout BidRevisions, _ message: BidMessage) throws -> Fault.Code? {
    let before = revisions
    let deadline = try SealedBidFixture.deadline()
    let refusal = code { try revisions.take(message, documents: documents, deadline: deadline) }
    if refusal != nil { #expect(revisions == before) }
    return refusal
  }

  @Test func `A bid is replaced by a higher revision and never by an equal or lower one`() throws {
    var revisions = BidRevisions()
    #expect(try refusal(&revisions, .submit(submission(0))) == .revisionNotHigher)
    #expect(try refusal(&revisions, .submit(submission(3))) == nil)
    #expect(try refusal(&revisions, .submit(submission(7, "better"))) == nil)
    for revision in [1, 3, 7] as [UInt32] {
      #expect(try refusal(&revisions, .submit(submission(revision, "late"))) == .revisionNotHigher)
    }
    #expect(revisions.live?.submission == (try submission(7, "better")))
  }

  @Test func `Only the live bid is withdrawn or maintained`() throws {
    let (first, second) = (try submission(1), try submission(2, "better"))
    var revisions = BidRevisions()
    #expect(try refusal(&revisions, withdrawal(1, of: first)) == .notLive)
    #expect(try refusal(&revisions, maintenance(of: first, documents)) == .notLive)
    #expect(try refusal(&revisions, .submit(first)) == nil)
    #expect(try refusal(&revisions, .submit(second)) == nil)
    #expect(try refusal(&revisions, withdrawal(3, of: first)) == .notLive)
    #expect(try refusal(&revisions, withdrawal(2, of: second)) == .revisionNotHigher)
    #expect(try refusal(&revisions, maintenance(of: first, documents)) == .notLive)
    #expect(try refusal(&revisions, maintenance(of: second, changed)) == .staleDocuments)
    #expect(try refusal(&revisions, maintenance(of: second, documents, hours: 1)) == .unknownDeadline)
    #expect(try refusal(&revisions, maintenance(of: second, documents)) == nil)
    #expect(revisions.live?.maintained == [documents])
    #expect(try refusal(&revisions, .submit(submission(4))) == nil)
    #expect(revisions.live?.maintained == [])
  }

  @Test func `At the close the highest receipted revision decides, in whatever order it came`() throws {
    let (first, second) = (try submission(1), try submission(2, "better"))
    #expect(LiveBid(receipted: []) == nil)
    #expect(LiveBid(receipted: [.submit(second), .submit(first)])?.submission == second)
    #expect(LiveBid(receipted: [withdrawal(3, of: second), .submit(first), .submit(second)]) == nil)
    // A deposit that the platform never saw: the withdrawal of the bid before it comes to nothing.
    #expect(LiveBid(receipted: [withdrawal(2, of: first), .submit(try submission(3))]) != nil)
    // Two with one revision: the earlier.
    let twin = try submission(2, "twin")
    #expect(LiveBid(receipted: [.submit(twin), .submit(second)])?.submission == twin)
    let maintained = LiveBid(receipted: [
      .submit(second), try maintenance(of: second, changed), try maintenance(of: first, documents),
    ])
    #expect(maintained?.maintained == [changed])
  }

  @Test func `Door and close agree on every sequence that the door accepts`() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 504))
    for _ in 0..<60 {
      var revisions = BidRevisions()
      var accepted: [BidMessage] = []
      for _ in 0..<12 {
        let revision = UInt32(generator.integer(in: 0...8))
        let bid = try submission(revision, generator.element(of: ["a", "b"]))
        let message: BidMessage =
          switch generator.integer(in: 0...3) {
          case 0, 1: .submit(bid)
          case 2: withdrawal(revision, of: revisions.live?.submission ?? bid)
          default: try maintenance(of: revisions.live?.submission ?? bid, documents)
          }
        if try refusal(&revisions, message) == nil { accepted.append(message) }
      }
      #expect(LiveBid(receipted: accepted) == revisions.live)
    }
  }
}
