package import AuditTrail
package import Evaluation
package import Notation

/// A deposit that came in (投标保证金).
package struct Bond: Sendable, Hashable {
  /// How it was given.
  package enum Form: String, Sendable, Hashable {
    /// Money from the basic account (基本账户转账).
    case transfer = "TRANSFER"
    /// A bank's guarantee (银行保函).
    case guarantee = "GUARANTEE"
    /// An insurer's bond (保证保险).
    case insurance = "INSURANCE"

    /// The forms by name.
    package static let codec = Codec<Self>.choice([
      .transfer: Wording("transfer from the basic account", "基本账户转账"),
      .guarantee: Wording("bank guarantee", "银行保函"), .insurance: Wording("insurance", "保证保险"),
    ])
  }

  /// What became of it.
  package enum State: String, Sendable, Hashable {
    /// Held.
    case held = "HELD"
    /// To be given back (应退还).
    case returnable = "RETURNABLE"
    /// The tenderer may keep it (可不予退还).
    case forfeitable = "FORFEITABLE"
  }

  /// The amount.
  package var amount = Money.zero
  /// How it was given.
  package var form = Form.transfer
  /// Who stands behind it; the payer's account for a transfer.
  package var issuer = ""
  /// The last instant at which it binds.
  package var validUntil = Instant.beginning
  /// What became of it.
  package var state = State.held
  /// By when it is to be given back (D-10); nil where no rule says, and before that.
  package internal(set) var refundBy: CivilDate?

  /// What reading starts from.
  package init() {}

  package static let codec = Codec<Self>.record(
    Wording("a deposit", "投标保证金"), blank: Self(),
    .required("amount", \.amount, .minorUnits, Wording("amount", "金额")),
    .required("form", \.form, Form.codec, Wording("how it is given", "形式")),
    .required("issuer", \.issuer, .text(upTo: 200), Wording("who stands behind it", "出具人")),
    .required("valid_until_ms", \.validUntil, .milliseconds, Wording("in force until", "有效期止")))
}

/// Hands in a deposit (递交投标保证金).
package struct BondLodge: TenderCommand {
  /// The deposit.
  package var bond = Bond()

  /// Hands in `bond`.
  package init(_ bond: Bond) { self.bond = bond }

  package static let entry = CatalogueEntry(
    "bond.lodge", Wording("hand in the deposit", "递交投标保证金"), by: [.bidder], at: [.openForBids],
    .sealed(until: .opening), events: [BondLodged.self])
  package static let codec = Bond.codec.carried({ BondLodge($0) }, at: \.bond)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let terms = try occasion.requireNotice().terms
    guard let required = terms.bond, bond.amount.currency == required.amount.currency,
      bond.amount >= required.amount
    else {
      throw Refusal(
        .bondInsufficient, .document, nil,
        Wording("a deposit of \(bond.amount)", "保证金 \(bond.amount)"),
        accepted: terms.bond.map { Wording(verbatim: "\($0.amount.currency.rawValue) \($0.amount)") }
          ?? Wording("none: the documents ask for no deposit", "无需：招标文件未要求保证金"))
    }
    return [BondLodged(bond)]
  }
}

/// A deposit is there.
package typealias BondLodged = Recorded<Bond>

extension Bond: TenderFact {
  package static let kind = LeafKind.named("bond.lodged")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.bidding.bonds[occurrence.actor] = self
  }
}

extension Fault.Code {
  /// A deposit that is not what the documents ask for.
  package static let bondInsufficient = Fault.Code("BOND_INSUFFICIENT")
}
