import Evaluation
import Notation
import TestSupport
import Testing

@Suite("What no set of scores may contain, and what none may lack", .tags(.refusal))
struct ScoreRefusalTests {
  /// Two criteria of the panel out of 40 and 20, one objective out of 10, price weight 30.
  private static let scheme = Result {
    let criteria = [
      Criterion.json("tech", weight: "40", full: "40"),
      Criterion.json("service", weight: "20", full: "20", part: "business"),
      Criterion.json("record", weight: "10", full: "10", kind: "objective", part: "business"),
    ]
    return try Preset.procurementGoods.scheme(
      #"{"criteria": [\#(criteria.joined(separator: ","))], "low_price": []}"#)
  }

  /// Scores of two members for bids A and B, complete.
  private func complete() throws -> [ScoreEntry] {
    try ["A", "B"].flatMap { bidder in
      try [
        ScoreEntry(fixture: bidder, "tech", "E1", "40"), ScoreEntry(fixture: bidder, "tech", "E2", "0"),
        ScoreEntry(fixture: bidder, "service", "E1", "20"),
        ScoreEntry(fixture: bidder, "service", "E2", "10"),
        ScoreEntry(fixture: bidder, "record", nil, "10"),
      ]
    }
  }

  private func refusals(_ scores: [ScoreEntry], _ bids: [Bid]? = nil) throws -> [Refusal] {
    let bids = try bids ?? [Bid(fixture: "A", "100"), Bid(fixture: "B", "200")]
    return try Self.scheme.get().refusals(of: TenderInput(fixture: bids, scores: scores))
  }

  private func adding(_ entries: ScoreEntry...) throws -> [String] {
    try refusals(complete() + entries).map(\.line)
  }

  @Test("Complete scores at the ends of their ranges are accepted")
  func accepted() throws {
    #expect(try refusals(complete()).isEmpty)
  }

  @Test("A score for a bidder without a bid is refused")
  func unknownBidder() throws {
    #expect(try adding(ScoreEntry(fixture: "C", "record", nil, "1")) == ["UNKNOWN_BIDDER score[10]"])
  }

  @Test(
    "A score outside 0 to the full mark of its criterion is refused",
    arguments: ["-0.0001", "40.0001", "100"])
  func outOfRange(score: String) throws {
    var scores = try complete()
    scores[5] = try ScoreEntry(fixture: "B", "tech", "E1", score)
    #expect(try refusals(scores).map(\.line) == ["SCORE_OUT_OF_RANGE score[5]"])
  }

  @Test("A member scores a bid once for a criterion")
  func duplicate() throws {
    #expect(try adding(ScoreEntry(fixture: "A", "tech", "E1", "40")) == ["DUPLICATE_SCORE score[10]"])
  }

  @Test("A score by judgement names its member")
  func memberMissing() throws {
    #expect(try adding(ScoreEntry(fixture: "A", "tech", nil, "1")) == ["MEMBER_MISSING score[10]"])
  }

  @Test("A criterion that the documents do not publish cannot be scored")
  func notPublished() throws {
    let lines = try adding(
      ScoreEntry(fixture: "A", "taste", "E1", "1"), ScoreEntry(fixture: "A", "price", nil, "1"))
    #expect(lines == ["CRITERION_NOT_PUBLISHED score[10]", "CRITERION_NOT_PUBLISHED score[11]"])
    let lowest = try Preset.engineeringLowest.scheme()
    let input = try TenderInput(
      fixture: [Bid(fixture: "A", "1")], scores: [ScoreEntry(fixture: "A", "tech", "E1", "1")])
    #expect(lowest.refusalLines(input) == ["CRITERION_NOT_PUBLISHED score[0]"])
  }

  @Test("Members' scores for an objective criterion are the same")
  func objectiveScoresDiffer() throws {
    #expect(try adding(ScoreEntry(fixture: "A", "record", "E1", "10")) == [])
    #expect(
      try adding(
        ScoreEntry(fixture: "A", "record", "E1", "10"), ScoreEntry(fixture: "A", "record", "E2", "9.9999"))
        == ["OBJECTIVE_SCORES_DIFFER score[11]"])
  }

  @Test("Every missing score of every valid bid is named, and only that is incompleteness")
  func missing() throws {
    let scores = try complete().filter { entry in
      let cell = "\(entry.bidder) \(entry.criterion) \(entry.member?.rawValue ?? "")"
      return !["A tech E2", "B service E1", "B record "].contains(cell)
    }
    let found = try refusals(scores)
    #expect(found.map(\.line) == ["SCORES_MISSING bid[0]", "SCORES_MISSING bid[1]", "SCORES_MISSING bid[1]"])
    #expect(
      found.map(\.message.english) == [
        "A has no score for tech from E2", "B has no score for service from E1", "B has no score for record",
      ])
    #expect(found.allSatisfy { $0.isIncompleteness })
  }

  @Test("Without any score each criterion of each valid bid is missing once")
  func noScores() throws {
    let bids = try [Bid(fixture: "A", "100"), Bid(fixture: "B", "200", isResponsive: false)]
    let found = try refusals([], bids)
    #expect(
      found.map(\.message.english) == [
        "A has no score for tech", "A has no score for service", "A has no score for record",
      ])
  }

  @Test("A member who scored anything must score everything, whoever else's bid was scored")
  func memberOfOneRow() throws {
    let scores = try complete() + [ScoreEntry(fixture: "A", "tech", "E3", "1")]
    let found = try refusals(scores)
    #expect(
      found.map(\.message.english) == [
        "A has no score for service from E3", "B has no score for tech from E3",
        "B has no score for service from E3",
      ])
  }

  @Test("A rejected bid needs no scores, and its scores need not be complete")
  func rejectedBid() throws {
    let bids = try [Bid(fixture: "A", "100"), Bid(fixture: "B", "200", isResponsive: false)]
    #expect(try refusals(complete().filter { $0.bidder.rawValue == "A" }, bids).isEmpty)
    #expect(try refusals(Array(complete().dropLast()), bids).isEmpty)
  }

  @Test("Wrong and missing scores together are not mere incompleteness")
  func mixed() throws {
    let scores =
      try Array(complete().dropLast()) + [
        ScoreEntry(fixture: "A", "record", "E1", "9")
      ]
    let input = try TenderInput(
      fixture: [Bid(fixture: "A", "100"), Bid(fixture: "B", "200")], scores: scores)
    let scheme = try Self.scheme.get()
    do throws(Refusals) {
      _ = try scheme.evaluate(input)
      Issue.record("accepted")
    } catch {
      #expect(error.list.map(\.line) == ["OBJECTIVE_SCORES_DIFFER score[9]", "SCORES_MISSING bid[1]"])
      #expect(!error.areIncompleteness)
    }
  }
}
