public import Notation

/// Why a witness did not cosign (formats, section 2; C2SP tlog-witness).
public enum WitnessRefusal: Error, Hashable, Sendable {
  /// The request has no form that can be read: status 400.
  case malformed(Fault)
  /// The witness does not follow that log: status 404.
  case unknownOrigin(LogName)
  /// The pinned key of the log did not sign, or a line of it is wrong: status 403.
  case notSigned(Fault)
  /// The stated old size is above that of the checkpoint: status 400.
  case oldSizeTooLarge(old: UInt64, size: UInt64)
  /// The witness cosigned another size last, this one: status 409.
  case conflict(size: UInt64)
  /// The log signed two roots for one size: status 409, and the proof of it, which is kept.
  case fork(ForkEvidence)
  /// The proof does not show that the tree only grew: status 422.
  case badProof
  /// The witness cannot tell what it cosigned before, and therefore cosigns nothing: status 500.
  case unavailable(Fault)

  /// The status that the protocol answers with.
  public var status: Int {
    switch self {
    case .malformed, .oldSizeTooLarge: 400
    case .unknownOrigin: 404
    case .notSigned: 403
    case .conflict, .fork: 409
    case .badProof: 422
    case .unavailable: 500
    }
  }

  /// The size that the witness cosigned last, which an answer of status 409 tells.
  public var cosignedSize: UInt64? {
    switch self {
    case .conflict(let size): size
    case .fork(let evidence): evidence.size
    default: nil
    }
  }
}
