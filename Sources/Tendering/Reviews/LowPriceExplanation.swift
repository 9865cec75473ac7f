package import AuditTrail
package import Cryptography
internal import Evaluation
package import Notation

/// Until when a bidder is to explain its price.
package struct ExplanationRequest: Sendable, Hashable {
  /// Who is asked.
  package var bidder = PartyID.operator
  /// The first moment that is too late.
  package var due = Instant.beginning

  private init() {}

  /// Asks `bidder` to explain before `due`.
  package init(_ bidder: PartyID, before due: Instant) {
    self.bidder = bidder
    self.due = due
  }

  package static let codec = Codec<Self>.record(
    Wording("a request to explain a price", "要求说明报价"), blank: Self(),
    .required("bidder", \.bidder, PartyID.codec, Wording("who is asked", "投标人")),
    .required("due_ms", \.due, .milliseconds, Wording("the first moment that is too late", "截止时间")))
}

/// Asks a bidder on the panel's behalf to explain its price in writing (要求书面说明; 评标委员会和评标方法暂行规定 第二十一条,
/// 87号令 第六十条).
package struct LowPriceRequest: TenderCommand {
  /// The request.
  package let request: ExplanationRequest

  /// Asks as `request` says.
  package init(_ request: ExplanationRequest) { self.request = request }

  package static let entry = CatalogueEntry(
    "lowprice.request", Wording("ask a bidder to explain its price", "要求说明报价"), by: [.operator],
    at: [.evaluating], .sealed(until: .award), events: [LowPriceRequested.self])
  package static let codec = ExplanationRequest.codec.carried({ LowPriceRequest($0) }, at: \.request)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    try occasion.requireBefore(.fixing)
    let review = try occasion.lowPriceReview(of: request.bidder)
    guard review.due == nil else {
      throw .stepOver(Wording("\(request.bidder) was asked", "已要求 \(request.bidder) 说明"))
    }
    let terms = try occasion.requireNotice().terms
    // The window is a period of minutes, so that no day of any calendar matters.
    let deadlines = Deadlines(calendar: .published, track: terms.track, isMandatory: true)
    try deadlines.requireExplanationWindow(from: occasion.time, to: request.due)
    let (window, left) = (
      Int64(terms.explanationWindow), request.due.milliseconds - occasion.time.milliseconds
    )
    guard left >= window else {
      throw Refusal(
        .explanationWindowTooShort, .document, nil,
        Wording("\(left) ms to explain", "说明时限 \(left) 毫秒"),
        accepted: Wording("\(window) ms or more, as the documents say", "按招标文件不少于 \(window) 毫秒"))
    }
    return [LowPriceRequested(request)]
  }
}

/// A bidder was asked to explain its price.
package typealias LowPriceRequested = Recorded<ExplanationRequest>

extension ExplanationRequest: TenderFact {
  package static let kind = LeafKind.named("lowprice.requested")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.reviews.lowPrices[bidder]?.due = due
  }
}

/// Explains one's own low price; within the time a later explanation replaces it (书面说明及证明材料).
package struct LowPriceExplain: TenderCommand {
  /// The digest of the document.
  package var document = Digest.blank

  private init() {}

  /// Explains by the document with this digest.
  package init(document: Digest) { self.document = document }

  package static let entry = CatalogueEntry(
    "lowprice.explain", Wording("explain one's low price", "提交报价说明"), by: [.bidder], at: [.evaluating],
    .sealed(until: .award), events: [LowPriceExplained.self])
  package static let codec = Codec<Self>.record(
    Wording("an explanation", "报价说明"), blank: Self(),
    .required("document", \.document, .digest, Wording("digest of the document", "文件摘要")))

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let review = try occasion.lowPriceReview(of: occasion.actor)
    guard let due = review.due else {
      throw Refusal(
        .unsolicitedClarification, .statute, "招标投标法实施条例 第五十二条",
        Wording("\(occasion.actor) was not asked", "未要求 \(occasion.actor) 说明"),
        accepted: Wording("an explanation when the panel asks", "评标委员会要求时再说明"))
    }
    guard occasion.time < due else {
      throw Refusal(
        .explanationLate, .rule,
        occasion.tender.track == .governmentProcurement ? "政府采购货物和服务招标投标管理办法 第六十条" : "评标委员会和评标方法暂行规定 第二十一条",
        Wording(
          "at \(occasion.time.beijingTime), due before \(due.beijingTime)",
          "\(occasion.time.beijingTime) 提交，截止时间 \(due.beijingTime)"),
        accepted: Wording(
          "nothing: a late explanation counts as none", "不再接受：逾期视为未提供"))
    }
    return [LowPriceExplained(document: document)]
  }
}

/// A bidder has explained its low price.
package struct LowPriceExplained: TenderEvent {
  /// The digest of the document.
  package var document = Digest.blank

  private init() {}

  init(document: Digest) { self.document = document }

  package static let kind = LeafKind.named("lowprice.explained")
  package static let codec = Codec<Self>.record(
    Wording("an explanation", "报价说明"), blank: Self(),
    .required("document", \.document, .digest, Wording("digest of the document", "文件摘要")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.reviews.lowPrices[occurrence.actor]?.explanation = .document(document)
  }
}

/// The time to explain a price ran out (逾期未说明); the panel still has to decide.
package struct LowPriceExpired: TenderEvent {
  /// Whose price.
  package var bidder = PartyID.operator

  private init() {}

  init(_ bidder: PartyID) { self.bidder = bidder }

  package static let kind = LeafKind.named("lowprice.expired")
  package static let codec = Codec<Self>.record(
    Wording("the time to explain ran out", "逾期未说明"), blank: Self(),
    .required("bidder", \.bidder, PartyID.codec, Wording("whose price", "投标人")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.reviews.lowPrices[bidder]?.explanation = LowPriceReview.Explanation.missing
  }
}

extension Tender {
  /// The end of the time of the bidders who are to explain their prices next.
  var explanationsDue: Transition? {
    guard stage == .evaluating else { return nil }
    let waiting = reviews.lowPrices.compactMap { bidder, review in
      review.explanation == nil && review.finding == nil ? review.due.map { (bidder: bidder, due: $0) } : nil
    }
    guard let due = waiting.map(\.due).min() else { return nil }
    let late = waiting.filter { $0.due == due }.map(\.bidder).sorted()
    return Transition(at: due, late.map { LowPriceExpired($0) }, .sealed(until: .award))
  }
}

extension Fault.Code {
  /// An explanation after its time.
  package static let explanationLate = Fault.Code("EXPLANATION_LATE")
}
