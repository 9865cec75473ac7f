package import Notation

/// A criterion beside the price (评审因素).
package struct Criterion: Sendable, Equatable {
  /// Who fixes the score.
  package enum Kind: String, Sendable {
    case panel
    case objective

    static let codec = Codec<Kind>.choice([
      .panel: Wording("each member of the panel scores by judgement", "评委独立打分"),
      .objective: Wording("a quantified fact, the same for every member", "客观分，各评委一致"),
    ])
  }

  /// Which part of the bid it looks at.
  package enum Part: String, Sendable {
    case technical
    case business

    static let codec = Codec<Part>.choice([
      .technical: Wording("technical part", "技术部分"),
      .business: Wording("business part", "商务部分"),
    ])
  }

  /// How the members' scores become one.
  package enum Aggregation: String, Sendable {
    case mean

    static let codec = Codec<Aggregation>.choice([.mean: Wording("arithmetic mean", "算术平均")])
  }

  /// The id that score files use; unique in the scheme, and not `price`.
  package var id: CriterionID
  /// The name for people.
  package var name: String
  /// The weight in percent points of the total.
  package var weight: Points
  /// The full mark F.
  package var full: Points
  /// Who fixes the score.
  package var kind: Kind
  /// Which part of the bid it looks at; the tie chain may ask for the technical parts.
  package var part: Part
  /// Whether it is scored without knowing the bidder (暗标).
  package var isDark: Bool
  /// How the members' scores become one.
  package var aggregation: Aggregation

  /// The fields of a criterion.
  package static let codec = Codec<Criterion>.record(
    Wording("a criterion", "评审因素"),
    blank: Criterion(
      id: .blank, name: "", weight: .zero, full: .hundred, kind: .panel, part: .technical, isDark: false,
      aggregation: .mean),
    .required("id", \.id, CriterionID.codec, Wording("id, used in score files", "编号，用于评分表")),
    .required("name", \.name, .text(upTo: 200), Wording("name", "名称")),
    .required("weight", \.weight, Points.percent, Wording("percent points of the total", "权重（%）")),
    .required("full", \.full, Points.positive, Wording("full mark", "满分")),
    .required("kind", \.kind, Kind.codec, Wording("who fixes the score", "评分方式")),
    .required("part", \.part, Part.codec, Wording("part of the bid", "所属部分")),
    .defaulted(
      "dark", \.isDark, .boolean, Wording("scored without knowing the bidder", "是否暗标评审")),
    .required(
      "aggregation", \.aggregation, Aggregation.codec, Wording("how members' scores become one", "评委打分汇总")))
}
