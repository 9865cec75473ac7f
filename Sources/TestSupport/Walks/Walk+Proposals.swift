internal import AuditTrail
internal import Cryptography
internal import Evaluation
internal import Notation
internal import Tendering

// A command of every entry of the catalogue, as somebody might give it, in its place or not.

extension Walk {
  /// The command called `name` with arguments that might do; nil where there are none yet.
  mutating func proposal(of name: String) throws -> Move? {
    if let move = try registryProposal(name) { return move }
    if let move = try noticeProposal(name) { return move }
    if let move = try bidProposal(name) { return move }
    if let move = try drawProposal(name) { return move }
    if let move = try openingProposal(name) { return move }
    if let move = panelProposal(name) { return move }
    if let move = reviewProposal(name) { return move }
    if let move = try evaluationProposal(name) { return move }
    return awardProposal(name)
  }

  private mutating func bidder() -> PartyID {
    let live = story.state.bidding.live.keys.sorted()
    return random.element(of: live.isEmpty || random.chance(30) ? Array(Story.bidders.prefix(5)) : live)
  }
  private mutating func expert() -> PartyID { random.element(of: Story.experts) }

  /// A member of the panel, once there is one.
  private mutating func member() -> PartyID {
    let members = story.state.panel.members.map(\.party)
    return members.isEmpty ? expert() : random.element(of: members)
  }

  private mutating func principal() -> PartyID { random.element(of: [Story.tenderer, Story.agency]) }

  private mutating func registryProposal(_ name: String) throws -> Move? {
    switch name {
    case "party.enrol":
      let party = random.element(of: [Story.tenderer, Story.notary] + Story.bidders.suffix(2))
      guard let enrolment = story.procedure.registry.enrolments[party] else { return nil }
      return Move(PartyEnrol(enrolment), by: party)
    case "calendar.import":
      let holidays = [(1, 1), (5, 3), (10, 1)].compactMap { CivilDate(year: 2027, month: $0.0, day: $0.1) }
      let year = try CalendarYear(year: 2027, holidays: holidays, workingWeekends: [])
      return Move(CalendarImport(year), by: random.element(of: [.operator, .supervisor]))
    case "expert.admit":
      let record = Story.record(of: expert(), track: setting.track)
      return Move(ExpertAdmit(record), by: .operator)
    case "expert.dismiss": return Move(ExpertDismiss(expert(), reason: "退休"), by: .operator)
    case "relation.record":
      let relation =
        random.chance(50)
        ? Relation(.equity, from: EntityID(expert()), to: EntityID(bidder()))
        : Relation(.kinship, from: EntityID(expert()), to: EntityID(expert()), degree: 2)
      return Move(RelationRecord(relation), by: random.element(of: [.operator, .supervisor]))
    default: return nil
    }
  }

  private mutating func noticeProposal(_ name: String) throws -> Move? {
    let moment = later(random.integer(in: -1...2) * Story.day)
    switch name {
    case "plan.publish": return Move(PlanPublish(story.plan), by: principal())
    case "documents.draft":
      return Move(DocumentsDraft(terms: DigestContext.sha256(try story.terms.bytes())), by: principal())
    case "documents.check":
      var finding = DocumentFinding()
      (finding.rule, finding.excerpt, finding.severity) = ("9.1-3", "本地企业", .high)
      if random.chance(50) { finding.resolution = "已删除" }
      return Move(DocumentsCheck([finding]), by: principal())
    case "documents.preview": return Move(DocumentsPreview(story.terms), by: principal())
    case "tender.announce":
      return Move(try story.announcement(session: setting.session), by: principal())
    case "deadline.extend":
      let days = random.integer(in: -1...6)
      let deadline = (story.state.notice?.deadline ?? moment).milliseconds + days * Story.day
      return Move(DeadlineExtend(Story.instant(deadline)), by: principal())
    case "documents.modify": return try modification()
    case "documents.fetch": return Move(DocumentsFetch(), by: bidder())
    case "question.ask": return Move(QuestionAsk("工期？"), by: bidder())
    case "question.answer":
      return Move(
        QuestionAnswer(DocumentClarification("300 日", to: "工期？"), affectsPreparation: random.chance(30)),
        by: principal())
    case "tender.terminate":
      return Move(TenderTerminate(random.chance(50) ? .majorChange : nil, reason: "规划调整"), by: principal())
    default: return nil
    }
  }

  private mutating func modification() throws -> Move {
    var changed = story
    changed.terms.particulars.contact = "0000-\(random.integer(in: 1...9_999))"
    var deadline: Instant?
    if random.chance(30) {
      deadline = Story.instant(story.terms.opening.milliseconds + random.integer(in: 0...4) * Story.day)
      changed.terms.opening = deadline ?? story.terms.opening
    }
    return Move(
      DocumentsModify(
        terms: changed.terms, parameters: try changed.parameters(session: setting.session),
        affectsPreparation: random.chance(30), deadline: deadline), by: principal())
  }

