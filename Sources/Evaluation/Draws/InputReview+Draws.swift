internal import Notation

// The numbers of the public draw against what the scheme leaves to it.

extension InputReview {
  /// What is wrong with the drawn numbers and, where a bid is drawn, with the opening order.
  func draws() -> [Refusal] {
    guard !scheme.drawPlan.isEmpty || !input.drawn.isEmpty else { return [] }
    var found: [Refusal] = []
    for label in DrawLabel.allCases {
      let planned = scheme.drawPlan.first { $0.label == label }
      switch (planned, input.drawn[label]) {
      case (nil, nil): continue
      case (nil, _?): found.append(.drawNotInScheme(label, scheme.drawPlan))
      case (let planned?, let index): found += review(index, planned)
      }
    }
    if scheme.drawPlan.contains(where: { $0.choice == .bidders }) { found += openingOrder() }
    return found
  }

  private func review(_ index: Int?, _ planned: PlannedDraw) -> [Refusal] {
    let count = planned.count(bidders: input.bids.count)
    let label = planned.label.rawValue
    guard let index else {
      return [
        Refusal(
          Fault.Code.drawMissing.rawValue, .design, nil, .tender,
          Wording("\(label) has not been drawn", "\(label) 尚未抽取"),
          accepted: Wording("drawn.\(label), 0 to \(count - 1)", "drawn.\(label)，0 至 \(count - 1)"))
      ]
    }
    guard (0..<count).contains(index) else {
      return [
        Refusal(
          "K_OUT_OF_RANGE", .document, nil, .tender,
          Wording(
            "\(label) = \(index) points outside what the documents publish", "\(label) = \(index) 超出招标文件公布的范围"
          ),
          accepted: Wording("0 to \(count - 1)", "0 至 \(count - 1)"))
      ]
    }
    return []
  }

  /// Every bid has a number of its own, from 1 to their count.
  private func openingOrder() -> [Refusal] {
    let count = input.bids.count
    let accepted = Wording(
      "opening_number: the numbers 1 to \(count), one each", "唱标顺序：1 至 \(count)，每份投标一个")
    var isTaken = [Bool](repeating: false, count: count)
    var found: [Refusal] = []
    for (index, bid) in input.bids.enumerated() {
      guard let number = bid.openingNumber else {
        found.append(
          Refusal(
            Fault.Code.openingNumberMissing.rawValue, .design, nil, .bid(index),
            Wording("\(bid.bidder) has no opening number", "\(bid.bidder) 没有唱标顺序号"), accepted: accepted))
        continue
      }
      guard (1...count).contains(number), !isTaken[number - 1] else {
        found.append(
          Refusal(
            "OPENING_ORDER_BROKEN", .design, nil, .bid(index),
            Wording(
              "the opening number \(number) of \(bid.bidder) is taken or too large",
              "\(bid.bidder) 的唱标顺序号 \(number) 重复或超出范围"), accepted: accepted))
        continue
      }
      isTaken[number - 1] = true
    }
    return found
  }
}

extension Refusal {
  fileprivate static func drawNotInScheme(_ label: DrawLabel, _ plan: [PlannedDraw]) -> Refusal {
    let known = plan.map(\.label.rawValue).joined(separator: ", ")
    return Refusal(
      "DRAW_NOT_IN_SCHEME", .design, nil, .tender,
      Wording("the scheme leaves no \(label.rawValue) to a draw", "评标办法没有规定抽取 \(label.rawValue)"),
      accepted: known.isEmpty ? Wording("no drawn number", "不填抽取结果") : Wording(verbatim: known))
  }
}
