package import AuditTrail
package import Evaluation
package import Notation

/// Why a bid is rejected in the preliminary review (否决投标的情形; 招标投标法实施条例 第五十一条, 87号令 第六十三条).
package enum RejectionGround: String, Sendable, Hashable, CaseIterable {
  /// Not sealed and signed as required.
  case unsigned = "R1"
  /// A consortium without its agreement.
  case noAgreement = "R2"
  /// Not qualified.
  case unqualified = "R3"
  /// Two or more different bids or prices.
  case severalBids = "R4"
  /// A price above the ceiling; computed, never voted.
  case price = "R5"
  /// No response to a substantive requirement.
  case unresponsive = "R6"
  /// Collusion, fraud or bribery.
  case collusion = "R7"
  /// A dark part that names its bidder, where the documents say that the bid is rejected.
  case darkViolation = "DARK"

  /// The article by its Chinese name; nil where the tender's own documents say it.
  package func article(in track: Track) -> String? {
    guard track == .engineering else {
      return track == .foreign || self == .darkViolation ? nil : "政府采购货物和服务招标投标管理办法 第六十三条"
    }
    let item: String? =
      switch self {
      case .unsigned: "一"
      case .noAgreement: "二"
      case .unqualified: "三"
      case .severalBids: "四"
      case .price: "五"
      case .unresponsive: "六"
      case .collusion: "七"
      case .darkViolation: nil
      }
    return item.map { "招标投标法实施条例 第五十一条（\($0)）" }
  }

  /// The grounds by their numbers.
  package static let codec = Codec<Self>.choice([
    .unsigned: Wording("not sealed and signed as required", "未经盖章和签字"),
    .noAgreement: Wording("a consortium without agreement", "联合体未提交共同投标协议"),
    .unqualified: Wording("not qualified", "不符合资格条件"),
    .severalBids: Wording("several different bids or prices", "提交两个以上不同投标文件或报价"),
    .price: Wording("price above the ceiling", "报价高于最高投标限价"),
    .unresponsive: Wording("no response to a substantive requirement", "未响应实质性要求"),
    .collusion: Wording("collusion, fraud or bribery", "串通投标、弄虚作假、行贿"),
    .darkViolation: Wording("a dark part that names its bidder", "暗标泄露身份"),
  ])

  /// The ground in words.
  package var name: Wording { Self.codec.meaning(of: self) }
}

/// A bid that was rejected, with the votes where it was voted on.
package struct Rejected: Sendable, Hashable {
  /// Whose.
  package var bidder = PartyID.operator
  /// Why.
  package var ground = RejectionGround.price
  /// The article by its Chinese name; nil where the documents say it.
  package var article: String?
  /// How many members voted for this ground; nil where nobody had to vote.
  package var votesFor: Int?
  /// How many members did not.
  package var votesAgainst: Int?

  private init() {}

  init(_ bidder: PartyID, _ ground: RejectionGround, in track: Track, votes: (for: Int, against: Int)? = nil)
  {
    self.bidder = bidder
    self.ground = ground
    article = ground.article(in: track)
    votesFor = votes?.for
    votesAgainst = votes?.against
  }

  static let codec = Codec<Self>.record(
    Wording("a rejected bid", "被否决的投标"), blank: Self(),
    .optional("article", \.article, .text(upTo: 200), Wording("the article", "依据条款")),
    .required("bidder", \.bidder, PartyID.codec, Wording("whose", "投标人")),
    .required("rule", \.ground, RejectionGround.codec, Wording("why", "否决情形")),
    .optional("votes_against", \.votesAgainst, .integer(0...99), Wording("votes against it", "反对票")),
    .optional("votes_for", \.votesFor, .integer(0...99), Wording("votes for it", "赞成票")))

  static let list = Codec<[Self]>.distinct(.list(of: codec, count: 0...10_000), by: \.bidder)
}

extension Codec where Root == [PartyID] {
  /// Bidders, each once.
  static let bidders = Codec.distinct(.list(of: PartyID.codec, count: 0...10_000), by: \.self)
}
