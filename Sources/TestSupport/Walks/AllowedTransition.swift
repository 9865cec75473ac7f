internal import Evaluation
internal import Tendering

/// A change of stage that the rulebook allows, with the kinds of the first event that may cause it.
///
/// Written from rulebook 1.5 (ENG), 1.6 (GP; FOREIGN in its last paragraph) and 1.7, not from the rules of this project. Two
/// names differ: the window for keys, which begins at the deadline, belongs to CLOSED, and OPENING is what follows it.
struct AllowedTransition: Sendable, Hashable {
  /// The stage before.
  let from: Stage
  /// The stage after.
  let to: Stage
  /// The kinds of the first event.
  let kinds: Set<String>
  /// On which tracks.
  let tracks: Set<Track>
  /// Whether only time causes it.
  let isTimed: Bool

  private init(
    _ from: Stage, _ to: Stage, _ kinds: Set<String>, on tracks: Set<Track> = every, isTimed: Bool = false
  ) {
    self.from = from
    self.to = to
    self.kinds = kinds
    self.tracks = tracks
    self.isTimed = isTimed
  }

  private static let every: Set<Track> = [.engineering, .governmentProcurement, .foreign]
  private static let panelled: Set<Track> = [.engineering, .governmentProcurement]
  private static let engineering: Set<Track> = [.engineering]
  private static let procurement: Set<Track> = [.governmentProcurement]
  private static let foreign: Set<Track> = [.foreign]
  private static let unplanned: Set<Track> = [.governmentProcurement, .foreign]

  /// From the plan to the opening record.
  private static let opening: [AllowedTransition] = [
    .init(.unpublished, .planned, ["plan.published"]),
    .init(.planned, .draft, ["documents.drafted"]),
    .init(.draft, .previewed, ["documents.previewed"]),
    .init(.previewed, .announced, ["tender.announced"]),
    // 1.6, "PLANNED..": plan, draft and preview are ENG's; elsewhere no rule asks for them.
    .init(.unpublished, .announced, ["tender.announced"], on: unplanned),
    .init(.planned, .announced, ["tender.announced"], on: unplanned),
    .init(.draft, .announced, ["tender.announced"], on: unplanned),
    .init(.announced, .openForBids, ["documents.offered"], isTimed: true),
    .init(.openForBids, .closed, ["tender.closed"], isTimed: true),
    // CLOSED and FAILED in one moment (E-05), which does not apply to FOREIGN.
    .init(.openForBids, .failed, ["tender.closed"], on: panelled, isTimed: true),
    .init(.closed, .opening, ["key_window.ended"], isTimed: true),
    .init(.opening, .opened, ["opening.concluded"]),
    // E-08; on FOREIGN where nothing opened.
    .init(.opening, .failed, ["opening.concluded"]),
  ]

  /// From the opening record to the report.
  private static let evaluation: [AllowedTransition] = [
    .init(.opened, .qualified, ["qualification.reviewed"], on: procurement),
    .init(.opened, .failed, ["qualification.reviewed"], on: procurement),
    .init(.opened, .evaluating, ["panel.seated"], on: engineering),
    .init(.qualified, .evaluating, ["panel.seated"], on: procurement),
    .init(
      .evaluating, .failed, ["preliminary.concluded", "lowprice.screened", "lowprice.decided"], on: panelled),
    .init(.evaluating, .failed, ["competition.decided"], on: engineering),
    // The session of the prices (E-08).
    .init(.evaluating, .failed, ["opening.concluded"], on: engineering),
    .init(.evaluating, .reported, ["report.completed"], on: panelled),
    .init(.opened, .reported, ["evaluation.summarised"], on: foreign),
    .init(.opened, .failed, ["evaluation.summarised"], on: foreign),
  ]

  /// From the report to the contract.
  private static let award: [AllowedTransition] = [
    .init(.reported, .reportReview, ["report.accepted"], on: engineering),
    .init(.reportReview, .publicised, ["candidates.published"], on: engineering),
    .init(.publicised, .awarding, ["publicity.ended"], on: engineering, isTimed: true),
    .init(.awarding, .awarded, ["award.decided"]),
    .init(.reported, .awarded, ["award.decided"], on: unplanned),
    .init(.awarded, .notified, ["award.notified"], on: [.engineering, .foreign]),
    .init(.awarded, .notified, ["result.announced"], on: procurement),
    .init(.notified, .contracted, ["contract.concluded"]),
    // 条例 55 does not wait for the notice of award.
    .init(.awarded, .awarding, ["award.lapsed"]), .init(.awarded, .failed, ["award.lapsed"]),
    .init(.notified, .awarding, ["award.lapsed"]), .init(.notified, .failed, ["award.lapsed"]),
    .init(.awarding, .failed, ["tender.failed"]),
  ]

  /// 条例 31, 87号令 29: after the notice and before the contract.
  private static let termination: [AllowedTransition] = [
    Stage.announced, .openForBids, .closed, .opening, .opened, .qualified, .evaluating, .reported,
    .reportReview, .publicised, .awarding, .awarded, .notified,
  ].map { .init($0, .terminated, ["tender.terminated"]) }

  private static let all = Dictionary(grouping: opening + evaluation + award + termination) { $0.from }

  /// Whether `kind` may take a tender of `track` from one stage to another.
  static func allows(
    _ from: Stage, _ to: Stage, by kind: String, on track: Track?, isTimed: Bool
  ) -> Bool {
    all[from, default: []].contains { row in
      row.to == to && row.kinds.contains(kind) && row.isTimed == isTimed
        && track.map(row.tracks.contains) ?? false
    }
      || (from == .reported && to == .awarded && kind == "award.decided" && isTimed
        // 87号令 68: silence is the decision for the first-ranked.
        && track == .governmentProcurement)
  }
}
