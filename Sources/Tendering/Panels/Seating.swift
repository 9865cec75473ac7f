package import AuditTrail
internal import Evaluation
package import Notation

/// States that every member has signed in, and starts the evaluation (评标开始).
package struct PanelSeat: TenderCommand {
  /// Seats the panel.
  package init() {}

  package static let entry = CatalogueEntry(
    "panel.seat", Wording("start the evaluation", "评标开始"), by: [.operator], at: [.opened, .qualified],
    tracks: [.engineering, .governmentProcurement], events: [PanelSeated.self])
  package static let codec = Codec<Self>.record(Wording("the start of the evaluation", "评标开始"), blank: Self())

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    try occasion.requirePanelStage()
    let members = occasion.tender.panel.members
    guard occasion.tender.isPanelComplete else {
      throw Refusal(
        .panelNotComplete, .design, nil,
        Wording("\(members.count) members have signed in", "\(members.count) 名成员已签到"),
        accepted: Wording("every seat of the documents taken", "招标文件规定的席位全部到齐"))
    }
    let experts = members.count { $0.isExpert }
    return [PanelSeated(experts: experts, representatives: members.count - experts)]
  }
}

/// The panel is seated; nobody is named (评标委员会组成).
package struct PanelSeated: TenderEvent {
  /// How many experts.
  package var experts = 0
  /// How many representatives of the tenderer.
  package var representatives = 0

  package static let kind = LeafKind.named("panel.seated")
  package static let codec = Codec<Self>.record(
    Wording("a seated panel", "评标委员会组成"), blank: Self(),
    .required("experts", \.experts, .integer(0...99), Wording("experts", "专家人数")),
    .required("representatives", \.representatives, .integer(0...99), Wording("representatives", "招标人代表人数")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) { tender.stage = .evaluating }
}

extension Fault.Code {
  /// A panel with empty seats.
  package static let panelNotComplete = Fault.Code("PANEL_NOT_COMPLETE")
}
