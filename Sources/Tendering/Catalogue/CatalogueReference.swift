internal import AuditTrail
internal import Evaluation
package import Notation

/// The catalogue in Markdown, made from the declarations that the program itself reads and decides by.
package enum CatalogueReference {
  /// All commands and events in `language`.
  package static func markdown(_ language: Language) -> String {
    let words = Words(language: language)
    var text = words.heading
    text += words.commandTable
    for command in Catalogue.commands { text += words.row(command) }
    text += words.eventTable
    for event in Catalogue.events { text += words.row(event) }
    return text
  }

  private struct Words {
    let language: Language

    func word(_ english: String, _ chinese: String) -> String { Wording(english, chinese)[language] }

    var heading: String {
      word(
        """
        # Catalogue of commands and events

        Made by `tender catalogue` from the declarations that decide. A command is a signed object `{cmd, party, v, …}`; what follows
        from it are events, in one leaf of the log. `sealed until X`: the leaf shows nothing until the secret of that stage is published.

        """,
        """
        # 指令与事件目录

        由 `tender catalogue` 依据程序实际使用的定义生成。指令是签名对象 `{cmd, party, v, …}`，由此产生的事件写入日志的一片叶。“密封至 X”：
        在该阶段密值公布之前，该叶不显示任何内容。

        """)
    }

    var commandTable: String {
      word(
        "\n## Commands\n\n| command | what it does | who | stages | disclosure | arguments | events |\n|---|---|---|---|---|---|---|\n",
        "\n## 指令\n\n| 指令 | 含义 | 何人 | 阶段 | 公开 | 参数 | 事件 |\n|---|---|---|---|---|---|---|\n")
    }

    var eventTable: String {
      word(
        "\n## Events\n\n| event | what it says | fields |\n|---|---|---|\n",
        "\n## 事件\n\n| 事件 | 含义 | 字段 |\n|---|---|---|\n")
    }

    func row(_ command: any Command.Type) -> String {
      let entry = command.entry
      let cells = [
        "`\(entry.name)`", entry.summary[language],
        entry.standings.map { $0.name[language] }.joined(separator: ", "), stages(entry), disclosure(entry),
        keys(schema(of: command)),
        entry.events.map { "`\($0.kind.rawValue)`" }.joined(separator: " "),
      ]
      return "| " + cells.joined(separator: " | ") + " |\n"
    }

    func row(_ event: any Event.Type) -> String {
      let schema = schema(of: event)
      guard case .record(let summary, _) = schema else { return "" }
      return "| `\(event.kind.rawValue)` | \(summary[language]) | \(keys(schema)) |\n"
    }

    private func stages(_ entry: CatalogueEntry) -> String {
      guard !entry.stages.isEmpty else { return "–" }
      let names = entry.stages.map(\.rawValue).joined(separator: " ")
      return entry.tracks.map { names + " (" + $0.map(\.rawValue).joined(separator: ", ") + ")" } ?? names
    }

    private func disclosure(_ entry: CatalogueEntry) -> String {
      switch entry.disclosure {
      case .open: word("open", "公开")
      case .sealed(let stage): word("sealed until \(stage.rawValue)", "密封至 \(stage.rawValue)")
      }
    }

    private func keys(_ schema: Schema) -> String {
      guard case .record(_, let properties) = schema, !properties.isEmpty else { return "–" }
      return properties.map { "`\($0.key)`" + ($0.isRequired ? "" : "?") }.joined(separator: " ")
    }

    private func schema(of command: any Command.Type) -> Schema { command.schema }
    private func schema(of event: any Event.Type) -> Schema { event.schema }
  }
}

extension Command {
  fileprivate static var schema: Schema { codec.schema }
}

extension Event {
  fileprivate static var schema: Schema { codec.schema }
}
