import AuditTrail
import Evaluation
import Notation
import Tendering
import TestSupport
import Testing

/// An operator that holds every key of its log changes one field of what was decided, and makes all leaves anew.
@Suite struct TamperedEventTests {
  /// The first page of each kind: by command, and by event for what time alone causes.
  private static func kinds(_ story: Story) -> [(name: String, index: Int)] {
    var seen: Set<String> = []
    return story.pages.enumerated().compactMap { index, page in
      let name = page.body.command.text("cmd") ?? page.body.kind.rawValue
      return seen.insert(name).inserted ? (name, index) : nil
    }
  }

  @Test(arguments: [Track.engineering, .governmentProcurement])
  func `a changed field of any kind of event is named by its leaf`(track: Track) throws {
    let story = try Story.contracted(track)
    let kinds = Self.kinds(story)
    #expect(kinds.count > 35)
    for (name, index) in kinds {
      for event in story.pages[index].body.events.indices {
        var pages = story.pages
        pages[index].body.events[event] = pages[index].body.events[event].tampered
        let (check, report) = try CorrectnessCheck.judging(try story.disclosedLog(pages))
        #expect(report.state == .bad, "\(name)")
        #expect(report.findings.first?.place?.english == "leaf \(index)", "\(name): \(report.findings)")
        let tally = check.summary.commands[name] ?? check.summary.timed[name]
        #expect((tally?.confirmed ?? 0) < (tally?.replayed ?? 0), "\(name)")
      }
    }
  }

  @Test(arguments: [
    ("envelope.opened", "envelope.opened", ["row", "price", "amount_minor"]),
    ("scores.submitted", "scores.submitted", ["scores", "0", "points"]),
    ("evaluation.summarised", "evaluation.summarised", ["ranking", "0", "total"]),
    ("evaluation.summarised", "evaluation.summarised", ["ranking", "1", "bidder"]),
    ("award.decided", "award.decided", ["price", "minor"]),
    ("draw.result", "draw.result", ["labels", "0", "value"]),
    ("preliminary.concluded", "preliminary.concluded", ["conforming", "0"]),
  ])
  func `what decides an award cannot be changed`(leaf: String, kind: String, path: [String]) throws {
    let story = try Story.contracted(.engineering)
    for (index, page) in story.pages.enumerated() where page.body.kind.rawValue == leaf {
      let position = try #require(page.body.events.firstIndex { $0.text("kind") == kind })
      guard let changed = page.body.events[position].tampered(at: path[...]) else { continue }
      var pages = story.pages
      pages[index].body.events[position] = changed
      let report = try CorrectnessCheck.judging(try story.disclosedLog(pages)).report
      let finding = try #require(report.findings.first)
      #expect(finding.place?.english == "leaf \(index)")
      #expect(finding.wording.english.contains(path.last ?? ""), "\(finding.wording.english)")
      return
    }
    Issue.record("no \(leaf) has \(path)")
  }

  @Test func `a dropped or added event of a command is named`() throws {
    let story = try Story.contracted(.governmentProcurement)
    let index = try #require(story.pages.firstIndex { $0.body.events.count > 1 })
    for change in [{ (events: inout [Value]) in events.removeLast() }, { $0.append($0[0]) }] {
      var pages = story.pages
      change(&pages[index].body.events)
      let report = try CorrectnessCheck.judging(try story.disclosedLog(pages)).report
      #expect(report.findings.first?.code.rawValue == "OTHER_EVENTS")
      #expect(report.findings.first?.place?.english == "leaf \(index)")
    }
  }
}

extension Value {
  /// This event with its last field changed; one without fields gets one.
  fileprivate var tampered: Value {
    guard case .object(let members) = content, let last = members.last(where: { $0.key != "kind" }) else {
      return setting("x", to: .integer(1))
    }
    return setting(last.key, to: last.value.other)
  }

  /// This value with the one at `path` changed; nil where there is none.
  fileprivate func tampered(at path: ArraySlice<String>) -> Value? {
    guard let step = path.first else { return other }
    switch content {
    case .object:
      return self[step]?.tampered(at: path.dropFirst()).map { setting(step, to: $0) }
    case .array(var elements):
      guard let index = Int(step), elements.indices.contains(index),
        let changed = elements[index].tampered(at: path.dropFirst())
      else { return nil }
      elements[index] = changed
      return .array(elements)
    case .null, .boolean, .number, .string: return nil
    }
  }

  /// Another value of the same form.
  private var other: Value {
    switch content {
    case .boolean(let truth): .boolean(!truth)
    case .number(let number): .integer(Int((number.integer(atScale: 0) ?? 0) + 1))
    case .string(let text): .string(text.hasPrefix("B-001") ? "B-002" : text.isEmpty ? "x" : Self.other(text))
    case .array(let elements): .array(elements.isEmpty ? [.string("x")] : Array(elements.dropLast()))
    case .object(let members):
      members.first.map { setting($0.key, to: $0.value.other) } ?? .object([("x", .integer(1))])
    case .null: .integer(1)
    }
  }

  private static func other(_ text: String) -> String {
    String(text.dropLast()) + (text.hasSuffix("0") ? "1" : "0")
  }
}
