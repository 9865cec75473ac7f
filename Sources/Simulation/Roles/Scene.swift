internal import AuditTrail
internal import Cryptography
internal import Evaluation
internal import Notation
internal import Participants
internal import Tendering

/// What a participant of a rehearsal sees when it is its turn.
struct Scene {
  /// What is to be played.
  let scenario: Scenario
  /// The tender as it stands.
  let tender: Tender
  /// Parties and experts as they stand.
  let registry: Registry
  /// The time.
  let time: Instant
  /// Where the tender is held.
  let centre: any TradingCentre

  /// The time `milliseconds` from now.
  func after(_ milliseconds: Int64) -> Instant { Instant(clamping: time.milliseconds + milliseconds) }

  /// The script of a bidder; nil for a party that is none.
  func script(of party: PartyID) -> ScriptedBidder? { scenario.bidders.first { $0.party == party } }

  /// Whether the rules would take the order from `party` now.
  ///
  /// Since `decide` is pure, asking costs nothing but the time.
  func takes(_ order: Order, from party: PartyID) -> Bool {
    let occasion = Occasion(
      actor: party, time: time, tender: tender, registry: registry, enclosures: order.enclosures)
    return (try? occasion.outcome(of: order.command)) != nil
  }

  /// The leaves of the tender, for who needs what state does not keep.
  func entries() async throws(Fault) -> [TenderEntry] { try await centre.entries(of: tender.id, from: 0) }

  /// The stage is one of these and nothing else ended.
  var isEvaluating: Bool { tender.stage == .evaluating }
}

/// What a participant does next.
enum Move {
  /// It gives this order.
  case order(Order)
  /// It does nothing before this instant.
  case wait(until: Instant)

  /// The order of `command`.
  static func order(_ command: some TenderCommand) -> Move { .order(Order(command)) }
}

/// The part of a participant in a rehearsal: from what it sees to what it does next.
protocol Role: Sendable {
  /// Who plays it.
  var participant: Participant { get }
  /// What it does now; nil where it has nothing to do until somebody else has acted.
  func move(in scene: Scene) async throws(Fault) -> Move?
}

extension Role {
  var party: PartyID { participant.party }

  /// The first of `orders` that the rules take now.
  func first(_ orders: [Order], in scene: Scene) -> Move? {
    orders.first { scene.takes($0, from: party) }.map { .order($0) }
  }

  /// What a party of the draws owes them: its commitments, and its reveals when it is its turn.
  func drawMove(in scene: Scene) throws(Fault) -> Move? {
    let tender = scene.tender
    for kind in DrawKind.allCases {
      guard let progress = tender.draws.progress[kind], let announcement = progress.announcement,
        announcement.parties.contains(participant.drawParty)
      else { continue }
      switch progress.stage {
      case .committing(let missing) where missing.contains(participant.drawParty):
        let order = try participant.commit(to: announcement)
        if scene.takes(order, from: party) { return .order(order) }
      case .revealing(let round, participant.drawParty) where kind.isTime(in: tender):
        let order = try participant.reveal(round: round, of: announcement, in: tender)
        if scene.takes(order, from: party) { return .order(order) }
      default: continue
      }
    }
    return nil
  }

  /// What a custodian owes the tender: its keys at the start, their release at the opening.
  ///
  /// Two of three release; the third stands by for one of them.
  func custodyMove(in scene: Scene) async throws(Fault) -> Move? {
    let tender = scene.tender
    guard let notice = tender.notice else { return nil }
    if tender.stage == .announced, let order = try participant.missingKeys(of: tender).first {
      return .order(order)
    }
    guard let position = notice.terms.custodians.firstIndex(of: party), position < Int(TenderKey.threshold)
    else { return nil }
    for part in notice.parameters.parts
    where tender.opening.windowsEnded[tender.session(of: part)] != nil
      && tender.opening.releases[part]?.contains(UInt8(position + 1)) != true
    {
      let isDrawn = !tender.draws.openingOrder.isEmpty || notice.terms.track == .foreign
      let waits = notice.parameters.session == .one || tender.session(of: part) == .price
      guard isDrawn || !waits, tender.stage >= .opening, tender.stage <= .evaluating else { continue }
      let signed = try await scene.centre.signedSize()
      return .order(try participant.release(of: part, in: tender, size: signed.size, root: signed.root))
    }
    return nil
  }
}

extension DrawKind {
  /// Whether what the draw is needed for is there.
  fileprivate func isTime(in tender: Tender) -> Bool {
    tender.mayReveal(self) && (self != .dark || tender.opening.concluded != nil)
  }
}
