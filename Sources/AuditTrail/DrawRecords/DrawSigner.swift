public import Cryptography
public import Notation

/// A verification key with whose it is, in a file: `{key: {alg, pubkey}}` and either `party` or an expert's `token`.
public struct DrawSigner: Hashable, Sendable {
  /// Whose a key is.
  public enum Holder: Hashable, Sendable {
    /// A party of the draw, the operator or the supervisor; `platform` means the operator.
    case party(PartyID)
    /// The expert behind a token.
    case expert(Digest)
  }

  /// Whose it is.
  public let holder: Holder
  /// The enrolled key.
  public let key: VerificationKey

  /// The key of `holder`.
  public init(_ holder: Holder, key: VerificationKey) {
    self.holder = holder == .party(.platform) ? .party(.operator) : holder
    self.key = key
  }

  /// The fields of a list of them.
  public static let listCodec = Codec<[DrawSigner]>.list(of: codec, count: 0...100_000)

  /// The fields of one.
  public static let codec: Codec<DrawSigner> = Record.codec.refined(
    Wording("a key, and either party or token", "公钥，以及 party 或 token 之一"),
    { record -> DrawSigner? in
      guard let key = record.key else { return nil }
      switch (record.party, record.token) {
      case (let party?, nil): return DrawSigner(.party(party), key: key)
      case (nil, let token?): return DrawSigner(.expert(token), key: key)
      default: return nil
      }
    },
    restore: { (signer: DrawSigner) -> Record in
      switch signer.holder {
      case .party(let party): Record(key: signer.key, party: party, token: nil)
      case .expert(let token): Record(key: signer.key, party: nil, token: token)
      }
    })

  private struct Record: Sendable {
    var key: VerificationKey?
    var party: PartyID?
    var token: Digest?

    static let codec = Codec<Record>.record(
      Wording("a key and whose it is", "公钥及其持有者"), blank: Record(),
      .required("key", \.key, VerificationKey.codec.present, Wording("the enrolled key", "登记公钥")),
      .optional("party", \.party, PartyID.codec, Wording("a party", "当事人")),
      .optional("token", \.token, .digest, Wording("an expert's token", "专家令牌")))
  }
}
