import Cryptography
public import Notation

/// What happens to a draw, in the order of the log.
public enum DrawEvent: Hashable, Sendable {
  /// The draw, or its restart, is announced.
  case announced(DrawAnnouncement)
  /// The opening of the bids, and with it every reveal that waits for it, is later by these milliseconds.
  case postponed(by: Int64)
  /// A party commits.
  case committed(DrawCommitment)
  /// A party reveals in the open, in a public draw.
  case revealed(DrawReveal, at: Instant)
  /// A party reveals under wraps, in a secret draw; the service has looked inside.
  case wrapped(WrappedReveal, at: Instant)
  /// A wrapped reveal becomes known: to the service at once, to everybody when it is published.
  case learned(DrawReveal)
  /// Seats became vacant, and a further round has these deadlines.
  case roundOpened(vacancies: Int, deadlines: [Instant])
  /// A party did not reveal, or never committed, by its deadline.
  case failed(party: PartyID, round: UInt8, at: Instant)
}

/// How far a draw has come.
public enum DrawStage: Hashable, Sendable {
  /// Nothing is announced yet.
  case unannounced
  /// These parties have not committed.
  case committing(missing: [PartyID])
  /// The reveal of this party is next.
  case revealing(round: UInt8, party: PartyID)
  /// Every party has revealed in this round.
  case revealed(round: UInt8)
  /// This party failed; a restart without it may follow.
  case failed(PartyID)
  /// A party failed in the restart too: the supervisor decides on the record (CANNOT_JUDGE).
  case undecidable(PartyID)
}

/// The state of a draw: which step is next, and what each party is bound to (formats, section 6, TD1 3 and 4).
///
/// Pure: an event is either the next step, or refused with a code, and then nothing has changed. That signatures hold, and
/// that commitments are in a cosigned checkpoint before a reveal, is checked where the log is known.
public struct DrawProgress: Hashable, Sendable {
  /// One announcement and what followed.
  struct Attempt: Hashable, Sendable {
    var announcement: DrawAnnouncement
    var commitments: [PartyID: Digest] = [:]
    var rounds: [Round] = []
    var failed: PartyID?
  }

  /// The reveals of one round, in the order of the parties.
  struct Round: Hashable, Sendable {
    let deadlines: [Instant]
    var reveals: [Reveal] = []
  }

  /// A reveal, open or wrapped.
  struct Reveal: Hashable, Sendable {
    var value: Digest?
  }

  /// A party on whose step the draw waits.
  public struct Awaited: Hashable, Sendable {
    /// Who.
    public let party: PartyID
    /// In which round.
    public let round: UInt8
    /// The first moment that is too late.
    public let deadline: Instant
  }

  /// The tender.
  public let tender: TenderID
  /// What is drawn.
  public let kind: DrawKind
  /// All who have part in the draw, in the order of their reveals: tenderer, supervisor, platform.
  public let parties: [PartyID]
  var attempts: [Attempt] = []

  /// A draw of which nothing is announced yet.
  public init(tender: TenderID, kind: DrawKind, parties: [PartyID]) {
    self.tender = tender
    self.kind = kind
    self.parties = parties
  }

  /// The announcement in force; nil before the first.
  public var announcement: DrawAnnouncement? { attempts.last?.announcement }

  /// The parties of the next announcement: all, without whoever failed before.
  public var remainingParties: [PartyID] {
    let failed = attempts.compactMap(\.failed)
    return parties.filter { !failed.contains($0) }
  }

  /// On whom the draw waits, and until when; nil before an announcement, after a failure, and once a round is complete.
  public var awaited: Awaited? {
    guard let attempt = attempts.last, attempt.failed == nil else { return nil }
    return attempt.awaited
  }

  /// How far the draw has come.
  public var stage: DrawStage {
    guard let attempt = attempts.last else { return .unannounced }
    if let party = attempt.failed { return attempts.count > 1 ? .undecidable(party) : .failed(party) }
    let missing = attempt.missing
    guard missing.isEmpty, let round = attempt.rounds.last else { return .committing(missing: missing) }
    let number = UInt8(attempt.rounds.count - 1)
    let next = round.reveals.count
    return next < attempt.parties.count
      ? .revealing(round: number, party: attempt.parties[next]) : .revealed(round: number)
  }

