package import AuditTrail
internal import Evaluation
package import Notation

/// Joins the codes with the bidders after the draw has published the mapping (揭标).
package struct DarkReveal: TenderCommand {
  /// Joins them.
  package init() {}

  package static let entry = CatalogueEntry(
    "dark.reveal", Wording("join codes and bidders", "暗标揭标"), by: [.operator], at: [.evaluating],
    events: [DarkRevealed.self])
  package static let codec = Codec<Self>.record(Wording("the reveal", "揭标"), blank: Self())

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    try occasion.requireDarkPart()
    let panel = occasion.tender.panel
    guard panel.codes.isEmpty else { throw .technicalLocked(Wording("another reveal", "再次揭标")) }
    guard panel.locked != nil, let mapping = occasion.tender.draws.mapping,
      Set(mapping.keys) == Set(occasion.tender.darkCodes.map(\.rawValue))
    else {
      throw .mappingSealed(
        Wording("the mapping is not published", "编号对应表尚未公布"),
        accepted: Wording("after technical.lock and draw.open of the dark draw", "技术标锁定并公布暗标抽取之后"))
    }
    return [
      DarkRevealed(
        codes: mapping.sorted { $0.key < $1.key }.map { code, bidder in
          DarkRevealed.Pair(bidder: bidder, code: DarkCode(unchecked: code))
        })
    ]
  }
}

/// It is known whose each code is, and the dark scores count.
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
