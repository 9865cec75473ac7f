import AuditTrail
import Evaluation
import Notation
import OfficialDocuments
import Tendering
import TestSupport
import Testing

/// What papers say of what went another way than usual.
@Suite struct PaperContentTests {
  private let bidders = Story.bidders

  private func html(_ paper: OfficialPaper, _ story: Story) throws -> String {
    try PaperStory.source(story).page(of: paper, for: .supervisor).html
  }

  /// Scored dark parts over bids at these prices in yuan.
  private func seated(_ prices: [Int64]) throws -> Story {
    var story = try Story.bidding(.engineering)
    try story.openBids(prices: Dictionary(uniqueKeysWithValues: zip(bidders, prices.map { $0 * 100 }))) {
      try $0.drawNumbers()
    }
    try story.announcePanelDraw()
    try story.drawPanel()
    try story.seatPanel()
    try story.revealDarkParts()
    return story
  }

  @Test(arguments: [
    (EnvelopeVerdict.noKey, "视为撤销：投标人未解密"), (.falseKey, "视为撤销：投标人密钥不符"), (.wrongFile, "视为撤回：平台文件不符"),
  ])
  func `the opening record says why a bid did not open, and by whose fault`(
    verdict: EnvelopeVerdict, words: String
  ) throws {
    var story = try Story.bidding(.engineering)
    try story.openBids(
      prices: Story.usualPrices(.engineering), faults: [bidders[0]: [.price: verdict]],
      drawing: { try $0.drawNumbers() })
    let record = try html(.openingRecord, story)
    #expect(record.contains("<td>\(words)</td>"))
    #expect(!record.contains("￥9,200,000.00") && record.contains("￥9,500,000.00"))
  }

  @Test func `the record of two envelopes has the prices only after their own session`() throws {
    var story = try Story.bidding(.engineering, session: .two)
    try story.openAndSeat([:])
    let first = try html(.openingRecord, story)
    #expect(first.contains("第一信封") && !first.contains("第二信封") && !first.contains("￥9,"))
    try story.revealDarkParts()
    try story.reviewBids()
    try story.openPrices(fen: [9_200_000, 9_500_000, 9_650_000, 9_800_000].map { $0 * 100 })
    let second = try html(.openingRecord, story)
    #expect(second.contains("第一信封") && second.contains("第二信封（报价）") && second.contains("￥9,800,000.00"))
  }

  @Test func `the report tells of a low price that was found invalid, with the votes`() throws {
    var story = try seated([7_000_000, 9_500_000, 9_650_000, 9_800_000])
    try story.reviewBids()
    try story.settleLowPrices()
    try story.lockScores()
    try story.fixAndScore()
    try story.take(EvaluationSummarise(), by: .operator)
    try story.signReport()
    let report = try html(.report, story)
    #expect(report.contains("低于有效报价均值达到规定比例；低于最高限价达到规定比例</td><td>未在规定时间内说明</td><td>作无效投标处理"))
    #expect(report.contains("异常低价未能合理说明</td><td>评标委员会和评标方法暂行规定 第二十一条</td><td>赞成 5 票，其他 0 票"))
    #expect(report.contains("评标基准价</th><td>￥9,650,000.00<"))
  }

  @Test func `the report tells who dissented and who refused to sign`() throws {
    var story = try seated([9_500_000, 9_600_000, 9_650_000, 9_800_000])
    try story.reviewBids()
    try story.settleLowPrices()
    try story.lockScores()
    try story.fixAndScore()
    try story.take(EvaluationSummarise(), by: .operator)
    let members = story.state.panel.members.map(\.party)
    try story.take(ReportRefuse(SignatureRefusal(of: members[0])), by: .operator)
    try story.take(ReportRefuse(SignatureRefusal(of: members[1], for: "评分有误")), by: members[1])
    for member in members.dropFirst(2) { try story.take(ReportSign(), by: member) }
    try story.take(ReportComplete(), by: .operator)
    let report = try html(.report, story)
    #expect(report.contains(">A</td><td>拒绝签字且未说明，视为同意</td>"))
    #expect(report.contains(">B</td><td>拒绝签字，书面说明不同意见</td><td>评分有误</td>"))
    #expect(report.contains(">C</td><td>已签署</td>"))
  }

  @Test func `a score sheet has the scores of its seat alone`() throws {
    let story = try PaperStory.whole(.engineering)
    // The seats A to E gave 78 to 82 to each of four dark parts for two criteria.
    for (number, seat) in ["A", "B", "C", "D", "E"].enumerated() {
      let sheet = try html(.scoreSheet(seat: seat), story)
      for points in 78...82 {
        let count = sheet.split(separator: ">\(points)<", omittingEmptySubsequences: false).count - 1
        #expect(count == (points == 78 + number ? 8 : 0), "\(seat) \(points)")
      }
    }
  }

  @Test func `the score summary has every score beside its seat, and the totals of the log`() throws {
    let story = try PaperStory.whole(.engineering)
    let summary = try html(.scoreSummary, story)
    let row = (78...82).map { "<td class=\"figure\">\($0)</td>" }.joined()
    #expect(summary.contains(row))
    for rank in story.state.evaluation.ranking {
      #expect(summary.contains("<td class=\"figure\">\(try #require(rank.total))</td>"))
    }
  }

  @Test func `after a winner gave up the papers are those of the next`() throws {
    var story = try PaperStory.engineeringReport()
    let candidates = story.state.evaluation.candidates
    try story.award(candidates[0])
    #expect(try html(.awardNotice, story).contains("（\(candidates[0].rawValue)）："))
    try story.take(AwardDecline(reason: "放弃"), by: candidates[0])
    #expect(throws: Tendering.Refusal.self) { try html(.awardNotice, story) }
    try story.take(AwardDecide(AwardChoice(candidates[1])), by: Story.tenderer)
    try story.take(AwardNotify(), by: Story.tenderer)
    let notice = try html(.awardNotice, story)
    #expect(notice.contains("（\(candidates[1].rawValue)）：") && notice.contains("因法定情形未中标"))
  }

  @Test func `a tender whose bids were all rejected says so by the article`() throws {
    var story = try seated([9_500_000, 9_600_000, 9_650_000, 9_800_000])
    try story.reviewBids(
      rejecting: Dictionary(uniqueKeysWithValues: bidders.prefix(4).map { ($0, .unsigned) }))
    let notice = try html(.resultNotice, story)
    #expect(notice.contains("否决全部投标") && notice.contains("《招标投标法》第四十二条"))
  }

  @Test func `a tender that was ended has a notice of that`() throws {
    var story = try PaperStory.closed(Story.terms(.engineering), bids: 3)
    try story.take(TenderTerminate(reason: "规划调整"), by: Story.tenderer)
    let page = try PaperStory.source(story).page(of: .resultNotice, for: .anybody)
    #expect(page.title == "终止招标公告")
  }

  @Test func `outside Chinese law a price below the floor is named with its reason`() throws {
    let floor = try ExactDecimal(plain: "9300000")
    var story = try Story.opened(at: [9_200_000, 9_400_000, 9_500_000], track: .foreign) { terms in
      terms.scheme.floor = floor
    }
    try story.take(EvaluationSummarise(), by: .operator)
    try story.award(bidders[1])
    #expect(try html(.resultNotice, story).contains("报价低于最低限价"))
  }
}
