package import AuditTrail
package import Cryptography
package import Evaluation
package import Notation

/// States what came of opening one envelope (解密投标文件).
///
/// The opening service opens, and the audit opens again; here only what the log shows is held against the verdict.
package struct EnvelopeOpen: TenderCommand {
  /// The digest of the envelope.
  package var envelope = Digest.blank
  /// Whose bid it is part of; two bidders may have signed for one file.
  package var bidder = PartyID.operator
  /// The digest of the file inside; nil where it did not open.
  package var content: Digest?
  /// The part.
  package var part = Part.price
  /// The row of the opening record; nil but for a price that opened.
  package var row: OpeningRecordRow?
  /// What came of it.
  package var verdict = EnvelopeVerdict.opened

  /// What reading starts from.
  package init() {}

  package static let entry = CatalogueEntry(
    "envelope.open", Wording("state what came of opening an envelope", "记录密封文件开启结果"), by: [.operator],
    at: [.opening, .evaluating], events: [EnvelopeOpened.self])
  package static let codec = Codec<Self>.record(
    Wording("an opened envelope", "开启的密封文件"), blank: Self(),
    .required("bid_hash", \.envelope, .digest, Wording("digest of the envelope", "密封文件摘要")),
    .required("bidder", \.bidder, PartyID.codec, Wording("bidder", "投标人")),
    .required("content", \.content, .content, Wording("digest of the file, or -", "文件摘要，或 -")),
    .required("part", \.part, .part, Wording("which part", "部分")),
    .optional("row", \.row, OpeningRecordRow.codec, Wording("row of the opening record", "开标记录行")),
    .required("verdict", \.verdict, EnvelopeVerdict.codec, Wording("opened, or why not", "结果")))

  package static func refusal(at stage: Stage, _ occasion: Occasion) -> Refusal? {
    .beforeOpening(at: stage, occasion)
  }

  /// The dark parts are nobody's before their scores are locked.
  package func disclosure(in tender: Tender) -> Disclosure {
    part == .technical ? .sealed(until: .lock) : .open
  }

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let tender = occasion.tender
    let session = tender.session(of: part)
    try occasion.requireOpenSession(session)
    let bid = try occasion.requireStanding(bidder, in: session)
    try bid.requireEnvelope(envelope, of: part)
    guard tender.opening.envelopes[Opening.Slot(bidder: bidder, part: part)] == nil else {
      throw Refusal(
        .openedTwice, .design, nil,
        Wording("\(part.rawValue) of \(bidder) has its verdict", "\(bidder) 的 \(part.rawValue) 部分已有结果"),
        accepted: Wording("one verdict for each envelope", "每份密封文件一个结果"))
    }
    try requireDocuments(bid, occasion)
    try requireKeys(occasion)
    try requireRow(bid)
    return [
      EnvelopeOpened(
        envelope: envelope, bidder: bidder, content: content, part: part,
        revision: bid.submission.head.revision, row: row, verdict: verdict)
    ]
  }

  /// A bid under replaced documents is not opened; one that was made or maintained under those in force is never stale.
  ///
  /// What lies beside the documents, that the file is not the signed one or that its header is none, is found first, and in
  /// both ways the bid is out.
  private func requireDocuments(_ bid: LiveBid, _ occasion: Occasion) throws(Refusal) {
    let notice = try occasion.requireNotice()
    let current = notice.parameters.digest
    let isMaintained = bid.maintained.contains(current)
    let mayBeStale = notice.published.count > 1 && !isMaintained
    let isStale = mayBeStale && occasion.tender.bidding.documents[bidder] != current
    let fits: Bool =
      switch verdict {
      case .staleDocuments: mayBeStale
      case .wrongFile, .malformed: true
      case .opened, .noKey, .falseKey, .noCustodians: !isStale
      }
    guard fits else {
      throw Refusal(
        .staleDocuments, .design, nil,
        isStale
          ? Wording("the bid was made under documents that were replaced", "投标依据已被替换的招标文件")
          : Wording("the bid stands under the documents in force", "投标依据现行招标文件"),
        accepted: isStale
          ? Wording(verbatim: EnvelopeVerdict.staleDocuments.rawValue)
          : Wording("another verdict", "其他结果"))
    }
  }

  /// The keys that the log shows must be those that the verdict asks for.
  ///
  /// The bidder's key is asked for before those of the custodians, so that their number matters for an opened envelope alone.
  private func requireKeys(_ occasion: Occasion) throws(Refusal) {
    let opening = occasion.tender.opening
    let isHandedOver = opening.handovers[Opening.Slot(bidder: bidder, part: part)] != nil
    if let needed = verdict.asksForKey, needed != isHandedOver {
      throw contradiction(
        isHandedOver
          ? Wording("the bidder handed over a key", "投标人已交付密钥")
          : Wording("the bidder handed over no key", "投标人未交付密钥"))
    }
    guard verdict == .opened else { return }
    let needed = Int(try occasion.tender.custodianKeys(of: part).threshold)
    let count = opening.releases[part]?.count ?? 0
    guard count >= needed else {
      throw contradiction(
        Wording("\(count) of \(needed) custodians released their keys", "\(needed) 名保管人中 \(count) 名已释放密钥"))
    }
  }

  private func contradiction(_ found: Wording) -> Refusal {
    Refusal(
      .verdictContradicted, .design, nil,
      Wording("\(verdict.rawValue), and \(found.english)", "结果 \(verdict.rawValue)，但\(found.chinese)"),
      accepted: Wording("a verdict that follows from the keys in the log", "与日志中密钥相符的结果"))
  }

  /// A file has a digest when it opened, and a row exactly when it is the price.
  private func requireRow(_ bid: LiveBid) throws(Refusal) {
    let hasPrice = verdict == .opened && part == .price
    let isDerived =
      row.map { row in
        row.envelope == envelope && row.bidder == bidder
          && row.revision == bid.submission.head.revision
          && DigestContext.sha256(row.price.bytes) == content
      } ?? !hasPrice
    guard (content != nil) == (verdict == .opened), (row != nil) == hasPrice, isDerived else {
      throw Refusal(
        .openingRow, .rule, "电子招标投标办法 第三十二条",
        Wording("content or row do not belong to the verdict", "文件摘要或开标记录行与结果不符"),
        accepted: Wording(
          "a digest for what opened, and for a price the row that its file gives", "已开启的文件附摘要；报价附由其文件得出的记录行"))
    }
  }
}

