package import AuditTrail
package import Evaluation
package import Notation

extension PublicPlan {
  /// The plan of the numbers that `scheme` leaves to the public draw.
  ///
  /// How many bidders there are is secret when the draw is announced. A drawn bid is therefore a number below 2^53−1, taken
  /// modulo the bids that opened, which favours none of 10,000 by more than one in 10^11.
  package init(of scheme: Scheme) throws(Fault) {
    let lines = scheme.drawPlan.map { draw in
      switch draw.choice {
      case .values(let count): "\(draw.label.rawValue)\t\(count)\n"
      case .bidders: "\(draw.label.rawValue)\t\(Self.anyBidder)\n"
      }
    }
    try self.init(parsing: Array(lines.joined().utf8))
  }

  /// The count of the numbers of which one says which bid is drawn.
  static let anyBidder = Instant.maximum
}

extension Draws {
  /// What the public draw gave, as the evaluation of `count` opened bids takes it.
  func drawn(among count: Int) -> DrawnNumbers {
    let bid = numbers[DrawLabel.bid.rawValue].map { count > 0 ? $0 % count : $0 }
    return DrawnNumbers(
      k: numbers[DrawLabel.k.rawValue], delta: numbers[DrawLabel.delta.rawValue], bid: bid)
  }
}
