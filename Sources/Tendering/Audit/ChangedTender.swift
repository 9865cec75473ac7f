internal import AuditTrail
internal import Evaluation
internal import Notation

/// A tender with something in it otherwise than its log has it, and what that takes for granted.
struct ChangedTender {
  private(set) var tender: Tender
  private(set) var terms: SchemeTerms
  private(set) var assumptions: [Wording] = []

  /// The tender as its log left it.
  init(_ tender: Tender, _ terms: SchemeTerms) {
    self.tender = tender
    self.terms = terms
  }

  /// Makes one change.
  ///
  /// - Throws: `UNKNOWN_KEY`, `INVALID_VALUE` for what the tender has not.
  mutating func make(_ change: WhatIfChange) throws(Fault) {
    switch change {
    case .scheme(let path, let value):
      terms = try terms.changed(at: path, to: value)
      if !tender.draws.numbers.isEmpty {
        assume(
          "what was drawn stays, as an index into the lists of the changed scheme", "抽取结果不变，作为更改后办法所列数值的序号")
      }
    case .price(let bidder, let decimal): try setPrice(of: bidder, to: decimal)
    case .absentBid(let bidder): try remove(bidder)
    case .absentMember(let name): try removeMember(name)
    case .drawn(let label, let index):
      guard tender.draws.numbers[label] != nil else {
        throw .unknownSubject("drawn.\(label)", tender.draws.numbers.keys.sorted())
      }
      tender.draws.numbers[label] = index
    }
  }

  /// The result, with an answer assumed to each question that the changes put and nobody answered.
  mutating func settled() throws(Fault) -> WhatIf.Result {
    do throws(Refusal) {
      try restoreRejectedByPrice()
      let open = try settleLowPrices()
      assumeCompetition()
      let result: WhatIf.Result
      do throws(Fault) { result = try WhatIf.Result(tender, terms) } catch { throw Refusal(error) }
      for bidder in open { tellAlternative(bidder) }
      return result
    } catch { throw error.fault }
  }

  private mutating func assume(_ english: String, _ chinese: String) {
    let wording = Wording(english, chinese)
    if !assumptions.contains(wording) { assumptions.append(wording) }
  }

  private mutating func setPrice(of bidder: PartyID, to decimal: ExactDecimal) throws(Fault) {
    guard tender.opening.prices[bidder] != nil else {
      throw .unknownSubject("bid.\(bidder)", tender.opening.prices.keys.map(\.rawValue).sorted())
    }
    guard let price = Money(decimal, terms.currency), price.minor > 0 else {
      throw Fault(
        .invalidValue, at: nil, Wording("the price \(decimal)", "报价 \(decimal)"),
        accepted: Money.accepted(terms.currency))
    }
    tender.opening.prices[bidder] = price
    if tender.reviews.lowPrices.removeValue(forKey: bidder) != nil {
      assume(
        "what the panel found of the old price of \(bidder) does not hold for the new one",
        "评标委员会对 \(bidder) 原报价的认定不适用于新报价")
    }
  }

  private mutating func remove(_ bidder: PartyID) throws(Fault) {
    guard tender.opening.opened.contains(bidder) else {
      throw .unknownSubject("bid.\(bidder)", tender.opening.opened.map(\.rawValue))
    }
    tender.bidding.revisions[bidder] = nil
    tender.opening.opened.removeAll { $0 == bidder }
    tender.opening.prices[bidder] = nil
    tender.reviews.conforming?.removeAll { $0 == bidder }
    tender.reviews.lowPrices[bidder] = nil
    tender.draws.openingOrder.removeAll { $0 == bidder }
    tender.draws.tieOrder.removeAll { $0 == bidder }
    assume("votes and scores of the other bids stay as they were", "其他投标的表决与评分不变")
  }

