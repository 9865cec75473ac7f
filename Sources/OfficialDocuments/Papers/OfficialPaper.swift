package import AuditTrail
package import Evaluation
package import Notation
package import Tendering

/// A paper of a tender as its conventions want it (招投标文书).
package enum OfficialPaper: Hashable, Sendable {
  /// What was opened and read out (开标记录表; 招标投标法 第三十六条, 87号令 第四十一、四十二条).
  case openingRecord
  /// What the purchaser found of the suppliers' qualification, GP (资格审查; 87号令 第四十四条).
  case qualificationReview
  /// What the member of one seat scored (个人评分表), by the letter of the seat.
  case scoreSheet(seat: String)
  /// What all members scored, and what follows from it (评分汇总表).
  case scoreSummary
  /// The report of the panel (评标报告; 12号令 第四十二条, 87号令 第五十八条).
  case report
  /// The candidates for everybody to object to, ENG (中标候选人公示; 条例 第五十四条, 10号令 第六条).
  case candidatePublicity
  /// The notice of award (中标通知书; 招标投标法 第四十五条).
  case awardNotice
  /// Who won, or that nobody did (中标结果公告; 10号令 第六条, 87号令 第六十九条).
  case resultNotice
  /// What is told to one bidder who did not win (中标结果通知书; 招标投标法 第四十五条, 87号令 第六十九条).
  case resultLetter(PartyID)
}

extension OfficialPaper {
  /// For whom a paper is.
  package enum Audience: Sendable {
    /// Everybody.
    case everybody
    /// The bidder concerned, and those who run and supervise the procedure.
    case concerned
    /// Those who run and supervise the procedure: tenderer, panel, supervisor and platform.
    case procedure

    /// Whether `reader` belongs to it.
    package func holds(_ reader: Reader) -> Bool {
      switch self {
      case .everybody: true
      case .concerned: reader != .anybody
      case .procedure: reader != .anybody && reader != .owner
      }
    }
  }

  /// The kind in words; one paper of a tender can have a title of its track.
  package var name: Wording {
    switch self {
    case .openingRecord: Wording("opening record", "开标记录表")
    case .qualificationReview: Wording("qualification review", "资格审查表")
    case .scoreSheet(let seat): Wording("score sheet of the seat \(seat)", "个人评分表（席位 \(seat)）")
    case .scoreSummary: Wording("score summary", "评分汇总表")
    case .report: Wording("evaluation report", "评标报告")
    case .candidatePublicity: Wording("publicity of the candidates", "中标候选人公示")
    case .awardNotice: Wording("notice of award", "中标通知书")
    case .resultNotice: Wording("notice of the result", "中标结果公告")
    case .resultLetter(let bidder): Wording("letter on the result to \(bidder)", "中标结果通知书（\(bidder)）")
    }
  }

  /// A name for a file of it, without an ending: letters, digits, `.`, `_` and `-`.
  package var fileName: String {
    switch self {
    case .openingRecord: "opening-record"
    case .qualificationReview: "qualification-review"
    case .scoreSheet(let seat): "score-sheet-\(seat.fileNamePart)"
    case .scoreSummary: "score-summary"
    case .report: "evaluation-report"
    case .candidatePublicity: "candidate-publicity"
    case .awardNotice: "notice-of-award"
    case .resultNotice: "result-notice"
    case .resultLetter(let bidder): "result-letter-\(bidder.rawValue.fileNamePart)"
    }
  }

  /// The stage from which it exists.
  package var stage: Stage {
    switch self {
    case .openingRecord: .opened
    case .qualificationReview: .qualified
    case .scoreSheet, .scoreSummary, .report: .reported
    case .candidatePublicity: .publicised
    case .awardNotice, .resultNotice, .resultLetter: .notified
    }
  }

  /// The tracks that have it.
  package var tracks: [Track] {
    switch self {
    case .openingRecord, .awardNotice, .resultNotice, .resultLetter:
      [.engineering, .governmentProcurement, .foreign]
    case .scoreSheet, .scoreSummary, .report: [.engineering, .governmentProcurement]
    case .qualificationReview: [.governmentProcurement]
    case .candidatePublicity: [.engineering]
    }
  }

  /// For whom it is.
  package var audience: Audience {
    switch self {
    case .openingRecord, .candidatePublicity, .resultNotice: .everybody
    case .awardNotice, .resultLetter: .concerned
    case .qualificationReview, .scoreSheet, .scoreSummary, .report: .procedure
    }
  }

  /// The rows of the secrecy matrix that it tells of.
  package var items: [SecretItem] {
    switch self {
    case .openingRecord: [.bidders]
    case .qualificationReview: [.bidders, .evaluation]
    case .scoreSheet, .scoreSummary, .report: [.bidders, .price, .evaluation, .scores]
    case .candidatePublicity, .awardNotice, .resultLetter: [.bidders, .price, .evaluation]
    case .resultNotice: []
    }
  }
}

extension String {
  /// Ids know `/` beside what a file name may hold.
  fileprivate var fileNamePart: String { String(map { $0 == "/" ? "_" : $0 }) }
}
