package import AuditTrail
internal import Evaluation
package import Notation

/// Publishes the contract, GP: 2 working days after it is signed (合同公告; 政府采购法实施条例 第五十条).
///
/// With an excuse a late one is published and the miss recorded (see `DeadlineMissed`).
package struct ContractPublish: TenderCommand {
  /// Why it is late, where it is.
  package var excuse: String?

  /// Publishes the contract.
  package init(excuse: String? = nil) { self.excuse = excuse }

  package static let entry = CatalogueEntry(
    "contract.publish", Wording("publish the contract", "公告政府采购合同"), by: [.tenderer], at: [.contracted],
    tracks: [.governmentProcurement], events: [ContractPublished.self, DeadlineMissed.self])
  package static let codec = Codec<Self>.record(
    Wording("a publication", "合同公告"), blank: Self(), .excuse(\.excuse))

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    guard occasion.tender.award.contract?.published == nil else {
      throw .alreadyDone(Wording("the contract was published", "合同已公告"))
    }
    return [ContractPublished()] + (try occasion.inTime(.publishContract, excuse))
  }
}

/// The contract is public.
package struct ContractPublished: TenderEvent {
  package static let kind = LeafKind.named("contract.published")
  package static let codec = Codec<Self>.record(Wording("a publication", "合同公告"), blank: Self())

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.award.contract?.published = occurrence.time
  }
}

/// Files a copy of the contract, GP: 7 working days after it is signed (合同备案; 政府采购法 第四十七条).
///
/// With an excuse a late one is filed and the miss recorded (see `DeadlineMissed`).
package struct ContractFile: TenderCommand {
  /// Why it is late, where it is.
  package var excuse: String?

  /// Files the contract.
  package init(excuse: String? = nil) { self.excuse = excuse }

  package static let entry = CatalogueEntry(
    "contract.file", Wording("file a copy of the contract", "合同副本备案"), by: [.tenderer], at: [.contracted],
    tracks: [.governmentProcurement], events: [ContractFiled.self, DeadlineMissed.self])
  package static let codec = Codec<Self>.record(Wording("a filing", "合同备案"), blank: Self(), .excuse(\.excuse))

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    guard occasion.tender.award.contract?.filed == nil else {
      throw .alreadyDone(Wording("the contract was filed", "合同已备案"))
    }
    return [ContractFiled()] + (try occasion.inTime(.fileContract, excuse))
  }
}

/// A copy of the contract is filed.
package struct ContractFiled: TenderEvent {
  package static let kind = LeafKind.named("contract.filed")
  package static let codec = Codec<Self>.record(Wording("a filing", "合同备案"), blank: Self())

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.award.contract?.filed = occurrence.time
  }
}

extension Occasion {
  /// A step after the contract is taken in time, or its miss recorded.
  fileprivate func inTime(
    _ step: Deadlines.AwardStep, _ excuse: Excuse
  ) throws(Refusal) -> [any TenderEvent] {
    let deadlines = deadlines(under: try requireNotice().terms)
    let concluded = (tender.award.contract?.concluded ?? time).date
    return try inTime(excuse, on: time.date, after: concluded) { (date) throws(Refusal) in
      try deadlines.requireStep(step, on: date, after: concluded)
    }
  }
}
