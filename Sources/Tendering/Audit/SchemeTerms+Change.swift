internal import AuditTrail
internal import Evaluation
internal import Notation

extension SchemeTerms {
  /// These terms with the field at `path` as `text` writes it.
  ///
  /// A text where a text stood, else JSON, so that whole lists and objects can be replaced too.
  ///
  /// - Throws: `UNKNOWN_KEY` for a path that leads nowhere, and the first fault of the new value.
  func changed(at path: [String], to text: String) throws(Fault) -> SchemeTerms {
    let value = try Self.codec.encode(self).replacing(path[...], with: text, at: "scheme")
    var reading = Reading(.strict)
    if let terms = Self.codec.decode(value, &reading) { return terms }
    throw reading.faults.list.first
      ?? Fault(
        .malformed, at: nil, Wording("the scheme cannot be read", "评标办法无法读取"),
        accepted: Wording(verbatim: "JSON"))
  }
}

extension Value {
  fileprivate func replacing(
    _ path: ArraySlice<String>, with text: String, at place: String
  ) throws(Fault) -> Value {
    guard let step = path.first else { return stated(by: text) }
    let here = "\(place).\(step)"
    switch content {
    case .object(var members):
      guard let index = members.firstIndex(where: { $0.key == step }) else {
        // A key that is not stated may be an optional one; the reader of the scheme says so.
        guard path.count == 1 else { throw Self.unknown(here, members.map(\.key)) }
        return Value(.object(members + [Member(step, Value(.null).stated(by: text))]))
      }
      members[index].value = try members[index].value.replacing(path.dropFirst(), with: text, at: here)
      return Value(.object(members))
    case .array(var elements):
      let names = elements.map { $0.text("id") ?? $0.text("kind") ?? $0.text("pack") ?? "-" }
      guard let index = names.firstIndex(of: step) ?? Int(step), elements.indices.contains(index) else {
        throw Self.unknown(here, names)
      }
      elements[index] = try elements[index].replacing(path.dropFirst(), with: text, at: here)
      return .array(elements)
    case .null, .boolean, .number, .string: throw Self.unknown(here, [])
    }
  }

  /// The value that `text` writes in the place of this one.
  private func stated(by text: String) -> Value {
    if case .string = content { return .string(text) }
    var faults = Faults()
    return JSONReader.read(Array(text.utf8), into: &faults) ?? .string(text)
  }

  private static func unknown(_ path: String, _ known: [String]) -> Fault {
    Fault(
      .unknownKey, at: nil, Wording("no field \(path.excerpt)", "没有字段 \(path.excerpt)"),
      accepted: known.isEmpty
        ? Wording("a field of the published scheme", "已公布评标办法的字段")
        : Wording(verbatim: known.joined(separator: ", ")))
  }
}
