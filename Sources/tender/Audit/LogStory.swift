internal import AuditTrail
internal import Evaluation
internal import Interchange
internal import Notation
internal import Tendering

/// The leaves of a log in words.
struct LogStory: Bilingual {
  let language: Language
  /// The replay, which knows who everybody is and where the tender stood.
  let replay: CorrectnessCheck

  /// The most fields of an event that a line shows.
  private static let mostFields = 4

  /// A leaf as one line: index, time, who, what was commanded, what followed.
  func line(_ page: DisclosedLog.Page) -> String {
    let index = String(page.index)
    let head = String(repeating: " ", count: max(0, 5 - index.count)) + index
    guard let fields = page.body?.fields else {
      return "\(head)  \(page.stamp?.beijingTime ?? "-")  \(missing(page.content))"
    }
    let seal =
      fields.stage.map { " [" + say("sealed until \($0.rawValue)", "密封至 \($0.rawValue)") + "]" } ?? ""
    let events = fields.events.map(told).joined(separator: say("; ", "；"))
    return "\(head)  \(fields.time.beijingTime)  \(actor(fields))  \(command(fields)) → \(events)\(seal)"
      .escapedForMessage
  }

  /// A leaf with its body whole.
  func whole(_ page: DisclosedLog.Page) -> String {
    guard let body = page.body else { return line(page) + "\n" }
    var faults = Faults()
    // A body was read as canonical JSON before, so that it can be read again.
    let value =
      JSONReader.read(body.bytes, into: &faults) ?? .string(String(decoding: body.bytes, as: UTF8.self))
    let text = JSONWriter.bytes(value, layout: .indented)
    return line(page) + "\n\n" + String(decoding: text, as: UTF8.self) + "\n"
  }

  /// A leaf for programs: the body, or what is missing.
  func value(_ page: DisclosedLog.Page) -> Value {
    var faults = Faults()
    let body = page.body.flatMap { JSONReader.read($0.bytes, into: &faults) }
    return .object([
      ("body", body), ("leaf", .integer(page.index)),
      ("missing", page.body == nil ? .string(Self.word(page.content)) : nil),
      ("stage", replay.stages[page.index].map { .string($0.rawValue) }),
      ("ts", page.stamp.map { .integer(Int($0.milliseconds)) }),
    ])
  }

  private static func word(_ content: DisclosedLog.Content) -> String {
    switch content {
    case .disclosed: "disclosed"
    case .withheld: "withheld"
    case .sealed: "sealed"
    case .erased: "erased"
    case .foreign: "of_other_tender"
    case .unreadable: "unreadable"
    }
  }

  private func missing(_ content: DisclosedLog.Content) -> String {
    switch content {
    case .disclosed: ""
    case .withheld(let kind):
      say("not in the bundle", "案卷未收录") + (kind.map { " (\($0))" } ?? "")
    case .sealed: say("sealed: of this tender or of another", "密封：属于本标段或其他标段")
    case .erased: say("erased", "已删除")
    case .foreign: say("of another tender", "属于其他标段")
    case .unreadable: say("cannot be read", "无法读取")
    }
  }

  private func actor(_ fields: BodyFields) -> String {
    if fields.actor == BodyFields.clockActor { return say("time", "时间") }
    guard let role = replay.registry.role(of: fields.actor), role.rawValue != fields.actor.rawValue else {
      return fields.actor.rawValue
    }
    return "\(fields.actor) (\(role.rawValue))"
  }

  private func command(_ fields: BodyFields) -> String {
    guard let name = fields.command.text("cmd") else { return "–" }
    return (Catalogue.summary(ofCommand: name)?[language] ?? "?") + " (\(name))"
  }

  private func told(_ event: Value) -> String {
    let kind = event.text("kind") ?? "-"
    let summary =
      kind == "refused" ? say("refused", "拒收") : Catalogue.summary(ofEvent: kind)?[language] ?? "?"
    let fields = facts(event)
    return "\(summary) (\(kind))" + (fields.isEmpty ? "" : say(": ", "：") + fields)
  }

  /// The plain fields of an event and its amounts; keys, signatures and digests say nothing to a person.
  private func facts(_ event: Value) -> String {
    guard case .object(let members) = event.content else { return "" }
    let plain = members.filter { !Self.unsaid.contains($0.key) }.compactMap { member -> String? in
      switch member.value.content {
      case .string(let text) where !text.isEmpty && text.utf8.count < 64:
        "\(member.key) \(text)"
      case .number(let number): "\(member.key) \(shown(number, member.key))"
      case .boolean(let truth): "\(member.key) \(truth)"
      case .object: (member.value.amount ?? member.value["price"]?.amount).map { "price \($0)" }
      default: nil
      }
    }
    return plain.prefix(Self.mostFields).joined(separator: say(", ", "，"))
  }

  private static let unsaid: Set<String> = [
    "alg", "kind", "pk", "pubkey", "root_sig", "self_sig", "sig", "not_after_ms", "not_before_ms",
  ]

  private func shown(_ number: ExactDecimal, _ key: String) -> String {
    guard key.hasSuffix("_ms"), let milliseconds = number.integer(atScale: 0),
      let instant = Instant(milliseconds: milliseconds)
    else { return number.description }
    return instant.beijingTime
  }
}

extension Value {
  /// The amount that an object states, as `{currency, minor}` or as a price part does; nil for another object.
  fileprivate var amount: String? {
    guard let currency = text("currency").flatMap({ Currency(rawValue: $0) }),
      let units = number("minor") ?? number("amount_minor"), let money = Money(minor: units, currency)
    else { return nil }
    return "\(money) \(currency.rawValue)"
  }

  /// An integer, also where it stands as a string, as in a price part.
  private func number(_ key: String) -> Int64? {
    switch self[key]?.content {
    case .number(let number): number.integer(atScale: 0)
    case .string(let text): Int64(text)
    default: nil
    }
  }
}
