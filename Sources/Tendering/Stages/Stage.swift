package import Notation

/// Where a tender stands between plan and contract (rulebook 1.5 and 1.6).
package enum Stage: String, Hashable, Sendable, CaseIterable {
  /// Nothing is known of it yet.
  case unpublished = "UNPUBLISHED"
  /// The plan is public (招标计划).
  case planned = "PLANNED"
  /// The documents are drafted (编制招标文件).
  case draft = "DRAFT"
  /// The documents are public for comment (提前公示).
  case previewed = "PREVIEWED"
  /// The notice is public (招标公告).
  case announced = "ANNOUNCED"
  /// Documents are issued and bids come in (投标).
  case openForBids = "OPEN_FOR_BIDS"
  /// The deadline has passed (投标截止).
  case closed = "CLOSED"
  /// Keys are handed over and parts are opened (开标).
  case opening = "OPENING"
  /// The opening record stands (开标结束).
  case opened = "OPENED"
  /// Qualification has been reviewed, GP only (资格审查).
  case qualified = "QUALIFIED"
  /// The panel is seated and works (评标).
  case evaluating = "EVALUATING"
  /// The report is signed (评标报告).
  case reported = "REPORTED"
  /// The tenderer reviews the report (报告审查).
  case reportReview = "REPORT_REVIEW"
  /// The candidates are public (中标候选人公示).
  case publicised = "PUBLICISED"
  /// The winner is to be determined (定标).
  case awarding = "AWARDING"
  /// The winner is determined.
  case awarded = "AWARDED"
  /// Notices went to winner and losers (中标通知书).
  case notified = "NOTIFIED"
  /// The contract is signed (合同签订).
  case contracted = "CONTRACTED"
  /// No winner: tender anew (招标失败).
  case failed = "FAILED"
  /// Ended by the tenderer (终止招标).
  case terminated = "TERMINATED"

  /// Whether nothing happens any more.
  package var isFinal: Bool { self == .failed || self == .terminated || self == .contracted }

  /// The stages by name.
  package static let codec = Codec<Stage>.choice([
    .unpublished: Wording("nothing published", "未发布"), .planned: Wording("planned", "招标计划"),
    .draft: Wording("drafted", "文件编制"), .previewed: Wording("previewed", "提前公示"),
    .announced: Wording("announced", "招标公告"), .openForBids: Wording("open for bids", "投标中"),
    .closed: Wording("closed", "投标截止"), .opening: Wording("opening", "开标中"),
    .opened: Wording("opened", "开标结束"), .qualified: Wording("qualified", "资格审查结束"),
    .evaluating: Wording("evaluating", "评标中"), .reported: Wording("reported", "评标报告"),
    .reportReview: Wording("report under review", "报告审查"), .publicised: Wording("candidates public", "候选人公示"),
    .awarding: Wording("awarding", "定标中"), .awarded: Wording("awarded", "已定标"),
    .notified: Wording("notified", "中标通知"), .contracted: Wording("contracted", "合同签订"),
    .failed: Wording("failed", "招标失败"), .terminated: Wording("terminated", "终止招标"),
  ])

  /// The name in words.
  package var name: Wording { Self.codec.meaning(of: self) }
}

extension Stage: Comparable {
  /// Whether `left` comes before `right` on the main line; the failures come last.
  package static func < (left: Stage, right: Stage) -> Bool { left.order < right.order }

  private var order: Int { Self.orders[self] ?? .max }
  private static let orders = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}
