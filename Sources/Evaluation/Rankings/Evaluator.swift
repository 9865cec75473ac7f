internal import Notation

/// One evaluation in progress: the steps of rulebook 1.7 from the preliminary review to the candidates.
///
/// Each step lives with the concept that it is about (`LowPrices`, `Prices`, `Panels`, `Rankings`) as an extension.
struct Evaluator<Sink: TraceSink> {
  let scheme: Scheme
  let input: TenderInput
  let ceiling: Money?
  let floor: Money?
  var assessments: [Assessment]
  var sink: Sink
  var benchmark: Ratio?
  var repeatedBidders: [BidderID] = []
  var isProvisional = false

  var terms: SchemeTerms { scheme.terms }

  init(_ scheme: Scheme, _ input: TenderInput, _ sink: Sink) {
    self.scheme = scheme
    self.input = input
    self.sink = sink
    ceiling = scheme.ceiling ?? input.ceiling
    floor = scheme.floor ?? input.floor
    assessments = input.bids.indices.map { index in
      let bid = input.bids[index]
      return Assessment(
        bid: index, bidder: bid.bidder, price: bid.price, finding: bid.finding, recorded: bid.recorded,
        status: .absent)
    }
  }

  /// Positions of the assessments that are still in the evaluation.
  var standing: [Int] { assessments.indices.filter { assessments[$0].rank != nil } }

  /// Takes every step and returns the result.
  mutating func run() throws(EvaluationFailure) -> Outcome {
    numberRepeatedBidders()
    reviewPreliminarily()
    try reviewLowPrices()
    let scores = try ScoreTable(self)
    try adjustPrices()
    if terms.method.isScored { try score(scores) }
    do throws(ArithmeticOverflow) {
      return try rank()
    } catch { throw .overflow }
  }

  /// Sets aside bids without a price and rejects the unresponsive and those beyond the limits (rulebook 3.8).
  private mutating func reviewPreliminarily() {
    for index in assessments.indices {
      guard let price = assessments[index].price else { continue }
      // A provisional rank keeps the bid standing; `rank()` puts the true one in its place.
      assessments[index].status = .ranked(Assessment.Rank(number: 0, tie: .none))
      if !input.bids[index].isResponsive {
        reject(index, .unresponsive)
      } else if let ceiling, price > ceiling {
        reject(index, .overCeiling, limit: ceiling.ratio)
      } else if let floor, price < floor {
        reject(index, .belowFloor, limit: floor.ratio)
      }
    }
  }

  mutating func reject(_ index: Int, _ rejection: Rejection, limit: Ratio? = nil) {
    assessments[index].status = .rejected(rejection)
    sink.record(.rejected(assessments[index].bidder, rejection, limit: limit))
  }

  /// Gives the second and later bids of a bidder names of their own, `id.2` and so on, by ascending price.
  ///
  /// The order never comes from the order of the file, so that a shuffled file evaluates alike.
  private mutating func numberRepeatedBidders() {
    guard terms.repeatedBidder == .number else { return }
    let groups = Dictionary(grouping: assessments.indices) { assessments[$0].bidder }
    for (bidder, positions) in groups where positions.count > 1 {
      repeatedBidders.append(bidder)
      let ordered = positions.sorted {
        input.bids[$0].orderKey.lexicographicallyPrecedes(input.bids[$1].orderKey)
      }
      var number = 1
      for position in ordered.dropFirst() {
        // A bidder may already be called `id.2`; its name stays its own.
        repeat { number += 1 } while groups[bidder.numbered(number)] != nil
        assessments[position].bidder = bidder.numbered(number)
      }
    }
    repeatedBidders.sort()
  }
}

extension Bid {
  /// Orders the bids of one bidder by price, then by everything else that is known of them.
  fileprivate var orderKey: [Int64] {
    [
      price?.minor ?? .max, isResponsive ? 0 : 1, enterprise.map { $0.isSmall ? 0 : 1 } ?? 2,
      smallShare?.tenThousandths ?? -1, adjustment?.minor ?? 0,
      finding.map { $0 == .reasonable ? 0 : 1 } ?? 2, openingNumber.map(Int64.init) ?? .max,
      order(of: recorded.isWinner), order(of: recorded.isBelowFloor),
    ]
  }

  private func order(of fact: Bool?) -> Int64 { fact.map { $0 ? 0 : 1 } ?? 2 }
}

extension Evaluator {
  /// Rounds `exact` at a stage and reports the computation.
  mutating func computed(
    _ formula: Formula, _ exact: Ratio, _ rounding: Rounding?, bidder: BidderID? = nil,
    criterion: CriterionID? = nil, inputs: @autoclosure () -> [Computation.Input]
  ) throws(ArithmeticOverflow) -> Ratio {
    var value = exact
    if let rounding { value = try exact.rounded(toDecimals: rounding.decimals, rounding.mode) }
    sink.record(
      .computed(
        Computation(
          formula: formula, bidder: bidder, criterion: criterion, inputs: inputs(), exact: exact,
          rounding: rounding, value: value)))
    return value
  }
}

/// Why an evaluation has no result.
enum EvaluationFailure: Error {
  case refused([Refusal])
  case overflow
}

extension Scheme {
  /// Evaluates the bids of one tender.
  ///
  /// Pure; O(n log n) in bids and O(scores).
  ///
  /// - Throws: everything that the input gets wrong, at once.
  package func evaluate(_ input: TenderInput) throws(Refusals) -> Outcome {
    var evaluator = try evaluator(for: input, NoTrace())
    return try Self.result { () throws(EvaluationFailure) in try evaluator.run() }
  }

  /// Evaluates the bids of one tender and keeps every step.
  package func explain(_ input: TenderInput) throws(Refusals) -> (outcome: Outcome, trace: Trace) {
    var evaluator = try evaluator(for: input, Trace())
    let outcome = try Self.result { () throws(EvaluationFailure) in try evaluator.run() }
    return (outcome, evaluator.sink)
  }

  /// What no evaluation accepts of the bids, without evaluating: for the good rows of a file that has bad ones too.
  package func review(_ input: TenderInput) -> [Refusal] { InputReview(self, input).ofBids() }

  private func evaluator<Sink: TraceSink>(
    for input: TenderInput, _ sink: Sink
  ) throws(Refusals) -> Evaluator<Sink> {
    let refusals = InputReview(self, input).refusals()
    guard refusals.isEmpty else { throw Refusals(refusals) }
    return Evaluator(self, input, sink)
  }

  private static func result(
    _ run: () throws(EvaluationFailure) -> Outcome
  ) throws(Refusals) -> Outcome {
    do throws(EvaluationFailure) {
      return try run()
    } catch {
      switch error {
      case .refused(let refusals): throw Refusals(refusals)
      case .overflow:
        // `ExactnessBound` refuses the schemes where this could happen; an error is still better than a trap.
        throw Refusals([
          Refusal(
            "OVERFLOW_POSSIBLE", .design, nil, .tender,
            Wording("a value does not fit exact 128-bit arithmetic", "数值超出 128 位精确运算范围"),
            accepted: Wording("smaller amounts or fewer decimals", "较小的金额或较少的小数位"))
        ])
      }
    }
  }
}
