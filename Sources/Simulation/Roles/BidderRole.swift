internal import AuditTrail
internal import Cryptography
internal import Evaluation
internal import Notation
internal import Participants
internal import Tendering

/// A bidder (投标人): it seals, hands in, opens, explains and signs as its script says.
struct BidderRole: Role {
  let participant: Participant

  func move(in scene: Scene) async throws(Fault) -> Move? {
    guard let script = scene.script(of: party) else { return nil }
    switch scene.tender.stage {
    case .announced: return .wait(until: scene.scenario.terms.documentsFrom)
    case .openForBids: return try bidMove(script, in: scene)
    case .closed: return try handOver(.first, script, in: scene)
    case .evaluating: return try panelMove(script, in: scene)
    case .awarded, .notified: return contractMove(script, in: scene)
    default: return nil
    }
  }

  private func bidMove(_ script: ScriptedBidder, in scene: Scene) throws(Fault) -> Move? {
    let bidding = scene.tender.bidding
    guard scene.tender.missingKeys.isEmpty, let first = script.bids.first else { return nil }
    if !bidding.holders.contains(party) { return .order(DocumentsFetch()) }
    let revision = bidding.revisions[party]?.highestRevision ?? 0
    guard Int(revision) < script.bids.count else {
      guard let withdrawn = script.withdrawn, bidding.live[party] != nil else { return nil }
      return scene.time < withdrawn
        ? .wait(until: withdrawn) : .order(try participant.withdraw(from: scene.tender))
    }
    guard scene.time >= first.at else { return .wait(until: first.at) }
    if let declaration = script.declaration, scene.tender.reviews.declarations[party] == nil {
      return .order(PolicyDeclare(declaration))
    }
    if let bond = script.bond, bidding.bonds[party] == nil { return .order(BondLodge(bond)) }
    let bid = script.bids[Int(revision)]
    guard scene.time >= bid.at else { return .wait(until: bid.at) }
    return .order(try participant.seal(bid.files(), for: scene.tender, revision: revision + 1).order)
  }

  private func handOver(
    _ session: OpeningSession, _ script: ScriptedBidder, in scene: Scene
  ) throws(Fault) -> Move? {
    let tender = scene.tender
    guard script.bringsKeys, tender.standing(in: session).contains(party) else { return nil }
    let missing = tender.parts(of: session).first {
      tender.opening.handovers[Opening.Slot(bidder: party, part: $0)] == nil
    }
    guard let missing else { return nil }
    let order = try participant.handOver(missing, in: tender)
    return scene.takes(order, from: party) ? .order(order) : nil
  }

  private func panelMove(_ script: ScriptedBidder, in scene: Scene) throws(Fault) -> Move? {
    let tender = scene.tender
    if !tender.parts(of: .price).isEmpty, tender.panel.locked != nil,
      tender.opening.windowsEnded[.price] == nil,
      let move = try handOver(.price, script, in: scene)
    {
      return move
    }
    guard let review = tender.reviews.lowPrices[party], review.due != nil, review.explanation == nil,
      let text = script.explanation
    else { return nil }
    let file = Array(text.utf8)
    return .order(Order(LowPriceExplain(document: DigestContext.sha256(file)), enclosing: [file]))
  }

  private func contractMove(_ script: ScriptedBidder, in scene: Scene) -> Move? {
    let award = scene.tender.award
    guard award.winner == party else { return nil }
    if script.declines { return .order(AwardDecline(reason: "无法按期履约")) }
    guard let contract = award.contract, contract.concluded == nil else { return nil }
    return .order(ContractCountersign(ContractSignature(contract.terms)))
  }
}

extension ScriptedBidder.Bid {
  /// The files that are sealed, by part.
  func files() throws(Fault) -> [Part: [UInt8]] {
    var files = texts.mapValues { Array($0.utf8) }
    files[.price] = try PricePart(total: price.minor, currency: price.currency.rawValue).bytes
    return files
  }
}
