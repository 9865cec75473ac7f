/// What the public draw at the opening decides of an evaluation (公开抽取的参数; formats, section 6, TD1 6).
package enum DrawLabel: String, CaseIterable, Sendable {
  /// The bid whose price counts in a composite benchmark.
  case bid = "b_rand"
  /// Δ, by which a composite benchmark lowers the ceiling.
  case delta
  /// k of a reduced mean, or K of a composite benchmark; no benchmark has both.
  case k
}
