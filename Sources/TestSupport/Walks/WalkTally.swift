package import Tendering

/// What walks came across: stages that were reached, and what became of the commands.
package struct WalkTally: Sendable {
  /// How many steps were made, moves of the clock included.
  package var steps = 0
  /// How many walks.
  package var walks = 0
  /// How many moves of the clock.
  package var moments = 0
  /// How often each stage was entered.
  package var stages: [Stage: Int] = [:]
  /// How often each command was accepted.
  package var accepted: [String: Int] = [:]
  /// How often each command was refused.
  package var refused: [String: Int] = [:]
  /// How often each code was the answer.
  package var codes: [String: Int] = [:]
  /// How many messages could not be read as a command.
  package var unreadable = 0
  /// How many bodies were replayed.
  package var bodies = 0

  /// Nothing yet.
  package init() {}

  /// Adds what other walks came across.
  package mutating func add(_ other: WalkTally) {
    steps += other.steps
    walks += other.walks
    moments += other.moments
    unreadable += other.unreadable
    bodies += other.bodies
    stages.merge(other.stages, uniquingKeysWith: +)
    accepted.merge(other.accepted, uniquingKeysWith: +)
    refused.merge(other.refused, uniquingKeysWith: +)
    codes.merge(other.codes, uniquingKeysWith: +)
  }

  /// The stages that no walk entered; every walk begins in the first.
  package var missingStages: [Stage] {
    Stage.allCases.filter { $0 != .unpublished && stages[$0] == nil }
  }
  /// The commands that were never accepted.
  package var neverAccepted: [String] { Self.names.filter { accepted[$0] == nil } }
  /// The commands that were never refused.
  package var neverRefused: [String] { Self.names.filter { refused[$0] == nil } }

  private static let names = Catalogue.commands.map { $0.entry.name }

  /// The counts as lines.
  package var report: String {
    let given = accepted.values.reduce(0, +)
    let turned = refused.values.reduce(0, +)
    var lines = [
      "\(walks) walks, \(steps) steps: \(given) accepted, \(turned) refused, \(unreadable) unreadable, "
        + "\(moments) moves of the clock, \(bodies) bodies, \(codes.count) codes of refusal"
    ]
    lines.append(
      "stages: "
        + Stage.allCases.compactMap { stage in stages[stage].map { "\(stage.rawValue) \($0)" } }
        .joined(separator: ", "))
    lines += Self.names.map { "\($0): \(accepted[$0] ?? 0) accepted, \(refused[$0] ?? 0) refused" }
    return lines.joined(separator: "\n") + "\n"
  }
}
