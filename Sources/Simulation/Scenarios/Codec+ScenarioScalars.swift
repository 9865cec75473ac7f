internal import AuditTrail
internal import Evaluation
internal import Notation
internal import Tendering

extension Codec where Root == Language {
  /// The languages that scenarios are written in.
  static let language = choice([
    .english: Wording("English", "英文"), .chinese: Wording("Chinese", "中文"),
  ])
}

extension Codec where Root == OpeningSessions {
  /// The ways of opening.
  static let sessions = choice([
    .one: Wording("one session", "一次开标"), .two: Wording("prices in a session of their own", "双信封"),
  ])
}

extension Codec where Root == Instant {
  /// Date and time of day in Beijing.
  static let beijing = string(
    Wording("date and time in Beijing such as 2026-11-02 09:00", "北京时间，如 2026-11-02 09:00"),
    parse: { text in
      guard let moment = ScriptedMoment(text), case .date(let date) = moment.base, date.year <= 9_999
      else { return nil }
      return moment.instant(from: ScriptedMoment.Origin(start: .beginning, previous: .beginning))
    }, format: { String($0.beijingTime.prefix(16)) })
}

extension Codec where Root == ExactDecimal {
  /// An amount in the currency of the scheme.
  static let amount = decimal(
    Wording("an amount in the scheme's currency", "以办法币种计的金额"), make: { $0 }, format: \.description)
}

extension Codec where Root == Points {
  /// A score.
  static let score = Points.codec(Points.zero...Points(whole: Points.maximum))
}

extension Codec where Root == String {
  /// The code of a refusal.
  static let refusalCode = string(
    Wording("a code such as WRONG_STAGE", "代码，如 WRONG_STAGE"), pattern: "^[A-Z][A-Z0-9_]{0,63}$",
    parse: { text in
      let isCode = text.utf8.allSatisfy {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "_")
      }
      return (1...64).contains(text.utf8.count) && isCode ? text : nil
    }, format: \.self)

  /// Whether the codec takes `text`.
  func reads(_ text: String) -> Bool {
    var reading = Reading(.strict)
    return decode(.string(text), &reading) != nil
  }
}

extension Wording {
  /// The keys of scores.
  static let criterion = Wording("id of a criterion", "评审因素编号")
}
