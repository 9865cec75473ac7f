package import AuditTrail
package import Cryptography
package import Evaluation
package import Notation

/// What is computed from facts and the same for every member: objective scores, and the published commercial adjustments of
/// method M1 (客观分、商务偏差调整).
package struct ObjectiveScores: Sendable, Hashable {
  /// The score of one bid for one criterion.
  package struct Score: Sendable, Hashable {
    /// Whose.
    package var bidder = PartyID.operator
    /// For which criterion; the evaluation refuses what is none.
    package var criterion = ""
    /// The score.
    package var score = Points.zero

    private init() {}

    /// The score of `bidder` for `criterion`.
    package init(_ bidder: PartyID, _ criterion: String, _ score: Points) {
      self.bidder = bidder
      self.criterion = criterion
      self.score = score
    }

    static let codec = Codec<Self>.record(
      Wording("an objective score", "客观分"), blank: Self(),
      .required("bidder", \.bidder, PartyID.codec, Wording("whose", "投标人")),
      .required("criterion", \.criterion, .criterion, Wording("for what", "评审因素编号")),
      .required("score", \.score, Points.codec(.zero...Points(whole: Points.maximum)), Wording("score", "得分"))
    )
  }

  /// The adjustment of one price.
  package struct Adjustment: Sendable, Hashable {
    /// Whose.
    package var bidder = PartyID.operator
    /// What is added to the price.
    package var amount = Money.zero

    private init() {}

    /// `amount` is added to the price of `bidder`.
    package init(_ bidder: PartyID, _ amount: Money) {
      self.bidder = bidder
      self.amount = amount
    }

    static let codec = Codec<Self>.record(
      Wording("an adjustment", "商务偏差调整"), blank: Self(),
      .required("amount", \.amount, .minorUnits, Wording("what is added", "调整金额")),
      .required("bidder", \.bidder, PartyID.codec, Wording("whose price", "投标人")))
  }

  /// The scores.
  package var scores: [Score] = []
  /// The adjustments, method M1 only.
  package var adjustments: [Adjustment] = []

  private init() {}

  /// These scores and adjustments.
  package init(_ scores: [Score], adjustments: [Adjustment] = []) {
    self.scores = scores
    self.adjustments = adjustments
  }

  package static let codec = Codec<Self>.record(
    Wording("objective scores", "客观分"), blank: Self(),
    .required(
      "adjustments", \.adjustments, .distinct(.list(of: Adjustment.codec, count: 0...10_000), by: \.bidder),
      Wording("adjustments of method M1", "商务偏差调整（M1）")),
    .required("scores", \.scores, .list(of: Score.codec, count: 0...640_000), Wording("the scores", "得分")))

  /// The digest of the canonical bytes, which a member confirms.
  ///
  /// - Throws: `NOT_CANONICAL`.
  package func digest() throws(Fault) -> Digest { DigestContext.sha256(try Self.codec.write(self)) }

  /// The scores as an evaluation takes them.
  var entries: [ScoreEntry] {
    scores.compactMap { score in
      CriterionID(parsing: score.criterion).map {
        ScoreEntry(bidder: BidderID(score.bidder), criterion: $0, member: nil, score: score.score)
      }
    }
  }

  /// What is added to the price of `bidder`; nil for nothing.
  func adjustment(of bidder: PartyID) -> Money? { adjustments.first { $0.bidder == bidder }?.amount }
}

extension Codec where Root == String {
  /// The id of a criterion.
  static let criterion = string(
    Wording("the id of a criterion", "评审因素编号"), pattern: "^[A-Za-z0-9._-]{1,64}$",
    parse: { CriterionID(parsing: $0)?.rawValue }, format: \.self)
}
