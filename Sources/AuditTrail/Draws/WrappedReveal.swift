public import Cryptography
public import Notation

/// A reveal of a secret draw on its way: wrapped to the draw service and to the supervisor (formats, section 6, TD1 1).
public struct WrappedReveal: Hashable, Sendable {
  /// Whose reveal it is.
  public let party: PartyID
  /// The round, from 0.
  public let round: UInt8
  /// The wrap to the opening or draw service.
  public let forService: SecretWrap
  /// The wrap to the supervisor.
  public let forSupervisor: SecretWrap

  /// A reveal in its two wraps.
  public init(party: PartyID, round: UInt8, forService: SecretWrap, forSupervisor: SecretWrap) {
    self.party = party
    self.round = round
    self.forService = forService
    self.forSupervisor = forSupervisor
  }

  /// Wraps `reveal` of the draw of `context`.
  ///
  /// - Throws: what libcrypto refuses.
  public init(
    _ reveal: DrawReveal, in context: Digest, service: AgreementPublicKey, supervisor: AgreementPublicKey
  ) throws(CryptographyFailure) {
    let secret = SecretBytes(reveal.value.bytes)
    let info = DrawReveal.terms(of: reveal.party, round: reveal.round, in: context).bytes
    self.init(
      party: reveal.party, round: reveal.round,
      forService: try SecretWrap(of: secret, to: service, salt: context.bytes, info: info),
      forSupervisor: try SecretWrap(of: secret, to: supervisor, salt: context.bytes, info: info))
  }

  /// The reveal inside `wrap`, one of the two, for the holder of its key.
  ///
  /// What is inside is not yet checked against the commitment.
  ///
  /// - Throws: `WRAP_NOT_OPENED`, `WRAP_NOT_REBUILT`.
  public func reveal(
    in wrap: SecretWrap, openedBy key: AgreementPrivateKey, context: Digest
  ) throws(Fault) -> DrawReveal {
    let info = DrawReveal.terms(of: party, round: round, in: context).bytes
    let secret = try wrap.secret(openedBy: key, salt: context.bytes, info: info)
    guard let value = Digest(secret.exposed) else {
      preconditionFailure("a wrap holds 32 bytes")
    }
    return DrawReveal(party: party, round: round, value: value)
  }

  /// Checks that both wraps hold `reveal`, once it is published.
  ///
  /// - Throws: `WRAP_NOT_REBUILT`, also for the reveal of another party or round.
  public func check(
    _ reveal: DrawReveal, in context: Digest, service: AgreementPublicKey, supervisor: AgreementPublicKey
  ) throws(Fault) {
    let secret = SecretBytes(reveal.value.bytes)
    let info = DrawReveal.terms(of: party, round: round, in: context).bytes
    guard reveal.party == party, reveal.round == round,
      forService.holds(secret, to: service, salt: context.bytes, info: info),
      forSupervisor.holds(secret, to: supervisor, salt: context.bytes, info: info)
    else {
      throw .draw(
        .secretWrapNotRebuilt,
        Wording("the wraps of \(party) do not hold this reveal", "\(party) 的密封值不含此揭示值"),
        accepted: Wording("two wraps that follow from the reveal", "由揭示值确定的两个密封值"))
    }
  }
}
