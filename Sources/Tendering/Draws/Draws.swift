package import AuditTrail
package import Cryptography
internal import Evaluation
package import Notation

/// The draws of a tender (随机抽取): the numbers and the order drawn in public, the panel, the codes of the dark parts.
package struct Draws: Sendable, Hashable {
  /// The numbers that the public draw gave, by label: indices into the published lists.
  package internal(set) var numbers: [String: Int] = [:]
  /// The order in which bids are opened, from the public draw; empty before it.
  package internal(set) var openingOrder: [PartyID] = []
  /// The lots among ties, the first-drawn first, from the public draw.
  package internal(set) var tieOrder: [PartyID] = []
  /// The experts who accepted a seat, in the order of the seats (secret until the award).
  package internal(set) var experts: [PartyID] = []
  /// Whose dark part has which code; nil until the mapping is published at the reveal.
  package internal(set) var mapping: [String: PartyID]?

  /// The draws as far as they have come.
  package internal(set) var progress: [DrawKind: DrawProgress] = [:]
  /// The plans in force.
  package internal(set) var plans: [DrawKind: DrawPlan] = [:]
  /// When the announcements in force were made.
  package internal(set) var announced: [DrawKind: Instant] = [:]
  /// The beacon's value in each round that has a result.
  package internal(set) var beacons: [DrawKind: [[UInt8]]] = [:]
  /// How many experts of each stratum can be drawn, as the roster says.
  package internal(set) var eligible: [StratumID: Int] = [:]
  /// The supervisor's leaves to draw from narrow pools, for the panel's announcement in force.
  package internal(set) var narrowPools: [NarrowPool] = []
  /// Who stands aside, and why (secret until the award).
  package internal(set) var recusals: [PartyID: RecusalCode] = [:]
  /// The seats of the panel; nil before its draw is announced.
  package internal(set) var seating: PanelSeating?
  /// How many seats the last round left vacant since the pool gave no more.
  package internal(set) var shortfall = 0
  /// Who replied behind a token (secret until the award).
  package internal(set) var names: [Digest: PartyID] = [:]
  /// The commitment to the dark mapping.
  package internal(set) var mappingCommitment: Digest?
  /// The draws whose reveals are published.
  package internal(set) var opened: Set<DrawKind> = []

  init() {}

  /// Begins a draw anew: what an earlier attempt gave is void.
  mutating func begin(_ announcement: DrawAnnouncement, at time: Instant) {
    announced[announcement.kind] = time
    plans[announcement.kind] = nil
    beacons[announcement.kind] = []
    if announcement.kind == .panel {
      (eligible, narrowPools, seating, shortfall, names) = ([:], [], nil, 0, [:])
      experts = []
    }
  }

  /// The experts who hold an accepted seat now, in the order of the seats.
  mutating func seatExperts() {
    let seats = seating?.seats ?? []
    experts = seats.compactMap { seat in
      guard let occupant = seat.occupant, occupant.standing == .accepted else { return nil }
      return names[occupant.token]
    }
  }

  /// Whether a further round is due: nobody is waited for, and a seat has become vacant since the last one.
  var needsRound: Bool {
    guard let seating, seating.nextRound > 0 else { return false }
    return seating.vacancies > shortfall && !seating.seats.contains { $0.occupant?.standing == .waiting }
  }
}

extension Tender {
  /// The parties of every draw in the order of their reveals (formats, section 6, TD1 2).
  var drawParties: [PartyID] {
    notice.map { [$0.terms.tenderer, .supervisor, .platform] } ?? []
  }

  /// The draw of `kind`, also when nothing has happened in it.
  func drawProgress(_ kind: DrawKind) -> DrawProgress {
    draws.progress[kind] ?? DrawProgress(tender: id, kind: kind, parties: drawParties)
  }

  /// The kind of the draw `id` of this tender; nil for another id.
  func drawKind(of id: DrawID) -> DrawKind? {
    DrawKind.allCases.first { draws.progress[$0]?.announcement?.id == id }
  }

  /// Takes a step of a draw that has been decided.
  mutating func step(_ kind: DrawKind, _ event: DrawEvent) {
    var progress = drawProgress(kind)
    try? progress.apply(event)
    draws.progress[kind] = progress
  }

  /// Until when a draw's results and reveals are sealed.
  func drawDisclosure(_ id: DrawID) -> Disclosure {
    switch drawKind(of: id) {
    case .panel: .sealed(until: .award)
    case .dark: .sealed(until: .lock)
    case .public, nil: .open
    }
  }

  /// Who has to sit on the panel was drawn for it: an expert who accepted a seat.
  ///
  /// - Throws: `EXPERT_NOT_RANDOM`.
  package func requireDrawn(_ expert: PartyID) throws(Refusal) {
    guard draws.experts.contains(expert) else { throw .notDrawn(expert) }
  }
}

extension Occasion {
  /// The draw that a command is about, if it is one in force.
  func requireDraw(_ id: DrawID) throws(Refusal) -> (kind: DrawKind, progress: DrawProgress) {
    guard let kind = tender.drawKind(of: id), let progress = tender.draws.progress[kind] else {
      throw Refusal(
        .drawUnknown, .design, nil, Wording("no draw \(id) is in force", "没有进行中的抽取 \(id)"),
        accepted: Wording("the newest announced draw of its kind", "该类最新公告的抽取"))
    }
    return (kind, progress)
  }

  /// The actor as parties of draws are called.
  var drawParty: PartyID { actor == .operator ? .platform : actor }

  /// Whether `progress` takes `event` as its next step.
  func requireStep(_ progress: DrawProgress, _ event: DrawEvent) throws(Refusal) -> DrawProgress {
    try Refusal.ofForm { () throws(Fault) in
      var progress = progress
      try progress.apply(event)
      return progress
    }
  }

  /// Refuses a result whose beacon is not of the announced kind.
  func requireWhole(_ progress: DrawProgress, round: UInt8, beacon: [UInt8]) throws(Refusal) {
    guard progress.stage == .revealed(round: round),
      beacon.isEmpty == (progress.announcement?.beacon == "none")
    else {
      throw Refusal(
        .drawSeedUnknown, .design, nil,
        Wording("round \(round), a beacon of \(beacon.count) bytes", "第 \(round) 轮，信标值 \(beacon.count) 字节"),
        accepted: Wording(
          "the round in which all have revealed, with the announced beacon", "各方均已揭示的轮次及所公告的信标值")
      )
    }
  }
}

extension Fault.Code {
  /// A draw that is not in force.
  package static let drawUnknown = Fault.Code("DRAW_UNKNOWN")
}
