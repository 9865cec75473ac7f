public import Cryptography

/// The dispute whether a bidder handed its key over (formats, section 5): settled by showing the key.
public enum KeyDispute {
  /// Who was at fault.
  public enum Finding: String, Hashable, Sendable, CaseIterable {
    /// The bidder: what it handed over, or what it shows now, is not the key of its envelope.
    case bidder
    /// The platform: the true key was handed over in time, and the shown one opens the bid.
    case platform
  }

  /// The finding for a key that the bidder shows, against its signed and receipted handover.
  ///
  /// `shown` is the bidder's key (k_b) as it says it was, `header` that of the envelope with the digest `envelope`
  /// (bid_hash), `openingService` the key that was logged for the opening service. The signature and the receipt of
  /// `handover` are the caller's to check.
  public static func finding(
    shown: SecretBytes, header: EnvelopeHeader, handover: KeyHandover, envelope: Digest,
    openingService: AgreementPublicKey
  ) -> Finding {
    let contextDigest = header.context.digest
    let isTrue =
      EnvelopeKeys.bidderCommitment(shown, contextDigest: contextDigest) == header.bidderCommitment
      && handover.envelope == envelope && handover.part == header.context.part
      && handover.isHandover(of: shown, contextDigest: contextDigest, openingService: openingService)
    return isTrue ? .platform : .bidder
  }
}
