internal import AuditTrail
package import Notation

/// Every command and every event that the procedure knows.
///
/// A command is found here by its name and an event by its kind; the reader of the log, the routes of the service and
/// `Documentation/catalogue.md` know no others.
package enum Catalogue {
  /// The commands about parties, experts and calendars.
  package static let registryCommands: [any RegistryCommand.Type] =
    [PartyEnrol.self, CalendarImport.self] + experts

  /// The commands about a tender, in the order of the procedure.
  package static let tenderCommands: [any TenderCommand.Type] =
    notices + changes + bidding + draws + openings + panels + reviews + evaluations + awards + contracts

  private static let notices: [any TenderCommand.Type] = [
    PlanPublish.self, DocumentsDraft.self, DocumentsCheck.self, DocumentsPreview.self, TenderAnnounce.self,
  ]
  private static let bidding: [any TenderCommand.Type] = [
    CustodianKeyLog.self, BondLodge.self, BidSubmit.self, BidWithdraw.self, BidMaintain.self,
  ]
  private static let changes: [any TenderCommand.Type] = [
    DeadlineExtend.self, DocumentsModify.self, DocumentsFetch.self, QuestionAsk.self, QuestionAnswer.self,
    TenderTerminate.self,
  ]
  private static let awards: [any TenderCommand.Type] = [
    ReportAccept.self, ReportSend.self, CandidatesPublish.self, AwardDecide.self, AwardConfirm.self,
    AwardNotify.self, ResultAnnounce.self, AwardDecline.self, AwardPass.self, AwardAbandon.self,
  ]
  private static let contracts: [any TenderCommand.Type] = [
    ContractSign.self, ContractCountersign.self, ContractPublish.self, ContractFile.self,
  ]

  private static let openings: [any TenderCommand.Type] = [
    BidOpen.self, KeysRelease.self, EnvelopeOpen.self, OpeningConclude.self, SecretPublish.self,
  ]
  private static let reviews: [any TenderCommand.Type] = [
    PolicyDeclare.self, QualificationReview.self, PreliminaryVoteCast.self, PreliminaryConclude.self,
    ClarificationRequest.self, ClarificationAnswer.self, LowPriceScreen.self, LowPriceQuestion.self,
    LowPriceRequest.self, LowPriceExplain.self, LowPriceVoteCast.self, LowPriceDecide.self,
    CompetitionVoteCast.self, CompetitionDecide.self,
  ]
  private static let evaluations: [any TenderCommand.Type] = [
    BenchmarkFix.self, ObjectiveRecord.self, ObjectiveConfirm.self, EvaluationSummarise.self, ReportSign.self,
    ReportRefuse.self, ReportComplete.self,
  ]

  private static let panels: [any TenderCommand.Type] = [
    PanelSignIn.self, PanelRecuse.self, PanelVacate.self, PanelDelegate.self, PanelElect.self, PanelSeat.self,
    ScoresSubmit.self, ScanRecord.self, DarkVoteCast.self, TechnicalSeal.self, TechnicalLock.self,
    ScoresLock.self, ScoresExplain.self,
  ]

  private static let experts: [any RegistryCommand.Type] = [
    ExpertAdmit.self, ExpertDismiss.self, RelationRecord.self,
  ]
  private static let draws: [any TenderCommand.Type] = [
    ExpertRecuse.self, DrawAnnounce.self, DrawCommit.self, DrawRevealMake.self, DrawNarrow.self,
    DrawConclude.self, DrawReply.self, DrawNoAnswer.self, DrawOpen.self,
  ]

  /// The events that time alone causes.
  package static let timed: [any TenderEvent.Type] = [
    DocumentsOffered.self, TenderClosed.self, TenderFailed.self, KeyWindowEnded.self, DrawFailed.self,
    LowPriceExpired.self, PublicityEnded.self, AwardDecided.self,
  ]

  /// All commands.
  package static let commands: [any Command.Type] = registryCommands + tenderCommands
  /// All events: those of the commands and those of time, each once.
  package static let events: [any Event.Type] = {
    var seen: Set<LeafKind> = []
    return (commands.flatMap { $0.entry.events } + timed).filter { seen.insert($0.kind).inserted }
  }()

  private static let tenderCommandsByName = Dictionary(
    uniqueKeysWithValues: tenderCommands.map { ($0.entry.name, $0) })
  private static let registryCommandsByName = Dictionary(
    uniqueKeysWithValues: registryCommands.map { ($0.entry.name, $0) })
  private static let eventsByKind = Dictionary(uniqueKeysWithValues: events.map { ($0.kind.rawValue, $0) })

  /// The command about a tender that `value` states; nil when it is one about the registry.
  ///
  /// - Throws: `UNKNOWN_COMMAND`, `UNKNOWN_VERSION`, and the first fault of an argument with its place.
  package static func tenderCommand(_ value: Value) throws(Fault) -> (any TenderCommand)? {
    let (name, arguments) = try heading(value)
    guard let type = tenderCommandsByName[name] else { return nil }
    return try type.reading(arguments)
  }

  /// The command about the registry that `value` states; nil when it is one about a tender.
  ///
  /// - Throws: as `tenderCommand`.
  package static func registryCommand(_ value: Value) throws(Fault) -> (any RegistryCommand)? {
    let (name, arguments) = try heading(value)
    guard let type = registryCommandsByName[name] else { return nil }
    return try type.reading(arguments)
  }

  /// The event that `value` states.
  ///
  /// - Throws: `UNKNOWN_EVENT`, and the first fault of a field with its place.
  package static func event(_ value: Value) throws(Fault) -> any Event {
    guard let kind = value.text("kind"), let type = eventsByKind[kind] else {
      throw Fault(
        .unknownEvent, at: value.place,
        Wording(
          "no event of this kind: \(value["kind"]?.excerpt ?? "none")",
          "没有这种事件：\(value["kind"]?.excerpt ?? "无")"),
        accepted: Wording("a kind of the catalogue", "目录中的事件"))
    }
    return try type.reading(value.without("kind"))
  }

  /// The name of a command and its arguments.
  private static func heading(_ value: Value) throws(Fault) -> (String, Value) {
    let command = try StoredCommand(value)
    guard let type = commands.first(where: { $0.entry.name == command.name }) else {
      throw Fault(
        .unknownCommand, at: value["cmd"]?.place,
        Wording("no command is called \(command.name)", "没有名为 \(command.name) 的指令"),
        accepted: commands.map { $0.entry.name }.nearest(to: command.name).map { Wording(verbatim: $0) }
          ?? Wording("a command of the catalogue", "目录中的指令"))
    }
    let entry = type.entry
    guard command.version == entry.version else {
      throw Fault(
        .unknownVersion, at: value["v"]?.place,
        Wording("version \(command.version) of \(command.name)", "\(command.name) 第 \(command.version) 版"),
        accepted: Wording(verbatim: "\(entry.version)"))
    }
    let heading = type.statesParty ? ["cmd", "v"] : ["cmd", "party", "v"]
    return (command.name, heading.reduce(value) { $0.without($1) })
  }
}

