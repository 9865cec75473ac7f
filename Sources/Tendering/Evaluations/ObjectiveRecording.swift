package import AuditTrail
package import Cryptography
internal import Evaluation
package import Notation

/// Records what was computed from facts for the members to confirm; a later record replaces it (客观分计算).
package struct ObjectiveRecord: TenderCommand {
  /// The scores.
  package let scores: ObjectiveScores

  /// Records `scores`.
  package init(_ scores: ObjectiveScores) { self.scores = scores }

  package static let entry = CatalogueEntry(
    "objective.record", Wording("record the objective scores", "记录客观分"), by: [.operator],
    at: [.evaluating], .sealed(until: .award), events: [ObjectiveRecorded.self])
  package static let codec = ObjectiveScores.codec.carried({ ObjectiveRecord($0) }, at: \.scores)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    try occasion.requireLowPricesSettled()
    try occasion.requireAfter(.fixing)
    try occasion.requireNoSignature()
    for bidder in scores.scores.map(\.bidder) + scores.adjustments.map(\.bidder) {
      try occasion.requireBidder(bidder, among: occasion.tender.reviews.valid)
    }
    // On trial: the evaluation says what is unknown, out of range, given twice or missing.
    var tender = occasion.tender
    tender.evaluation.objective = scores
    _ = try tender.evaluationBasis().objectiveOnly.outcome()
    return [ObjectiveRecorded(scores)]
  }
}

/// Objective scores are recorded; nobody has confirmed them yet.
package typealias ObjectiveRecorded = Recorded<ObjectiveScores>

extension ObjectiveScores: TenderFact {
  package static let kind = LeafKind.named("objective.recorded")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.evaluation.objective = self
    tender.evaluation.confirmed = []
    tender.evaluation.withdrawSummary()
  }
}

/// What a member confirms.
package struct ObjectiveDigest: Sendable, Hashable {
  /// The digest of the recorded scores.
  package var record = Digest.blank

  private init() {}

  /// The scores with this digest.
  package init(_ record: Digest) { self.record = record }

  package static let codec = Codec<Self>.record(
    Wording("a confirmation", "客观分确认"), blank: Self(),
    .required("record", \.record, .digest, Wording("digest of the recorded scores", "客观分摘要")))
}

/// Confirms the objective scores, which are the same for every member (客观分确认; 87号令 第六十四条).
package struct ObjectiveConfirm: TenderCommand {
  /// What is confirmed.
  package let confirmed: ObjectiveDigest

  /// Confirms the scores with this digest.
  package init(_ record: Digest) { confirmed = ObjectiveDigest(record) }

  package static let entry = CatalogueEntry(
    "objective.confirm", Wording("confirm the objective scores", "确认客观分"), by: [.member],
    at: [.evaluating], .sealed(until: .award), events: [ObjectiveConfirmed.self])
  package static let codec = ObjectiveDigest.codec.carried(
    { ObjectiveConfirm($0.record) }, at: \.confirmed)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    try occasion.requireLowPricesSettled()
    guard let objective = occasion.tender.evaluation.objective else {
      throw .stepMissing(
        Wording("no objective scores are recorded", "尚未记录客观分"), Wording(verbatim: "objective.record"))
    }
    let digest = try Refusal.ofForm { () throws(Fault) in try objective.digest() }
    guard confirmed.record == digest else {
      throw Refusal(
        .objectiveScoresDiffer, .rule, "政府采购货物和服务招标投标管理办法 第六十四条",
        Wording("other scores than the recorded ones are confirmed", "所确认的客观分与记录不一致"),
        accepted: Wording(verbatim: Hexadecimal.text(digest.bytes)))
    }
    return [ObjectiveConfirmed(confirmed)]
  }
}

/// A member has confirmed the objective scores.
package typealias ObjectiveConfirmed = Recorded<ObjectiveDigest>

extension ObjectiveDigest: TenderFact {
  package static let kind = LeafKind.named("objective.confirmed")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.evaluation.confirmed.insert(occurrence.actor)
  }
}

extension Occasion {
  /// Refuses what changes a report that somebody has signed: only an ordered recheck may (87号令 第六十四条).
  func requireNoSignature() throws(Refusal) {
    guard !tender.evaluation.signatures.isEmpty else { return }
    throw Refusal(
      .reportSigned, .rule, "政府采购货物和服务招标投标管理办法 第六十四条",
      Wording("a member has signed the report", "已有评委签署评标报告"),
      accepted: Wording("a recheck that the tenderer orders", "由招标人提出复核"))
  }
}

extension Fault.Code {
  /// Objective scores on which members differ.
  package static let objectiveScoresDiffer = Fault.Code("OBJECTIVE_SCORES_DIFFER")
  /// A change of what was signed.
  package static let reportSigned = Fault.Code("REPORT_SIGNED")
}
