/// What a walk found that must not be.
package struct WalkFailure: Error, CustomStringConvertible {
  /// What must not be.
  package var finding: String
  /// Where: seed, walk, setting and the last commands; empty until the run adds it.
  package var trail: [String] = []

  init(_ finding: String) { self.finding = finding }

  /// The finding, and how to come to it again.
  package var description: String { ([finding] + trail).joined(separator: "\n  ") }
}
