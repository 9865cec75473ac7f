internal import AuditTrail
internal import Cryptography
internal import Evaluation
package import Notation

/// The report of the panel (评标报告; 评标委员会和评标方法暂行规定 第四十二条): a projection of the log that names members by
/// the letters of their seats, since their names are secret until the award and a digest of few names could be guessed.
package struct EvaluationReport: Sendable {
  /// The contents.
  package let value: Value

  /// The canonical bytes.
  ///
  /// - Throws: `NOT_CANONICAL`.
  package func bytes() throws(Fault) -> [UInt8] {
    do throws(CanonicalWriter.Failure) {
      return try CanonicalWriter.bytes(value)
    } catch {
      throw Fault(
        .notCanonical, at: nil, Wording("the report has no canonical form", "报告没有规范形式"),
        accepted: Wording("texts in NFC", "NFC 文本"))
    }
  }
}

extension Tender {
  /// The report as it stands.
  package var evaluationReport: EvaluationReport {
    let letters = Dictionary(
      panel.members.map { ($0.party.rawValue, $0.letter) }, uniquingKeysWith: { first, _ in first })
    return EvaluationReport(
      value: .object([
        ("tender", .string(id.rawValue)),
        (
          "members",
          .array(
            panel.members.map { .object([("expert", .boolean($0.isExpert)), ("seat", .string($0.letter))]) })
        ),
        ("opening", .array(opening.opened.map(openingRow))),
        ("documents", notice.map { .string(Hexadecimal.text($0.parameters.digest.bytes)) }),
        ("competition", .array(panel.members.compactMap { competitionVote(of: $0) })),
        ("qualifications", .array(reviews.qualifications.map(Qualification.codec.encode))),
        ("conforming", .bidders(reviews.conforming ?? [])),
        ("rejected", .array(reviews.rejections.map(Rejected.codec.encode))),
        ("votes", .array(reviewable.flatMap { preliminaryVotes(on: $0) })),
        ("clarifications", .array(reviews.clarifications.map(\.value))),
        (
          "low_prices",
          .array(reviews.lowPrices.sorted { $0.key < $1.key }.map { lowPrice($0.key, $0.value) })
        ),
        ("valid", .bidders(evaluation.fixing?.valid ?? [])),
        ("benchmark", evaluation.fixing?.benchmark.map { .string($0) }),
        ("scores", .array(panel.scores.map { score($0, letters) })),
        ("objective", evaluation.objective.map(ObjectiveScores.codec.encode)),
        ("ranking", .array(evaluation.ranking.map(EvaluationRecord.Rank.codec.encode))),
        ("candidates", .bidders(evaluation.candidates)),
        ("open", .bidders(evaluation.tiedForSeat)),
        ("signatures", .array(panel.members.compactMap { signature(of: $0) })),
      ]))
  }

  private func openingRow(_ bidder: PartyID) -> Value {
    .object([
      ("bidder", .string(bidder.rawValue)), ("price", opening.prices[bidder].map(Codec.minorUnits.encode)),
    ])
  }

  private func preliminaryVotes(on bidder: PartyID) -> [Value] {
    panel.members.compactMap { member in
      reviews.votes[bidder]?[member.party].map {
        PreliminaryVote.codec.encode($0).with("seat", .string(member.letter))
      }
    }
  }

  private func lowPrice(_ bidder: PartyID, _ review: LowPriceReview) -> Value {
    let explained: Value? =
      switch review.explanation {
      case .document(let digest)?: .string(Hexadecimal.text(digest.bytes))
      case LowPriceReview.Explanation.missing?, nil: nil
      }
    let votes = panel.members.compactMap { member in
      review.votes[member.party].map {
        LowPriceReview.Vote.codec.encode($0).with("seat", .string(member.letter))
      }
    }
    return .object([
      ("bidder", .string(bidder.rawValue)),
      ("triggers", .array(review.triggers.map(LowPriceReview.Trigger.codec.encode))),
      ("explanation", explained), ("votes", .array(votes)),
      ("finding", review.finding.map { .string($0.rawValue) }),
    ])
  }

  private func competitionVote(of member: Panel.Member) -> Value? {
    reviews.competitionVotes[member.party].map {
      CompetitionVote.codec.encode($0.vote).with("count", .integer($0.count)).with(
        "seat", .string(member.letter))
    }
  }

  private func score(_ entry: ScoreEntry, _ letters: [String: String]) -> Value {
    .object([
      ("bidder", .string(entry.bidder.rawValue)), ("criterion", .string(entry.criterion.rawValue)),
      ("score", .string(entry.score.description)),
      ("seat", entry.member.map { .string(letters[$0.rawValue] ?? $0.rawValue) }),
    ])
  }

  private func signature(of member: Panel.Member) -> Value? {
    evaluation.signatures[member.party].map { signature in
      let (word, text): (String, String?) =
        switch signature {
        case .signed: ("SIGNED", nil)
        case .dissent(let text): ("DISSENT", text)
        case .refused(let reason): ("REFUSED", reason)
        }
      return .object([
        ("reason", text.map { .string($0) }), ("seat", .string(member.letter)), ("signature", .string(word)),
      ])
    }
  }
}

extension Clarification {
  fileprivate var value: Value {
    .object([
      ("answer", answer.map { .string($0) }), ("bidder", .string(bidder.rawValue)),
      ("number", .integer(number)),
      ("question", .string(question)),
    ])
  }
}

extension Value {
  fileprivate static func bidders(_ bidders: [PartyID]) -> Value {
    .array(bidders.map { .string($0.rawValue) })
  }

  fileprivate func with(_ key: String, _ value: Value) -> Value {
    guard case .object(let members) = content else { return self }
    return Value(.object(members + [Value.Member(key, value)]))
  }
}
