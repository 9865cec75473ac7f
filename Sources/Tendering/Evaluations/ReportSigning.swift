package import AuditTrail
internal import Evaluation
package import Notation

/// A member's dissent.
package struct Dissent: Sendable, Hashable {
  /// What the member finds, and why; nil where it agrees.
  package var text: String?

  /// The dissent of `text`.
  package init(_ text: String? = nil) { self.text = text }

  package static let codec = Codec<Self>.record(
    Wording("a signature", "签署"), blank: Self(),
    .optional("dissent", \.text, .text(upTo: 10_000), Wording("dissent and reasons", "不同意见及理由")))
}

/// Signs the report, with a dissent where the member has one (签署评标报告; 招标投标法实施条例 第五十三条).
package struct ReportSign: TenderCommand {
  /// The dissent.
  package let dissent: Dissent

  /// Signs with `dissent`.
  package init(_ dissent: Dissent = Dissent()) { self.dissent = dissent }

  package static let entry = CatalogueEntry(
    "report.sign", Wording("sign the report", "签署评标报告"), by: [.member], at: [.evaluating],
    .sealed(until: .award), events: [ReportSigned.self])
  package static let codec = Dissent.codec.carried({ ReportSign($0) }, at: \.dissent)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    try occasion.requireUnsigned(occasion.actor)
    return [ReportSigned(dissent)]
  }
}

/// A member has signed the report.
package typealias ReportSigned = Recorded<Dissent>

extension Dissent: TenderFact {
  package static let kind = LeafKind.named("report.signed")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.evaluation.signatures[occurrence.actor] = text.map { .dissent($0) } ?? .signed
  }
}

/// A member's refusal to sign.
package struct SignatureRefusal: Sendable, Hashable {
  /// Who refuses.
  package var member = PartyID.operator
  /// Why; without it the refusal counts as agreement.
  package var reason: String?

  private init() {}

  /// The refusal of `member` for `reason`.
  package init(of member: PartyID, for reason: String? = nil) {
    self.member = member
    self.reason = reason
  }

  package static let codec = Codec<Self>.record(
    Wording("a refusal to sign", "拒绝签字"), blank: Self(),
    .required("member", \.member, PartyID.codec, Wording("who refuses", "评委")),
    .optional("reason", \.reason, .text(upTo: 10_000), Wording("why, in writing", "书面理由")))
}

/// Records that a member refuses to sign: the member with its reasons, or the platform that it gave none (拒绝签字; 招标投标法实施条例
/// 第五十三条).
package struct ReportRefuse: TenderCommand {
  /// The refusal.
  package let refusal: SignatureRefusal

  /// Records `refusal`.
  package init(_ refusal: SignatureRefusal) { self.refusal = refusal }

  package static let entry = CatalogueEntry(
    "report.refuse", Wording("record a refusal to sign", "记录拒绝签字"), by: [.member, .operator],
    at: [.evaluating], .sealed(until: .award), events: [ReportRefused.self])
  package static let codec = SignatureRefusal.codec.carried({ ReportRefuse($0) }, at: \.refusal)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let isOwn = refusal.member == occasion.actor
    guard isOwn || occasion.role == .operator && refusal.reason == nil else {
      throw Refusal(
        .wrongParty, .design, nil,
        Wording(
          "\(occasion.actor) refuses for \(refusal.member)", "\(occasion.actor) 代 \(refusal.member) 拒签"),
        accepted: Wording("the member itself, or the platform without reasons", "评委本人，或平台记录其未说明理由"))
    }
    try occasion.requireUnsigned(refusal.member)
    return [ReportRefused(refusal)]
  }
}

/// A member refuses to sign.
package typealias ReportRefused = Recorded<SignatureRefusal>

extension SignatureRefusal: TenderFact {
  package static let kind = LeafKind.named("report.refused")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.evaluation.signatures[member] = .refused(reason)
  }
}

extension Occasion {
  /// Refuses a signature before the summary, by nobody of the panel, or a second time.
  fileprivate func requireUnsigned(_ member: PartyID) throws(Refusal) {
    try requireSummary()
    guard tender.panel.members.contains(where: { $0.party == member }),
      tender.evaluation.signatures[member] == nil
    else {
      throw .stepOver(Wording("\(member) has no signature to give", "\(member) 无需签署或已签署"))
    }
  }

  /// Refuses what needs the ranking before there is one.
  func requireSummary() throws(Refusal) {
    guard tender.evaluation.summarised == nil else { return }
    throw .stepMissing(
      Wording("there is no summary", "尚未汇总"), Wording(verbatim: "evaluation.summarise"))
  }
}
