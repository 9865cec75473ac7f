internal import AuditTrail
internal import Cryptography
internal import Evaluation
package import Notation

/// What the law and the formats ask of a notice, and of the documents after a change (rulebook 1.2, 1.3, 1.5, E-13).
struct NoticeReview {
  let terms: Terms
  let parameters: TenderParameters
  let deadline: Instant
  let occasion: Occasion
  /// The notice that is changed; nil for a new one.
  let standing: Notice?

  init(
    _ terms: Terms, _ parameters: TenderParameters, deadline: Instant, of occasion: Occasion,
    changing standing: Notice? = nil
  ) {
    self.terms = terms
    self.parameters = parameters
    self.deadline = deadline
    self.occasion = occasion
    self.standing = standing
  }

  /// - Throws: the first rule that the notice breaks.
  func check() throws(Refusal) {
    try requireContent()
    try requireParties()
    try requireParameters()
    try requireScheme()
    try requirePeriods()
    try requireBond()
    try PanelComposition(terms).check()
  }

  private func requireContent() throws(Refusal) {
    guard terms.track == .foreign || !terms.particulars.supervisor.isEmpty else {
      throw Refusal(
        .noticeMissingSupervisor, .rule, "国办发〔2024〕21号 第三条",
        Wording("the notice names no supervising department", "公告未载明行政监督部门"),
        accepted: Wording("the administrative supervision department by name", "载明行政监督部门"))
    }
    try occasion.deadlines(under: terms).requireOpening(at: terms.opening, with: deadline)
    let time = occasion.time
    let isStartKept = standing.map { terms.documentsFrom == $0.terms.documentsFrom }
    guard time < deadline, isStartKept ?? (terms.documentsFrom >= time),
      terms.documentsFrom < terms.documentsUntil, terms.documentsUntil <= deadline, terms.opening == deadline
    else {
      let (from, until) = (terms.documentsFrom.beijingTime, terms.documentsUntil.beijingTime)
      throw Refusal(
        .noticeDates, .design, nil,
        Wording(
          "documents from \(from) to \(until), deadline \(deadline.beijingTime), notice at \(time.beijingTime)",
          "文件获取 \(from) 至 \(until)，截止 \(deadline.beijingTime)，公告 \(time.beijingTime)"),
        accepted: Wording(
          "notice ≤ documents from < documents until ≤ deadline = opening; a change keeps documents from",
          "公告 ≤ 获取起始 < 获取截止 ≤ 投标截止 = 开标；修改时获取起始不变"))
    }
  }

  /// The periods of the notice (D-01, D-03, D-23).
  ///
  /// The notice stands as long as the documents can be had; an end of theirs at 00:00 belongs to the day before.
  private func requirePeriods() throws(Refusal) {
    let deadlines = occasion.deadlines(under: terms)
    let announced = (standing?.announced ?? occasion.time).date
    let lastDay = Instant(clamping: terms.documentsUntil.milliseconds - 1).date
    try deadlines.requireNotice(from: announced, through: lastDay)
    try deadlines.requireOffer(from: terms.documentsFrom.date, through: lastDay)
    try deadlines.requireBidPeriod(from: terms.documentsFrom.date, to: deadline.date)
  }

  /// What the deposit may be, and how long it binds (D-06, D-06a, D-07); without a budget the ceiling is the estimate.
  private func requireBond() throws(Refusal) {
    guard let bond = terms.bond else { return }
    let ceiling = terms.scheme.ceiling.flatMap { Money($0, terms.scheme.currency) }
    if let estimate = terms.budget ?? ceiling {
      do throws(Refusal) {
        try BondLimits(track: terms.track, subject: terms.scheme.subject)
          .requireBidBond(bond.amount, ofEstimate: estimate)
      } catch  where error.basis == .local {
        // A limit whose article is not confirmed warns and does not bind (design, law 4).
      }
    }
    let deadlines = occasion.deadlines(under: terms)
    let end = { (days: Int) in
      deadlines.endOfValidity(.days(UInt16(clamping: days)), from: deadline.date)
    }
    try deadlines.requireBond(
      through: end(bond.validityDays).date, withBidThrough: end(terms.bidValidityDays))
  }

