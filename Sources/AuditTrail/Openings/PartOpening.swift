public import Cryptography
import Notation

/// Opens one part of a bid (开标解密) in the order of formats, section 5, and says whose fault it is when that fails.
///
/// Whoever repeats it with other released keys of the same custodians comes to the same verdict: all wraps are rebuilt from
/// the key inside them, so that none of them can open for some custodians only.
public struct PartOpening: Sendable {
  /// What the log says of the envelope.
  public let expected: ExpectedEnvelope
  /// What the bidder handed over in time.
  public let bidderKey: BidderKey
  /// The private keys that custodians released, by their index.
  public let released: [UInt8: SecretBytes]

  /// The opening of one envelope with these keys.
  public init(_ expected: ExpectedEnvelope, bidderKey: BidderKey, released: [UInt8: SecretBytes]) {
    self.expected = expected
    self.bidderKey = bidderKey
    self.released = released
  }

  /// What a bidder handed over in time as its key (k_b).
  public enum BidderKey: Sendable {
    /// Nothing.
    case missing
    /// A message whose wrap is none (`INVALID_WRAP`).
    case unreadable
    /// This key.
    case key(SecretBytes)
  }

  /// How an opening ended.
  public enum Verdict: Hashable, Sendable {
    /// The part is open.
    case opened(OpenedPart)
    /// It is not, for this reason.
    case failed(OpeningFault)

    /// The verdict as the log holds it: `opened`, or the code of the fault.
    public var code: String {
      switch self {
      case .opened: "opened"
      case .failed(let fault): fault.code.rawValue
      }
    }
  }

  /// The outcome of an opening.
  public struct Outcome: Hashable, Sendable {
    /// How it ended.
    public let verdict: Verdict
    /// The custodians that released another key than the logged one; named even where enough others opened the part.
    ///
    /// Empty when the opening ended before the custodians' keys were needed.
    public let falseCustodians: [UInt8]
  }

  /// Reads the envelope twice, first for its digest, then to decrypt it, and gives the file inside to `sink`.
  ///
  /// `envelope` gives the envelope from its beginning each time it is called. `sink` takes the file while it is
  /// decrypted, before its end is known to be good: when the verdict is a fault, or this throws, the caller must throw
  /// away what it has taken. Memory stays flat.
  ///
  /// - Throws: `ENVELOPE_CHANGED` when the two readings differ, `CryptographyFailure` when libcrypto fails, and what
  ///   `envelope` or `sink` throws. Everything that is wrong with the envelope or the keys is a verdict.
  public func open(
    _ envelope: () throws -> ByteSource, to sink: ByteSink = { _ in }
  ) throws -> Outcome {
    let inspection = try EnvelopeInspection(try envelope())
    let header: EnvelopeHeader
    switch review(inspection) {
    case .failure(let failure): return Outcome(verdict: .failed(failure.fault), falseCustodians: [])
    case .success(let reviewed): header = reviewed
    }
    let key: SecretBytes
    switch trueBidderKey(of: header) {
    case .failure(let failure): return Outcome(verdict: .failed(failure.fault), falseCustodians: [])
    case .success(let proven): key = proven
    }
    let custodians = CustodianRelease(released, for: expected.keys)
    let verdict: Verdict
    switch try custodians.keys(of: header, bidderKey: key) {
    case .failure(let failure): verdict = .failed(failure.fault)
    case .success(let keys):
      let padding = try expected.padding(header)
      let payload = PayloadReading(header: header, inspection: inspection, padding: padding, keys: keys)
      verdict = try payload.verdict(try envelope(), to: sink)
    }
    return Outcome(verdict: verdict, falseCustodians: custodians.falseIndexes)
  }

  /// Everything that needs no key, the platform's duty first: to keep the bytes.
  private func review(_ inspection: EnvelopeInspection) -> Result<EnvelopeHeader, OpeningFailure> {
    do throws(Fault) {
      try expected.review(digest: inspection.digest)
      let header = try inspection.header.get()
      try expected.review(header)
      try expected.review(byteCount: inspection.byteCount)
      return .success(header)
    } catch {
      // Every code that the checks above throw is a kind; another one would be about the header.
      return .failure(OpeningFailure(OpeningFault(error) ?? OpeningFault(.malformedHeader, error.message)))
    }
  }

  /// The bidder's key, if kb_commit holds for it.
  private func trueBidderKey(of header: EnvelopeHeader) -> Result<SecretBytes, OpeningFailure> {
    let fault: OpeningFault
    switch bidderKey {
    case .missing:
      fault = OpeningFault(.noBidderKey, Wording("the bidder handed over no key", "投标人未交付解密密钥"))
    case .unreadable:
      fault = OpeningFault(
        .unreadableBidderKey, Wording("the handover holds no key", "投标人所交付的密钥无法解出"))
    case .key(let key):
      let commitment = EnvelopeKeys.bidderCommitment(key, contextDigest: header.context.digest)
      if key.count == EnvelopeKeys.byteCount, commitment == header.bidderCommitment { return .success(key) }
      fault = OpeningFault(
        .falseBidderKey, Wording("kb_commit does not hold for the bidder's key", "投标人密钥与 kb_commit 不符"))
    }
    return .failure(OpeningFailure(fault))
  }
}

/// The file inside an envelope that opened.
public struct OpenedPart: Hashable, Sendable {
  /// The SHA-256 digest of the file.
  public let digest: Digest
  /// The number of bytes of the file.
  public let byteCount: Int
  /// What the file says, when the part is the price.
  public let price: PricePart?
}

/// An opening fault as it travels to where the verdict is made.
struct OpeningFailure: Error {
  let fault: OpeningFault
  init(_ fault: OpeningFault) { self.fault = fault }
}
