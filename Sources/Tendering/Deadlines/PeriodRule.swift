internal import Evaluation
internal import Notation

/// A period that a text sets: how long, by which article, and the code of what breaks it.
struct PeriodRule: Hashable, Sendable {
  let code: Fault.Code
  let basis: Refusal.Basis
  let article: String?
  let period: Period

  init(_ code: Fault.Code, _ period: Period, _ basis: Refusal.Basis, _ article: String? = nil) {
    self.code = code
    self.basis = basis
    self.article = article
    self.period = period
  }

  /// The refusal of an event on `date`, on the wrong side of `bound`, which ends the period after `start`.
  func refusal(_ event: Wording, on date: CivilDate, isLate: Bool, bound: DueDate, start: CivilDate)
    -> Refusal
  {
    let end = Wording(
      "the end of \(period.wording.english) after \(start)", "自 \(start) 起 \(period.wording.chinese)届满之日")
    return Refusal(
      code, basis, article,
      Wording(
        "\(event.english): \(date) is \(isLate ? "after" : "before") \(bound.date), \(end.english)",
        "\(event.chinese)：\(date) \(isLate ? "晚于" : "早于")\(end.chinese) \(bound.date)"),
      accepted: isLate ? bound.orEarlier : bound.orLater)
  }
}

extension DueDate {
  /// This date or a later one, in words.
  var orLater: Wording { Wording("\(wording.english) or later", "\(wording.chinese)或之后") }
  /// This date or an earlier one, in words.
  var orEarlier: Wording { Wording("\(wording.english) or earlier", "\(wording.chinese)或之前") }
}
