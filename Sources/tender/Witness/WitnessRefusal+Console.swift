internal import AuditTrail
internal import Interchange
internal import Notation
internal import SystemPackage

extension WitnessStore {
  /// The witness in the folder at `path`, with the key in the file `key`.
  static func open(_ path: String, key: String) throws -> WitnessStore {
    let record = try KeyRecord.read(key, for: .witness)
    return try Inputs.checked(key) { () throws(Fault) in
      guard let store = WitnessStore(folder: FilePath(path), signer: try record.noteSigner()) else {
        preconditionFailure("a key for “witness” signs cosignatures")
      }
      return store
    }
  }
}

extension Console {
  /// Says why a witness does not cosign, and with which status the command ends.
  func status(
    for refusal: WitnessRefusal, of witness: WitnessStore, _ origin: LogName, request: String
  ) -> ExitStatus {
    if case .fork(let evidence) = refusal {
      let path = witness.forkPath(origin, evidence.size).string
      note(
        Wording(
          "FORK: \(origin) signed two roots for size \(evidence.size); the proof is in \(path)",
          "FORK：\(origin) 对大小 \(evidence.size) 签署了两个树根；证据见 \(path)"))
      return .integrity
    }
    return status(for: Inputs.failure(request, refusal.fault)) ?? .refused
  }
}

extension WitnessRefusal {
  /// The refusal as a fault of the request.
  var fault: Fault {
    switch self {
    case .malformed(let fault), .notSigned(let fault), .unavailable(let fault): fault
    case .unknownOrigin(let log):
      Fault(
        .unknownLog, at: nil, Wording("the witness does not follow \(log)", "见证人未跟随 \(log)"),
        accepted: Wording(verbatim: "tender witness follow"))
    case .oldSizeTooLarge(let old, let size):
      Fault(
        .oldSizeTooLarge, at: nil, Wording("old \(old) is above \(size)", "old \(old) 大于 \(size)"),
        accepted: Wording(verbatim: "old ≤ \(size)"))
    case .conflict(let size):
      Fault(
        .conflict, at: nil, Wording("the witness cosigned size \(size) last", "见证人最后联署的大小为 \(size)"),
        accepted: Wording(verbatim: "old \(size)"))
    case .fork(let evidence):
      Fault(
        .fork, at: nil, Wording("two roots for size \(evidence.size)", "大小 \(evidence.size) 有两个树根"),
        accepted: Wording("one history of the log", "日志的唯一历史"))
    case .badProof:
      Fault(
        .badProof, at: nil, Wording("the proof does not show that the log only grew", "证明未表明日志只增不改"),
        accepted: Wording("a consistency proof from the stated old size", "自所述旧大小起的一致性证明"))
    }
  }
}

extension Fault.Code {
  /// A witness that does not follow the log.
  static let unknownLog = Fault.Code("UNKNOWN_LOG")
  /// An old size above the size of the checkpoint.
  static let oldSizeTooLarge = Fault.Code("OLD_SIZE_TOO_LARGE")
  /// A witness that cosigned another size last.
  static let conflict = Fault.Code("CONFLICT")
  /// A consistency proof that does not hold.
  static let badProof = Fault.Code("BAD_PROOF")
}
