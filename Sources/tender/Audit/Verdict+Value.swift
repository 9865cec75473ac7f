internal import AuditTrail
internal import Evaluation
internal import Notation
internal import Tendering

extension Verdict {
  /// The status that a command ends with; nil when nothing is false and everything can be judged.
  var exitStatus: ExitStatus? {
    if checks.contains(where: { $0.state == .bad }) { return .integrity }
    return checks.contains { $0.state == .cannotJudge } ? .incomplete : nil
  }

  /// The verdict for programs: every reason, with its state, code and place, and what the replay came to.
  func value(_ replay: CorrectnessSummary) -> Value {
    .object([
      (
        "anchors",
        .object([
          ("against", .object(outsideSize.map { [("size", .integer(Int(clamping: $0)))] } ?? [])),
          ("trust", .boolean(trust != nil)),
        ])
      ),
      ("checks", .array(checks.map(\.value))),
      ("exit", .integer(Int(exitStatus?.rawValue ?? 0))), ("replay", replay.value),
      ("size", .integer(Int(clamping: size))),
      ("tender", .string(bundles.last?.heading?.tender.rawValue ?? "-")), ("v", .integer(1)),
      ("verdict", .string(summary(.english))),
    ])
  }
}

extension CheckReport {
  fileprivate var value: Value {
    .object([
      ("group", .string(name.group.rawValue)), ("name", .string(name.rawValue)),
      ("notes", .array(notes.map { .string($0.wording.english) })),
      ("reasons", .array(findings.map(\.value))), ("state", .string(state.rawValue)),
      ("tested", .integer(tested)),
    ])
  }
}

extension Finding {
  fileprivate var value: Value {
    .object([
      ("code", .string(code.rawValue)), ("place", place.map { .string($0.english) }),
      ("state", .string(state.rawValue)), ("text", .string(wording.english)),
    ])
  }
}

extension CorrectnessSummary {
  fileprivate var value: Value {
    .object([
      ("commands", Self.value(commands)), ("decision", decision?.value), ("refusals", Self.value(refusals)),
      ("stage", .string(stage.rawValue)), ("timed", Self.value(timed)),
    ])
  }

  private static func value(_ tallies: [String: Tally]) -> Value {
    .object(
      tallies.sorted { $0.key < $1.key }.map { name, tally in
        (
          name,
          .object([("confirmed", .integer(tally.confirmed)), ("replayed", .integer(tally.replayed))])
        )
      })
  }
}

extension CorrectnessSummary.Decision {
  fileprivate var value: Value {
    .object([
      ("candidates", .array(candidates.map { .string($0.rawValue) })),
      ("first", first.map { .string($0.rawValue) }), ("price", price.map { .string($0.description) }),
      (
        "ranking",
        .array(
          ranking.map { rank in
            .object([
              ("bidder", .string(rank.bidder.rawValue)), ("price", .string(rank.price.description)),
              ("rank", .integer(rank.number)), ("total", rank.total.map { .string($0) }),
            ])
          })
      ),
      ("winner", winner.map { .string($0.rawValue) }),
    ])
  }
}
