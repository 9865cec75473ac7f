package import AuditTrail
internal import Evaluation
package import Notation

/// Fixes the valid bids and the benchmark, which nothing moves afterwards (确定有效投标和评标基准价; rulebook 3.3).
package struct BenchmarkFix: TenderCommand {
  /// Fixes them.
  package init() {}

  package static let entry = CatalogueEntry(
    "benchmark.fix", Wording("fix valid bids and benchmark", "确定有效投标和评标基准价"), by: [.operator],
    at: [.evaluating], .sealed(until: .award), events: [BenchmarkFixed.self])
  package static let codec = Codec<Self>.record(Wording("the fixing", "确定基准价"), blank: Self())

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    try occasion.requireBefore(.fixing)
    try occasion.requireAfter(.screening)
    try occasion.requireLowPricesSettled()
    try occasion.requireCompetition()
    let tender = occasion.tender
    let outcome = try tender.evaluationBasis().unscored.outcome()
    var fixed = BenchmarkFixed()
    fixed.valid = tender.reviews.valid
    fixed.benchmark = outcome.benchmark?.description
    fixed.numbers = tender.draws.numbers.sorted { $0.key < $1.key }.map { DrawnNumber(label: $0, value: $1) }
    return [fixed]
  }
}

/// A number that the public draw gave.
package struct DrawnNumber: Sendable, Hashable {
  /// The label.
  package var label = ""
  /// The index into the published list.
  package var value = 0

  static let codec = Codec<Self>.record(
    Wording("a drawn number", "抽取结果"), blank: Self(),
    .required("label", \.label, .text(upTo: 64), Wording("the label", "参数")),
    .required(
      "value", \.value, .integer(0...(1 << 53) - 1),
      Wording("index into the list, or the drawn word of a bid", "序号")))
}

/// Valid bids and benchmark are fixed.
package struct BenchmarkFixed: TenderEvent {
  /// The valid bids, in the order of the opening record.
  package var valid: [PartyID] = []
  /// The benchmark, an exact ratio in minor units `n/d`; nil where the method has none.
  package var benchmark: String?
  /// The numbers of the public draw, by label.
  package var numbers: [DrawnNumber] = []

  package static let kind = LeafKind.named("benchmark.fixed")
  package static let codec = Codec<Self>.record(
    Wording("the fixing", "确定基准价"), blank: Self(),
    .optional("benchmark", \.benchmark, .text(upTo: 100), Wording("exact benchmark", "评标基准价（精确值）")),
    .required(
      "numbers", \.numbers, .distinct(.list(of: DrawnNumber.codec, count: 0...64), by: \.label),
      Wording("what was drawn", "抽取结果")),
    .required("valid", \.valid, .bidders, Wording("the valid bids", "有效投标")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.evaluation.fixing = EvaluationRecord.Fixing(valid: valid, benchmark: benchmark)
  }
}
