package import AuditTrail
internal import Evaluation
package import Notation

/// It is known whose each code is, and the dark scores count (揭标).
package struct DarkRevealed: TenderEvent {
  /// A code and its bidder.
  package struct Pair: Sendable, Hashable {
    /// The bidder.
    package var bidder = PartyID.operator
    /// The code.
    package var code = DarkCode(number: 1)

    static let codec = Codec<Self>.record(
      Wording("a code and its bidder", "编号与投标人"), blank: Self(),
      .required("bidder", \.bidder, PartyID.codec, Wording("the bidder", "投标人")),
      .required("code", \.code, DarkCode.codec, Wording("the code", "编号")))
  }

  /// The codes.
  package var codes: [Pair] = []

  package static let kind = LeafKind.named("dark.revealed")
  package static let codec = Codec<Self>.record(
    Wording("the reveal", "揭标"), blank: Self(),
    .required(
      "codes", \.codes, .distinct(.list(of: Pair.codec, count: 0...10_000), by: \.code),
      Wording("codes", "编号")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.draws.mapping = Dictionary(
      codes.map { ($0.code.rawValue, $0.bidder) }, uniquingKeysWith: { first, _ in first })
    var panel = tender.panel
    panel.codes = Dictionary(codes.map { ($0.code, $0.bidder) }, uniquingKeysWith: { first, _ in first })
    panel.darkViolations = Set(panel.violatingCodes.compactMap { panel.codes[$0] })
    let isZero = tender.notice?.terms.darkViolation == .zero
    for member in panel.members {
      for score in panel.sheets[.technical]?[member.party] ?? [] {
        guard let code = score.place.code, let bidder = panel.codes[code] else { continue }
        let points = isZero && panel.violatingCodes.contains(code) ? .zero : score.points
        panel.scores.append(member.entry(bidder, score.place.criterion, points))
      }
    }
    tender.panel = panel
  }
}
