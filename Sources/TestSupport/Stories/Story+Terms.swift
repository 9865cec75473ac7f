package import AuditTrail
internal import Cryptography
package import Evaluation
internal import Notation
package import Tendering

extension Story {
  /// Terms of a tender that obeys every rule, on the track of the preset.
  package static func terms(_ track: Track) -> Terms {
    let start: Int64 = 1_793_581_200_000
    var terms = Terms()
    terms.title = "第二小学教学楼"
    terms.project = "E3203010319004627"
    terms.lot = "E3203010319004627001001"
    terms.tenderer = tenderer
    terms.agency = agency
    terms.notary = notary
    terms.particulars.scope = "新建教学楼一栋"
    terms.particulars.fundSource = "财政资金"
    terms.particulars.qualification = "建筑工程施工总承包二级"
    terms.particulars.documentAccess = "平台下载"
    terms.particulars.submission = "平台上传"
    terms.particulars.contact = "0000-0000000"
    terms.particulars.supervisor = "住房和城乡建设局"
    terms.scheme = preset(track).terms
    terms.scheme.ceiling = try? ExactDecimal(plain: "10000000")
    terms.budget = Money(minor: 1_000_000_000, .cny)
    terms.isMandatory = track != .foreign
    terms.isStateFunded = track != .foreign
    terms.documentsFrom = instant(start + 3_600_000)
    terms.documentsUntil = instant(start + 10 * day)
    terms.opening = instant(start + 22 * day)
    terms.bidValidityDays = 90
    terms.keyWindow = 3_600_000
    terms.explanationWindow = 1_800_000
    if track != .foreign {
      var panel = PanelTerms()
      var stratum = PanelTerms.Stratum()
      stratum.specialty = StratumID(unchecked: "civil")
      stratum.seats = track == .governmentProcurement ? 7 : 5
      panel.strata = [stratum]
      panel.maximumPerEmployer = 2
      terms.panel = panel
    }
    if track == .engineering {
      terms.publicityDays = 3
      terms.darkViolation = .reject
    }
    return terms
  }

  private static func preset(_ track: Track) -> Preset {
    switch track {
    case .engineering: .engineeringComprehensive
    case .governmentProcurement: .procurementGoods
    case .foreign: .japaneseFloor
    }
  }

  /// The parameters of sealed bids under `terms`.
  package func parameters(session: OpeningSessions = .one) throws -> TenderParameters {
    let bytes = try terms.bytes()
    return try TenderParameters(
      documents: [
        TenderDocument(
          name: Terms.documentName, digest: DigestContext.sha256(bytes), byteCount: bytes.count)
      ], graceMilliseconds: 10_000, log: Self.log, padTo: 131_072,
      parts: terms.darkViolation == nil ? [.price] : [.technical, .price], security: .training,
      session: session, tender: tender)
  }

  /// The notice of `terms`.
  package func announcement(session: OpeningSessions = .one) throws -> TenderAnnounce {
    let parameters = try parameters(session: session)
    var stages: [DisclosureStage] = [.opening, .award]
    if parameters.parts.contains(.technical) { stages.append(.lock) }
    if session == .two { stages.append(.price) }
    return TenderAnnounce(
      terms: terms, parameters: parameters, deadline: terms.opening,
      secrets: Dictionary(
        uniqueKeysWithValues: stages.map { ($0, commitment(of: $0)) }))
  }

  /// Plans, drafts, checks, shows and announces.
  package mutating func announce(session: OpeningSessions = .one) throws {
    if terms.track == .engineering {
      try take(PlanPublish(plan), by: Self.tenderer)
      try take(DocumentsDraft(terms: DigestContext.sha256(try terms.bytes())), by: Self.tenderer)
      try take(DocumentsCheck([]), by: Self.tenderer)
      try take(DocumentsPreview(terms), by: Self.tenderer)
    }
    try take(try announcement(session: session), by: Self.tenderer)
  }

  /// The plan of `terms`.
  package var plan: Plan {
    var plan = Plan()
    plan.track = terms.track
    plan.title = terms.title
    plan.project = terms.project
    plan.lot = terms.lot
    plan.tenderer = terms.tenderer
    plan.agency = terms.agency
    plan.notice = now
    return plan
  }

  /// Logs every key of the tender.
  package mutating func logKeys() throws {
    for slot in state.missingKeys {
      let (message, holder) = try key(for: slot)
      try take(CustodianKeyLog(TenderKey(message, signature: [1])), by: holder)
    }
  }

  /// The key of the tender for `slot`, and who logs it.
  func key(for slot: Bidding.KeySlot) throws -> (message: CustodianKeyMessage, holder: PartyID) {
    let seed = DigestContext.sha256(Array("\(slot.purpose) \(slot.index)".utf8))
    let key = try AgreementPrivateKey(SecretBytes(seed.bytes)).publicKey
    switch KeyPurpose(rawValue: slot.purpose) {
    case .openingService?:
      return (CustodianKeyMessage(log: Self.log, tender: tender, openingService: key), .operator)
    case .part(let part)?:
      let message = try CustodianKeyMessage(
        log: Self.log, tender: tender, part: part, index: slot.index, threshold: 2, count: 3, key: key)
      return (message, terms.custodians[Int(slot.index) - 1])
    default: return (CustodianKeyMessage(log: Self.log, tender: tender, draws: key), .supervisor)
    }
  }

  /// Opens bidding and hands in a bid of each of `bidders`.
  package mutating func bid(_ bidders: some Sequence<PartyID>) throws {
    advance(to: terms.documentsFrom)
    for bidder in bidders { try submit(by: bidder, revision: 1) }
  }

  /// Hands in a bid.
  package mutating func submit(by bidder: PartyID, revision: UInt32) throws {
    let submission = try submission(by: bidder, revision: revision)
    try take(
      BidSubmit(NamedMessage(submission.digest, revision: revision)), by: bidder,
      enclosing: [submission.bytes])
  }

  /// The submission of envelopes that nobody opens.
  package func submission(by bidder: PartyID, revision: UInt32) throws -> Submission {
    let head = BidHead(log: Self.log, tender: tender, bidder: bidder, revision: revision)
    let envelopes = try parameters().parts.map { part in
      Submission.Envelope(
        part: part, contextDigest: DigestContext.sha256(Array("\(bidder) \(part) ctx".utf8)),
        digest: DigestContext.sha256(Array("\(bidder) \(part) \(revision)".utf8)), byteCount: 66_000)
    }
    return try Submission(head: head, envelopes: envelopes)
  }
}
