import Evaluation
import Notation
import TestSupport
import Testing

@Suite("Every number of a trace follows from its formula and inputs", .tags(.property))
struct RecomputedTraceTests {
  /// The inputs of a computation by symbol; for members' averages and totals the symbols are names.
  private func inputs(_ computation: Computation) -> [String: Ratio] {
    Dictionary(computation.inputs.map { ($0.symbol, $0.value) }) { first, _ in first }
  }

  private func sum(_ values: [Ratio]) throws -> Ratio { try values.reduce(.zero) { try $0 + $1 } }

  /// The formula as its text says, from the inputs alone; percentages of a limit count as fractions.
  private func recomputed(_ computation: Computation) throws -> Ratio {
    let inputs = inputs(computation)
    func value(_ symbol: String) throws -> Ratio {
      try #require(inputs[symbol], "\(computation.formula) \(symbol)")
    }
    func fraction(_ symbol: String) throws -> Ratio { try value(symbol) / .hundred }
    switch computation.formula {
    case .limitBelowAverage: return try fraction("a") * value("Σ P") / value("n")
    case .limitBelowSecondLowest: return try fraction("b") * value("P₂")
    case .limitBelowCeiling: return try fraction("c") * value("C")
    case .limitTemplateMean: return try (.one - fraction("x")) * value("Σ P") / value("n")
    case .limitTemplateCeiling: return try (.one - fraction("y")) * value("C")
    case .evaluatedPrice: return try value("P") * (.one - value("r")) + value("A")
    case .benchmarkLowest: return try value("min P′")
    case .benchmarkMean, .mean: return try value("Σ P′") / value("n")
    case .benchmarkTrimmedMean: return try (value("Σ P′") - value("Σ dropped")) / (value("n") - value("k"))
    case .trimmedMean: return try (value("Σ P′") - value("Σ dropped")) / (value("n") - value("m"))
    case .benchmarkReducedMean: return try value("M") * (.one - value("k"))
    case .benchmarkCeilingMean:
      return try value("w") * value("C") + (.one - value("w")) * value("M")
    case .benchmarkComposite:
      let top = try value("wA") * value("C") * (.one - value("Δ"))
      return try (top + value("wB") * value("b") + value("wC") * value("c")) * value("K")
    case .deviationRate: return try (value("P′") - value("B")) / value("B") * .hundred
    case .scoreRatio: return try min(value("F"), value("F") * value("B") / value("P′"))
    case .scoreAbove: return try max(value("S₋"), value("F") - value("d") * value("E₁"))
    case .scoreBelow: return try max(value("S₋"), value("F") + value("d") * value("E₂"))
    case .scoreStepAbove: return try value("F") - min(value("D"), magnitude(value("d")) * value("a"))
    case .scoreStepBelow: return try value("F") - min(value("D"), magnitude(value("d")) * value("b"))
    case .scoreSymmetric:
      let lost = try value("F") * value("E") * magnitude(value("d")) / .hundred
      return try max(value("S₋"), value("F") - lost)
    case .scoreBonus: return try min(value("F"), value("S₀") * (.one + value("r")))
    case .memberAverage:
      return try sum(computation.inputs.map(\.value)) / Ratio(Int64(computation.inputs.count))
    case .weightedPart: return try value("x") * value("w") / value("F")
    case .total: return try sum(computation.inputs.map(\.value))
    }
  }

  private func magnitude(_ value: Ratio) throws -> Ratio { try value < .zero ? .zero - value : value }

  private func computations(_ trace: Trace) -> [Computation] {
    trace.steps.compactMap { if case .computed(let computation) = $0 { computation } else { nil } }
  }

