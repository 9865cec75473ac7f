package import AuditTrail
internal import Evaluation
package import Notation

/// The log of a procedure played once more through the rules (复算): every event must follow from its command, byte for byte.
///
/// A pure value that takes body after body in the order of the log. Signatures, seals, openings and secret draws are checked
/// elsewhere; here only what the rules say of commands that somebody gave.
package struct Replay: Sendable {
  /// The procedure as the bodies so far have made it.
  package private(set) var procedure = Procedure()

  /// A replay of a log from its beginning.
  package init() {}

  /// Why a body does not follow.
  package enum Contradiction: Error, Sendable, Hashable {
    /// The command cannot be read, or is none of the catalogue.
    case unreadable(Fault)
    /// The rules refuse what the log accepted.
    case refused(Refusal)
    /// The rules lead to other events; the fields that differ, the first few of them.
    case otherEvents([ValueDifference])
    /// The leaf hides what is open, or shows what is sealed.
    case otherDisclosure(expected: DisclosureStage?, found: DisclosureStage?)
    /// Time alone causes nothing then, or something else.
    case notDue
    /// The rules accept what the log refused, or refuse it for another reason.
    case otherRefusal(expected: Fault.Code?, found: String)
    /// An event cannot be read, or is none of the catalogue.
    case unreadableEvent(Fault)
  }

  /// Takes the next body.
  ///
  /// The events become part of the procedure also when they contradict the rules, so that one fault is reported once and not
  /// with all that follows from it.
  package mutating func take(_ body: BodyFields, enclosures: Enclosures) throws(Contradiction) {
    if body.kind.rawValue == "refused" { return try check(refused: body, enclosures) }
    let contradiction = contradiction(of: body, enclosures)
    do throws(Contradiction) { try apply(body) } catch { throw contradiction ?? error }
    if let contradiction { throw contradiction }
  }

  private func contradiction(of body: BodyFields, _ enclosures: Enclosures) -> Contradiction? {
    do throws(Contradiction) {
      let expected = try outcome(of: body, enclosures)
      guard expected.stage == body.stage else {
        return .otherDisclosure(expected: expected.stage, found: body.stage)
      }
      let differences = ValueDifference.between(
        rules: .array(expected.events), log: .array(body.events), at: "events")
      return differences.isEmpty ? nil : .otherEvents(differences)
    } catch { return error }
  }

  private struct Outcome {
    let events: [Value]
    let stage: DisclosureStage?
  }

  /// What the rules make of the command of `body`.
  private func outcome(of body: BodyFields, _ enclosures: Enclosures) throws(Contradiction) -> Outcome {
    if body.actor == BodyFields.clockActor {
      guard let tender = body.tender, let transition = procedure.tick(tender, at: body.time) else {
        throw .notDue
      }
      return Outcome(events: transition.events.map(\.value), stage: transition.disclosure.stage)
    }
    if let tender = body.tender {
      let command = try Self.reading { () throws(Fault) in try Catalogue.tenderCommand(body.command) }
      let events = try Self.deciding { () throws(Refusal) in
        try procedure.decide(command, of: tender, by: body.actor, at: body.time, enclosures: enclosures)
      }
      return Outcome(
        events: events.map(\.value), stage: command.disclosure(in: procedure[tender]).stage)
    }
    let command = try Self.reading { () throws(Fault) in try Catalogue.registryCommand(body.command) }
    let events = try Self.deciding { () throws(Refusal) in
      try procedure.decide(command, by: body.actor, at: body.time)
    }
    return Outcome(events: events.map(\.value), stage: nil)
  }

  /// A refused command must be refused by the rules too, with the same code (formats, section 10).
  private func check(refused body: BodyFields, _ enclosures: Enclosures) throws(Contradiction) {
    let found = body.events.first?.text("code") ?? ""
    guard let tender = body.tender else { throw .otherRefusal(expected: nil, found: found) }
    // What could not be read was refused for its form, of which the log keeps nothing to judge.
    if case .object(let members) = body.command.content, members.isEmpty { return }
    let command: any TenderCommand
    do throws(Fault) {
      guard let read = try Catalogue.tenderCommand(body.command) else {
        throw Fault(.unknownCommand, at: nil, Wording(verbatim: found), accepted: Wording(verbatim: "bid.*"))
      }
      command = read
    } catch {
      guard error.code.rawValue == found else { throw .otherRefusal(expected: error.code, found: found) }
      return
    }
    do throws(Refusal) {
      _ = try procedure.decide(command, of: tender, by: body.actor, at: body.time, enclosures: enclosures)
    } catch {
      guard error.code.rawValue == found else { throw .otherRefusal(expected: error.code, found: found) }
      return
    }
    throw .otherRefusal(expected: nil, found: found)
  }

  private mutating func apply(_ body: BodyFields) throws(Contradiction) {
    let occurrence = Occurrence(by: body.actor, at: body.time)
    for value in body.events {
      let event: any Event
      do throws(Fault) { event = try Catalogue.event(value) } catch { throw .unreadableEvent(error) }
      if let event = event as? any TenderEvent, let tender = body.tender {
        procedure.apply(event, to: tender, occurrence)
      } else if let event = event as? any RegistryEvent {
        procedure.apply(event, occurrence)
      }
    }
  }

  private static func reading<Command>(
    _ body: () throws(Fault) -> Command?
  ) throws(Contradiction) -> Command {
    do throws(Fault) {
      if let command = try body() { return command }
    } catch { throw .unreadable(error) }
    throw .unreadable(
      Fault(
        .unknownCommand, at: nil, Wording("a command of the other kind", "指令类别不符"),
        accepted: Wording("a command about a tender in a tender, any other outside", "标段内为标段指令，否则为登记指令")))
  }

  private static func deciding<Events>(_ body: () throws(Refusal) -> Events) throws(Contradiction) -> Events {
    do throws(Refusal) { return try body() } catch { throw .refused(error) }
  }
}