/// One envelope has its verdict.
package struct EnvelopeOpened: TenderEvent, Hashable {
  /// The digest of the envelope.
  package var envelope = Digest.blank
  /// Whose bid it is part of.
  package var bidder = PartyID.operator
  /// The digest of the file inside; nil where it did not open.
  package var content: Digest?
  /// The part.
  package var part = Part.price
  /// The revision of the bid.
  package var revision: UInt32 = 0
  /// The row of the opening record; nil but for a price that opened.
  package var row: OpeningRecordRow?
  /// What came of it.
  package var verdict = EnvelopeVerdict.opened

  package static let kind = LeafKind.named("envelope.opened")
  package static let codec = Codec<Self>.record(
    Wording("an opened envelope", "开启的密封文件"), blank: Self(),
    .required("bid_hash", \.envelope, .digest, Wording("digest of the envelope", "密封文件摘要")),
    .required("bidder", \.bidder, PartyID.codec, Wording("bidder", "投标人")),
    .required("content", \.content, .content, Wording("digest of the file, or -", "文件摘要，或 -")),
    .required("part", \.part, .part, Wording("which part", "部分")),
    .required("revision", \.revision, .word, Wording("revision", "版次")),
    .optional("row", \.row, OpeningRecordRow.codec, Wording("row of the opening record", "开标记录行")),
    .required("verdict", \.verdict, EnvelopeVerdict.codec, Wording("opened, or why not", "结果")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.opening.envelopes[Opening.Slot(bidder: bidder, part: part)] = self
  }

  /// The price as money; nil where none was read out, for a rate, and in a currency that no scheme knows.
  package var price: Money? {
    guard let price = row?.price, case .total(let total) = price.quote,
      let currency = Currency(rawValue: price.currency)
    else { return nil }
    return Money(minor: total.minor, currency)
  }
}

extension Fault.Code {
  /// A second verdict on one envelope.
  package static let openedTwice = Fault.Code("OPENED_TWICE")
  /// A verdict that contradicts the keys in the log.
  package static let verdictContradicted = Fault.Code("VERDICT_CONTRADICTED")
  /// A row of the opening record, or a digest, that does not belong to the verdict.
  package static let openingRow = Fault.Code("OPENING_ROW")
}
