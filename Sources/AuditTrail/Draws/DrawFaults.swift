public import Notation

extension Fault {
  /// A fault of a draw, which has no place in a text.
  static func draw(_ code: Code, _ message: Wording, accepted: Wording) -> Fault {
    Fault(code, at: nil, message, accepted: accepted)
  }
}

extension Fault.Code {
  /// An announcement whose fields do not fit each other or its kind.
  public static let drawAnnouncement = Fault.Code("DRAW_ANNOUNCEMENT")
  /// A chain of no link at all.
  public static let drawChainLength = Fault.Code("DRAW_CHAIN_LENGTH")
  /// A party of the draw that the announcement does not list.
  public static let drawPartyLeftOut = Fault.Code("DRAW_PARTY_LEFT_OUT")
  /// A party that has no part in this draw, or stands in another place.
  public static let drawPartyUnknown = Fault.Code("DRAW_PARTY_UNKNOWN")
  /// The party that failed takes part in the restart.
  public static let drawWithholderKept = Fault.Code("DRAW_WITHHOLDER_KEPT")
  /// A restart after no failure.
  public static let drawRestartWithoutCause = Fault.Code("DRAW_RESTART_WITHOUT_CAUSE")
  /// A third announcement.
  public static let drawSecondRestart = Fault.Code("DRAW_SECOND_RESTART")
  /// A restart that draws something else.
  public static let drawRestartChanged = Fault.Code("DRAW_RESTART_CHANGED")
  /// A step that the draw is not ready for.
  public static let drawOutOfTurn = Fault.Code("DRAW_OUT_OF_TURN")
  /// A second commitment of one party.
  public static let drawCommitmentRepeated = Fault.Code("DRAW_COMMITMENT_REPEATED")
  /// A commitment after the first reveal.
  public static let drawCommitmentLate = Fault.Code("DRAW_COMMITMENT_LATE")
  /// A reveal before every party has committed.
  public static let drawCommitmentMissing = Fault.Code("DRAW_COMMITMENT_MISSING")
  /// A reveal of a party whose turn it is not.
  public static let drawRevealOrder = Fault.Code("DRAW_REVEAL_ORDER")
  /// A reveal of another round than the one that is open.
  public static let drawRevealRound = Fault.Code("DRAW_REVEAL_ROUND")
  /// A reveal that does not lead to the commitment.
  public static let drawRevealWrong = Fault.Code("DRAW_REVEAL_WRONG")
  /// A reveal at or after its deadline.
  public static let drawRevealLate = Fault.Code("DRAW_REVEAL_LATE")
  /// A reveal in the open in a secret draw, or a wrapped one in a public draw.
  public static let drawRevealClass = Fault.Code("DRAW_REVEAL_CLASS")
  /// A round that the chain has no link for.
  public static let drawChainExhausted = Fault.Code("DRAW_CHAIN_EXHAUSTED")
  /// A further round although no seat is vacant.
  public static let drawRoundWithoutCause = Fault.Code("DRAW_ROUND_WITHOUT_CAUSE")
  /// A failure that is blamed on a party that did not fail.
  public static let drawFailureUnfounded = Fault.Code("DRAW_FAILURE_UNFOUNDED")
  /// A stated result that does not fit the plan.
  public static let drawResult = Fault.Code("DRAW_RESULT")
  /// A seed that the reveals of its round do not give yet.
  public static let drawSeedUnknown = Fault.Code("DRAW_SEED_UNKNOWN")
  /// A signature that its signer's key did not make over the message.
  public static let drawSignatureInvalid = Fault.Code("DRAW_SIGNATURE_INVALID")

  /// A roster line that breaks the grammar.
  public static let rosterLine = Fault.Code("ROSTER_LINE")
  /// A roster line that stands before its turn, or twice.
  public static let rosterOrder = Fault.Code("ROSTER_ORDER")
  /// Two lines of one expert that contradict each other.
  public static let rosterContradiction = Fault.Code("ROSTER_CONTRADICTION")
  /// A recusal whose evidence is not below the announcement.
  public static let rosterRecusalEvidence = Fault.Code("ROSTER_RECUSAL_EVIDENCE")
  /// A roster that is not the one announced.
  public static let rosterMismatch = Fault.Code("ROSTER_MISMATCH")
  /// Bytes that are no salt, or not the one committed to.
  public static let rosterSalt = Fault.Code("ROSTER_SALT")
  /// A name that does not stand behind its token.
  public static let rosterName = Fault.Code("ROSTER_NAME")
  /// Fewer eligible experts than three a seat.
  public static let poolTooNarrow = Fault.Code("POOL_TOO_NARROW")
  /// A plan that breaks the grammar, or is not the one announced.
  public static let drawPlan = Fault.Code("DRAW_PLAN")
  /// A label that the plan does not have.
  public static let drawLabelUnknown = Fault.Code("DRAW_LABEL_UNKNOWN")
  /// One id twice among those to be put in order.
  public static let drawItemRepeated = Fault.Code("DRAW_ITEM_REPEATED")
  /// A reply or record that no seat waits for.
  public static let replyUnexpected = Fault.Code("REPLY_UNEXPECTED")
  /// A reply or record whose fields are out of bounds.
  public static let replyInvalid = Fault.Code("REPLY_INVALID")
  /// A mapping of dark codes that the draw did not give, or that was not committed to.
  public static let darkMapping = Fault.Code("DARK_MAPPING")
}