  private mutating func bidProposal(_ name: String) throws -> Move? {
    let bidder = bidder()
    let live = story.state.bidding.live[bidder]?.submission
    let next = nextRevision(of: bidder)
    let revision = random.chance(80) ? next : next - min(next, 1)
    var head = BidHead(log: Story.log, tender: story.tender, bidder: bidder, revision: revision)
    switch name {
    case "custodian.key":
      let slots = story.state.missingKeys + Array(story.state.bidding.keys.keys.sorted().prefix(1))
      guard !slots.isEmpty else { return nil }
      let key = try story.key(for: random.element(of: slots))
      return Move(CustodianKeyLog(TenderKey(key.message, signature: [1])), by: key.holder)
    case "bond.lodge":
      var bond = lodgeable ?? Bond()
      if random.chance(20) { bond.validUntil = story.now }
      return Move(BondLodge(bond), by: bidder)
    case "bid.submit":
      let submission = try story.submission(by: bidder, revision: revision)
      return Move(
        BidSubmit(NamedMessage(submission.digest, revision: revision)), by: bidder, [submission.bytes])
    case "bid.withdraw":
      let withdrawal = Withdrawal(head: head, submission: live?.digest ?? DigestContext.sha256([]))
      return Move(
        BidWithdraw(NamedMessage(withdrawal.digest, revision: revision)), by: bidder, [withdrawal.bytes])
    case "bid.maintain":
      head.revision = live?.head.revision ?? 1
      let documents = story.state.notice?.parameters.digest ?? DigestContext.sha256([])
      let kept = Maintenance(
        head: head, submission: live?.digest ?? DigestContext.sha256([]), documents: documents,
        deadline: story.state.notice?.deadline ?? story.now)
      return Move(BidMaintain(NamedMessage(kept.digest, revision: head.revision)), by: bidder, [kept.bytes])
    case "policy.declare": return Move(PolicyDeclare(PolicyDeclaration(enterprise: .small)), by: bidder)
    default: return nil
    }
  }

  private mutating func drawProposal(_ name: String) throws -> Move? {
    let kind = random.element(of: [DrawKind.public, .panel, .dark])
    let current = story.state.draws.progress[kind]?.announcement
    let party = random.element(of: Story.drawParties)
    let round = UInt8(random.integer(in: 0...1))
    switch name {
    case "expert.recuse":
      let experts = story.procedure.registry.experts.values.sorted { $0.expert < $1.expert }
      let bound = experts.first { recusal(of: $0) != nil }
      return Move(
        ExpertRecuse(
          bound?.expert ?? expert(), bound.flatMap { recusal(of: $0) } ?? RecusalGround.interest.code),
        by: .operator)
    case "draw.announce":
      guard kind != .panel || story.terms.panel != nil else { return nil }
      return try announcement(of: kind, round + 1, Story.drawParties)
    default: break
    }
    guard let current else { return nil }
    switch name {
    case "draw.commit":
      let commitment = try chain(current, of: party).commitment
      return Move(DrawCommit(current.id, commitment, signature: [1]), by: Self.actor(of: party))
    case "draw.reveal": return try reveal(current, round, by: party)
    case "draw.narrow":
      let pool = try NarrowPool(
        stratum: StratumID(unchecked: "civil"), eligible: 13, quota: 7, reason: "专业稀缺")
      return Move(DrawNarrow(current.id, pool, signature: [1]), by: .supervisor)
    case "draw.result": return Move(DrawConclude(current.id), by: .operator)
    case "draw.reply", "draw.noanswer": return try replyProposal(name, current, round)
    case "draw.open": return try openedCodes().first ?? openedPanel(current.id)
    default: return nil
    }
  }

  private mutating func replyProposal(
    _ name: String, _ announcement: DrawAnnouncement, _ round: UInt8
  ) throws -> Move {
    let expert = expert()
    let token = try Story.rosterSalt.token(of: expert)
    guard name == "draw.reply" else {
      let record = try NoAnswer(
        token: token, round: round, attempts: 3, first: story.now, last: story.now, channel: "phone")
      return Move(
        DrawNoAnswer(announcement.id, record, operatorSignature: [1], supervisorSignature: [1]), by: .operator
      )
    }
    let reply = ExpertReply(token: token, round: round, answer: .accept)
    return Move(DrawReply(announcement.id, reply, signature: [1]), by: expert)
  }

  private mutating func openingProposal(_ name: String) throws -> Move? {
    let part = random.element(of: story.state.notice?.parameters.parts ?? [.price])
    switch name {
    case "bid.open": return try handover(of: part, by: bidder())
    case "keys.release":
      guard story.state.notice != nil, story.state.missingKeys.isEmpty else { return nil }
      return try release(of: part, UInt8(random.integer(in: 1...3)))
    case "envelope.open": return Move(try opening(of: part, by: bidder()), by: .operator)
    case "opening.conclude": return Move(OpeningConclude(), by: .operator)
    case "secret.publish":
      return Move(
        SecretPublish(story.secret(of: random.element(of: DisclosureStage.allCases))), by: .operator)
    default: return nil
    }
  }
}
