internal import AuditTrail
internal import Evaluation
package import Notation

// Who may give a command, and when: asked before the rule of the command is.

extension Occasion {
  /// Refuses a command that this party may not give, or not now.
  func admit<Asked: TenderCommand>(_ command: Asked) throws(Refusal) {
    if let transition = tender.transition, transition.due <= time {
      throw Refusal(
        .clockBehind, .design, nil,
        Wording(
          "what was due at \(transition.due.beijingTime) has not happened yet",
          "\(transition.due.beijingTime) 应发生的事项尚未记录"),
        accepted: Wording("the tick of the clock first", "先由时钟记录"))
    }
    let entry = Asked.entry
    guard entry.standings.contains(where: holds) else { throw .notAuthorised(actor, role, entry) }
    if let tracks = entry.tracks, let track = tender.track, !tracks.contains(track) {
      throw Refusal(
        .notInTrack, .design, nil,
        Wording(
          "\(entry.name) does not exist on the track \(track.rawValue)",
          "\(track.rawValue) 体系中没有 \(entry.name)"),
        accepted: Wording(verbatim: tracks.map(\.rawValue).joined(separator: ", ")))
    }
    guard entry.stages.contains(tender.stage) else {
      throw Asked.refusal(at: tender.stage, self) ?? .wrongStage(tender.stage, entry)
    }
    if let stage = command.disclosure(in: tender).stage, tender.isDisclosed(stage) {
      throw .stageDisclosed(stage)
    }
  }

  /// Whether the party is what `standing` asks.
  func holds(_ standing: Standing) -> Bool {
    switch standing {
    case .anybody: role != nil
    case .tenderer: tender.principals.contains(actor) || tender.principals.isEmpty && role == .tenderer
    case .bidder: role == .bidder
    case .member: tender.panel.members.contains { $0.party == actor }
    case .expert: role == .expert
    case .supervisor: role == .supervisor
    case .operator: role == .operator
    case .custodian: tender.notice?.terms.custodians.contains(actor) ?? false
    }
  }
}

extension RegistryOccasion {
  /// Refuses a command that this party may not give.
  func admit(_ command: (some RegistryCommand).Type) throws(Refusal) {
    let role = registry.role(of: actor)
    let holds = command.entry.standings.contains { standing in
      switch standing {
      case .anybody: true
      case .tenderer: role == .tenderer
      case .bidder: role == .bidder
      case .supervisor: role == .supervisor
      case .operator: role == .operator
      case .member, .expert, .custodian: false
      }
    }
    guard holds else { throw .notAuthorised(actor, role, command.entry) }
  }
}

extension Refusal {
  fileprivate static func notAuthorised(
    _ actor: PartyID, _ role: PartyRole?, _ entry: CatalogueEntry
  ) -> Refusal {
    Refusal(
      .notAuthorised, .design, nil,
      Wording(
        "\(entry.name) by \(actor), \(role?.rawValue ?? "not enrolled")",
        "\(actor)（\(role?.rawValue ?? "未登记")）不得发出 \(entry.name)"),
      accepted: Wording(
        entry.standings.map(\.name.english).joined(separator: ", "),
        entry.standings.map(\.name.chinese).joined(separator: "、")))
  }

  fileprivate static func wrongStage(_ stage: Stage, _ entry: CatalogueEntry) -> Refusal {
    Refusal(
      .wrongStage, .design, nil,
      Wording(
        "\(entry.name) at the stage \(stage.rawValue)",
        "阶段 \(stage.rawValue)（\(stage.name.chinese)）不能 \(entry.name)"),
      accepted: Wording(verbatim: entry.stages.map(\.rawValue).joined(separator: ", ")))
  }
}

extension Fault.Code {
  /// Time alone has something to cause first.
  package static let clockBehind = Fault.Code("CLOCK_BEHIND")
  /// Somebody who may not give this command.
  package static let notAuthorised = Fault.Code("NOT_AUTHORISED")
  /// A command that does not belong to the stage.
  package static let wrongStage = Fault.Code("WRONG_STAGE")
  /// A command that the tender's track does not know.
  package static let notInTrack = Fault.Code("NOT_IN_TRACK")
}
