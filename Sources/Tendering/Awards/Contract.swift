package import AuditTrail
package import Evaluation
package import Notation

/// What a contract says of money (合同金额、履约保证金).
package struct ContractTerms: Sendable, Hashable {
  /// The price.
  package var price = Money.zero
  /// The performance bond; nil where there is none.
  package var performanceBond: Money?

  fileprivate init() {}

  /// A contract at `price`.
  package init(price: Money, performanceBond: Money? = nil) {
    (self.price, self.performanceBond) = (price, performanceBond)
  }

  fileprivate static let fields: [Field<Self>] = [
    .optional("performance_bond", \.performanceBond, .minorUnits, Wording("performance bond", "履约保证金")),
    .required("price", \.price, .minorUnits, Wording("price", "合同金额")),
  ]
  package static let codec = Codec<Self>.record(Wording("a contract", "合同"), blank: Self(), fields)
}

/// A signature under a contract, and why it is late where it is.
package struct ContractSignature: Sendable, Hashable {
  /// What is signed.
  package var terms = ContractTerms()
  /// Why it is late, where it is.
  package var excuse: String?

  fileprivate init() {}

  /// Signs `terms`.
  package init(_ terms: ContractTerms, excuse: String? = nil) { (self.terms, self.excuse) = (terms, excuse) }

  static let codec = Codec<Self>.record(
    Wording("a signature under the contract", "合同签署"), blank: Self(),
    [.excuse(\.excuse)] + ContractTerms.fields.map { $0.lifted(to: \.terms) })

  /// The contract follows the notice of award within 30 days (D-16); whoever is late can say why (see `DeadlineMissed`).
  fileprivate func inTime(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let deadlines = occasion.deadlines(under: try occasion.requireNotice().terms)
    let noticed = (occasion.tender.award.notified ?? occasion.time).date
    return try occasion.inTime(excuse, on: occasion.time.date, after: noticed) { (date) throws(Refusal) in
      try deadlines.requireContract(on: date, afterNoticeOn: noticed)
    }
  }
}

/// The tenderer signs the contract (签订合同): at the price of the bid, with a performance bond of at most 10 % (D-16, D-17).
///
/// It may sign anew until the winner has signed too. With an excuse a late contract is signed and the miss recorded.
package struct ContractSign: TenderCommand {
  /// What it signs.
  package var signature: ContractSignature

  /// Signs `signature`.
  package init(_ signature: ContractSignature) { self.signature = signature }

  package static let entry = CatalogueEntry(
    "contract.sign", Wording("sign the contract for the tenderer", "招标人签订合同"), by: [.tenderer],
    at: [.notified],
    events: [ContractSigned.self, DeadlineMissed.self])
  package static let codec = ContractSignature.codec.carried({ ContractSign($0) }, at: \.signature)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let scheme = try occasion.requireNotice().terms.scheme
    guard signature.terms.price == occasion.tender.award.price else {
      throw .contractDeviation(
        signature.terms, occasion.tender.award.price.map { Wording(verbatim: "\($0)") }, scheme.track)
    }
    if let bond = signature.terms.performanceBond {
      try BondLimits(track: scheme.track, subject: scheme.subject)
        .requirePerformanceBond(bond, ofContract: signature.terms.price)
    }
    return [ContractSigned(signature.terms)] + (try signature.inTime(occasion))
  }
}

/// The winner signs the contract too, by which it is concluded.
package struct ContractCountersign: TenderCommand {
  /// What it signs, which is what the tenderer signed.
  package var signature: ContractSignature

  /// Signs `signature`.
  package init(_ signature: ContractSignature) { self.signature = signature }

  package static let entry = CatalogueEntry(
    "contract.countersign", Wording("sign the contract for the winner", "中标人签订合同"), by: [.bidder],
    at: [.notified], events: [ContractConcluded.self, DeadlineMissed.self])
  package static let codec = ContractSignature.codec.carried({ ContractCountersign($0) }, at: \.signature)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    _ = try occasion.requireWinner()
    let terms = try occasion.requireNotice().terms
    let signed = occasion.tender.award.contract?.terms
    guard signature.terms == signed else {
      throw .contractDeviation(
        signature.terms,
        signed.map { Wording(verbatim: "\($0.price), \($0.performanceBond?.description ?? "-")") },
        terms.track)
    }
    let missed = try signature.inTime(occasion)
    let calendar = occasion.registry.calendar
    let refundBy: CivilDate? =
      switch terms.track {
      case .engineering: calendar.end(of: .days(5), after: occasion.time.date).date
      case .governmentProcurement: calendar.end(of: .workingDays(5), after: occasion.time.date).date
      case .foreign: nil
      }
    return [ContractConcluded(refundBy: refundBy)] + missed
  }
}

/// The tenderer has signed.
package typealias ContractSigned = Recorded<ContractTerms>

extension ContractTerms: TenderFact {
  package static let kind = LeafKind.named("contract.signed")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.award.contract = Award.Contract(terms: self, signed: occurrence.time)
  }
}

/// The contract is concluded; the deposits go back within 5 days, in GP working days (D-10; 条例 第五十七条, 87号令 第三十八条).
package struct ContractConcluded: TenderEvent {
  /// By when the deposits are back; nil where no rule says.
  package var refundBy: CivilDate?

  package static let kind = LeafKind.named("contract.concluded")
  package static let codec = Codec<Self>.record(
    Wording("a concluded contract", "合同签订"), blank: Self(),
    .optional("refund_by", \.refundBy, CivilDate.codec, Wording("deposits back by", "保证金退还期限")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.award.contract?.concluded = occurrence.time
    tender.bidding.release(Array(tender.bidding.bonds.keys), by: refundBy)
    tender.stage = .contracted
  }
}

extension Refusal {
  /// A contract that says something else than the bid, or than what the other side signed.
  fileprivate static func contractDeviation(
    _ terms: ContractTerms, _ accepted: Wording?, _ track: Track
  ) -> Refusal {
    let (basis, article): (Basis, String?) =
      switch track {
      case .engineering: (.statute, "招标投标法 第四十六条")
      case .governmentProcurement: (.rule, "政府采购货物和服务招标投标管理办法 第七十一条")
      case .foreign: (.design, nil)
      }
    let bond = terms.performanceBond?.description ?? "-"
    return Refusal(
      .contractDeviation, basis, article,
      Wording("price \(terms.price), performance bond \(bond)", "合同金额 \(terms.price)，履约保证金 \(bond)"),
      accepted: accepted ?? Wording("what the tenderer signs first", "以招标人先行签署的内容为准"))
  }
}

extension Fault.Code {
  /// A contract that departs from the documents and the bid.
  package static let contractDeviation = Fault.Code("CONTRACT_DEVIATION")
}
