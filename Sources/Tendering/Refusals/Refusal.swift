package import AuditTrail
package import Evaluation
package import Notation

/// A tender, which is one lot (标段); `Evaluation` has an id of its own for files that need not obey the syntax of ids.
package typealias TenderID = AuditTrail.TenderID

/// Why a command is refused: the rule, its source, and what would be accepted.
///
/// A refusal changes no state (design, law 6). Refusals of one basis differ in kind: `local` rules bind only where the
/// tender's documents say so.
package struct Refusal: Error, Hashable, Sendable {
  /// What a rule rests on: statute, rule, local, document or design.
  package typealias Basis = Evaluation.Refusal.Basis

  /// The stable code, such as `BID_LATE`.
  package let code: Fault.Code
  /// What the rule rests on.
  package let basis: Basis
  /// The article by its Chinese name; nil where the rule is ours.
  package let article: String?
  /// The refusal in words, with the offending values.
  package let message: Wording
  /// What would be accepted.
  package let accepted: Wording

  /// A refusal by the rule `code`.
  package init(
    _ code: Fault.Code, _ basis: Basis, _ article: String? = nil, _ message: Wording, accepted: Wording
  ) {
    self.code = code
    self.basis = basis
    self.article = article
    self.message = message
    self.accepted = accepted
  }

  /// The refusal of what has no sound form: messages, envelopes and records of the formats, whose codes are ours.
  package init(_ fault: Fault) {
    self.init(fault.code, .design, fault.article, fault.message, accepted: fault.accepted)
  }

  /// The fault to report.
  package var fault: Fault { Fault(code, at: nil, message, accepted: accepted, article: article) }
}
