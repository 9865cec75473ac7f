// The numbers of the public draw, read from what the documents publish. `InputReview` has refused what is missing or
// out of range, so a gap here is an error of our own.

extension Evaluator {
  /// The value of a parameter as a fraction: the only one that is published, or the one that was drawn.
  mutating func published(_ values: [Points], _ label: DrawLabel) -> Ratio {
    if values.count == 1 { return values[0].fraction }
    guard let index = input.drawn[label], values.indices.contains(index) else {
      preconditionFailure("the review refuses a draw that is missing or out of range")
    }
    let value = values[index]
    sink.record(.drawn(label, number: index, of: values.count, percent: value.ratio))
    return value.fraction
  }

  /// The evaluated price of the bid that was drawn.
  ///
  /// The draw is among all bidders, since it may precede the review of the bids. Where the drawn bid is not in the
  /// valid set when the benchmark is fixed (rejected or without a price), the next valid bid in the opening order
  /// takes its place; after the last comes the first. The rule is part of the benchmark, and published with it.
  mutating func drawnPrice() -> Ratio {
    let count = input.bids.count
    var order = [Int](repeating: 0, count: count)
    for index in input.bids.indices {
      guard let number = input.bids[index].openingNumber, (1...count).contains(number) else {
        preconditionFailure("the review refuses a broken opening order")
      }
      order[number - 1] = index
    }
    guard let drawn = input.drawn.bid, order.indices.contains(drawn) else {
      preconditionFailure("the review refuses a draw that is missing or out of range")
    }
    for step in 0..<count {
      let taken = assessments[order[(drawn + step) % count]]
      guard taken.rank != nil, let price = taken.adjustedPrice else { continue }
      sink.record(
        .drawnBid(number: drawn, of: count, drawn: assessments[order[drawn]].bidder, taken: taken.bidder))
      return price
    }
    preconditionFailure("a benchmark has a valid bid")
  }

  /// The maximum price in minor units, for a benchmark that is founded on it.
  var statedCeiling: Ratio {
    guard let ceiling else { preconditionFailure("the review refuses a benchmark without its ceiling") }
    return ceiling.ratio
  }
}
