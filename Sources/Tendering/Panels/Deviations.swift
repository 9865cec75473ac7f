package import AuditTrail
internal import Evaluation
package import Notation

/// A score far from the mean of the panel (畸高、畸低分), which its member must explain.
package struct Deviation: Sendable, Hashable {
  /// Whose.
  package let member: Panel.Member
  /// For what.
  package let place: ScorePlace
}

extension Panel {
  /// The scores more than 30 % off the plain mean, once all members have locked the sheet (rulebook 3.4).
  package var deviations: [Deviation] {
    var kinds: [SheetKind] = locked == nil ? [] : [.technical]
    if !members.isEmpty, members.allSatisfy({ hasSealed(.business, $0.party) }) { kinds.append(.business) }
    return kinds.flatMap(deviations)
  }

  /// The deviations that nobody has explained yet.
  package var unexplained: [Deviation] {
    deviations.filter { explanations[$0.member.party]?[$0.place] == nil }
  }

  private func deviations(_ kind: SheetKind) -> [Deviation] {
    var columns: [ScorePlace: [Int64]] = [:]
    for member in members {
      for score in sheets[kind]?[member.party] ?? [] {
        columns[score.place, default: []].append(score.points.tenThousandths)
      }
    }
    return members.flatMap { member in
      (sheets[kind]?[member.party] ?? []).compactMap { score in
        guard let column = columns[score.place], score.place.code.map(violatingCodes.contains) != true else {
          return nil
        }
        let sum = column.reduce(0, +)
        let gap = (score.points.tenThousandths * Int64(column.count) - sum).magnitude
        return gap * 10 > sum.magnitude * 3 ? Deviation(member: member, place: score.place) : nil
      }
    }
  }
}

/// Why a score is far from the mean.
package struct ScoreExplanation: Sendable, Hashable {
  /// Which score.
  package let place: ScorePlace
  /// Why.
  package let text: String

  /// The explanation `text`.
  package init(_ place: ScorePlace, _ text: String) {
    self.place = place
    self.text = text
  }

  package static let codec = Record.codec.refined(
    ScorePlace.accepted,
    { record in
      ScorePlace(record.code, record.bidder, record.criterion).map { ScoreExplanation($0, record.text) }
    },
    restore: {
      Record(code: $0.place.code, bidder: $0.place.bidder, criterion: $0.place.criterion, text: $0.text)
    })

  private struct Record: Sendable {
    var code: DarkCode?
    var bidder: PartyID?
    var criterion: CriterionID?
    var text = ""

    static let codec = Codec<Record>.record(
      Wording("an explanation of a score", "评分说明"), blank: Record(),
      .optional("bidder", \.bidder, PartyID.codec, Wording("the bidder", "投标人")),
      .optional("code", \.code, DarkCode.codec, Wording("code of the dark part", "暗标编号")),
      .required("criterion", \.criterion, CriterionID.codec.present, Wording("criterion", "评审因素")),
      .required("explanation", \.text, .text(upTo: 2_000), Wording("why", "说明")))
  }
}

/// Explains a score far from the mean (评分偏离说明).
package struct ScoresExplain: TenderCommand {
  /// The explanation.
  package var explanation: ScoreExplanation

  /// Gives `explanation`.
  package init(_ explanation: ScoreExplanation) { self.explanation = explanation }

  package static let entry = CatalogueEntry(
    "scores.explain", Wording("explain a score far from the mean", "说明偏离评分"), by: [.member],
    at: [.evaluating], .sealed(until: .award), events: [ScoresExplained.self])
  package static let codec = ScoreExplanation.codec.carried({ ScoresExplain($0) }, at: \.explanation)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let panel = occasion.tender.panel
    let own = panel.deviations.filter { $0.member.party == occasion.actor }
    let named = explanation.place
    // After the reveal a dark score may be named by its bidder; the sheet knows it by its code.
    let place = own.map(\.place).first { place in
      place == named
        || place.criterion == named.criterion && named.bidder != nil
          && place.code.flatMap { panel.codes[$0] } == named.bidder
    }
    guard let place else {
      throw Refusal(
        .nothingToExplain, .design, nil,
        Wording(
          "\(named.bid), \(named.criterion) is not far from the mean",
          "\(named.bid) 的 \(named.criterion) 未偏离平均分"),
        accepted: Wording(
          "an own score more than 30 % off the mean, after the lock", "锁定后本人偏离平均分超过 30% 的评分"))
    }
    return [ScoresExplained(ScoreExplanation(place, explanation.text))]
  }
}

/// A score far from the mean is explained.
package typealias ScoresExplained = Recorded<ScoreExplanation>

extension ScoreExplanation: TenderFact {
  package static let kind = LeafKind.named("scores.explained")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.panel.explanations[occurrence.actor, default: [:]][place] = text
  }
}

extension Fault.Code {
  /// An explanation of a score that needs none.
  package static let nothingToExplain = Fault.Code("NOTHING_TO_EXPLAIN")
}
