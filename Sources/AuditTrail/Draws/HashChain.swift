public import Cryptography
public import Notation

/// A party's chain of digests: the last link is its commitment, the ones before are its reveals, backwards.
///
/// formats, section 6, TD1 3: r_k = F^(L−1−k)(s), commitment = F^L(s). A reveal tells nothing of the next round's, which is
/// why a substitute cannot be foreseen.
public struct HashChain: Sendable {
  /// The draw's context (ch).
  public let context: Digest
  /// Whose chain it is.
  public let party: PartyID
  /// How many links it has.
  public let length: UInt8
  private let secret: SecretBytes

  /// The chain of `party` in the announced draw that begins at `secret`, 32 bytes that no other draw has seen.
  ///
  /// - Throws: `DRAW_PARTY_UNKNOWN` for a party that is not announced, `DRAW_REVEAL_WRONG` for another length.
  public init(_ announcement: DrawAnnouncement, of party: PartyID, secret: SecretBytes) throws(Fault) {
    guard announcement.parties.contains(party) else { throw .unknownDrawParty(party, announcement.parties) }
    guard secret.count == Digest.byteCount else {
      throw .draw(
        .drawRevealWrong, Wording("a secret of \(secret.count) bytes", "秘密值长 \(secret.count) 字节"),
        accepted: Wording("32 bytes", "32 字节"))
    }
    context = announcement.context
    self.party = party
    length = announcement.chainLength
    self.secret = secret
  }

  /// What the party commits to.
  public var commitment: Digest { get throws(Fault) { try link(Int(length)) } }

  /// What the party reveals in `round`.
  ///
  /// - Throws: `DRAW_CHAIN_EXHAUSTED` from round L on.
  public func reveal(round: UInt8) throws(Fault) -> Digest {
    guard round < length else { throw .exhaustedChain(length, round: round) }
    return try link(Int(length) - 1 - Int(round))
  }

  private func link(_ index: Int) throws(Fault) -> Digest {
    if index == 0 {
      guard let first = Digest(secret.exposed) else { throw .exhaustedChain(length, round: 0) }
      return first
    }
    // The secret itself is revealed last or never: it goes into the first link without a copy.
    var hashing = DigestContext()
    hashing.update(Self.prefix(context, party))
    secret.withBytes { hashing.update($0) }
    return Self.end(of: hashing.finish(), steps: index - 1, context: context, party: party)
  }

  /// The link that `steps` applications of F lead to from `link`.
  static func end(of link: Digest, steps: Int, context: Digest, party: PartyID) -> Digest {
    var hashing = DigestContext()
    let prefix = prefix(context, party)
    return (0..<steps).reduce(link) { link, _ in
      hashing.update(prefix)
      hashing.update(link)
      return hashing.finish()
    }
  }

  private static func prefix(_ context: Digest, _ party: PartyID) -> [UInt8] {
    MessageBytes(draw: "chain", in: context, of: party).bytes
  }

  /// Checks that `reveal` leads to `commitment` in `round` + 1 steps.
  ///
  /// - Throws: `DRAW_REVEAL_WRONG`.
  public static func check(
    _ reveal: Digest, round: UInt8, of party: PartyID, against commitment: Digest, context: Digest
  ) throws(Fault) {
    guard end(of: reveal, steps: Int(round) + 1, context: context, party: party) == commitment else {
      throw .draw(
        .drawRevealWrong,
        Wording(
          "the reveal of \(party) does not lead to its commitment in round \(round)",
          "\(party) 第 \(round) 轮的揭示值与其承诺不符"),
        accepted: Wording("the link of its chain for this round", "其哈希链在本轮的值"))
    }
  }
}

extension Fault {
  static func exhaustedChain(_ length: UInt8, round: UInt8) -> Fault {
    .draw(
      .drawChainExhausted, Wording("round \(round) of a chain of \(length)", "哈希链长 \(length)，无第 \(round) 轮"),
      accepted: Wording("rounds 0 to \(Int(length) - 1)", "第 0 至 \(Int(length) - 1) 轮"))
  }

  static func unknownDrawParty(_ party: PartyID, _ parties: [PartyID]) -> Fault {
    .draw(
      .drawPartyUnknown, Wording("\(party) has no part in the draw", "\(party) 不是抽取的参与方"),
      accepted: Wording(verbatim: parties.map(\.rawValue).joined(separator: ", ")))
  }
}
