package import AuditTrail
internal import Evaluation
package import Notation

/// Documents can be had, and bids come in (发售招标文件).
package struct DocumentsOffered: TenderEvent {
  package static let kind = LeafKind.named("documents.offered")
  package static let codec = Codec<Self>.record(Wording("documents can be had", "开始发放招标文件"), blank: Self())

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) { tender.stage = .openForBids }
}

/// The deadline has passed (投标截止).
package struct TenderClosed: TenderEvent {
  /// The deadline.
  package var deadline = Instant.beginning

  package static let kind = LeafKind.named("tender.closed")
  package static let codec = Codec<Self>.record(
    Wording("the deadline has passed", "投标截止"), blank: Self(),
    .required("deadline_ms", \.deadline, .milliseconds, Wording("deadline", "截止时间")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.bidding.closed = occurrence.time
    tender.stage = .closed
  }
}

/// The tender ends without a winner; it is to be tendered anew.
package struct TenderFailed: TenderEvent {
  /// Why.
  package var failure = Failure.tooFewBids
  /// How many bids were left.
  package var count = 0

  package static let kind = LeafKind.named("tender.failed")
  package static let codec = Codec<Self>.record(
    Wording("no winner", "招标失败"), blank: Self(),
    .required("count", \.count, .integer(0...10_000), Wording("how many were left", "剩余家数")),
    .required("reason", \.failure, Failure.codec, Wording("why", "原因")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.failure = failure
    tender.stage = .failed
    for bidder in tender.bidding.bonds.keys where tender.bidding.bonds[bidder]?.state == .held {
      tender.bidding.bonds[bidder]?.state = .returnable
    }
  }
}

extension Failure {
  /// The reasons by name.
  package static let codec = Codec<Self>.choice([
    .tooFewBids: Wording("fewer than three bids", "投标人少于三个"),
    .tooFewQualified: Wording("fewer than three qualified", "合格供应商不足三家"),
    .allRejected: Wording("every bid was rejected", "否决全部投标"),
    .noCompetition: Wording("competition is lacking", "明显缺乏竞争"),
    .noWinner: Wording("nobody takes the award", "无人接受中标"),
  ])

  /// The reason in words.
  package var name: Wording { Self.codec.meaning(of: self) }
}

extension Tender {
  /// Bidding opens when the documents can be had.
  var documentsOffered: Transition? {
    guard stage == .announced, let notice else { return nil }
    return Transition(at: notice.terms.documentsFrom, [DocumentsOffered()])
  }

  /// Bidding closes at the deadline; with fewer than three bids the tender fails then and there (招标投标法 第二十八条, 条例
  /// 第四十四条, 87号令 第四十三条).
  var closing: Transition? {
    guard stage == .openForBids, let notice else { return nil }
    let closed = TenderClosed(deadline: notice.deadline)
    let count = bidding.live.count
    guard notice.terms.track != .foreign, count < Self.fewestBids else {
      return Transition(at: notice.deadline, [closed])
    }
    return Transition(at: notice.deadline, [closed, TenderFailed(failure: .tooFewBids, count: count)])
  }

  /// The fewest bids that may be opened.
  package static let fewestBids = 3
}
