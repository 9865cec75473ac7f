internal import Notation

/// The scores of the standing bids by bid, criterion and member, complete.
struct ScoreTable {
  /// The members who scored, by name.
  let members: [MemberID]
  /// For each bid position and criterion position: the members' scores in the order of `members`, or the one
  /// objective score.
  private let scores: [Int: [[Points]]]

  /// The scores of `bid` for the criterion at `criterion`.
  func scores(bid: Int, criterion: Int) -> [Points] { scores[bid]?[criterion] ?? [] }

  /// Collects the scores that an evaluation needs.
  ///
  /// - Throws: every missing score, and objective scores on which rows differ (87号令 第六十四条).
  init(_ evaluator: Evaluator<some TraceSink>) throws(EvaluationFailure) {
    let criteria = evaluator.terms.criteria
    guard evaluator.terms.method.isScored, !criteria.isEmpty else {
      (members, scores) = ([], [:])
      return
    }
    let positions = Dictionary(uniqueKeysWithValues: criteria.enumerated().map { ($1.id, $0) })
    let standing = evaluator.standing
    let bids = Dictionary(uniqueKeysWithValues: standing.map { (evaluator.assessments[$0].bidder, $0) })
    let panel = Set(criteria.filter { $0.kind == .panel }.map(\.id))
    members = Set(evaluator.input.scores.filter { panel.contains($0.criterion) }.compactMap(\.member))
      .sorted()
    let seats = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1, $0) })
    var cells: [Int: [[Points?]]] = [:]
    for bid in standing {
      cells[bid] = criteria.map { Array(repeating: nil, count: $0.kind == .panel ? seats.count : 1) }
    }
    var refusals = Self.tooManyMembers(members.count)
    for (index, entry) in evaluator.input.scores.enumerated() {
      guard let bid = bids[entry.bidder], let criterion = positions[entry.criterion] else { continue }
      let isPanel = criteria[criterion].kind == .panel
      let seat = isPanel ? entry.member.flatMap { seats[$0] } ?? 0 : 0
      if !isPanel, let other = cells[bid]?[criterion][0], other != entry.score {
        refusals.append(.objectiveScoresDiffer(entry, other, at: index))
      }
      cells[bid]?[criterion][seat] = entry.score
    }
    scores = cells.mapValues { $0.map { $0.compactMap(\.self) } }
    refusals += Self.missing(cells, standing, criteria, members, evaluator.assessments)
    guard refusals.isEmpty else { throw .refused(refusals) }
  }

  private static func tooManyMembers(_ count: Int) -> [Refusal] {
    guard count > TenderInput.maximumMembers else { return [] }
    return [
      Refusal(
        "TOO_MANY_MEMBERS", .design, nil, .tender, Wording("\(count) members", "评委 \(count) 名"),
        accepted: Wording("at most \(TenderInput.maximumMembers)", "至多 \(TenderInput.maximumMembers) 名"))
    ]
  }

  private static func missing(
    _ cells: [Int: [[Points?]]], _ standing: [Int], _ criteria: [Criterion], _ members: [MemberID],
    _ assessments: [Assessment]
  ) -> [Refusal] {
    var refusals: [Refusal] = []
    for bid in standing {
      for (criterion, row) in zip(criteria, cells[bid] ?? []) {
        if row.isEmpty { refusals.append(.scoreMissing(assessments[bid], criterion, nil)) }
        for (seat, score) in row.enumerated() where score == nil {
          let member = criterion.kind == .panel ? members[seat] : nil
          refusals.append(.scoreMissing(assessments[bid], criterion, member))
        }
      }
    }
    return refusals
  }
}

extension Refusal {
  fileprivate static func scoreMissing(
    _ bid: Assessment, _ criterion: Criterion, _ member: MemberID?
  ) -> Refusal {
    let from = member.map { " from \($0)" } ?? ""
    return Refusal(
      Fault.Code.scoresMissing.rawValue, .design, nil, .bid(bid.bid),
      Wording(
        "\(bid.bidder) has no score for \(criterion.id)\(from)",
        "\(bid.bidder) 缺少 \(criterion.id) 的得分" + (member.map { "（评委 \($0)）" } ?? "")),
      accepted: Wording(
        "a score of every member for every criterion of every valid bid", "每位评委对每份有效投标的每项因素打分"))
  }

  fileprivate static func objectiveScoresDiffer(
    _ entry: ScoreEntry, _ other: Points, at index: Int
  ) -> Refusal {
    Refusal(
      "OBJECTIVE_SCORES_DIFFER", .rule, "政府采购货物和服务招标投标管理办法 第六十四条", .score(index),
      Wording(
        "objective criterion \(entry.criterion) of \(entry.bidder): \(entry.score) and \(other)",
        "\(entry.bidder) 的客观因素 \(entry.criterion) 得分不一致：\(entry.score) 与 \(other)"),
      accepted: Wording("the same score from every member", "各评委评分一致"))
  }
}
