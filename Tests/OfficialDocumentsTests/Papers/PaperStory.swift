import AuditTrail
import Cryptography
import Evaluation
import Notation
import OfficialDocuments
import Tendering
import TestSupport
import Testing

/// Whole tenders whose papers the tests look at.
enum PaperStory {
  static let checkpoint = Checkpoint(
    origin: Story.log, size: 4_211, root: DigestContext.sha256(Array("root".utf8)))

  /// Names as a bidder might state them, one of which tries to be more than a name.
  static let hostile = "第一建筑<script>alert(1)</script></style>\u{202E}司公\u{0007}&\"'"
  static let names: [PartyID: String] = [
    Story.tenderer: "某市教育局", Story.agency: "某招标代理有限公司", Story.bidders[0]: hostile,
    Story.bidders[1]: "第二建设集团有限公司", Story.bidders[2]: "第三工程有限公司",
  ]

  static func source(_ story: Story, checkpoint: Checkpoint? = checkpoint) -> PaperSource {
    PaperSource(
      story.state, registry: story.procedure.registry, checkpoint: checkpoint, names: names)
  }

  /// A construction tender with dark parts, a benchmark drawn in public, a rejected bid, a question and a dissent, up to
  /// its signed report.
  static func engineeringReport() throws -> Story {
    var story = try Story.bidding(.engineering) { terms in
      guard let ceiling = terms.scheme.ceiling else { return }
      terms.scheme = Preset.engineeringDrawn.terms
      terms.scheme.ceiling = ceiling
    }
    try story.openAndSeat()
    try story.revealDarkParts { member, _, _ in 78 + Int64(member.letter.utf8.first ?? 0) % 5 }
    let (asked, members) = (Story.bidders[1], story.state.panel.members.map(\.party))
    try story.take(ClarificationRequest(asked, "工期为 300 日还是 330 日？"), by: members[0])
    try story.take(ClarificationAnswer(ClarificationReply(to: 1, "以 300 日为准。")), by: asked)
    try story.reviewBids(rejecting: [Story.bidders[3]: .unresponsive])
    try story.settleLowPrices()
    try story.lockScores { member, _ in 80 + Int64(member.letter.utf8.first ?? 0) % 7 }
    try story.fixAndScore()
    try story.take(EvaluationSummarise(), by: .operator)
    try story.signReport([members[4]: "对 B-002 的施工组织评分偏高"])
    return story
  }

  /// The same tender up to the contract.
  static let engineering = Result { try engineeringReport().awarded() }
  /// A procurement up to the contract.
  static let procurement = Result {
    var story = try Story.bidding(.governmentProcurement)
    try story.openAndSeat()
    try story.evaluateAndAward()
    return story
  }
  /// A tender outside Chinese law up to the contract.
  static let foreign = Result {
    var story = try Story.bidding(.foreign)
    try story.openAndSeat()
    try story.evaluateAndAward()
    return story
  }
  /// A construction tender that ended at its deadline with two bids.
  static let tooFew = Result { try closed(Story.terms(.engineering), bids: 2) }

  /// A tender of `terms` past its deadline.
  static func closed(_ terms: Terms, bids: Int) throws -> Story {
    var story = try Story()
    story.terms = terms
    try story.announce()
    try story.logKeys()
    try story.bid(Story.bidders.prefix(bids))
    story.advance(to: terms.opening)
    return story
  }

  static func whole(_ track: Track) throws -> Story {
    switch track {
    case .engineering: try engineering.get()
    case .governmentProcurement: try procurement.get()
    case .foreign: try foreign.get()
    }
  }

  /// Every paper that there is of the whole tenders and of the failed one.
  static func pages() throws -> [OfficialPage] {
    try [engineering, procurement, foreign, tooFew].flatMap { story in
      let source = try source(story.get())
      let readers: [Reader] = [.supervisor, .owner]
      let papers = readers.flatMap { reader in source.papers(for: reader).map { ($0, reader) } }
      return try papers.map { try source.page(of: $0, for: $1) }
    }
  }
}

extension Story {
  fileprivate func awarded() throws -> Story {
    var story = self
    try story.award(try #require(story.state.evaluation.candidates.first))
    try story.contract()
    return story
  }
}
