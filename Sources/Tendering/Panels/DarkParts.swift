package import AuditTrail
package import Cryptography
internal import Evaluation
package import Notation

/// What an identity scan of a dark part found (暗标身份信息扫描): evidence, never a verdict.
package struct IdentityScan: Sendable, Hashable {
  /// One place that may name the bidder.
  package struct Finding: Sendable, Hashable {
    /// How much it weighs.
    package enum Severity: String, Sendable, Hashable {
      case low = "LOW"
      case high = "HIGH"
      case blocking = "BLOCKING"

      static let codec = Codec<Self>.choice([
        .low: Wording("style", "行文"), .high: Wording("strong hint", "强提示"),
        .blocking: Wording("explicit identity", "明示身份"),
      ])
    }

    /// The digest of the words in question, which stay with the panel.
    package var excerpt = Digest.blank
    /// Where.
    package var place = ""
    /// The rule.
    package var rule = ""
    /// How much it weighs.
    package var severity = Severity.low

    /// What reading starts from.
    package init() {}

    static let codec = Codec<Self>.record(
      Wording("a finding", "一项发现"), blank: Self(),
      .required("excerpt_sha256", \.excerpt, .digest, Wording("digest of the words", "摘录摘要")),
      .required("place", \.place, .text(upTo: 200), Wording("where", "位置")),
      .required("rule", \.rule, .text(upTo: 64), Wording("the rule", "规则")),
      .required("severity", \.severity, Severity.codec, Wording("weight", "严重程度")))
  }

  /// The code of the part.
  package var code = DarkCode(number: 1)
  /// What was found.
  package var findings: [Finding] = []
  /// The tool and its version.
  package var tool = ""

  /// What reading starts from.
  package init() {}

  package static let codec = Codec<Self>.record(
    Wording("an identity scan", "身份信息扫描"), blank: Self(),
    .required("code", \.code, DarkCode.codec, Wording("code of the part", "暗标编号")),
    .required("findings", \.findings, .list(of: Finding.codec, count: 0...1_000), Wording("findings", "发现")),
    .required("tool", \.tool, .text(upTo: 200), Wording("tool and version", "工具及版本")))
}

/// Records an identity scan of a dark part.
package struct ScanRecord: TenderCommand {
  /// The scan.
  package var scan: IdentityScan

  /// Records `scan`.
  package init(_ scan: IdentityScan) { self.scan = scan }

  package static let entry = CatalogueEntry(
    // What is found of a bid is part of its evaluation, which the lock does not make public (招标投标法 第四十四条).
    "scan.record", Wording("record an identity scan", "记录身份信息扫描"), by: [.operator], at: [.evaluating],
    .sealed(until: .award), events: [ScanRecorded.self])
  package static let codec = IdentityScan.codec.carried({ ScanRecord($0) }, at: \.scan)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    try occasion.requireCode(scan.code)
    return [ScanRecorded(scan)]
  }
}

/// An identity scan is recorded.
package typealias ScanRecorded = Recorded<IdentityScan>

extension IdentityScan: TenderFact {
  package static let kind = LeafKind.named("scan.recorded")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) { tender.panel.scans.append(self) }
}

/// Whether a dark part names its bidder, as one member sees it.
package struct DarkVote: Sendable, Hashable {
  /// The code of the part.
  package var code = DarkCode(number: 1)
  /// Whether it names the bidder.
  package var namesBidder = false
  /// Why.
  package var reason = ""

  private init() {}

  /// The vote on `code`.
  package init(_ code: DarkCode, namesBidder: Bool, reason: String) {
    self.code = code
    self.namesBidder = namesBidder
    self.reason = reason
  }

  package static let codec = Codec<Self>.record(
    Wording("a vote on a dark part", "暗标违规表决"), blank: Self(),
    .required("code", \.code, DarkCode.codec, Wording("code of the part", "暗标编号")),
    .required("names_bidder", \.namesBidder, .boolean, Wording("whether it names the bidder", "是否暴露身份")),
    .required("reason", \.reason, .text(upTo: 1_000), Wording("why", "理由")))
}

/// Votes on whether a dark part names its bidder (暗标违规认定).
package struct DarkVoteCast: TenderCommand {
  /// The vote.
  package var vote: DarkVote

  /// Casts `vote`.
  package init(_ vote: DarkVote) { self.vote = vote }

  package static let entry = CatalogueEntry(
    "dark.vote", Wording("vote on whether a dark part names its bidder", "暗标违规表决"), by: [.member],
    at: [.evaluating], .sealed(until: .award), events: [DarkVoted.self])
  package static let codec = DarkVote.codec.carried({ DarkVoteCast($0) }, at: \.vote)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    try occasion.requireCode(vote.code)
    return [DarkVoted(vote)]
  }
}

/// A member has voted on a dark part.
package typealias DarkVoted = Recorded<DarkVote>

extension DarkVote: TenderFact {
  package static let kind = LeafKind.named("dark.voted")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.panel.votes[code, default: [:]][occurrence.actor] = self
  }
}

extension Panel {
  /// The codes on which every member must vote.
  package var blockedCodes: Set<DarkCode> {
    Set(scans.filter { $0.findings.contains { $0.severity == .blocking } }.map(\.code))
  }

  /// The codes found to name their bidder: by a majority of the panel, and by two thirds where no scan found an explicit
  /// identity ([design]: vague hints).
  var foundViolations: [DarkCode] {
    let blocked = blockedCodes
    return votes.filter { code, votes in
      let count = votes.values.count(where: \.namesBidder)
      return blocked.contains(code) ? 2 * count > members.count : count > 0 && 3 * count >= 2 * members.count
    }.map(\.key).sorted()
  }
}

extension Occasion {
  /// Refuses a code that no part has, and everything about dark parts after the lock.
  fileprivate func requireCode(_ code: DarkCode) throws(Refusal) {
    try requireDarkPart()
    if tender.panel.locked != nil { throw .technicalLocked(Wording("a finding or a vote", "发现或表决")) }
    guard tender.darkCodes.contains(code) else {
      throw Refusal(
        .noSuchPart, .design, nil, Wording("no part has the code \(code)", "没有编号 \(code)"),
        accepted: Wording(verbatim: tender.darkCodes.map(\.rawValue).joined(separator: ", ")))
    }
  }
}

extension Fault.Code {
  /// A code that no dark part has.
  package static let noSuchPart = Fault.Code("UNKNOWN_CODE")
}
