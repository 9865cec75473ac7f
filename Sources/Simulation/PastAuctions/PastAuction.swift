package import AuditTrail
package import Evaluation
package import Notation
internal import Tendering

/// An auction that was held once, as a tender to be played (往期招标重演): its priced bids, under its ceiling and floor.
///
/// Dates and parties beside the bidders are of the rehearsal; the records state neither.
package struct PastAuction: Sendable {
  /// The id that the records give it.
  package let tender: AuditTrail.TenderID
  /// What the evaluation makes of the bids: what the award of the tender must agree with.
  package let outcome: Outcome
  private let terms: SchemeTerms
  private let bids: [(bidder: PartyID, price: Money)]

  /// The auction whose bids `input` states, under `scheme`.
  ///
  /// A bidder that occurs more than once becomes as many numbered parties, as in the evaluation; a row without a price is no bid.
  ///
  /// - Throws: `NOT_IN_TRACK` for a scheme that needs a panel, `INVALID_ID`, and what the evaluation refuses.
  package init(_ input: TenderInput, under scheme: Scheme) throws(Fault) {
    guard scheme.terms.track == .foreign else {
      throw Fault(
        Fault.Code("NOT_IN_TRACK"), at: nil,
        Wording(
          "a scheme of the track \(scheme.terms.track.rawValue)", "办法适用 \(scheme.terms.track.rawValue)"),
        accepted: Wording("FOREIGN: the records name no panel", "FOREIGN：记录中没有评标委员会"))
    }
    tender = try AuditTrail.TenderID(parsing: input.tender.rawValue)
    do throws(Refusals) { outcome = try scheme.evaluate(input) } catch {
      throw error.list.first?.fault(at: nil) ?? .repeatedParty(tender)
    }
    var bids: [(PartyID, Money)] = []
    for assessment in outcome.assessments {
      let bidder = try PartyID(parsing: assessment.bidder.rawValue)
      if let price = assessment.price { bids.append((bidder, price)) }
    }
    self.bids = bids.sorted { $0.0 < $1.0 }
    guard Set(bids.map(\.0) + Self.staff.map(\.party)).count == bids.count + Self.staff.count else {
      throw .repeatedParty(tender)
    }
    terms = scheme.terms.limited(by: input)
  }

  /// The parties beside the bidders: nobody else acts in a tender without a panel.
  package static let staff: [(party: PartyID, role: PartyRole)] = [
    (.operator, .operator), (.supervisor, .supervisor), (tenderer, .tenderer), (notary, .custodian),
  ]
  private static let tenderer = PartyID(unchecked: "tenderer")
  private static let notary = PartyID(unchecked: "notary")

  /// The parties that bid.
  package var bidders: [PartyID] { bids.map(\.bidder) }

  /// The tender from `start` on: bids after an hour, the opening after three days.
  package func scenario(from start: Instant) -> Scenario {
    let day: Int64 = 86_400_000
    let after = { (time: Int64) in Instant(clamping: start.milliseconds + time) }
    var scenario = Scenario()
    scenario.tender = tender
    (scenario.start, scenario.announced, scenario.hasPlan) = (start, start, false)
    scenario.terms = documents
    scenario.terms.documentsFrom = after(Self.documentsDelay)
    scenario.terms.documentsUntil = after(2 * day)
    scenario.terms.opening = after(3 * day)
    scenario.bidders = bids.map { bidder, price in
      var bid = ScriptedBidder.Bid()
      (bid.at, bid.price) = (scenario.terms.documentsFrom, price)
      var script = ScriptedBidder()
      (script.party, script.bids) = (bidder, [bid])
      return script
    }
    return scenario
  }

  /// The tender as it was begun under `notice`.
  func scenario(continuing notice: Notice) -> Scenario {
    scenario(from: Instant(clamping: notice.terms.documentsFrom.milliseconds - Self.documentsDelay))
  }

  private static let documentsDelay: Int64 = 3_600_000

  private var documents: Terms {
    var terms = Terms()
    terms.title = "往期招标 \(tender)"
    (terms.project, terms.lot) = (tender.rawValue, tender.rawValue)
    (terms.tenderer, terms.notary) = (Self.tenderer, Self.notary)
    terms.particulars.scope = "按往期记录重演"
    terms.particulars.fundSource = "记录未载"
    terms.particulars.qualification = "记录未载"
    terms.particulars.documentAccess = "平台下载"
    terms.particulars.submission = "平台上传"
    terms.particulars.contact = "记录未载"
    terms.particulars.supervisor = "记录未载"
    terms.scheme = self.terms
    terms.bidValidityDays = 90
    terms.keyWindow = 3_600_000
    terms.explanationWindow = 1_800_000
    return terms
  }
}

extension SchemeTerms {
  /// The scheme with the ceiling and the floor that stand with the bids of a tender.
  fileprivate func limited(by input: TenderInput) -> SchemeTerms {
    var terms = self
    if let ceiling = input.ceiling { terms.ceiling = try? ExactDecimal(plain: ceiling.description) }
    if let floor = input.floor { terms.floor = try? ExactDecimal(plain: floor.description) }
    return terms
  }
}

extension Fault {
  fileprivate static func repeatedParty(_ tender: AuditTrail.TenderID) -> Fault {
    Fault(
      .invalidValue, at: nil, Wording("\(tender): two parties of one id", "\(tender)：两方标识相同"),
      accepted: Wording(
        "bidders whose ids, numbered where they repeat, differ, and are none of operator, supervisor, tenderer, notary",
        "投标人标识（重复者编号后）互不相同，且不为 operator、supervisor、tenderer、notary"))
  }
}
