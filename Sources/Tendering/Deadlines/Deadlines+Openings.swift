package import AuditTrail
internal import Evaluation
package import Notation

// Two rules on points in time: the opening of bids and the window of an explanation.

extension Deadlines {
  /// Bids are opened (开标) at the moment of the deadline (D-11).
  ///
  /// - Throws: `OPENING_TIME_MISMATCH`.
  package func requireOpening(at opening: Instant, with deadline: Instant) throws(Refusal) {
    guard track != .foreign, opening != deadline else { return }
    let isEngineering = track == .engineering
    throw Refusal(
      .openingTimeMismatch, isEngineering ? .statute : .design, isEngineering ? "招标投标法 第三十四条" : nil,
      Wording(
        "opening at \(opening.beijingTime), deadline at \(deadline.beijingTime)",
        "开标时间 \(opening.beijingTime)，投标截止时间 \(deadline.beijingTime)"),
      accepted: Wording(verbatim: deadline.beijingTime))
  }

  /// A bidder has at least 30 minutes to explain a low price (异常低价说明; rulebook 4.3).
  ///
  /// - Throws: `EXPLANATION_WINDOW_TOO_SHORT`.
  package func requireExplanationWindow(from requested: Instant, to due: Instant) throws(Refusal) {
    let earliest = Instant(clamping: requested.milliseconds + Self.explanationWindow)
    guard track != .foreign, due < earliest else { return }
    let isProcurement = track == .governmentProcurement
    throw Refusal(
      .explanationWindowTooShort, isProcurement ? .rule : .design, isProcurement ? "财库〔2026〕2号" : nil,
      Wording(
        "requested at \(requested.beijingTime), due at \(due.beijingTime): less than 30 minutes",
        "\(requested.beijingTime) 要求说明，\(due.beijingTime) 截止：不足 30 分钟"),
      accepted: Wording("\(earliest.beijingTime) or later", "\(earliest.beijingTime) 或之后"))
  }

  private static let explanationWindow: Int64 = 30 * 60_000
}

extension Fault.Code {
  /// The opening is not at the moment of the deadline.
  package static let openingTimeMismatch = Fault.Code("OPENING_TIME_MISMATCH")
  /// Too little time to explain a low price.
  package static let explanationWindowTooShort = Fault.Code("EXPLANATION_WINDOW_TOO_SHORT")
}
