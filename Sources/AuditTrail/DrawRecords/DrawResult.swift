public import Cryptography
public import Notation

/// What a draw gave, round by round (the events `draw.result` of formats, section 6, in one file).
public struct DrawResult: Sendable {
  /// A number of a public draw.
  public struct Number: Hashable, Sendable {
    /// The label.
    public let label: String
    /// The index drawn for it, from 0.
    public let value: UInt64
  }

  /// What a round gave.
  public enum Content: Sendable {
    /// A public draw: the numbers, the opening order and the lots among ties.
    case numbers([Number], open: [PartyID], tie: [PartyID])
    /// The tokens that were seated, by stratum.
    case seats([(stratum: StratumID, tokens: [Digest])])
    /// The dark codes, and the commitment to them where the salt is known.
    case mapping(DarkMapping, commitment: Digest?)
  }

  /// A round.
  public struct Round: Sendable {
    /// Its seed.
    public let seed: DrawSeed
    /// What it gave.
    public let content: Content
  }

  /// The announcement.
  public let announcement: DrawAnnouncement
  /// The value of its beacon.
  public let beacon: [UInt8]
  /// The rounds.
  public let rounds: [Round]
  /// The seats of a panel with everybody who was drawn for them; nil for other draws.
  public let seats: [PanelSeat]?

  /// The seats that became vacant more often than can be judged.
  public var doubtfulSeats: [PanelSeat] {
    (seats ?? []).filter { $0.gaps.count > PanelSeating.maximumGaps }
  }

  /// The result: `{ch, draw, results: [{beacon, round, seed, …}], v: 1}`, for a panel with `panel`, its seats.
  ///
  /// A round has `labels`, `open` and `tie`, or `seats`, or `mapping` and, where the salt is known, `mapping_commit`.
  public func value() -> Value {
    .object([
      ("ch", .hexadecimal(announcement.context)), ("draw", .string(announcement.id.rawValue)),
      ("panel", seats.map { .array($0.map(Self.value)) }), ("results", .array(rounds.map(value))),
      ("v", .integer(1)),
    ])
  }

  private func value(_ round: Round) -> Value {
    var members: [(String, Value?)] = [
      ("beacon", .string(Hexadecimal.text(beacon))), ("round", .integer(Int(round.seed.round))),
      ("seed", .string(Hexadecimal.text(round.seed.secret.exposed))),
    ]
    switch round.content {
    case .numbers(let numbers, let open, let tie):
      let labels = numbers.map {
        Value.object([("label", .string($0.label)), ("value", .integer(Int(clamping: $0.value)))])
      }
      members += [("labels", .array(labels)), ("open", Self.ids(open)), ("tie", Self.ids(tie))]
    case .seats(let strata):
      let seats = strata.map {
        Value.object([
          ("stratum", .string($0.stratum.rawValue)), ("tokens", .array($0.tokens.map { .hexadecimal($0) })),
        ])
      }
      members.append(("seats", .array(seats)))
    case .mapping(let mapping, let commitment):
      let entries = mapping.entries.map {
        Value.object([("bidder", .string($0.bidder.rawValue)), ("code", .string($0.code.rawValue))])
      }
      members += [("mapping", .array(entries)), ("mapping_commit", commitment.map { .hexadecimal($0) })]
    }
    return .object(members)
  }

  /// A seat: who has it, since which round, and how often it became vacant.
  private static func value(_ seat: PanelSeat) -> Value {
    .object([
      ("gaps", .integer(seat.gaps.count)), ("round", seat.occupant.map { .integer(Int($0.round)) }),
      ("standing", .string(seat.standing)), ("stratum", .string(seat.stratum.rawValue)),
      ("token", seat.occupant.map { .hexadecimal($0.token) }),
    ])
  }

  private static func ids(_ parties: [PartyID]) -> Value { .array(parties.map { .string($0.rawValue) }) }
}

extension PanelSeat {
  /// How the seat stands, in one word.
  fileprivate var standing: String {
    switch occupant?.standing {
    case nil: "vacant"
    case .waiting: "waiting"
    case .accepted: "accepted"
    case .left: "vacant"
    }
  }
}

extension Value {
  /// A digest in hexadecimal.
  fileprivate static func hexadecimal(_ digest: Digest) -> Value { .string(Hexadecimal.text(digest.bytes)) }
}
