/// A bordered table whose heading is repeated on every printed page and whose rows are not torn apart.
struct Table {
  /// How the cells of a column stand.
  enum Alignment {
    /// Words.
    case text
    /// Numbers, by their last digit.
    case figure
    /// Short marks.
    case centre
  }

  /// A column with its heading.
  struct Column {
    let heading: String
    let alignment: Alignment

    init(_ heading: String, _ alignment: Alignment = .text) {
      self.heading = heading
      self.alignment = alignment
    }
  }

  var columns: [Column]
  var rows: [[Markup]] = []
  /// What a table without rows says.
  var blank = "无"

  init(_ columns: [Column], rows: [[Markup]] = [], blank: String = "无") {
    self.columns = columns
    self.rows = rows
    self.blank = blank
  }

  var markup: Markup {
    let headings = Markup(
      joining: columns.map { column -> Markup in
        column.alignment == .centre
          ? "<th scope=\"col\" class=\"centre\">\(column.heading)</th>"
          : "<th scope=\"col\">\(column.heading)</th>"
      })
    let body =
      rows.isEmpty
      ? "<tr><td class=\"centre\" colspan=\"\(columns.count)\">\(blank)</td></tr>"
      : Markup(joining: rows.map(row))
    return "<table>\n<thead><tr>\(headings)</tr></thead>\n<tbody>\n\(body)</tbody>\n</table>\n"
  }

  private func row(_ cells: [Markup]) -> Markup {
    let pieces = zip(columns, cells).map { column, cell -> Markup in
      switch column.alignment {
      case .text: "<td>\(cell)</td>"
      case .figure: "<td class=\"figure\">\(cell)</td>"
      case .centre: "<td class=\"centre\">\(cell)</td>"
      }
    }
    return "<tr>\(Markup(joining: pieces))</tr>\n"
  }
}

extension Markup {
  /// A table of facts: what on the left, its value on the right.
  static func facts(_ facts: [(String, Markup)]) -> Markup {
    let rows = facts.map { "<tr><th scope=\"row\">\($0)</th><td>\($1)</td></tr>\n" as Markup }
    return "<table class=\"facts\">\n<tbody>\n\(Markup(joining: rows))</tbody>\n</table>\n"
  }

  /// A section under its heading.
  static func section(_ heading: String, _ content: Markup) -> Markup {
    "<section>\n<h2>\(heading)</h2>\n\(content)</section>\n"
  }

  /// A paragraph.
  static func paragraph(_ content: Markup) -> Markup { "<p>\(content)</p>\n" }

  /// A paragraph without an indent, for what is addressed.
  static func address(_ content: Markup) -> Markup { "<p class=\"address\">\(content)</p>\n" }

  /// The lines on which somebody signs, and the date at the right.
  static func signatures(_ places: [String], date: String? = nil) -> Markup {
    let lines = places.map { "<p>\($0)：<span class=\"line\"></span></p>\n" as Markup }
    let day: Markup = "<p class=\"date\">\(date ?? "年　　月　　日")</p>\n"
    return "<div class=\"signatures\">\n\(Markup(joining: lines))\(day)</div>\n"
  }

  /// What the log does not hold and somebody writes by hand.
  static let byHand: Markup = "<span class=\"hand\">（系统未记录，手工填写）</span>"
}
