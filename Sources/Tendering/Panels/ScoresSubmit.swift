package import AuditTrail
internal import Evaluation
package import Notation

/// Hands in a score sheet, or one that replaces it (评委打分).
package struct ScoresSubmit: TenderCommand {
  /// The sheet.
  package var sheet: ScoreSheet

  /// Hands in `sheet`.
  package init(_ sheet: ScoreSheet) { self.sheet = sheet }

  package static let entry = CatalogueEntry(
    "scores.submit", Wording("hand in a score sheet", "提交评分表"), by: [.member], at: [.evaluating],
    .sealed(until: .award), events: [ScoresSubmitted.self])
  package static let codec = ScoreSheet.codec.carried({ ScoresSubmit($0) }, at: \.sheet)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    try occasion.requireOpenSheet(sheet.kind)
    if sheet.kind == .technical, occasion.tender.panel.codes.isEmpty,
      let named = sheet.scores.first(where: { $0.place.bidder != nil })
    {
      throw .mappingSealed(
        Wording("a dark score names \(named.place.bid)", "暗标评分写明了 \(named.place.bid)"),
        accepted: Wording("codes such as T01", "编号，如 T01"))
    }
    try requireScores(try occasion.places(of: sheet.kind))
    return [ScoresSubmitted(sheet)]
  }

  /// Every criterion of the sheet for every bid, each within its full mark.
  private func requireScores(_ places: [ScorePlace: Criterion]) throws(Refusal) {
    for score in sheet.scores {
      guard let criterion = places[score.place] else {
        throw Refusal(
          .criterionNotPublished, .statute, "招标投标法实施条例 第四十九条",
          Wording(
            "a score of \(score.place.bid) for \(score.place.criterion)",
            "对 \(score.place.bid) 的 \(score.place.criterion) 打分"),
          accepted: Wording("the bids and the criteria of this sheet", "本评分表所列投标与评审因素"))
      }
      guard score.points >= .zero, score.points <= criterion.full else {
        throw Refusal(
          .scoreOutOfRange, .design, nil,
          Wording("\(score.points) for \(criterion.id)", "\(criterion.id) 得分 \(score.points)"),
          accepted: Wording("0 to \(criterion.full)", "0 至 \(criterion.full)"))
      }
    }
    guard sheet.scores.count == places.count else {
      throw .scoresMissing(
        Wording("\(sheet.scores.count) scores", "\(sheet.scores.count) 项评分"),
        accepted: Wording("all \(places.count) of the sheet", "评分表全部 \(places.count) 项"))
    }
  }
}

/// A score sheet is there.
package typealias ScoresSubmitted = Recorded<ScoreSheet>

extension ScoreSheet: TenderFact {
  package static let kind = LeafKind.named("scores.submitted")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.panel.sheets[kind, default: [:]][occurrence.actor] = scores
  }
}

extension Occasion {
  /// Refuses to touch a sheet that is locked, or whose bids are not known yet.
  func requireOpenSheet(_ kind: SheetKind) throws(Refusal) {
    switch kind {
    case .technical:
      try requireDarkPart()
      if tender.panel.locked != nil || tender.panel.hasSealed(.technical, actor) {
        throw .technicalLocked(Wording("a dark score", "暗标评分"))
      }
    case .business:
      if tender.panel.hasSealed(.business, actor) {
        throw Refusal(
          .scoresLocked, .design, nil, Wording("the sheet is locked", "评分表已锁定"),
          accepted: Wording("an ordered recheck", "依法复核"))
      }
    }
  }

  /// What a sheet scores.
  func places(of kind: SheetKind) throws(Refusal) -> [ScorePlace: Criterion] {
    let criteria = try requireNotice().terms.criteria(of: kind)
    var places: [ScorePlace: Criterion] = [:]
    switch kind {
    case .technical:
      for code in tender.darkCodes { for item in criteria { places[ScorePlace(code, item.id)] = item } }
    case .business:
      guard let conforming = tender.reviews.conforming else {
        throw Refusal(
          .reviewPending, .design, nil, Wording("the preliminary review is not concluded", "初步评审尚未结束"),
          accepted: Wording("scores of the conforming bids, after it", "初步评审结束后对合格投标打分"))
      }
      for bidder in conforming { for item in criteria { places[ScorePlace(bidder, item.id)] = item } }
    }
    return places
  }

  /// Refuses what only a tender with a dark part knows.
  func requireDarkPart() throws(Refusal) {
    guard try requireNotice().terms.darkViolation == nil else { return }
    throw Refusal(
      .noDarkPart, .document, nil, Wording("the tender has no dark part", "本标段没有暗标"),
      accepted: Wording("the sheet business", "business 评分表"))
  }
}

extension Refusal {
  static func technicalLocked(_ message: Wording) -> Refusal {
    Refusal(
      .technicalScoreLocked, .document, nil,
      Wording("\(message.english) after the lock", "锁定之后：\(message.chinese)"),
      accepted: Wording("before the lock", "锁定之前"))
  }

  static func mappingSealed(_ message: Wording, accepted: Wording) -> Refusal {
    Refusal(.darkMappingSealed, .document, nil, message, accepted: accepted)
  }

  static func scoresMissing(_ message: Wording, accepted: Wording) -> Refusal {
    Refusal(.scoresMissing, .design, nil, message, accepted: accepted)
  }
}

extension Fault.Code {
  /// A change of technical scores after the lock.
  package static let technicalScoreLocked = Fault.Code("TECH_SCORE_LOCKED")
  /// Codes joined with bidders before the lock.
  package static let darkMappingSealed = Fault.Code("DARK_MAPPING_SEALED")
  /// A score outside zero and the full mark.
  package static let scoreOutOfRange = Fault.Code("SCORE_OUT_OF_RANGE")
  /// A score for what the documents do not ask.
  package static let criterionNotPublished = Fault.Code("CRITERION_NOT_PUBLISHED")
  /// A change of a locked sheet.
  package static let scoresLocked = Fault.Code("SCORES_LOCKED")
  /// Scores before it is known which bids conform.
  package static let reviewPending = Fault.Code("REVIEW_PENDING")
  /// Dark scores in a tender without a dark part.
  package static let noDarkPart = Fault.Code("NO_DARK_PART")
}
