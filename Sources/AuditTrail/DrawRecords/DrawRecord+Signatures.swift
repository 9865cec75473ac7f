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
    func check(_ message: MessageBytes, _ signature: [UInt8], _ holder: DrawSigner.Holder) throws(Fault) {
      guard let key = keys[holder] else {
        if !unknown.contains(holder) { unknown.append(holder) }
        return
      }
      guard message.isSigned(signature, by: key) else {
        throw .draw(
          .drawSignatureInvalid,
          Wording("\(holder): the signature is not over this message", "\(holder)：签名与此消息不符"),
          accepted: Wording("a signature with the signer's enrolled key", "签署人登记密钥的签名"))
      }
    }
    let context = announcement.context
    for commitment in commitments {
      let message = commitment.message
      try check(message.message(in: context), commitment.signature, .enrolled(message.party))
    }
    for reveal in reveals {
      guard let message = reveal.message else { continue }
      try check(message.message(in: context), reveal.signature, .enrolled(reveal.party))
    }
    for record in panelRecords {
      switch record {
      case .reply(let reply, let signature):
        try check(reply.message(in: context), signature, .expert(reply.token))
      case .noAnswer(let record, let operatorSignature, let supervisorSignature):
        let message = record.message(in: context)
        try check(message, operatorSignature, .party(.operator))
        try check(message, supervisorSignature, .party(.supervisor))
      case .narrow(let pool, let signature):
        try check(pool.message(in: context), signature, .party(.supervisor))
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