extension Command {
  /// Whether the party is one of the arguments too.
  fileprivate static var statesParty: Bool {
    guard case .record(_, let properties) = codec.schema else { return false }
    return properties.contains { $0.key == "party" }
  }
}

extension TenderCommand {
  fileprivate static func reading(_ value: Value) throws(Fault) -> any TenderCommand {
    try codec.strict(value)
  }
}

extension RegistryCommand {
  fileprivate static func reading(_ value: Value) throws(Fault) -> any RegistryCommand {
    try codec.strict(value)
  }
}

extension Event {
  fileprivate static func reading(_ value: Value) throws(Fault) -> any Event { try codec.strict(value) }
}

extension Codec {
  /// What `value` states.
  ///
  /// - Throws: its first fault.
  fileprivate func strict(_ value: Value) throws(Fault) -> Root {
    var reading = Reading(.strict)
    if let root = decode(value, &reading) { return root }
    throw reading.faults.list.first
      ?? Fault(
        .malformed, at: value.place, Wording("it cannot be read", "无法读取"), accepted: Wording(verbatim: "ENC"))
  }
}

extension Fault.Code {
  /// A command that the catalogue does not list.
  package static let unknownCommand = Fault.Code("UNKNOWN_COMMAND")
  /// A version of a command that this program does not know.
  package static let unknownVersion = Fault.Code("UNKNOWN_VERSION")
  /// An event that the catalogue does not list.
  package static let unknownEvent = Fault.Code("UNKNOWN_EVENT")
}
