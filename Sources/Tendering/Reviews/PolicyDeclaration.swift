package import AuditTrail
package import Evaluation
package import Notation

/// What a bidder declares of itself for small-enterprise policy (中小企业声明函; 财库〔2020〕46号).
///
/// It is made with the bid, before anybody knows a price, and is sealed until the opening like the bid.
package struct PolicyDeclaration: Sendable, Hashable {
  /// The size of the bidder.
  package var enterprise: Bid.Enterprise?
  /// The percentage of the contract that small and micro members or subcontractors hold.
  package var smallShare: Points?

  private init() {}

  /// A declaration of these.
  package init(enterprise: Bid.Enterprise?, smallShare: Points? = nil) {
    self.enterprise = enterprise
    self.smallShare = smallShare
  }

  /// The fields of a declaration.
  package static let codec = Codec<Self>.record(
    Wording("a declaration for small-enterprise policy", "中小企业声明函"), blank: Self(),
    .optional("enterprise", \.enterprise, Bid.Enterprise.codec, Wording("size of the enterprise", "企业划型")),
    .optional(
      "small_share", \.smallShare, Points.percent,
      Wording("percent held by small and micro partners", "小微企业合同份额（%）")))
}

/// Declares what small-enterprise policy asks for; a later declaration replaces it (提交中小企业声明函).
package struct PolicyDeclare: TenderCommand {
  /// The declaration.
  package let declaration: PolicyDeclaration

  /// Declares `declaration`.
  package init(_ declaration: PolicyDeclaration) { self.declaration = declaration }

  package static let entry = CatalogueEntry(
    "policy.declare", Wording("declare the size of the enterprise", "提交中小企业声明函"), by: [.bidder],
    at: [.openForBids], .sealed(until: .opening), events: [PolicyDeclared.self])
  package static let codec = PolicyDeclaration.codec.carried({ PolicyDeclare($0) }, at: \.declaration)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    [PolicyDeclared(declaration)]
  }
}

/// A bidder has declared what small-enterprise policy asks for.
package typealias PolicyDeclared = Recorded<PolicyDeclaration>

extension PolicyDeclaration: TenderFact {
  package static let kind = LeafKind.named("policy.declared")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.reviews.declarations[occurrence.actor] = self
  }
}
