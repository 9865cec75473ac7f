import Cryptography
public import Notation

/// A party's commitment in a file, with its signature: `{commit, party, sig}`.
public struct SignedCommitment: Hashable, Sendable {
  /// The commitment.
  public var message: DrawCommitment
  /// The party's signature over it.
  public var signature: [UInt8]

  /// A commitment with its signature.
  public init(_ message: DrawCommitment, signature: [UInt8]) {
    self.message = message
    self.signature = signature
  }

  /// The fields of a list of them.
  public static let listCodec = Codec<[SignedCommitment]>.list(of: codec, count: 0...255)

  /// The fields of one.
  public static let codec = Codec<Record>.record(
    Wording("a commitment", "一份承诺"), blank: Record(),
    .required("commit", \.commitment, .digest, Wording("the last link of the chain", "哈希链末端")),
    .required("party", \.party, PartyID.codec, Wording("whose it is", "参与方")),
    .required("sig", \.signature, .signature, Wording("signature of the party", "该方签名"))
  ).refined(
    Wording("a commitment", "一份承诺"),
    {
      SignedCommitment(
        DrawCommitment(party: $0.party, commitment: $0.commitment), signature: $0.signature)
    },
    restore: {
      Record(party: $0.message.party, commitment: $0.message.commitment, signature: $0.signature)
    })

  private struct Record: Sendable {
    var party = PartyID.operator
    var commitment = DigestContext.sha256([])
    var signature: [UInt8] = []
  }
}
