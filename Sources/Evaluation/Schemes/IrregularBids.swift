package import Notation

/// What becomes of a bidder id that occurs more than once in a tender.
package enum RepeatedBidder: String, Sendable {
  case refuse
  case number

  /// The words that are read.
  package static let codec = Codec<RepeatedBidder>.choice([
    .refuse: Wording("refused, DUPLICATE_BIDDER", "拒绝（DUPLICATE_BIDDER）"),
    .number: Wording("numbered by ascending price: id, id.2, id.3", "按报价由低到高编号：id、id.2、id.3"),
  ])
}

/// What becomes of a bid without a price.
package enum MissingPrice: String, Sendable {
  case refuse
  case absent

  /// The words that are read.
  package static let codec = Codec<MissingPrice>.choice([
    .refuse: Wording("refused, PRICE_MISSING", "拒绝（PRICE_MISSING）"),
    .absent: Wording("listed as absent: withdrew or did not appear", "列为缺席：撤回或未参加"),
  ])
}
