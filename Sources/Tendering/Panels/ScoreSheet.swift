package import AuditTrail
package import Evaluation
package import Notation

/// Which of a member's score sheets (评分表).
package enum SheetKind: String, Sendable, Hashable, CaseIterable {
  /// The dark criteria, scored under codes.
  case technical
  /// The other panel criteria, scored by bidder.
  case business

  static let codec = Codec<Self>.choice([
    .technical: Wording("the dark criteria, under codes", "暗标评分表"),
    .business: Wording("the other panel criteria, by bidder", "明标评分表"),
  ])
}

/// What is scored where: a bid by its code or its bidder, for one criterion.
package struct ScorePlace: Sendable, Hashable {
  /// The code of a dark part; nil for a bid that is named.
  package let code: DarkCode?
  /// The bidder; nil for a dark part.
  package let bidder: PartyID?
  /// The criterion.
  package let criterion: CriterionID

  /// The dark part `code`.
  package init(_ code: DarkCode, _ criterion: CriterionID) {
    (self.code, bidder, self.criterion) = (code, nil, criterion)
  }

  /// The bid of `bidder`.
  package init(_ bidder: PartyID, _ criterion: CriterionID) {
    (code, self.bidder, self.criterion) = (nil, bidder, criterion)
  }

  /// Nil unless just one of both names the bid.
  init?(_ code: DarkCode?, _ bidder: PartyID?, _ criterion: CriterionID?) {
    guard (code == nil) != (bidder == nil), let criterion else { return nil }
    (self.code, self.bidder, self.criterion) = (code, bidder, criterion)
  }

  /// The bid in words.
  var bid: String { code?.rawValue ?? bidder?.rawValue ?? "" }
  static let accepted = Wording("either code or bidder", "code 与 bidder 二者之一")
}

/// One score of a sheet.
package struct SheetScore: Sendable, Hashable {
  /// What is scored.
  package let place: ScorePlace
  /// The score.
  package let points: Points
  /// Why, where the member says so; documents may ask it of low scores.
  package let reason: String?

  /// The score `points`.
  package init(_ place: ScorePlace, _ points: Points, reason: String? = nil) {
    self.place = place
    self.points = points
    self.reason = reason
  }

  static let codec = Record.codec.refined(
    ScorePlace.accepted,
    { record in
      ScorePlace(record.code, record.bidder, record.criterion)
        .map { SheetScore($0, record.points, reason: record.reason) }
    },
    restore: {
      Record(
        code: $0.place.code, bidder: $0.place.bidder, criterion: $0.place.criterion, points: $0.points,
        reason: $0.reason)
    })

  private struct Record: Sendable {
    var code: DarkCode?
    var bidder: PartyID?
    var criterion: CriterionID?
    var points = Points.zero
    var reason: String?

    static let bounds = Points(whole: -Points.maximum)...Points(whole: Points.maximum)
    static let codec = Codec<Record>.record(
      Wording("a score", "评分"), blank: Record(),
      .optional("bidder", \.bidder, PartyID.codec, Wording("the bidder", "投标人")),
      .optional("code", \.code, DarkCode.codec, Wording("code of the dark part", "暗标编号")),
      .required("criterion", \.criterion, CriterionID.codec.present, Wording("criterion", "评审因素")),
      .required("points", \.points, Points.codec(bounds), Wording("score", "得分")),
      .optional("reason", \.reason, .text(upTo: 1_000), Wording("why", "理由")))
  }
}

/// A whole sheet of one member.
package struct ScoreSheet: Sendable, Hashable {
  /// Which sheet.
  package var kind = SheetKind.technical
  /// Its scores.
  package var scores: [SheetScore] = []

  private init() {}

  /// The sheet `kind` with `scores`.
  package init(_ kind: SheetKind, _ scores: [SheetScore]) {
    self.kind = kind
    self.scores = scores
  }

  package static let codec = Codec<Self>.record(
    Wording("a score sheet", "评分表"), blank: Self(),
    .required(
      "scores", \.scores, .distinct(.list(of: SheetScore.codec, count: 0...100_000), by: \.place),
      Wording("scores", "评分")),
    .required("sheet", \.kind, SheetKind.codec, Wording("which sheet", "评分表类别")))
}

extension Terms {
  /// The criteria of a sheet: those that each member scores by judgement.
  package func criteria(of kind: SheetKind) -> [Criterion] {
    scheme.criteria.filter {
      $0.kind == .panel && ($0.isDark && darkViolation != nil) == (kind == .technical)
    }
  }
}

extension Tender {
  /// The codes of the dark parts that opened: T01, T02, ….
  package var darkCodes: [DarkCode] { opening.opened.indices.map { DarkCode(number: $0 + 1) } }
}
