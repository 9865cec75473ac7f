internal import Cryptography
internal import Notation

/// One announced draw with what was found sound of it (formats, section 6).
struct LoggedDraw {
  /// A party's reveal of a round.
  struct Turn: Hashable {
    let round: UInt8
    let party: PartyID
  }

  let event: Recorded<DrawAnnouncedFields>
  let announcement: DrawAnnouncement
  var commitments: [PartyID: Recorded<DrawCommittedFields>] = [:]
  var reveals: [Turn: Digest] = [:]

  var id: DrawID { announcement.id }
  var parties: [PartyID] { announcement.parties }
  var kind: DrawKind { announcement.kind }
  var context: Digest { announcement.context }
  var place: Wording { .name(id) }

  /// The deadline of a party's reveal.
  func deadline(of party: PartyID) -> Instant? {
    parties.firstIndex(of: party).map { announcement.deadlines[$0] }
  }

  /// The party of the draw that an enrolled party is; the operator stands there as `platform`.
  func party(of actor: PartyID) -> PartyID? {
    let name: PartyID = actor == .operator ? .platform : actor
    return parties.contains(name) ? name : nil
  }

  /// The enrolled party behind a party of a draw.
  static func actor(of party: PartyID) -> PartyID { party == .platform ? .operator : party }

  /// The announcement of an event, if its id and class say a draw of this tender, with the deadlines in force at the end.
  ///
  /// `delay` is by how many milliseconds the deadline of the bids moved afterwards.
  ///
  /// - Throws: why it announces none.
  init(_ event: Recorded<DrawAnnouncedFields>, of tender: TenderID, delay: Int64) throws(Fault) {
    let words = event.draw.rawValue.split(separator: "/")
    guard words.count >= 3, let kind = words.dropLast().last.flatMap({ DrawKind(rawValue: String($0)) }),
      let number = words.last.flatMap({ UInt8($0) }), (1...9).contains(number),
      try DrawID(tender: tender, kind: kind, number: number) == event.draw,
      event.drawClass == kind.drawClass.rawValue
    else {
      throw .draw(
        .drawAnnouncement, Wording("the id or class of the draw is wrong", "抽取的标识或类别有误"),
        accepted: Wording(verbatim: "\(tender)/public|panel|dark/1…9"))
    }
    let hasSalt = event.saltCommitment.bytes.contains { $0 != 0 }
    self.event = event
    let announced = try DrawAnnouncement(
      tender: tender, kind: kind, number: number, roster: event.roster, plan: event.plan,
      beacon: event.beacon,
      chainLength: event.chain, saltCommitment: hasSalt ? event.saltCommitment : nil, parties: event.parties,
      deadlines: event.deadlines)
    announcement = kind == .panel ? announced : announced.postponed(by: delay)
  }
}

extension BundleCase {
  /// The first reveal of a draw.
  func firstReveal(of draw: LoggedDraw) -> Recorded<DrawRevealedFields>? {
    events.reveals.first { $0.draw == draw.id }
  }
}
