package import AuditTrail
internal import Evaluation
package import Notation

/// Fetches the documents (获取招标文件); who did is secret until the opening (招标投标法 第二十二条).
///
/// Nothing is asked of the bidder beyond its enrolment: a gate of any other kind would be illegal (电子招标投标办法 第二十条,
/// `ILLEGAL_PRECONDITION`). Whoever holds the documents may fetch them again until the deadline.
package struct DocumentsFetch: TenderCommand {
  /// Fetches them.
  package init() {}

  package static let entry = CatalogueEntry(
    "documents.fetch", Wording("fetch the documents", "获取招标文件"), by: [.bidder], at: [.openForBids],
    .sealed(until: .opening), events: [DocumentsFetched.self])
  package static let codec = Codec<Self>.record(Wording("the documents", "招标文件"), blank: Self())

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let until = try occasion.requireNotice().terms.documentsUntil
    guard occasion.time < until || occasion.tender.bidding.holders.contains(occasion.actor) else {
      throw Refusal(
        .documentsNotOffered, .document, nil,
        Wording("the documents could be had until \(until.beijingTime)", "文件获取截止时间为 \(until.beijingTime)"),
        accepted: Wording("before \(until.beijingTime)", "\(until.beijingTime) 之前"))
    }
    return [DocumentsFetched()]
  }
}

/// A bidder holds the documents.
package struct DocumentsFetched: TenderEvent {
  package static let kind = LeafKind.named("documents.fetched")
  package static let codec = Codec<Self>.record(Wording("the documents", "招标文件"), blank: Self())

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    guard !tender.bidding.holders.contains(occurrence.actor) else { return }
    tender.bidding.holders.append(occurrence.actor)
  }
}

extension Fault.Code {
  /// Documents that can no longer be had.
  package static let documentsNotOffered = Fault.Code("DOCUMENTS_NOT_OFFERED")
}
