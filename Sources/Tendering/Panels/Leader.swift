package import AuditTrail
internal import Evaluation
package import Notation

/// Whom a member wants as leader.
package struct LeaderChoice: Sendable, Hashable {
  /// The letter of the seat.
  package var letter = ""

  private init() {}

  /// The seat `letter`.
  package init(_ letter: String) { self.letter = letter }

  package static let codec = Codec<Self>.record(
    Wording("a leader", "评标委员会负责人"), blank: Self(),
    .required("leader", \.letter, SeatLetter.codec, Wording("letter of the seat", "席位")))
}

/// Votes for the leader of the panel (推选负责人; 12号令 第九条, 87号令 第四十五条).
package struct PanelElect: TenderCommand {
  /// Whom.
  package var choice: LeaderChoice

  /// Votes for `choice`.
  package init(_ choice: LeaderChoice) { self.choice = choice }

  package static let entry = CatalogueEntry(
    "panel.elect", Wording("vote for the leader", "推选评标委员会负责人"), by: [.member],
    at: [.opened, .qualified, .evaluating], .sealed(until: .award),
    events: [PanelVoted.self, PanelLeader.self])
  package static let codec = LeaderChoice.codec.carried({ PanelElect($0) }, at: \.choice)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let panel = occasion.tender.panel
    guard panel.leader == nil, let member = panel.members.first(where: { $0.letter == choice.letter }) else {
      throw Refusal(
        .noLeader, .design, nil,
        Wording("the seat \(choice.letter)", "席位 \(choice.letter)"),
        accepted: Wording(
          panel.leader.map { "none: the leader is \($0)" } ?? "a member who has signed in",
          panel.leader.map { "无需：负责人为 \($0)" } ?? "已签到的成员"))
    }
    if occasion.tender.track == .governmentProcurement, !member.isExpert {
      throw Refusal(
        .leaderIsRepresentative, .rule, "政府采购货物和服务招标投标管理办法 第四十五条",
        Wording("\(choice.letter) represents the purchaser", "\(choice.letter) 是采购人代表"),
        accepted: Wording("an expert", "评审专家"))
    }
    var votes = panel.leaderVotes
    votes[occasion.actor] = choice.letter
    let count = votes.values.count { $0 == choice.letter }
    let seats = try occasion.requireNotice().terms.panel?.memberCount ?? 0
    return [PanelVoted(choice)] + (2 * count > seats ? [PanelLeader(choice)] : [])
  }
}

/// A member has voted for a leader.
package typealias PanelVoted = Recorded<LeaderChoice>

extension LeaderChoice: TenderFact {
  package static let kind = LeafKind.named("panel.voted")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.panel.leaderVotes[occurrence.actor] = letter
  }
}

/// More than half of the seats want this leader.
package struct PanelLeader: TenderEvent {
  /// Whom.
  package let choice: LeaderChoice

  init(_ choice: LeaderChoice) { self.choice = choice }

  package static let kind = LeafKind.named("panel.leader")
  package static let codec = LeaderChoice.codec.carried({ PanelLeader($0) }, at: \.choice)

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.panel.leader = choice.letter
  }
}

extension Fault.Code {
  /// A vote for a seat that nobody has taken, or after the election.
  package static let noLeader = Fault.Code("NO_LEADER")
  /// The purchaser's representative as leader.
  package static let leaderIsRepresentative = Fault.Code("LEADER_IS_REPRESENTATIVE")
}