  private mutating func removeMember(_ name: String) throws(Fault) {
    let members = tender.panel.members
    guard let member = members.first(where: { $0.letter == name || $0.party.rawValue == name }) else {
      throw .unknownSubject("expert.\(name)", members.map(\.letter))
    }
    tender.panel.scores.removeAll { $0.member?.rawValue == member.letter }
    assume(
      "only the scores of seat \(member.letter) are left out; what the panel voted stays as it was",
      "仅去掉席位 \(member.letter) 的评分，评标委员会的表决结果不变")
  }

  /// A bid that was out for its price alone is in again where the changed ceiling lets it in, if it was scored.
  private mutating func restoreRejectedByPrice() throws(Refusal) {
    guard tender.reviews.conforming != nil else { return }
    let over = try tender.evaluationBasis(under: terms).overCeiling
    for rejected in tender.reviews.rejections where rejected.ground == .price {
      let bidder = rejected.bidder
      guard tender.opening.prices[bidder] != nil, !over.contains(bidder) else { continue }
      let isScored = tender.panel.scores.contains { $0.bidder == BidderID(bidder) }
      let needsScores = terms.method.isScored && terms.criteria.contains { $0.kind == .panel }
      guard isScored || !needsScores else {
        assume(
          "\(bidder) was rejected for its price and never scored: it stays out", "\(bidder) 因报价被否决，未经评分，仍不参与")
        continue
      }
      tender.reviews.conforming?.append(bidder)
      assume("\(bidder) conforms in all but its price", "\(bidder) 除报价外均符合要求")
    }
  }

  /// Drops findings on prices that no rule asks about any more, and takes prices that now must be explained as explained.
  ///
  /// - Returns: the bidders whose explanation is assumed.
  private mutating func settleLowPrices() throws(Refusal) -> [PartyID] {
    let triggered = Set(try tender.evaluationBasis(under: terms).lowPrices().map(\.bidder))
    for (bidder, review) in tender.reviews.lowPrices.sorted(by: { $0.key < $1.key }) {
      let isAskedByPanel = review.triggers.contains { $0.rule == .panelConcern }
      guard review.finding != nil, !triggered.contains(bidder), !isAskedByPanel else { continue }
      tender.reviews.lowPrices[bidder] = nil
      assume("the price of \(bidder) is no longer in question", "\(bidder) 的报价不再需要说明")
    }
    let open = triggered.filter { tender.reviews.lowPrices[$0]?.finding == nil }.sorted()
    for bidder in open {
      tender.reviews.lowPrices[bidder, default: LowPriceReview()].finding = .reasonable
      assume(
        "\(bidder) would have had to explain its low price and never did: taken as explained",
        "\(bidder) 本应说明低价而从未说明：按已合理说明处理")
    }
    return open
  }

  private mutating func tellAlternative(_ bidder: PartyID) {
    var other = tender
    other.reviews.lowPrices[bidder, default: LowPriceReview()].finding = .invalid
    guard let result = try? WhatIf.Result(other, terms) else { return }
    let winner = result.winner?.rawValue
    assume(
      "were the price of \(bidder) found not explained, \(winner ?? "nobody") would win",
      "若认定 \(bidder) 未能合理说明，则\(winner.map { " \($0) 中标" } ?? "无人中标")")
  }

  private mutating func assumeCompetition() {
    guard tender.track == .engineering, let conforming = tender.reviews.conforming,
      (1..<Tender.fewestBids).contains(conforming.count)
    else { return }
    assume(
      "with fewer than three valid bids the panel finds that there is competition", "有效投标不足三个，视为仍具竞争性")
  }
}

extension Fault {
  fileprivate static func unknownSubject(_ name: String, _ known: [String]) -> Fault {
    Fault(
      .unknownKey, at: nil, Wording("the tender has no \(name.excerpt)", "该标段没有 \(name.excerpt)"),
      accepted: known.isEmpty
        ? Wording("none is there", "无") : Wording(verbatim: known.joined(separator: ", ")))
  }
}
