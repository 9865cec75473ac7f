public import Cryptography
public import Notation

/// A key of a tender as the log holds it: what the key is for, whose it is, and the signature that logged it.
///
/// The event `custodian.key` of formats, section 5, beside the enrolled key that signed it, so that a client can check the
/// signature without the log.
public struct LoggedKey: Hashable, Sendable {
  /// What the key is for.
  public let purpose: KeyPurpose
  /// The custodian's index from 1 (i); 0 for a key that is no custodian's.
  public let index: UInt8
  /// How many keys open the part (t).
  public let threshold: UInt8
  /// How many custodians there are (n).
  public let count: UInt8
  /// The key.
  public let key: AgreementPublicKey
  /// Who logged it.
  public let party: PartyID
  /// The enrolled key of that party.
  public let signer: VerificationKey
  /// The signature over the message.
  public let signature: [UInt8]

  /// The key that `message` logs, signed by `party` with `signer`.
  public init(
    _ message: CustodianKeyMessage, party: PartyID, signer: VerificationKey, signature: [UInt8]
  ) {
    self.init(
      purpose: message.purpose, index: message.index, threshold: message.threshold, count: message.count,
      key: message.key, party: party, signer: signer, signature: signature)
  }

  init(
    purpose: KeyPurpose, index: UInt8, threshold: UInt8, count: UInt8, key: AgreementPublicKey,
    party: PartyID, signer: VerificationKey, signature: [UInt8]
  ) {
    self.purpose = purpose
    self.index = index
    self.threshold = threshold
    self.count = count
    self.key = key
    self.party = party
    self.signer = signer
    self.signature = signature
  }

  /// The message that logs the key in the tender of `parameters`, its signature checked.
  ///
  /// With a trust file the signer must also be pinned there; without one anybody may have made up the signer.
  ///
  /// - Throws: `INVALID_SIGNATURE`; `WRONG_LOG` and `UNPINNED_KEY` under the trust file; `INVALID_CUSTODIAN_KEYS` for an index
  ///   out of range and for a holder that must not hold such a key.
  public func message(
    in parameters: TenderParameters, trust: TrustFile?
  ) throws(Fault) -> CustodianKeyMessage {
    let message = try unchecked(in: parameters)
    try requireHolder(parameters.security)
    guard message.isSigned(signature, by: signer) else {
      throw Fault(
        .invalidSignature, at: nil,
        Wording(
          "\(party) did not sign key \(index) for \(purpose.rawValue)",
          "\(party) 未签署 \(purpose.rawValue) 的第 \(index) 号密钥"),
        accepted: Wording("the signature of its enrolled key over the logged message", "其登记密钥对所记录消息的签名"))
    }
    guard let trust else { return message }
    guard trust.log.name.rawValue == parameters.log.rawValue else {
      throw Fault(
        .wrongLog, at: nil,
        Wording("the tender is in the log \(parameters.log)", "标段所在日志为 \(parameters.log)"),
        accepted: Wording(verbatim: trust.log.name.rawValue))
    }
    guard trust.pins(signer, of: party) == true else {
      throw Fault(
        .unpinnedKey, at: nil,
        Wording(
          "\(party) signs with the key \(KeyFingerprint(of: signer))",
          "\(party) 的签名密钥为 \(KeyFingerprint(of: signer))"),
        accepted: Wording("a key that the trust file pins for it", "信任文件为其列明的密钥"))
    }
    return message
  }

  private func unchecked(in parameters: TenderParameters) throws(Fault) -> CustodianKeyMessage {
    switch purpose {
    case .part(let part):
      return try CustodianKeyMessage(
        log: parameters.log, tender: parameters.tender, part: part, index: index, threshold: threshold,
        count: count, key: key)
    case .openingService, .draws:
      guard (index, threshold, count) == (0, 1, 1) else {
        throw refusal(
          Wording("key \(index), \(threshold) of \(count)", "第 \(index) 号，\(count) 取 \(threshold)"))
      }
      return purpose == .openingService
        ? CustodianKeyMessage(log: parameters.log, tender: parameters.tender, openingService: key)
        : CustodianKeyMessage(log: parameters.log, tender: parameters.tender, draws: key)
    }
  }

  private func requireHolder(_ security: SecurityProfile) throws(Fault) {
    let mayHold =
      switch purpose {
      // Whoever keeps the envelopes must not open them (formats, section 5).
      case .part: security != .full || party != .operator
      case .openingService: party == .operator
      case .draws: party == .supervisor
      }
    guard mayHold else { throw refusal(Wording("\(party) holds it", "持有者为 \(party)")) }
  }

  private func refusal(_ found: Wording) -> Fault {
    Fault(
      .invalidCustodianKeys, at: nil,
      Wording("key for \(purpose.rawValue): \(found.english)", "\(purpose.rawValue) 的密钥：\(found.chinese)"),
      accepted: Wording(
        "*: 0, 1 of 1, operator; draw: 0, 1 of 1, supervisor; parts under security full: never the operator",
        "*：0、1 取 1、operator；draw：0、1 取 1、supervisor；安全等级 full 的各部分：不得为 operator"))
  }
}

extension [LoggedKey] {
  /// The custodian keys of `part`, every signature checked.
  ///
  /// - Throws: what `message(in:trust:)` throws; `INVALID_CUSTODIAN_KEYS` for too few, too many, keys that do not belong
  ///   together, and two keys of one party, which would then hold two shares.
  public func custodianKeys(
    of part: Part, in parameters: TenderParameters, trust: TrustFile?
  ) throws(Fault) -> CustodianKeys {
    let entries = filter { $0.purpose == .part(part) }
    var messages: [CustodianKeyMessage] = []
    for entry in entries { messages.append(try entry.message(in: parameters, trust: trust)) }
    guard Set(entries.map(\.party)).count == entries.count else {
      throw Fault(
        .invalidCustodianKeys, at: nil,
        Wording("one party holds two keys of \(part.rawValue)", "同一方持有 \(part.rawValue) 的两个密钥"),
        accepted: Wording("one key a party", "每方一个密钥"))
    }
    return try CustodianKeys(messages)
  }

  /// The one key for `purpose` that nobody shares: the opening service's or the supervisor's for draws.
  ///
  /// - Throws: what `message(in:trust:)` throws; `INVALID_CUSTODIAN_KEYS` unless there is just one.
  public func soleKey(
    for purpose: KeyPurpose, in parameters: TenderParameters, trust: TrustFile?
  ) throws(Fault) -> AgreementPublicKey {
    let entries = filter { $0.purpose == purpose }
    guard entries.count == 1 else {
      throw Fault(
        .invalidCustodianKeys, at: nil,
        Wording(
          "\(entries.count) keys for \(purpose.rawValue)", "\(purpose.rawValue) 的密钥有 \(entries.count) 个"),
        accepted: Wording("one", "一个"))
    }
    return try entries[0].message(in: parameters, trust: trust).key
  }
}
