public import Cryptography
public import Notation

/// A party's reveal in a file, with its signature: `{party, round, sig}` and either `reveal` or `wraps`.
///
/// A public draw's reveal is in the open. A secret draw's is wrapped to the draw service and to the supervisor, and stands
/// in the open once it is published; the signature is over the open reveal in both.
public struct SignedReveal: Hashable, Sendable {
  /// Whose it is.
  public var party: PartyID
  /// The round, from 0.
  public var round: UInt8
  /// The link, where it is in the open.
  public var value: Digest?
  /// The two wraps, where it is not.
  public var wraps: WrappedReveal?
  /// The party's signature over the open reveal.
  public var signature: [UInt8]

  /// A reveal in the open.
  public init(_ reveal: DrawReveal, signature: [UInt8]) {
    self.init(party: reveal.party, round: reveal.round, value: reveal.value, wraps: nil, signature: signature)
  }

  /// A reveal under wraps.
  public init(_ wraps: WrappedReveal, signature: [UInt8]) {
    self.init(party: wraps.party, round: wraps.round, value: nil, wraps: wraps, signature: signature)
  }

  private init(party: PartyID, round: UInt8, value: Digest?, wraps: WrappedReveal?, signature: [UInt8]) {
    self.party = party
    self.round = round
    self.value = value
    self.wraps = wraps
    self.signature = signature
  }

  /// The reveal; nil while it is wrapped.
  public var message: DrawReveal? { value.map { DrawReveal(party: party, round: round, value: $0) } }

  /// The reveal in the open, unwrapped by the holder of either key where it is wrapped.
  ///
  /// - Throws: `WRAP_NOT_OPENED`, `WRAP_NOT_REBUILT`.
  public func opened(by key: AgreementPrivateKey, in context: Digest) throws(Fault) -> SignedReveal {
    guard let wraps else { return self }
    let reveal: DrawReveal
    do throws(Fault) {
      reveal = try wraps.reveal(in: wraps.forService, openedBy: key, context: context)
    } catch {
      guard error.code == .secretWrapNotOpened else { throw error }
      reveal = try wraps.reveal(in: wraps.forSupervisor, openedBy: key, context: context)
    }
    return SignedReveal(reveal, signature: signature)
  }

  /// The fields of a list of them.
  public static let listCodec = Codec<[SignedReveal]>.list(of: codec, count: 0...65_025)

  /// The fields of one.
  public static let codec = Record.codec.refined(
    Wording(
      "either reveal or wraps: one to operator, one to supervisor",
      "reveal 或 wraps 二者之一：operator 与 supervisor 各一份"),
    \.reveal, restore: { Record($0) })

  private struct Record: Sendable {
    var party = PartyID.operator
    var round: UInt8 = 0
    var value: Digest?
    var wraps: [Wrap]?
    var signature: [UInt8] = []

    init() {}

    init(_ reveal: SignedReveal) {
      party = reveal.party
      round = reveal.round
      value = reveal.value
      wraps = reveal.wraps.map {
        [
          Wrap(recipient: .operator, bytes: $0.forService.bytes),
          Wrap(recipient: .supervisor, bytes: $0.forSupervisor.bytes),
        ]
      }
      signature = reveal.signature
    }

    var reveal: SignedReveal? {
      if let value, wraps == nil {
        return SignedReveal(DrawReveal(party: party, round: round, value: value), signature: signature)
      }
      guard value == nil, let wraps, wraps.map(\.recipient) == [.operator, .supervisor],
        let service = try? SecretWrap(wraps[0].bytes), let supervisor = try? SecretWrap(wraps[1].bytes)
      else { return nil }
      return SignedReveal(
        WrappedReveal(party: party, round: round, forService: service, forSupervisor: supervisor),
        signature: signature)
    }

    static let codec = Codec<Record>.record(
      Wording("a reveal", "一份揭示"), blank: Record(),
      .required("party", \.party, PartyID.codec, Wording("whose it is", "参与方")),
      .optional("reveal", \.value, .digest, Wording("the link, in the open", "公开的链值")),
      .required("round", \.round, .byte, Wording("the round", "轮次")),
      .required("sig", \.signature, .signature, Wording("signature over the open reveal", "对公开揭示值的签名")),
      .optional(
        "wraps", \.wraps, .list(of: Wrap.codec, count: 2...2),
        Wording("to operator and supervisor", "封装给 operator 与 supervisor")))
  }

  private struct Wrap: Sendable {
    var recipient = PartyID.operator
    var bytes: [UInt8] = []

    static let codec = Codec<Wrap>.record(
      Wording("a wrap", "一份封装"), blank: Wrap(),
      .required("to", \.recipient, PartyID.codec, Wording("to whom", "收件方")),
      .required(
        "wrap", \.bytes, .hexadecimalBytes(SecretWrap.byteCount...SecretWrap.byteCount),
        Wording("the wrap", "封装")))
  }
}
