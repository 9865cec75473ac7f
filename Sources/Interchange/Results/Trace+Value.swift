package import Evaluation
package import Notation

extension Trace {
  /// The steps as JSON, each with formula, inputs, the value before rounding, the rounding and the value.
  package func value(_ scheme: Scheme) -> Value { .array(steps.map { $0.value(scheme) }) }
}

extension TraceStep {
  fileprivate func value(_ scheme: Scheme) -> Value {
    switch self {
    case .rejected(let bidder, let rejection, let limit):
      .object([
        ("step", "rejected"), ("bidder", .string(bidder.rawValue)),
        ("rejection", .string(rejection.rawValue)),
        ("article", rejection.article(in: scheme.terms.track).map(Value.string)),
        ("limit", limit.map { .string(scheme.major($0).description) }),
      ])
    case .drawn(let label, let number, let count, let percent):
      .object([
        ("step", "drawn"), ("label", .string(label.rawValue)), ("number", .integer(number)),
        ("of", .integer(count)), ("percent", .string(percent.description)),
      ])
    case .drawnBid(let number, let count, let drawn, let taken):
      .object([
        ("step", "drawn"), ("label", .string(DrawLabel.bid.rawValue)), ("number", .integer(number)),
        ("of", .integer(count)), ("bidder", .string(drawn.rawValue)), ("taken", .string(taken.rawValue)),
      ])
    case .computed(let computation): computation.value(scheme)
    case .screened(let bidder, let trigger, let price, let limit, let isTriggered):
      .object([
        ("step", "screened"), ("bidder", .string(bidder.rawValue)), ("trigger", .string(trigger.rawValue)),
        ("price", .string(price.description)), ("limit", .string(scheme.major(limit).description)),
        ("triggered", .boolean(isTriggered)),
      ])
    case .judged(let bidder): .object([("step", "judged"), ("bidder", .string(bidder.rawValue))])
    case .pending(let bidder): .object([("step", "pending"), ("bidder", .string(bidder.rawValue))])
    case .ordered(let bidders, let rule, let remains):
      .object([
        ("step", "ordered"), ("bidders", .array(bidders.map { .string($0.rawValue) })),
        ("by", .string(rule.rawValue)), ("remains_tied", .boolean(remains)),
      ])
    }
  }
}

extension Computation {
  fileprivate func value(_ scheme: Scheme) -> Value {
    .object([
      ("step", "computed"),
      ("point", .string(formula.rawValue)),
      ("bidder", bidder.map { .string($0.rawValue) }),
      ("criterion", criterion.map { .string($0.rawValue) }),
      ("formula", .string(formula.text)),
      (
        "inputs",
        .object(inputs.map { ($0.symbol, .string(Self.exact($0.value, $0.unit, scheme))) })
      ),
      ("unrounded", .string(Self.exact(exact, formula.unit, scheme))),
      ("rounding", rounding.map { shown($0, scheme) }),
      ("value", .string(Self.exact(value, formula.unit, scheme))),
    ])
  }

  /// The rounding as the scheme states it: of money, in decimals of the major unit.
  private func shown(_ rounding: Rounding, _ scheme: Scheme) -> Value {
    let major = formula.unit == .money ? scheme.terms.currency.decimals : 0
    return Rounding.codec.encode(Rounding(decimals: rounding.decimals + major, mode: rounding.mode))
  }

  private static func exact(_ value: Ratio, _ unit: Unit, _ scheme: Scheme) -> String {
    unit == .money ? scheme.major(value).description : value.description
  }
}
