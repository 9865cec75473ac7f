// Ranking, ties and candidates (rulebook 3.2, 3.5, 14).

extension Evaluator {
  /// Orders the standing bids, breaks ties by the scheme's chain and no further, and names the candidates.
  mutating func rank() throws(ArithmeticOverflow) -> Outcome {
    let order = try RankingOrder(assessments, terms)
    let names = assessments.map(\.bidder)
    let ordered = standing.sorted { left, right in
      let result = order.compare(left, right)
      return result == 0 ? names[left] < names[right] : result < 0
    }
    let groups = Self.groups(ordered) { order.compare($0, $1) == 0 }
    assignRanks(groups)
    for equal in Self.groups(ordered, by: { order.compareResults($0, $1) == 0 }) where equal.count > 1 {
      traceTie(equal, order)
    }
    return Outcome(
      tender: input.tender, assessments: sortedAssessments(ordered), benchmark: benchmark,
      winner: winner(groups.first ?? []), candidates: candidates(groups), isProvisional: isProvisional,
      repeatedBidders: repeatedBidders)
  }

  /// The ordered positions in runs of neighbours that are equal.
  private static func groups(_ ordered: [Int], by areEqual: (Int, Int) -> Bool) -> [[Int]] {
    var groups: [[Int]] = []
    for index in ordered {
      if let last = groups.last?.last, areEqual(last, index) {
        groups[groups.count - 1].append(index)
      } else {
        groups.append([index])
      }
    }
    return groups
  }

  private mutating func assignRanks(_ groups: [[Int]]) {
    var number = 1
    for group in groups {
      let tie: Assessment.Tie = group.count == 1 ? .none : terms.ties.last == .equalRank ? .equal : .open
      for index in group { assessments[index].status = .ranked(Assessment.Rank(number: number, tie: tie)) }
      number += group.count
    }
  }

  private func winner(_ first: [Int]) -> Winner {
    switch first.count {
    case 0: .none
    case 1: .unique(assessments[first[0]].bidder)
    default: .tied(first.map { assessments[$0].bidder })
    }
  }

  private func candidates(_ groups: [[Int]]) -> Candidates {
    var certain: [BidderID] = []
    for group in groups where certain.count < terms.candidates {
      let names = group.map { assessments[$0].bidder }
      guard certain.count + group.count <= terms.candidates else {
        return Candidates(certain: certain, open: names)
      }
      certain += names
    }
    return Candidates(certain: certain, open: [])
  }

  private func sortedAssessments(_ ordered: [Int]) -> [Assessment] {
    var (rejected, absent): ([Assessment], [Assessment]) = ([], [])
    for assessment in assessments {
      switch assessment.status {
      case .ranked: continue
      case .rejected: rejected.append(assessment)
      case .absent: absent.append(assessment)
      }
    }
    return ordered.map { assessments[$0] } + rejected.sorted { $0.bidder < $1.bidder }
      + absent.sorted { $0.bidder < $1.bidder }
  }

  /// Reports which steps of the chain ordered bids whose results are equal, and what remains tied.
  private mutating func traceTie(_ equal: [Int], _ order: RankingOrder) {
    let names = equal.map { assessments[$0].bidder }
    // Neighbours that no step has told apart yet.
    var open = Array(zip(equal, equal.dropFirst()))
    for step in terms.ties where !open.isEmpty {
      let left = open.filter { order.compare($0, $1, by: step) == 0 }
      if step.isFinal || left.count < open.count {
        sink.record(.ordered(names, by: step, remains: !left.isEmpty))
      }
      open = left
    }
  }
}
