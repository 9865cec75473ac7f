internal import Notation
internal import Yams

/// Reads a YAML document into a `Value` with the line and column of every node.
///
/// A plain scalar is a number, a truth value or null exactly where JSON would say so; everything else is text, so that
/// `no`, `1_000` and dates are never guessed at. Anchors and aliases are refused: a few lines of them can stand for
/// more nodes than any memory holds.
enum YAMLReader {
  private static let depthLimit = 64

  /// The document in `text`; nil with faults added when there is none.
  static func read(_ text: InputText, into faults: inout Faults) -> Value? {
    let string = String(decoding: text.bytes, as: UTF8.self)
    if let place = aliasPlace(text.bytes) {
      faults.append(
        Fault(
          .malformed, at: place, Wording("anchors and aliases are not read", "不支持锚点与别名"),
          accepted: Wording("the repeated content written out", "将重复内容写全")))
      return nil
    }
    do {
      guard let node = try Parser(yaml: string, encoding: .utf8).singleRoot() else {
        faults.append(
          Fault(
            .malformed, at: nil, Wording("the document is empty", "文档为空"),
            accepted: Wording("a mapping", "一个映射")))
        return nil
      }
      let before = faults.count
      let value = value(node, depth: 0, &faults)
      return faults.count == before ? value : nil
    } catch {
      faults.append(fault(error))
      return nil
    }
  }

  private static func value(_ node: Node, depth: Int, _ faults: inout Faults) -> Value {
    let place = node.mark.map { Place(line: $0.line, column: $0.column) } ?? .nowhere
    guard depth <= depthLimit else {
      faults.append(
        Fault(
          .tooLarge, at: place, Wording("nested too deeply", "嵌套层次过深"),
          accepted: Wording("at most \(depthLimit) levels", "至多 \(depthLimit) 层")))
      return Value(.null, at: place)
    }
    switch node {
    case .scalar(let scalar): return Value(content(scalar, place, &faults), at: place)
    case .sequence(let sequence):
      return Value(.array(sequence.map { value($0, depth: depth + 1, &faults) }), at: place)
    case .mapping(let mapping):
      let members = mapping.compactMap { key, content -> Value.Member? in
        let keyPlace = key.mark.map { Place(line: $0.line, column: $0.column) } ?? place
        guard case .scalar(let scalar) = key else {
          faults.append(
            Fault(
              .malformed, at: keyPlace, Wording("a key is not a text", "键不是文本"),
              accepted: Wording("a text as key", "以文本为键")))
          return nil
        }
        return Value.Member(scalar.string, value(content, depth: depth + 1, &faults), at: keyPlace)
      }
      return Value(.object(members), at: place)
    case .alias: return Value(.null, at: place)
    }
  }

  private static func content(_ scalar: Node.Scalar, _ place: Place, _ faults: inout Faults) -> Value.Content
  {
    if !scalar.string.isNormalised { faults.append(JSONReader.notNormalised(scalar.string, at: place)) }
    guard scalar.style == .plain else { return .string(scalar.string) }
    switch scalar.string {
    case "", "~", "null": return .null
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    default:
      // A number that is out of range stays text; the field that expected a number refuses it with its bounds.
      return (try? ExactDecimal(json: scalar.string)).map { .number($0) } ?? .string(scalar.string)
    }
  }

  /// Where a name is both anchored and aliased, if anywhere.
  ///
  /// Comments and quotes are searched too: a text that happens to hold both forms of one name is refused rather than
  /// a bomb let through.
  private static func aliasPlace(_ bytes: [UInt8]) -> Place? {
    var anchors: Set<ArraySlice<UInt8>> = []
    var aliases: [(name: ArraySlice<UInt8>, place: Place)] = []
    var (line, lineStart) = (1, 0)
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\n") { (line, lineStart) = (line + 1, index + 1) }
      guard byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*") else { continue }
      let name = bytes[(index + 1)...].prefix(while: Self.isOfName)
      guard !name.isEmpty else { continue }
      if byte == UInt8(ascii: "&") {
        anchors.insert(name)
      } else {
        aliases.append((name, Place(line: line, column: index - lineStart + 1)))
      }
    }
    return aliases.first { anchors.contains($0.name) }?.place
  }

  /// The bytes of which the parser takes a name; any other ends it, so that in `*a: 1` the alias is called `a`.
  private static func isOfName(_ byte: UInt8) -> Bool {
    byte.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  private static func fault(_ error: any Error) -> Fault {
    func malformed(_ problem: String, _ mark: Mark?) -> Fault {
      Fault(
        .malformed, at: mark.map { Place(line: $0.line, column: $0.column) },
        Wording("not YAML: \(problem)", "不是有效的 YAML：\(problem)"),
        accepted: Wording("a YAML document", "YAML 文档"))
    }
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return malformed(problem, mark)
    case .duplicatedKeysInMapping(let duplicates, let context):
      let mark = context.mark
      return JSONReader.duplicate(
        duplicates.first ?? "", at: Place(line: mark.line, column: mark.column))
    case .reader(let problem, _, _, _): return malformed(problem, nil)
    default: return malformed("unreadable", nil)
    }
  }
}
