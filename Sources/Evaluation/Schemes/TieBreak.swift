package import Notation

/// One step of the chain that orders bids of equal result (同分处理).
package enum TieBreak: String, Sendable {
  case price
  case technical
  case equalRank = "equal_rank"
  case open

  /// Whether the chain ends here.
  package var isFinal: Bool { self == .equalRank || self == .open }

  /// The words that are read.
  package static let codec = Codec<TieBreak>.choice([
    .price: Wording("the lower bid price first", "投标报价低者优先"),
    .technical: Wording("the higher technical score first", "技术得分高者优先"),
    .equalRank: Wording("equal rank", "并列"),
    .open: Wording("left open for the rule in the documents, and reported", "不作裁断，按招标文件另行确定并予列明"),
  ])
}
