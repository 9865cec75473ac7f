internal import Cryptography
public import Notation

/// Whose key is whose in one log, in the order of its leaves (formats, section 11).
///
/// A party may enrol a new key, which takes the place of its earlier one from there on. A key belongs to one party: whoever
/// held a key under two names could be two parties of one procedure.
public struct EnrolmentRegister: Sendable {
  private let log: LogName
  private let trust: TrustFile?
  private var newest: [PartyID: Enrolment] = [:]
  private var owners: [VerificationKey: PartyID] = [:]

  /// The register of a log in which nobody is enrolled yet, for a reader who trusts what stands in `trust`, or nothing.
  public init(log: LogName, trust: TrustFile?) {
    self.log = log
    self.trust = trust
  }

  /// The enrolment that is in the register for `party`; its window is yet to be compared with a time.
  public subscript(party: PartyID) -> Enrolment? { newest[party] }

  /// Enters an enrolment that `actor` commanded, and says how far it may be believed.
  ///
  /// - Throws: `WRONG_PARTY` when another party commanded it, `KEY_TAKEN`, and the fault of a `refused` standing; nothing is
  ///   entered then.
  @discardableResult
  public mutating func enter(_ enrolment: Enrolment, commandedBy actor: PartyID) throws(Fault)
    -> Enrolment.Standing
  {
    guard actor == enrolment.party else {
      throw Fault(
        .wrongParty, at: nil,
        Wording("\(actor) enrols \(enrolment.party)", "\(actor) 登记 \(enrolment.party)"),
        accepted: Wording("the party itself", "本人"))
    }
    let standing = enrolment.standing(in: log, under: trust)
    if case .refused(let fault) = standing { throw fault }
    let owner = owners[enrolment.key] ?? enrolment.party
    guard owner == enrolment.party else {
      throw Fault(
        .keyTaken, at: nil,
        Wording("\(enrolment.party) brings the key of \(owner)", "\(enrolment.party) 使用 \(owner) 的密钥"),
        accepted: Wording("a key of its own", "自己的密钥"))
    }
    owners[enrolment.key] = enrolment.party
    newest[enrolment.party] = enrolment
    return standing
  }
}

extension Fault.Code {
  /// A key that another party has enrolled.
  public static let keyTaken = Fault.Code("KEY_TAKEN")
}