  @Test(
    "Recomputing a formula from the inputs gives the exact value, and rounding that gives the value",
    arguments: UInt64(100)..<105)
  func recompute(seed: UInt64) throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: seed))
    var seen: Set<Formula> = []
    for _ in 0..<100 {
      let scheme = try generator.scheme(.round)
      let (_, trace) = try scheme.explain(generator.tender(for: scheme, .round))
      for computation in computations(trace) {
        #expect(try recomputed(computation) == computation.exact, "\(computation)")
        let rounded = try computation.rounding.map {
          try computation.exact.rounded(toDecimals: $0.decimals, $0.mode)
        }
        #expect(computation.value == rounded ?? computation.exact)
        seen.insert(computation.formula)
      }
    }
    #expect(seen.count >= 20)
  }

  @Test("An evaluation with its trace and one without agree", arguments: UInt64(105)..<109)
  func sameOutcome(seed: UInt64) throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: seed))
    for roughness in [Roughness.round, .rough] {
      for _ in 0..<40 {
        let scheme = try generator.scheme(roughness)
        let input = try generator.tender(for: scheme, roughness)
        #expect(try scheme.evaluate(input).text == scheme.explain(input).outcome.text)
      }
    }
  }

  @Test(
    "Every number of every ranked bid is the value of a step, and no step says otherwise",
    arguments: UInt64(109)..<113)
  func coverage(seed: UInt64) throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: seed))
    for _ in 0..<60 {
      let scheme = try generator.scheme(.round)
      let (outcome, trace) = try scheme.explain(generator.tender(for: scheme, .round))
      let steps = computations(trace)
      for bid in outcome.assessments {
        let own = steps.filter { $0.bidder == bid.bidder }
        guard bid.rank != nil else {
          #expect(own.isEmpty)
          continue
        }
        try expectCovered(bid, own, scheme.terms)
      }
      let benchmarks = steps.filter { Self.benchmarks.contains($0.formula) }
      #expect(benchmarks.map(\.value) == outcome.benchmark.map { [$0] } ?? [])
      for step in benchmarks + steps.filter({ [.mean, .trimmedMean].contains($0.formula) }) {
        try expectBenchmarkInputs(step, outcome)
      }
    }
  }

  private static let benchmarks: Set<Formula> = [
    .benchmarkLowest, .benchmarkMean, .benchmarkTrimmedMean, .benchmarkReducedMean, .benchmarkComposite,
    .benchmarkCeilingMean,
  ]

  /// Expects one step for each number of the bid, and no other.
  private func expectCovered(_ bid: Assessment, _ own: [Computation], _ terms: SchemeTerms) throws {
    func value(_ formulas: Formula..., of criterion: CriterionID? = nil) -> [Ratio] {
      own.filter { formulas.contains($0.formula) && $0.criterion == criterion }.map(\.value)
    }
    #expect(value(.evaluatedPrice) == [try #require(bid.adjustedPrice)])
    #expect(value(.deviationRate) == bid.deviationRate.map { [$0] } ?? [])
    let scores = value(
      .scoreRatio, .scoreAbove, .scoreBelow, .scoreStepAbove, .scoreStepBelow, .scoreSymmetric, .scoreBonus)
    #expect(scores.last == bid.priceScore)
    #expect(value(.total) == bid.total.map { [$0] } ?? [])
    for part in bid.parts {
      #expect(value(.weightedPart, of: part.criterion) == [part.part])
      let kind = terms.criteria.first { $0.id == part.criterion }?.kind
      #expect(value(.memberAverage, of: part.criterion) == (kind == .panel ? [part.value] : []))
      let weighted = try #require(own.first { $0.formula == .weightedPart && $0.criterion == part.criterion })
      #expect(weighted.inputs.first?.value == part.value)
    }
    if terms.method.isScored {
      #expect(bid.parts.map(\.criterion) == [nil] + terms.criteria.map(\.id))
      let total = try #require(own.first { $0.formula == .total })
      #expect(total.inputs.map(\.value) == bid.parts.map(\.part))
    }
  }

  private func expectBenchmarkInputs(_ benchmark: Computation, _ outcome: Outcome) throws {
    let prices = outcome.assessments.compactMap(\.adjustedPrice).sorted()
    let inputs = inputs(benchmark)
    switch benchmark.formula {
    case .benchmarkLowest: #expect(inputs["min P′"] == prices.first)
    case .benchmarkMean:
      #expect(try inputs["Σ P′"] == sum(prices) && inputs["n"] == Ratio(Int64(prices.count)))
    case .benchmarkReducedMean, .benchmarkCeilingMean: break
    case .benchmarkComposite:
      #expect(inputs["c"] == prices.first && prices.contains { $0 == inputs["b"] })
    default: #expect(try inputs["Σ P′"] == sum(prices) && inputs["n"] == Ratio(Int64(prices.count)))
    }
  }
}
