internal import AuditTrail
internal import Evaluation
package import Notation
internal import Tendering

extension PaperSource {
  /// Refuses a paper that there is not, or not yet, or not for `reader`; else the terms that it is made under.
  @discardableResult
  func require(_ paper: OfficialPaper, for reader: Reader) throws(Tendering.Refusal) -> Terms {
    guard let terms = tender.notice?.terms else { throw .tooEarly(paper, tender) }
    guard paper.tracks.contains(terms.track) else {
      let tracks = paper.tracks.map(\.rawValue).joined(separator: ", ")
      throw .unknown(paper, accepted: Wording("a tender of \(tracks)", "\(tracks) 体系的标段"))
    }
    guard paper.audience.holds(reader) else { throw .withheld(paper, reader) }
    guard exists(paper) else { throw .tooEarly(paper, tender) }
    try requireSubject(paper, terms)
    guard paper.items.allSatisfy({ SecrecyMatrix.permits($0, to: reader, in: tender) }) else {
      throw .withheld(paper, reader)
    }
    return terms
  }

  /// Whether what the paper tells of has happened: a tender that failed keeps the papers of what it had reached.
  private func exists(_ paper: OfficialPaper) -> Bool {
    switch paper {
    case .openingRecord: tender.opening.concluded != nil
    case .qualificationReview: !tender.reviews.qualifications.isEmpty
    case .scoreSheet, .scoreSummary, .report: tender.evaluation.reported != nil
    case .candidatePublicity: tender.award.publicity != nil
    case .awardNotice, .resultLetter: tender.award.notified != nil
    case .resultNotice: tender.award.notified != nil || tender.failure != nil || tender.stage == .terminated
    }
  }

  /// Refuses a seat that the panel has not, sheets where nobody scores, and letters to whoever did not lose.
  private func requireSubject(_ paper: OfficialPaper, _ terms: Terms) throws(Tendering.Refusal) {
    switch paper {
    case .scoreSheet(let seat):
      let seats = terms.scheme.method.isScored ? tender.panel.members.map(\.letter) : []
      guard !seats.contains(seat) else { return }
      throw .unknown(
        paper,
        accepted: seats.isEmpty
          ? Wording("a method that scores", "采用评分的评标办法")
          : Wording(seats.joined(separator: ", "), seats.joined(separator: "、")))
    case .resultLetter(let bidder):
      guard !losers.contains(bidder) else { return }
      let ids = losers.map(\.rawValue)
      throw .unknown(paper, accepted: Wording(ids.joined(separator: ", "), ids.joined(separator: "、")))
    case .openingRecord, .qualificationReview, .scoreSummary, .report, .candidatePublicity, .awardNotice,
      .resultNotice:
      return
    }
  }

  /// The bidders who did not win, in the order of their first submission; empty before there is a winner.
  var losers: [PartyID] {
    guard let winner = tender.award.winner else { return [] }
    let live = tender.bidding.live
    return tender.bidding.bidders.filter { $0 != winner && live[$0] != nil }
  }
}

extension Tendering.Refusal {
  fileprivate static func tooEarly(_ paper: OfficialPaper, _ tender: Tender) -> Tendering.Refusal {
    let (name, stage) = (paper.name, paper.stage)
    let isOver = tender.stage == .failed || tender.stage == .terminated
    return Tendering.Refusal(
      .paperTooEarly, .design, nil,
      Wording(
        "no \(name.english) at the stage \(tender.stage.rawValue)",
        "阶段 \(tender.stage.rawValue)（\(tender.stage.name.chinese)）没有\(name.chinese)"),
      accepted: isOver
        ? Wording(
          "none: the tender ended before \(stage.rawValue); the notice of the result says why",
          "无：招标在 \(stage.rawValue) 之前已经结束，原因见结果公告")
        : Wording("from the stage \(stage.rawValue)", "自阶段 \(stage.rawValue)（\(stage.name.chinese)）起"))
  }

  fileprivate static func unknown(_ paper: OfficialPaper, accepted: Wording) -> Tendering.Refusal {
    Refusal(
      .paperUnknown, .design, nil,
      Wording("the tender has no \(paper.name.english)", "该标段没有\(paper.name.chinese)"), accepted: accepted)
  }

  fileprivate static func withheld(_ paper: OfficialPaper, _ reader: Reader) -> Tendering.Refusal {
    let kept = paper.items.map(\.rawValue).joined(separator: ", ")
    return Tendering.Refusal(
      .paperWithheld, .design, nil,
      Wording("the \(paper.name.english) for the reader \(reader)", "读者 \(reader) 索取\(paper.name.chinese)"),
      accepted: Wording(
        "those whom it is for, as soon as the secrecy matrix permits \(kept)",
        "该文书的对象，且保密矩阵已允许其知悉 \(kept)"))
  }
}

extension Fault.Code {
  /// A paper before the stage from which it exists.
  package static let paperTooEarly = Fault.Code("PAPER_TOO_EARLY")
  /// A paper that such a tender never has.
  package static let paperUnknown = Fault.Code("PAPER_UNKNOWN")
  /// A paper for somebody who may not have it, or not yet.
  package static let paperWithheld = Fault.Code("PAPER_WITHHELD")
}
