public import Cryptography
public import Notation

extension MessageBytes {
  /// What the label of every message of a draw begins with.
  static let drawLabel = "tender-draw-v1"

  /// The beginning of a message of a draw (formats, section 6): its kind and the draw's context, then whose it is.
  init(draw kind: String, in context: Digest, of party: PartyID? = nil) {
    self.init(Self.drawLabel + " " + kind)
    append(context)
    if let party { appendPrefixed(party) }
  }
}

/// A party's commitment: the last link of its chain.
public struct DrawCommitment: Hashable, Sendable {
  /// Whose it is.
  public let party: PartyID
  /// F^L(s).
  public let commitment: Digest

  /// The commitment of `party`.
  public init(party: PartyID, commitment: Digest) {
    self.party = party
    self.commitment = commitment
  }

  /// The bytes that the party signs.
  public func message(in context: Digest) -> MessageBytes {
    var message = MessageBytes(draw: "commit", in: context, of: party)
    message.append(commitment)
    return message
  }
}

/// A party's reveal of one round.
public struct DrawReveal: Hashable, Sendable {
  /// Whose it is.
  public let party: PartyID
  /// The round, from 0.
  public let round: UInt8
  /// The link of the chain for this round (r_k).
  public let value: Digest

  /// The reveal of `party` in `round`.
  public init(party: PartyID, round: UInt8, value: Digest) {
    self.party = party
    self.round = round
    self.value = value
  }

  /// The bytes that the party signs.
  public func message(in context: Digest) -> MessageBytes {
    var message = Self.terms(of: party, round: round, in: context)
    message.append(value)
    return message
  }

  /// What says whose reveal of which round a wrap holds.
  static func terms(of party: PartyID, round: UInt8, in context: Digest) -> MessageBytes {
    var message = MessageBytes(draw: "reveal", in: context, of: party)
    message.append(round)
    return message
  }
}

/// The supervisor's leave to draw from a stratum with fewer than three eligible experts a seat.
public struct NarrowPool: Hashable, Sendable {
  /// The stratum.
  public let stratum: StratumID
  /// How many eligible experts it has.
  public let eligible: UInt32
  /// How many seats it fills.
  public let quota: UInt32
  /// Why there are no more.
  public let reason: String

  /// Leave to draw `quota` of `eligible`.
  ///
  /// - Throws: `REPLY_INVALID` for a reason that has not 1 to 1,000 bytes.
  public init(stratum: StratumID, eligible: UInt32, quota: UInt32, reason: String) throws(Fault) {
    guard (1...1_000).contains(reason.utf8.count) else {
      throw .draw(
        .replyInvalid, Wording("a reason of \(reason.utf8.count) bytes", "理由长 \(reason.utf8.count) 字节"),
        accepted: Wording("1 to 1000 bytes", "1 至 1000 字节"))
    }
    self.stratum = stratum
    self.eligible = eligible
    self.quota = quota
    self.reason = reason
  }

  /// The bytes that the supervisor signs.
  public func message(in context: Digest) -> MessageBytes {
    var message = MessageBytes(draw: "narrow", in: context)
    message.appendPrefixed(stratum)
    message.append(eligible)
    message.append(quota)
    message.append(lengthPrefixed: reason)
    return message
  }
}