  /// The seed of `round`, when all its reveals are known; `beacon` is the announced beacon's value, empty for none.
  ///
  /// - Throws: `DRAW_SEED_UNKNOWN`.
  public func seed(round: UInt8, beacon: [UInt8] = []) throws(Fault) -> DrawSeed {
    guard let attempt = attempts.last, attempt.failed == nil, Int(round) < attempt.rounds.count else {
      throw .unknownSeed(round)
    }
    let values = attempt.rounds[Int(round)].reveals.compactMap(\.value)
    guard values.count == attempt.parties.count else { throw .unknownSeed(round) }
    return try DrawSeed(attempt.announcement, round: round, reveals: values, beacon: beacon)
  }

  /// Takes the next step.
  ///
  /// - Throws: one of the `DRAW_…` codes that says why `event` is not it; the state is then as it was.
  public mutating func apply(_ event: DrawEvent) throws(Fault) {
    switch event {
    case .announced(let announcement): try announce(announcement)
    case .postponed(let milliseconds):
      guard kind != .panel else { throw .outOfTurn(accepted: Wording("a draw for the opening", "开标所用的抽取")) }
      try change { attempt throws(Fault) in try attempt.postpone(by: milliseconds) }
    case .committed(let commitment):
      try change { attempt throws(Fault) in try attempt.commit(commitment) }
    case .revealed(let reveal, let instant):
      try requireClass(.public)
      try change { attempt throws(Fault) in
        try attempt.requireTurn(reveal.party, round: reveal.round, at: instant)
        try attempt.check(reveal)
        attempt.append(Reveal(value: reveal.value))
      }
    case .wrapped(let reveal, let instant):
      try requireClass(.secret)
      try change { attempt throws(Fault) in
        try attempt.requireTurn(reveal.party, round: reveal.round, at: instant)
        attempt.append(Reveal(value: nil))
      }
    case .learned(let reveal):
      try requireClass(.secret)
      try change { attempt throws(Fault) in try attempt.learn(reveal) }
    case .roundOpened(let vacancies, let deadlines):
      guard kind == .panel, vacancies > 0 else { throw .roundWithoutCause }
      try change { attempt throws(Fault) in try attempt.openRound(deadlines) }
    case .failed(let party, let round, let instant):
      try change { attempt throws(Fault) in try attempt.fail(party, round: round, at: instant) }
    }
  }

  private mutating func change(_ body: (inout Attempt) throws(Fault) -> Void) throws(Fault) {
    guard var attempt = attempts.last, attempt.failed == nil else {
      throw .outOfTurn(accepted: Wording("an announcement that allows it", "先有相应公告"))
    }
    try body(&attempt)
    attempts[attempts.count - 1] = attempt
  }

  private func requireClass(_ drawClass: DrawClass) throws(Fault) {
    guard kind.drawClass == drawClass else {
      throw .draw(
        .drawRevealClass,
        Wording("a reveal of the other class in a \(kind.drawClass.rawValue) draw", "揭示方式与抽取类别不符"),
        accepted: Wording(
          "open reveals in a public draw, wrapped ones in a secret draw", "公开抽取须公开揭示，保密抽取须密封揭示"))
    }
  }
}

extension Fault {
  static func outOfTurn(accepted: Wording) -> Fault {
    .draw(.drawOutOfTurn, Wording("the draw is not ready for this", "抽取尚不能进行此步"), accepted: accepted)
  }

  static func unknownSeed(_ round: UInt8) -> Fault {
    .draw(
      .drawSeedUnknown, Wording("the seed of round \(round) is not known", "第 \(round) 轮的种子未知"),
      accepted: Wording("a round in which every reveal is known", "各方揭示值均已知的轮次"))
  }
}
