public import Cryptography
public import Notation

/// What a reader trusts, pinned in a file of the reader's own and never taken from a bundle (formats, section 11).
///
/// JSON `{custodians, log [, log_sm2], operator, root, root_auto, v: 1, witnesses}`, not in canonical form: the keys of `custodians` are
/// ids such as `P-TEN`, which canonical keys cannot be, and nothing hashes or signs what a reader wrote for itself.
public struct TrustFile: Hashable, Sendable {
  /// The fingerprints of the custodians' enrolled keys.
  public let custodians: [PartyID: KeyFingerprint]
  /// The key of the log; its name is the origin.
  public let log: NoteKey
  /// The SM2 key of the log, which must have signed every note too; nil when the reader wants none.
  public let secondLogKey: NoteKey?
  /// The fingerprint of the operator's enrolled key (`operator`).
  public let operatorKey: KeyFingerprint
  /// The root that vouches for parties.
  public let root: VerificationKey
  /// Whether that root is an automatic one, which makes authorship a simulation.
  public let isRootAutomatic: Bool
  /// The keys of the witnesses, in the order of the file.
  public let witnesses: [NoteKey]

  /// The most bytes that are read: 1 MiB.
  public static let maximumByteCount = 1 << 20

  /// The most custodians and the most witnesses.
  static let maximumCount = 1000

  /// A trust file of these pins.
  ///
  /// - Throws: `INVALID_VALUE` for keys of the wrong use, a witness pinned twice, and too many of them.
  public init(
    custodians: [PartyID: KeyFingerprint], log: NoteKey, operatorKey: KeyFingerprint,
    root: VerificationKey, isRootAutomatic: Bool, witnesses: [NoteKey],
    secondLogKey: NoteKey? = nil
  ) throws(Fault) {
    let isInOrder =
      log.scheme == .ed25519 && (secondLogKey.map { $0.scheme == .sm2 && $0.name == log.name } ?? true)
      && witnesses.allSatisfy { $0.scheme == .cosignature }
      && Set(witnesses.map(\.key)).count == witnesses.count
      && max(witnesses.count, custodians.count) <= Self.maximumCount
      && Self.areOthers(witnesses, root: isRootAutomatic ? nil : root, log: log, operatorKey)
    guard isInOrder else {
      throw Fault(
        .invalidValue, at: nil, Wording("the pins do not fit each other", "信任设置不一致"),
        accepted: Wording(
          "a log key, and up to \(Self.maximumCount) witness keys, each once, none of them or the root the operator's",
          "日志公钥一个，见证公钥各一次，至多 \(Self.maximumCount) 个，见证与根公钥均非平台所有"))
    }
    self.custodians = custodians
    self.log = log
    self.secondLogKey = secondLogKey
    self.operatorKey = operatorKey
    self.root = root
    self.isRootAutomatic = isRootAutomatic
    self.witnesses = witnesses
  }

  /// The keys under which checkpoints of the log are opened.
  public var checkpointKeys: CheckpointKeys {
    get throws(Fault) {
      try CheckpointKeys(log: log, further: [secondLogKey].compactMap(\.self), witnesses: witnesses)
    }
  }

  /// Whether the log signed a note with each key that is pinned for it.
  func isSignedByLog(_ note: SignedNote) -> Bool {
    note.isSigned(by: log) && (secondLogKey.map { note.isSigned(by: $0) } ?? true)
  }

  /// Whether witnesses and root are not the operator under another name: what it signs twice is signed once.
  private static func areOthers(
    _ witnesses: [NoteKey], root: VerificationKey?, log: NoteKey, _ operatorKey: KeyFingerprint
  ) -> Bool {
    (witnesses.map(\.key) + [root].compactMap(\.self)).allSatisfy {
      $0 != log.key && KeyFingerprint(of: $0) != operatorKey
    }
  }

  /// Reads a trust file, which people write by hand.
  ///
  /// - Returns: nil when there are faults; all of them are then in `faults`.
  public static func read(_ bytes: [UInt8], into faults: inout Faults) -> TrustFile? {
    guard bytes.count <= maximumByteCount else {
      faults.append(
        Fault(
          .tooLarge, at: nil, Wording("\(bytes.count) bytes", "\(bytes.count) 字节"),
          accepted: Wording("at most \(maximumByteCount) bytes", "至多 \(maximumByteCount) 字节")))
      return nil
    }
    guard let value = JSONReader.read(bytes, into: &faults) else { return nil }
    var reading = Reading(.strict)
    let file = codec.decode(value, &reading)
    faults.append(reading.faults)
    return file
  }

  /// The file, one field a line, custodians by id.
  public var bytes: [UInt8] {
    JSONWriter.bytes(Self.codec.encode(self), layout: .indented) + Array("\n".utf8)
  }

  /// Whether the reader pinned this key for `party`; nil when nothing is pinned for it.
  public func pins(_ key: VerificationKey, of party: PartyID) -> Bool? {
    let pinned = party == .operator ? operatorKey : custodians[party]
    return pinned.map { $0 == KeyFingerprint(of: key) }
  }
}

extension Enrolment {
  /// How far a reader may believe an enrolment.
  public enum Standing: Hashable, Sendable {
    /// The root that the reader trusts vouches for it.
    case confirmed
    /// The root vouches for it and is automatic: whoever ran the training could be any party.
    case simulated
    /// The reader named no root; all that is known is that the party held its key.
    case undecidable
    /// It is false.
    case refused(Fault)
  }

  /// How far a reader who trusts what stands in `trust`, or nothing, may believe this enrolment in `log`.
  ///
  /// Refused are: a self signature that does not hold; another log than the pinned one; another root; a pinned operator or
  /// custodian with another key; and an enrolment whose `auto` contradicts the trust file, as it is under no signature.
  public func standing(in log: LogName, under trust: TrustFile?) -> Standing {
    do throws(Fault) {
      guard let trust else {
        try verifyPossession(in: log)
        return .undecidable
      }
      guard trust.log.name.rawValue == log.rawValue else {
        throw Fault(
          .wrongLog, at: nil, Wording("this is the log \(log)", "日志为 \(log)"),
          accepted: Wording(verbatim: trust.log.name.rawValue))
      }
      try verify(in: log, root: trust.root)
      guard trust.pins(key, of: party) ?? true else {
        throw Fault(
          .unpinnedKey, at: nil,
          Wording("\(party) has the key \(fingerprint)", "\(party) 的密钥为 \(fingerprint)"),
          accepted: Wording("the key that the trust file pins for it", "信任文件所列的密钥"))
      }
      guard trust.isRootAutomatic == isAutomatic else {
        throw Fault(
          .unknownRoot, at: nil,
          Wording("the enrolment says auto: \(isAutomatic)", "登记所述 auto 为 \(isAutomatic)"),
          accepted: Wording(verbatim: "auto: \(trust.isRootAutomatic)"))
      }
      return isAutomatic ? .simulated : .confirmed
    } catch {
      return .refused(error)
    }
  }
}

extension Fault.Code {
  /// A party that the reader pinned has another key.
  public static let unpinnedKey = Fault.Code("UNPINNED_KEY")
}
