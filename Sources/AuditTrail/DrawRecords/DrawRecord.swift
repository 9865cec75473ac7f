public import Cryptography
public import Notation

/// Everything that a draw is computed from, as files hold it: what `draw run` takes, and an auditor computes anew.
///
/// The steps in time (commitments before reveals, reveals in their order and before their deadlines) are the log's to show,
/// and `DrawProgress` judges them; here is what can be recomputed from values alone (formats, section 6).
public struct DrawRecord: Sendable {
  /// The announcement.
  public var announcement: DrawAnnouncement
  /// The bytes of the roster; nil where there is none.
  public var roster: [UInt8]?
  /// The bytes of the plan.
  public var plan: [UInt8]
  /// The commitments, in any order.
  public var commitments: [SignedCommitment]
  /// The reveals, in the open, in any order.
  public var reveals: [SignedReveal]
  /// What happened to the seats of a panel, in the order of the log.
  public var panelRecords: [PanelRecord] = []
  /// The value of the announced beacon; empty for none.
  public var beacon: [UInt8] = []
  /// The bidders of the opening and tie orders, or those whose technical part opened for dark codes.
  public var bidders: [PartyID] = []
  /// The salt of a dark mapping's commitment, once it is known.
  public var mappingSalt: SecretBytes?
  /// The leaf of the announcement, below which the evidence of recusals must stand; the highest when it is not known.
  public var announcementIndex = UInt64.max

  /// The record of a draw.
  public init(
    announcement: DrawAnnouncement, roster: [UInt8]?, plan: [UInt8], commitments: [SignedCommitment],
    reveals: [SignedReveal]
  ) {
    self.announcement = announcement
    self.roster = roster
    self.plan = plan
    self.commitments = commitments
    self.reveals = reveals
  }

  /// The plan, if it is the announced one.
  ///
  /// - Throws: `DRAW_PLAN`.
  public func checkedPlan() throws(Fault) -> DrawPlan {
    try DrawPlan(parsing: plan, announcedBy: announcement)
  }

  /// The roster, if it is the announced one; nil for a draw without.
  ///
  /// - Throws: `ROSTER_MISMATCH`, also for a roster that is missing or out of place; a fault of its lines.
  public func checkedRoster() throws(Fault) -> Roster? {
    guard (roster != nil) == (announcement.kind == .panel) else {
      throw .draw(
        .rosterMismatch,
        roster == nil ? Wording("no roster", "缺少名册") : Wording("a roster", "多出名册"),
        accepted: Wording("a roster for a panel alone", "仅评标委员会抽取有名册"))
    }
    guard let roster else { return nil }
    guard DigestContext.sha256(roster) == announcement.roster else {
      throw .draw(
        .rosterMismatch, Wording("not the roster of \(announcement.id)", "不是 \(announcement.id) 的名册"),
        accepted: Wording("the bytes whose digest was announced", "摘要与公告一致的内容"))
    }
    return try Roster(parsing: roster, announcementIndex: announcementIndex)
  }

  /// The commitments by party: one of each, of no other.
  ///
  /// - Throws: `DRAW_PARTY_UNKNOWN`, `DRAW_COMMITMENT_REPEATED`, `DRAW_COMMITMENT_MISSING`.
  public func checkedCommitments() throws(Fault) -> [PartyID: Digest] {
    var progress = DrawProgress(
      tender: announcement.tender, kind: announcement.kind, parties: announcement.parties)
    try progress.apply(.announced(announcement))
    for commitment in commitments { try progress.apply(.committed(commitment.message)) }
    if case .committing(let missing) = progress.stage {
      throw .draw(
        .drawCommitmentMissing,
        Wording(
          "no commitment of \(missing.map(\.rawValue).joined(separator: ", "))",
          "缺少 \(missing.map(\.rawValue).joined(separator: "、")) 的承诺"),
        accepted: Wording("one commitment a party", "每方一份承诺"))
    }
    return Dictionary(
      uniqueKeysWithValues: commitments.map { ($0.message.party, $0.message.commitment) })
  }

  /// The reveals of each round in the order of the parties, every one checked against its commitment.
  ///
  /// - Throws: `DRAW_REVEAL_WRONG`, `DRAW_CHAIN_EXHAUSTED`, `DRAW_PARTY_UNKNOWN`; `DRAW_REVEAL_CLASS` for one that is still
  ///   wrapped; `DRAW_SEED_UNKNOWN` unless there is just one a party in every round from 0 on.
  public func checkedReveals() throws(Fault) -> [[Digest]] {
    let commitments = try checkedCommitments()
    var rounds: [UInt8: [PartyID: Digest]] = [:]
    for reveal in reveals {
      guard let value = reveal.value else {
        throw .draw(
          .drawRevealClass,
          Wording("the reveal of \(reveal.party) is wrapped", "\(reveal.party) 的揭示值仍被封装"),
          accepted: Wording("reveals in the open, or a key that opens the wraps", "公开的揭示值，或可解开封装的密钥"))
      }
      guard let commitment = commitments[reveal.party] else {
        throw .unknownDrawParty(reveal.party, announcement.parties)
      }
      guard reveal.round < announcement.chainLength else {
        throw .exhaustedChain(announcement.chainLength, round: reveal.round)
      }
      try HashChain.check(
        value, round: reveal.round, of: reveal.party, against: commitment, context: announcement.context)
      guard rounds[reveal.round, default: [:]].updateValue(value, forKey: reveal.party) == nil else {
        throw incomplete(reveal.round)
      }
    }
    var ordered: [[Digest]] = []
    for number in 0..<max(1, rounds.count) {
      let values = announcement.parties.compactMap { rounds[UInt8(clamping: number)]?[$0] }
      guard values.count == announcement.parties.count else { throw incomplete(UInt8(clamping: number)) }
      ordered.append(values)
    }
    return ordered
  }

  private func incomplete(_ round: UInt8) -> Fault {
    .draw(
      .drawSeedUnknown, Wording("round \(round) has not one reveal a party", "第 \(round) 轮并非每方一份揭示"),
      accepted: Wording("one reveal a party in every round from 0 on", "自第 0 轮起每轮每方一份揭示"))
  }

  /// The seeds of all rounds that were revealed.
  ///
  /// - Throws: likewise; `DRAW_SEED_UNKNOWN` also for a beacon's value that is missing, or stands where none was announced.
  public func seeds() throws(Fault) -> [DrawSeed] {
    var seeds: [DrawSeed] = []
    for (round, values) in try checkedReveals().enumerated() {
      seeds.append(
        try DrawSeed(announcement, round: UInt8(clamping: round), reveals: values, beacon: beacon))
    }
    return seeds
  }
}
