package import AuditTrail
internal import Cryptography
package import Evaluation
package import Notation

/// An expert of the bank (评标专家库): what a draw needs to know, by ids alone.
///
/// Name and contact stand in the enrolment's own record. A record is never deleted, since an expert answers for life (终身负责).
package struct ExpertRecord: Sendable, Hashable {
  /// Who, enrolled as expert.
  package var expert = PartyID.operator
  /// For which body of rules.
  package var track = Track.engineering
  /// The unit that the expert works for (工作单位).
  package var employer = EmployerID(unchecked: "-")
  /// The specialties, each the name of a stratum (评标专业).
  package var specialties: [StratumID] = []
  /// Whether the expert has a senior title or its equal (高级职称或同等专业水平).
  package var hasSeniorTitle = false
  /// The years of work in the field.
  package var years = 0
  /// When the expert was dismissed; nil while in the bank.
  package var dismissed: Instant?

  /// What reading starts from.
  package init() {}

  package static let codec = Codec<Self>.record(
    Wording("an expert of the bank", "评标专家"), blank: Self(),
    .required("employer", \.employer, EmployerID.codec, Wording("works for", "工作单位")),
    .required("expert", \.expert, PartyID.codec, Wording("who", "专家")),
    .required("senior_title", \.hasSeniorTitle, .boolean, Wording("senior title or equal", "高级职称或同等水平")),
    .required(
      "specialties", \.specialties, .distinct(.list(of: StratumID.codec, count: 1...99), by: \.self),
      Wording("specialties", "评标专业")),
    .required("track", \.track, Track.codec, Wording("body of rules", "适用规则体系")),
    .required("years", \.years, .integer(0...99), Wording("years in the field", "从业年限")))
}

/// Takes an expert into the bank, or corrects the record (评标专家入库).
package struct ExpertAdmit: RegistryCommand {
  /// The expert.
  package let expert: ExpertRecord

  /// Admits `expert`.
  package init(_ expert: ExpertRecord) { self.expert = expert }

  package static let entry = CatalogueEntry(
    "expert.admit", Wording("take an expert into the bank", "评标专家入库"), by: [.operator],
    events: [ExpertAdmitted.self])
  package static let codec = ExpertRecord.codec.carried({ ExpertAdmit($0) }, at: \.expert)

  package func decide(_ occasion: RegistryOccasion) throws(Refusal) -> [any RegistryEvent] {
    try occasion.registry.requireEnrolled(expert.expert)
    guard expert.track != .engineering || expert.years >= 8 && expert.hasSeniorTitle else {
      throw Refusal(
        .expertUnqualified, .statute, "招标投标法 第三十七条",
        Wording(
          "\(expert.years) years in the field, senior title or equal: \(expert.hasSeniorTitle)",
          "从业 \(expert.years) 年，高级职称或同等水平：\(expert.hasSeniorTitle ? "有" : "无")"),
        accepted: Wording("8 years and a senior title or equal", "从业满八年并具有高级职称或者同等专业水平"))
    }
    return [ExpertAdmitted(expert)]
  }
}

/// An expert is in the bank.
package typealias ExpertAdmitted = Recorded<ExpertRecord>

extension ExpertRecord: RegistryFact {
  package static let kind = LeafKind.named("expert.admitted")

  package func apply(to registry: inout Registry, _ occurrence: Occurrence) {
    registry.experts[expert] = self
  }
}

/// Takes an expert out of the bank: no draw finds it any more (解聘).
package struct ExpertDismiss: RegistryCommand {
  /// Who, and why.
  package let dismissal: Dismissal

  /// Dismisses `expert` for `reason`.
  package init(_ expert: PartyID, reason: String) {
    dismissal = Dismissal(expert: expert, reason: reason)
  }
  private init(_ dismissal: Dismissal) { self.dismissal = dismissal }

  package static let entry = CatalogueEntry(
    "expert.dismiss", Wording("take an expert out of the bank", "解聘评标专家"), by: [.operator],
    events: [ExpertDismissed.self])
  package static let codec = Dismissal.codec.carried({ ExpertDismiss($0) }, at: \.dismissal)

  package func decide(_ occasion: RegistryOccasion) throws(Refusal) -> [any RegistryEvent] {
    guard let record = occasion.registry.experts[dismissal.expert], record.dismissed == nil else {
      throw Refusal(
        .wrongParty, .design, nil,
        Wording("\(dismissal.expert) is not in the bank", "\(dismissal.expert) 不在专家库中"),
        accepted: Wording("an expert of the bank", "在库专家"))
    }
    return [ExpertDismissed(dismissal)]
  }
}

/// Who is dismissed, and why.
package struct Dismissal: Sendable, Hashable {
  /// Who.
  package var expert = PartyID.operator
  /// Why.
  package var reason = ""

  package static let codec = Codec<Self>.record(
    Wording("a dismissal", "解聘"), blank: Self(),
    .required("expert", \.expert, PartyID.codec, Wording("who", "专家")),
    .required("reason", \.reason, .text(upTo: 1_000), Wording("why", "理由")))
}

/// An expert has left the bank; the record stays.
package typealias ExpertDismissed = Recorded<Dismissal>

extension Dismissal: RegistryFact {
  package static let kind = LeafKind.named("expert.dismissed")

  package func apply(to registry: inout Registry, _ occurrence: Occurrence) {
    registry.experts[expert]?.dismissed = occurrence.time
  }
}

extension Registry {
  /// Refuses whoever is not enrolled as expert.
  func requireEnrolled(_ expert: PartyID) throws(Refusal) {
    guard role(of: expert) == .expert else {
      throw Refusal(
        .wrongParty, .design, nil,
        Wording("\(expert) is not enrolled as expert", "\(expert) 未登记为专家"),
        accepted: Wording("a party enrolled as expert", "已登记的专家"))
    }
  }
}

extension Fault.Code {
  /// An expert who has not the years or the title that the law asks for.
  package static let expertUnqualified = Fault.Code("EXPERT_UNQUALIFIED")
}
