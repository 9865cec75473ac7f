package import AuditTrail
internal import Evaluation
package import Notation

/// Signs a member in: it has seen who bids, declares its interests and gives the letter of commitment (签到、申明回避、承诺书).
package struct PanelSignIn: TenderCommand {
  /// Its interests.
  package var interests: [Interest] = []
  /// Whether it gives the letter of commitment.
  package var commitment = false

  private init() {}

  /// Signs in with `interests`.
  package init(_ interests: [Interest], commitment: Bool = true) {
    self.interests = interests
    self.commitment = commitment
  }

  package static let entry = CatalogueEntry(
    "panel.sign_in", Wording("sign in to the panel", "评标委员会成员签到"), by: [.anybody],
    at: [.opened, .qualified, .evaluating], tracks: [.engineering, .governmentProcurement],
    .sealed(until: .award), events: [PanelSignedIn.self])
  package static let codec = Codec<Self>.record(
    Wording("a sign-in", "签到"), blank: Self(),
    .required("commitment", \.commitment, .boolean, Wording("letter of commitment", "承诺书")),
    .required("interests", \.interests, Interest.list, Wording("interests", "利害关系")))

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    if occasion.tender.isPanelComplete {
      throw .panelChange(Wording("every member has signed in", "全体成员已签到"))
    }
    try occasion.requireSeat()
    guard occasion.tender.panel.member(occasion.actor) == nil else {
      throw Refusal(
        .signedIn, .design, nil,
        Wording("\(occasion.actor) has signed in", "\(occasion.actor) 已签到"),
        accepted: Wording("one sign-in a member", "每名成员签到一次"))
    }
    try occasion.requireImpartial(occasion.actor, interests)
    guard commitment else {
      throw Refusal(
        .commitmentMissing, .design, nil, Wording("no letter of commitment", "未签署承诺书"),
        accepted: Wording("commitment: true", "commitment: true"))
    }
    guard let letter = occasion.tender.freeLetter(for: occasion.actor) else {
      throw .panelChange(Wording("no seat is free", "没有空缺席位"))
    }
    return [
      PanelSignedIn(
        interests: interests, letter: letter,
        isExpert: occasion.tender.seatedExperts.contains(occasion.actor))
    ]
  }
}

/// A member is at the table.
package struct PanelSignedIn: TenderEvent {
  /// Its interests, none of them a conflict.
  package var interests: [Interest] = []
  /// The letter of its seat.
  package var letter = ""
  /// Whether it is an expert.
  package var isExpert = false

  package static let kind = LeafKind.named("panel.signed_in")
  package static let codec = Codec<Self>.record(
    Wording("a member at the table", "成员签到"), blank: Self(),
    .required("expert", \.isExpert, .boolean, Wording("whether it is an expert", "是否专家")),
    .required("interests", \.interests, Interest.list, Wording("interests", "利害关系")),
    .required("letter", \.letter, SeatLetter.codec, Wording("letter of the seat", "席位")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.panel.members.append(Panel.Member(party: occurrence.actor, letter: letter, isExpert: isExpert))
    tender.panel.members.sort { ($0.letter.utf8.count, $0.letter) < ($1.letter.utf8.count, $1.letter) }
  }
}

extension Fault.Code {
  /// A member who signs in twice.
  package static let signedIn = Fault.Code("SIGNED_IN")
  /// A member without a letter of commitment.
  package static let commitmentMissing = Fault.Code("COMMITMENT_MISSING")
}
