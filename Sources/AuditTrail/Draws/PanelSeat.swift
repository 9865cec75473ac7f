public import Cryptography

/// Why a seat became vacant again.
public enum SeatGap: Hashable, Sendable {
  /// The expert declined.
  case declined
  /// The expert stepped down (回避).
  case recused(RecusalCode)
  /// The expert could not be reached.
  case unreachable(NoAnswer)
}

/// Where an expert who was drawn stands.
public enum SeatStanding: Hashable, Sendable {
  /// No reply yet.
  case waiting
  /// Sits on the panel.
  case accepted
  /// Left the seat.
  case left(SeatGap)
}

/// An expert who was drawn for a seat.
public struct SeatOccupant: Hashable, Sendable {
  /// The token.
  public let token: Digest
  /// The unit token of the employer; nil for a seat that was taken as stated, without the roster.
  public let employer: Digest?
  /// The round that seated it.
  public let round: UInt8
  /// The reply so far.
  public internal(set) var standing: SeatStanding

  /// Whether the seat is still this expert's.
  public var holdsSeat: Bool {
    switch standing {
    case .waiting, .accepted: true
    case .left: false
    }
  }
}

/// A seat of the panel with everybody who was drawn for it.
public struct PanelSeat: Hashable, Sendable {
  /// The stratum.
  public let stratum: StratumID
  /// The experts drawn for it, in the order of their rounds.
  public internal(set) var occupants: [SeatOccupant] = []

  /// Who has the seat; nil while it is vacant.
  public var occupant: SeatOccupant? { occupants.last.flatMap { $0.holdsSeat ? $0 : nil } }

  /// Every time the seat became vacant again, in order.
  public var gaps: [SeatGap] {
    occupants.compactMap { occupant in
      switch occupant.standing {
      case .waiting, .accepted: nil
      case .left(let gap): gap
      }
    }
  }
}
