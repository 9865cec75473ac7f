public import Notation

/// What was found, by a code that stays the same over languages and releases.
public struct FindingCode: Hashable, Sendable {
  /// The code.
  public let rawValue: String
  /// What it means, said of the place of the finding.
  public let wording: Wording

  /// The code `rawValue`, in words.
  package init(_ rawValue: String, _ english: String, _ chinese: String) {
    self.rawValue = rawValue
    wording = Wording(english, chinese)
  }
}

/// One reason of a check.
public struct Finding: Hashable, Sendable {
  /// What this finding alone would make of the check; GOOD for a note, which takes nothing from the state.
  public let state: CheckState
  /// What was found.
  public let code: FindingCode
  /// Of what: a leaf, a file, a bid, a draw; nil when it is of the whole.
  public let place: Wording?
  /// The values, or the fault behind it; nil when the code says all.
  public let detail: Wording?

  /// The finding as a sentence.
  public var wording: Wording {
    Wording(text(.english, ": ", " (", ")"), text(.chinese, "：", "（", "）"))
  }

  private func text(_ language: Language, _ colon: String, _ open: String, _ close: String) -> String {
    let head = place.map { $0[language] + colon } ?? ""
    return head + code.wording[language] + (detail.map { open + $0[language] + close } ?? "")
  }
}

extension Wording {
  /// The leaf at an index.
  package static func leaf(_ index: Int) -> Wording { Wording("leaf \(index)", "记录 \(index)") }
  /// A name that is the same in all languages, with nothing in it that a terminal would obey.
  package static func name(_ text: some CustomStringConvertible) -> Wording {
    Wording(verbatim: text.description.escapedForMessage)
  }
  /// A part of a bidder's bid.
  static func bid(_ bidder: PartyID, _ part: Part) -> Wording { .name("\(bidder)/\(part.rawValue)") }
}
