package import AuditTrail
package import Cryptography
package import Notation
package import Tendering

extension Participant {
  /// The keys of `tender` that are this party's to log and are not there yet (开标密钥登记).
  ///
  /// - Throws: the fault of a key message.
  package func missingKeys(of tender: Tender) throws(Fault) -> [Order] {
    guard let notice = tender.notice else { return [] }
    var orders: [Order] = []
    for slot in tender.missingKeys {
      guard let purpose = KeyPurpose(rawValue: slot.purpose),
        holder(of: purpose, index: slot.index, notice.terms)
      else { continue }
      let key = try agreementKey(of: tender.id, purpose, slot.index)
      let publicKey = try Fault.ofLibrary { () throws(CryptographyFailure) in try key.publicKey }
      let message: CustodianKeyMessage
      switch purpose {
      case .part(let part):
        message = try CustodianKeyMessage(
          log: log, tender: tender.id, part: part, index: slot.index, threshold: TenderKey.threshold,
          count: UInt8(notice.terms.custodians.count), key: publicKey)
      case .openingService:
        message = CustodianKeyMessage(log: log, tender: tender.id, openingService: publicKey)
      case .draws: message = CustodianKeyMessage(log: log, tender: tender.id, draws: publicKey)
      }
      orders.append(
        Order(CustodianKeyLog(TenderKey(message, signature: try signature(over: message)))))
    }
    return orders
  }

  private func holder(of purpose: KeyPurpose, index: UInt8, _ terms: Terms) -> Bool {
    switch purpose {
    case .part: terms.custodians.indices.contains(Int(index) - 1) && terms.custodians[Int(index) - 1] == party
    case .openingService: party == .operator
    case .draws: party == .supervisor
    }
  }

  /// The private key that the party logged, or is to log, for `purpose`.
  package func agreementKey(
    of tender: TenderID, _ purpose: KeyPurpose, _ index: UInt8 = 0
  ) throws(Fault) -> AgreementPrivateKey {
    try Fault.ofLibrary { () throws(CryptographyFailure) in
      try AgreementPrivateKey(secret.bytes(for: .agreement(tender, purpose, index: index)))
    }
  }

  /// The release of the party's key for `part`, relying on the checkpoint of `size` and `root` (释放开标密钥).
  ///
  /// - Throws: `INVALID_CUSTODIAN_KEYS` for a party that is no custodian of the tender.
  package func release(
    of part: Part, in tender: Tender, size: UInt64, root: Digest
  ) throws(Fault) -> Order {
    let keys = try tender.soundKeys(of: part)
    guard let position = tender.notice?.terms.custodians.firstIndex(of: party) else {
      throw Fault(
        .invalidCustodianKeys, at: nil, Wording("\(party) is no custodian", "\(party) 不是密钥保管人"),
        accepted: Wording(
          verbatim: tender.notice?.terms.custodians.map(\.rawValue).joined(separator: ", ") ?? "-"))
    }
    let index = UInt8(clamping: position + 1)
    let service = try tender.serviceKey
    let key = try agreementKey(of: tender.id, .part(part), index).secret
    let release = try Fault.ofLibrary { () throws(CryptographyFailure) in
      try KeyRelease(
        log: log, keys: keys, index: index, treeSize: size, root: root, key: key, openingService: service)
    }
    return Order(KeysRelease(release, signature: try signature(over: release)), enclosing: [release.bytes])
  }
}

extension Tender {
  /// The custodian keys of a part, for who acts with them.
  func soundKeys(of part: Part) throws(Fault) -> CustodianKeys {
    do throws(Refusal) { return try custodianKeys(of: part) } catch { throw error.fault }
  }

  /// The key of the opening service.
  ///
  /// - Throws: `INVALID_CUSTODIAN_KEYS` while it is not logged.
  var serviceKey: AgreementPublicKey { get throws(Fault) { try soleKey(.openingService) } }

  /// The supervisor's key for draws.
  ///
  /// - Throws: `INVALID_CUSTODIAN_KEYS` while it is not logged.
  var supervisorKey: AgreementPublicKey { get throws(Fault) { try soleKey(.draws) } }

  private func soleKey(_ purpose: KeyPurpose) throws(Fault) -> AgreementPublicKey {
    let logged = bidding.keys.first { $0.key.purpose == purpose.rawValue }?.value.key
    guard let logged, let key = try? AgreementPublicKey(logged.bytes) else {
      throw Fault(
        .invalidCustodianKeys, at: nil,
        Wording("the key \(purpose.rawValue) is not logged", "密钥 \(purpose.rawValue) 尚未登记"),
        accepted: Wording("custodian.key for \(purpose.rawValue)", "用途为 \(purpose.rawValue) 的 custodian.key"))
    }
    return key
  }
}
