import Cryptography
public import Notation

extension DrawRecord {
  /// Checks every signature of the record that a key of `signers` is there for.
  ///
  /// - Returns: the holders of signatures for which there is no key, each once.
  /// - Throws: `DRAW_SIGNATURE_INVALID`, with whose it is; `DRAW_REVEAL_CLASS` for a reveal that is still wrapped.
  public func checkSignatures(_ signers: [DrawSigner]) throws(Fault) -> [DrawSigner.Holder] {
    let keys = Dictionary(signers.map { ($0.holder, $0.key) }, uniquingKeysWith: { first, _ in first })
    var unknown: [DrawSigner.Holder] = []
    func check(_ message: some DrawMessage, _ signature: [UInt8], _ holder: DrawSigner.Holder) throws(Fault) {
      guard let key = keys[holder] else {
        if !unknown.contains(holder) { unknown.append(holder) }
        return
      }
      do throws(Fault) {
        try message.checkSignature(signature, by: key, in: announcement.context)
      } catch {
        throw Fault(
          error.code, at: nil,
          Wording("\(holder): \(error.message.english)", "\(holder)：\(error.message.chinese)"),
          accepted: error.accepted)
      }
    }
    for commitment in commitments {
      try check(commitment.message, commitment.signature, .enrolled(commitment.message.party))
    }
    for reveal in reveals {
      guard let message = reveal.message else { continue }
      try check(message, reveal.signature, .enrolled(reveal.party))
    }
    for record in panelRecords {
      switch record {
      case .reply(let reply, let signature): try check(reply, signature, .expert(reply.token))
      case .noAnswer(let record, let operatorSignature, let supervisorSignature):
        try check(record, operatorSignature, .party(.operator))
        try check(record, supervisorSignature, .party(.supervisor))
      case .narrow(let pool, let signature): try check(pool, signature, .party(.supervisor))
      case .round: continue
      }
    }
    return unknown
  }
}

extension DrawSigner.Holder {
  /// The holder of the key of a party of a draw, where `platform` means the operator.
  fileprivate static func enrolled(_ party: PartyID) -> Self {
    .party(party == .platform ? .operator : party)
  }
}

extension DrawSigner.Holder: CustomStringConvertible {
  /// The id, or the token in hexadecimal.
  public var description: String {
    switch self {
    case .party(let party): party.rawValue
    case .expert(let token): Hexadecimal.text(token.bytes)
    }
  }
}
