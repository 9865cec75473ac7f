package import Notation

/// Why an evaluation does not accept a scheme or a set of bids: the rule, its source and what would be
/// accepted.
package struct Refusal: Error, Hashable, Sendable {
  /// What a rule rests on.
  package enum Basis: String, Sendable {
    /// A law or regulation read in full text.
    case statute
    /// A departmental rule or normative document.
    case rule
    /// A local or example rule: a warning unless the documents make it binding.
    case local
    /// The tender's own documents.
    case document
    /// Our own rule, where the texts leave a choice or exact arithmetic demands a bound.
    case design
  }

  /// What the refusal is about, so that a reader of files can turn it into a place.
  package enum Subject: Hashable, Sendable {
    /// A field of the scheme.
    case scheme(FieldPath)
    /// The tender as a whole.
    case tender
    /// A bid, by its position in the input.
    case bid(Int)
    /// A score, by its position in the input.
    case score(Int)
  }

  /// The stable code, such as `WEIGHTS_NOT_100`.
  package let code: Fault.Code
  /// What the rule rests on.
  package let basis: Basis
  /// The article by its Chinese name.
  package let article: String?
  /// What is refused.
  package let subject: Subject
  /// The refusal in words, with the offending values.
  package let message: Wording
  /// What would be accepted.
  package let accepted: Wording

  init(
    _ code: String, _ basis: Basis, _ article: String? = nil, _ subject: Subject, _ message: Wording,
    accepted: Wording
  ) {
    self.code = Fault.Code(code)
    self.basis = basis
    self.article = article
    self.subject = subject
    self.message = message
    self.accepted = accepted
  }

  /// Whether the evaluation goes on: a local rule warns.
  package var isWarning: Bool { basis == .local }

  /// Whether something is missing rather than wrong, so that the same input may be completed later.
  package var isIncompleteness: Bool {
    code == .scoresMissing || code == .drawMissing || code == .openingNumberMissing
  }

  /// The fault to report at `place`.
  package func fault(at place: Place?) -> Fault {
    Fault(code, at: place, message, accepted: accepted, article: article)
  }
}

extension Fault.Code {
  /// A bid of the valid set lacks a score.
  package static let scoresMissing = Fault.Code("SCORES_MISSING")
  /// A number that the scheme leaves to the public draw is not known.
  package static let drawMissing = Fault.Code("DRAW_MISSING")
  /// A bid is drawn and one of them has no number in the opening order.
  package static let openingNumberMissing = Fault.Code("OPENING_NUMBER_MISSING")
}

/// Everything for which an input was refused, at least one refusal.
package struct Refusals: Error, Sendable {
  /// The refusals in the order of the input.
  package let list: [Refusal]

  init(_ list: [Refusal]) { self.list = list }

  /// Whether only completeness is lacking.
  package var areIncompleteness: Bool { list.allSatisfy(\.isIncompleteness) }
}
