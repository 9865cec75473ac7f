public import Cryptography
public import Notation

/// Seals one part of a bid (投标文件加密): for the bidder's client, before the deadline.
///
/// The client must have checked the signatures of all custodian keys against its trust file (formats, section 5).
public struct EnvelopeSealer: Sendable {
  /// The parameters that the bid answers.
  public let parameters: TenderParameters
  /// The custodian keys of the part.
  public let keys: CustodianKeys
  /// The bidder.
  public let bidder: PartyID
  /// The revision of the bid.
  public let revision: UInt32
  /// The deadline in force.
  public let deadline: Instant

  /// A sealer for the part of `keys`.
  ///
  /// - Throws: `WRONG_CONTEXT` when the keys are of another tender, or of a part that the notice does not ask for.
  public init(
    parameters: TenderParameters, keys: CustodianKeys, bidder: PartyID, revision: UInt32, deadline: Instant
  ) throws(Fault) {
    guard keys.tender == parameters.tender, parameters.parts.contains(keys.part) else {
      throw Fault(
        .wrongContext, at: nil,
        Wording(
          "custodian keys of \(keys.tender), part \(keys.part.rawValue)",
          "托管密钥属于 \(keys.tender) 的 \(keys.part.rawValue) 部分"),
        accepted: Wording(
          "\(parameters.tender): " + parameters.parts.map(\.rawValue).joined(separator: ", "),
          "\(parameters.tender)：" + parameters.parts.map(\.rawValue).joined(separator: "、")))
    }
    self.parameters = parameters
    self.keys = keys
    self.bidder = bidder
    self.revision = revision
    self.deadline = deadline
  }

  /// Seals the `byteCount` bytes of `file` and gives the envelope to `sink`, 64 KiB at a time; memory stays flat.
  ///
  /// The keys and the nonce come from `random`, fresh each time: a second file under the same three would use the cipher's
  /// nonces again. When it throws, what `sink` has taken must be thrown away.
  ///
  /// - Throws: `OVER_PAD_TO` or `TOO_LARGE` before anything is read; `WRONG_SIZE` when the file has not `byteCount` bytes;
  ///   `CryptographyFailure`; what `file` or `sink` throws.
  public func seal(
    _ file: @escaping ByteSource, byteCount: Int, random: inout some RandomSource, to sink: ByteSink
  ) throws -> SealedEnvelope {
    let bidderKey = random.bytes(EnvelopeKeys.byteCount)
    let custodianKey = random.bytes(EnvelopeKeys.byteCount)
    let nonce = random.open(EnvelopeContext.nonceByteCount)
    return try seal(
      file, byteCount: byteCount, bidderKey: bidderKey, custodianKey: custodianKey, nonce: nonce, to: sink)
  }

  /// Seals under given keys, which must never have sealed another file.
  package func seal(
    _ file: @escaping ByteSource, byteCount: Int, bidderKey: SecretBytes, custodianKey: SecretBytes,
    nonce: [UInt8], to sink: ByteSink
  ) throws -> SealedEnvelope {
    let plaintextByteCount = try EnvelopePadding(keys.part, parameters)
      .plaintextByteCount(fileByteCount: byteCount)
    let context = EnvelopeContext(
      tender: keys.tender, part: keys.part, bidder: bidder, deadline: deadline, revision: revision,
      documents: parameters.digest, custodianKeys: keys.digest, nonce: nonce)
    let derived = EnvelopeKeys(
      bidderKey: bidderKey, custodianKey: custodianKey, contextDigest: context.digest)
    let header = EnvelopeHeader(
      context: context,
      bidderCommitment: EnvelopeKeys.bidderCommitment(bidderKey, contextDigest: context.digest),
      keyCommitment: derived.keyCommitment, threshold: keys.threshold,
      wraps: try derived.wraps(to: keys).map(\.bytes))
    let sealed = try EnvelopeWriter.write(
      header, payloadKey: derived.payloadKey(below: DigestContext.sha256(header.bytes)), file,
      byteCount: byteCount, plaintextByteCount: plaintextByteCount, to: sink)
    return SealedEnvelope(
      context: context, digest: sealed.digest, byteCount: sealed.byteCount, bidderKey: bidderKey)
  }
}

/// What the bidder keeps of an envelope that it has sealed.
public struct SealedEnvelope: Sendable {
  /// What the envelope says it is; its digest (ctxh) goes into the submission.
  public let context: EnvelopeContext
  /// The digest of the envelope (bid_hash).
  public let digest: Digest
  /// The number of bytes of the envelope.
  public let byteCount: Int
  /// The bidder's key (k_b), without which nobody opens the envelope: to be kept in two copies.
  public let bidderKey: SecretBytes
}

extension Fault.Code {
  /// An envelope, or keys, of another tender, part, bidder or revision.
  public static let wrongContext = Fault.Code("WRONG_CONTEXT")
  /// A file that has not the number of bytes that was announced.
  public static let wrongSize = Fault.Code("WRONG_SIZE")
}
