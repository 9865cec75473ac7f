package import AuditTrail
internal import Cryptography
internal import Evaluation
package import Notation

/// Who stands aside, and why.
package struct RecordedRecusal: Sendable, Hashable {
  /// Who.
  package var expert = PartyID.operator
  /// Why.
  package var code = RecusalGround.employment.code

  package static let codec = Codec<Self>.record(
    Wording("a recusal", "回避"), blank: Self(),
    .required(
      "code", \.code,
      .string(
        Wording("a recusal code", "回避代码"), parse: { try? RecusalCode(parsing: $0) }, format: \.rawValue),
      Wording("why", "理由")),
    .required("expert", \.expert, PartyID.codec, Wording("who", "专家")))
}

/// Shows before a panel is drawn that an expert must stand aside: the evidence that the roster names (回避).
package struct ExpertRecuse: TenderCommand {
  /// Who, and why.
  package let recusal: RecordedRecusal

  /// `expert` stands aside for `code`.
  package init(_ expert: PartyID, _ code: RecusalCode) {
    recusal = RecordedRecusal(expert: expert, code: code)
  }
  private init(_ recusal: RecordedRecusal) { self.recusal = recusal }

  package static let entry = CatalogueEntry(
    "expert.recuse", Wording("record an expert's recusal", "登记专家回避"), by: [.operator],
    at: [.closed, .opening, .opened, .qualified], .sealed(until: .award), events: [ExpertRecusal.self])
  package static let codec = RecordedRecusal.codec.carried({ ExpertRecuse($0) }, at: \.recusal)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let found = try occasion.recusal(of: recusal.expert)
    guard found == recusal.code else {
      throw Refusal(
        .recusalUnfounded, .design, nil,
        Wording("\(recusal.expert): \(recusal.code.rawValue)", "\(recusal.expert)：\(recusal.code.rawValue)"),
        accepted: found.map { Wording(verbatim: $0.rawValue) }
          ?? Wording("none: no relation to a party is on record", "无：未登记与当事人的关联关系"))
    }
    return [ExpertRecusal(recusal)]
  }
}

/// An expert stands aside.
package typealias ExpertRecusal = Recorded<RecordedRecusal>

extension RecordedRecusal: TenderFact {
  package static let kind = LeafKind.named("expert.recusal")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.draws.recusals[expert] = code
  }
}

extension Occasion {
  /// Why `expert`, who is in the bank, must stand aside now; nil when nothing is known against it.
  func recusal(of expert: PartyID) throws(Refusal) -> RecusalCode? {
    guard let record = registry.experts[expert], record.dismissed == nil else {
      throw .notDrawn(expert)
    }
    return registry.recusal(
      of: record, terms: try requireNotice().terms, bidders: Array(tender.bidding.live.keys), at: time)
  }
}

extension Refusal {
  /// Whoever was not drawn from the bank at random.
  static func notDrawn(_ expert: PartyID) -> Refusal {
    Refusal(
      .expertNotRandom, .statute, "招标投标法实施条例 第四十六条",
      Wording("\(expert) was not drawn from the bank", "\(expert) 并非从专家库随机抽取"),
      accepted: Wording("an expert of the bank whose token was drawn", "随机抽中的在库专家"))
  }
}

extension Fault.Code {
  /// A recusal for which no relation is on record.
  package static let recusalUnfounded = Fault.Code("RECUSAL_UNFOUNDED")
  /// An expert whom chance did not choose.
  package static let expertNotRandom = Fault.Code("EXPERT_NOT_RANDOM")
}
