/// An evaluation scheme (评标办法) that obeys the rules of its track and can be evaluated exactly.
///
/// A value of this type is proof of the check: terms that break a rule, leave a parameter open or could
/// overflow exact arithmetic have no `Scheme`.
package struct Scheme: Sendable {
  /// The terms as published.
  package let terms: SchemeTerms
  /// The maximum price, where the scheme states it.
  package let ceiling: Money?
  /// The minimum price, where the scheme states it.
  package let floor: Money?
  /// What is drawn in public at the opening, sorted by label (公开抽取计划); empty where everything is fixed.
  ///
  /// A procedure announces it as the plan of the public draw (formats, section 6): `label TAB m`, where m is
  /// `count(bidders:)`.
  package let drawPlan: [PlannedDraw]
  /// Local rules that the terms depart from; they do not bind.
  package let warnings: [Refusal]

  /// The scheme of `terms`.
  ///
  /// - Throws: every rule that the terms break, at once.
  package init(_ terms: SchemeTerms) throws(Refusals) {
    let found = SchemeReview(terms).refusals()
    let refusals = found.filter { !$0.isWarning }
    guard refusals.isEmpty else { throw Refusals(refusals) }
    self.terms = terms
    ceiling = terms.ceiling.flatMap { Money($0, terms.currency) }
    floor = terms.floor.flatMap { Money($0, terms.currency) }
    drawPlan = terms.price?.benchmark.draws ?? []
    warnings = found.filter(\.isWarning)
  }

  /// Whether the rounding of a money stage keeps this many decimals of the minor unit; nil where it is not
  /// rounded.
  func minorUnitRounding(_ stage: RoundingPlan.Stage) -> Rounding? {
    terms.rounding[stage].map {
      Rounding(decimals: $0.decimals - terms.currency.decimals, mode: $0.mode)
    }
  }
}