  private func requireParties() throws(Refusal) {
    let registry = occasion.registry
    let isSound =
      registry.role(of: terms.tenderer) == .tenderer
      && terms.agency.map { registry.role(of: $0) == .agency } ?? true
      && [.custodian, .witness].contains(registry.role(of: terms.notary))
      && [terms.tenderer, terms.agency].contains(occasion.actor)
    guard isSound, occasion.tender.plan.map({ $0.tenderer == terms.tenderer }) ?? true else {
      throw Refusal(
        .wrongParty, .design, nil,
        Wording(
          "tenderer \(terms.tenderer), agency \(terms.agency?.rawValue ?? "-"), third custodian \(terms.notary)",
          "招标人 \(terms.tenderer)、代理 \(terms.agency?.rawValue ?? "-")、第三方保管人 \(terms.notary)"),
        accepted: Wording(
          "the tenderer of the plan, an agency and a custodian, each enrolled as such", "计划的招标人、登记的代理机构和保管人"))
    }
  }

  /// The parameters are those of this tender, and one of the documents is the terms.
  private func requireParameters() throws(Refusal) {
    let bytes = try Refusal.ofForm { () throws(Fault) in try terms.bytes() }
    let document = TenderDocument(
      name: Terms.documentName, digest: DigestContext.sha256(bytes), byteCount: bytes.count)
    guard parameters.tender == occasion.tender.id, parameters.documents.contains(document) else {
      throw Refusal(
        .termsNotBound, .design, nil,
        Wording("the parameters are not those of these terms", "参数与要点不一致"),
        accepted: Wording(
          "parameters of \(occasion.tender.id) with \(document.name), \(document.byteCount) bytes, "
            + Hexadecimal.text(document.digest.bytes),
          "\(occasion.tender.id) 的参数，含 \(document.name)，\(document.byteCount) 字节，"
            + Hexadecimal.text(document.digest.bytes)))
    }
    guard parameters.parts.contains(.price),
      parameters.parts.contains(.technical) == (terms.darkViolation != nil)
    else {
      throw Refusal(
        .termsNotBound, .design, nil,
        Wording(
          "a bid of the parts \(parameters.parts.map(\.rawValue).joined(separator: ", "))",
          "投标文件由 \(parameters.parts.map(\.rawValue).joined(separator: "、")) 组成"),
        accepted: Wording(
          "a price part, and a technical part just when dark_violation is stated", "含报价部分；仅当载明暗标违规处理时含技术部分"))
    }
    // The window of the prices begins at the lock of the dark scores, which a tender without dark part never has.
    guard parameters.session == .one || parameters.parts.contains(.technical) else {
      throw Refusal(
        .sessionWithoutTechnical, .design, nil,
        Wording("TWO_SESSIONS without a technical part", "TWO_SESSIONS 而无技术部分"),
        accepted: Wording("ONE_SESSION, or a dark technical part", "ONE_SESSION，或设暗标技术部分"))
    }
  }

  private func requireScheme() throws(Refusal) {
    do throws(Refusals) {
      _ = try Scheme(terms.scheme)
    } catch {
      guard let first = error.list.first else { return }
      throw Refusal(first.code, first.basis, first.article, first.message, accepted: first.accepted)
    }
    guard terms.scheme.ceiling != nil || terms.track == .foreign else {
      throw Refusal(
        .formulaIncomplete, .statute, "招标投标法 第十九条", Wording("no maximum price is stated", "未载明最高投标限价"),
        accepted: Wording("scheme.ceiling", "scheme.ceiling"))
    }
  }
}

extension Fault.Code {
  /// A notice that names no supervising department.
  package static let noticeMissingSupervisor = Fault.Code("NOTICE_MISSING_SUPERVISOR")
  /// Dates of a notice out of order.
  package static let noticeDates = Fault.Code("NOTICE_DATES")
  /// Parameters that do not bind bids to the terms.
  package static let termsNotBound = Fault.Code("TERMS_NOT_BOUND")
  /// Prices that are to be opened after a technical part that there is not.
  package static let sessionWithoutTechnical = Fault.Code("SESSION_WITHOUT_TECHNICAL")
  /// Documents that leave open what an award depends on.
  package static let formulaIncomplete = Fault.Code("FORMULA_INCOMPLETE")
}
