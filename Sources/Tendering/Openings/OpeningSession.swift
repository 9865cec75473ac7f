package import AuditTrail
internal import Evaluation
internal import Notation

/// One of the at most two openings of a tender (formats, section 5, "Sessions and order").
package enum OpeningSession: Sendable, Hashable {
  /// The one at the deadline, of all parts or of those that are not the price.
  case first
  /// The later one of price and priced bill (双信封第二信封), after the dark scores are locked.
  case price
}

/// Where the time in which bidders hand over the keys of one session stands (解密时段).
enum KeyWindow: Hashable {
  /// It has not begun.
  case notOpen
  /// It runs.
  case running(until: Instant)
  /// It is over.
  case ended
}

extension Tender {
  /// In which session a part is opened.
  package func session(of part: Part) -> OpeningSession {
    guard notice?.parameters.session == .two else { return .first }
    switch part {
    case .price, .items: return .price
    case .qualification, .technical: return .first
    }
  }

  /// The parts of a session, in the order of the notice; none for a session that the tender has not.
  package func parts(of session: OpeningSession) -> [Part] {
    notice?.parameters.parts.filter { self.session(of: $0) == session } ?? []
  }

  /// The stage until which the keys of a part are sealed.
  func disclosure(of part: Part) -> Disclosure {
    .sealed(until: session(of: part) == .price ? .price : .opening)
  }

  /// Where the key window of a session stands.
  ///
  /// That of the first session runs while the tender is CLOSED, from the record of the closing on, which a bidder must have seen
  /// before it gives its key; at its end the tender is OPENING. That of the price begins when the last member locks the dark
  /// scores, while the panel is EVALUATING, and moves no stage.
  func window(of session: OpeningSession) -> KeyWindow {
    if opening.windowsEnded[session] != nil { return .ended }
    let begin: Instant?
    switch session {
    case .first: begin = stage == .closed ? bidding.closed : nil
    case .price: begin = stage == .evaluating && !parts(of: .price).isEmpty ? panel.locked : nil
    }
    guard let begin, let notice else { return .notOpen }
    return .running(until: Instant(clamping: begin.milliseconds + Int64(notice.terms.keyWindow)))
  }

  /// The session whose record is not concluded yet; nil when there is none left.
  var sessionToConclude: OpeningSession? {
    if opening.concluded == nil { return .first }
    return opening.pricesConcluded == nil ? .price : nil
  }

  /// The bidders whose parts are opened in a session, in the order of its record.
  ///
  /// In the first session the live bids; in that of the price those of them that opened before and that the panel has not
  /// rejected meanwhile. The order is the one drawn in public; where none is drawn that of the ids, which are random, so that
  /// the record does not tell who handed in first.
  package func standing(in session: OpeningSession) -> [PartyID] {
    let bidders: Set<PartyID>
    switch session {
    case .first: bidders = Set(bidding.live.keys)
    case .price: bidders = Set(opening.opened.filter { !isRejected($0) })
    }
    return draws.openingOrder.filter(bidders.contains)
      + bidders.subtracting(draws.openingOrder).sorted()
  }

  /// Whether the review found that the bid does not go on.
  private func isRejected(_ bidder: PartyID) -> Bool {
    if let conforming = reviews.conforming { return !conforming.contains(bidder) }
    return notice?.terms.darkViolation == .reject && panel.darkViolations.contains(bidder)
  }

  /// Whether the secret of `stage` is published, so that what is sealed until then would be no secret.
  package func isDisclosed(_ stage: DisclosureStage) -> Bool { opening.disclosed.contains(stage) }

  /// The logged custodian keys of a part.
  ///
  /// - Throws: `INVALID_CUSTODIAN_KEYS` where they are not all there.
  package func custodianKeys(of part: Part) throws(Refusal) -> CustodianKeys {
    try Refusal.ofForm { () throws(Fault) in
      var messages: [CustodianKeyMessage] = []
      if let parameters = notice?.parameters {
        for (slot, key) in bidding.keys where slot.purpose == part.rawValue {
          messages.append(try key.message(in: parameters))
        }
      }
      return try CustodianKeys(messages)
    }
  }
}
