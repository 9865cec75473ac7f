internal import AuditTrail
internal import Evaluation
internal import Notation
internal import Tendering

/// What people found and what was drawn, as the log of a tender has it: what the numbers rest on.
struct PanelFindings: Bilingual {
  let language: Language
  let tender: Tendering.Tender

  /// The page, with an empty line at its end.
  var text: String {
    var lines = [say("From the log", "日志所载")]
    lines += conforming + rejected + lowPrices + drawn + award
    return lines.map(\.escapedForMessage).joined(separator: "\n") + "\n\n"
  }

  private func names(_ parties: [PartyID]) -> String {
    parties.map(\.rawValue).joined(separator: say(", ", "、"))
  }

  private var conforming: [String] {
    guard let conforming = tender.reviews.conforming else { return [] }
    return [say("  conforming: ", "  通过初步评审：") + names(conforming)]
  }

  private var rejected: [String] {
    let unqualified = tender.reviews.qualifications.filter { !$0.isQualified }.map { review in
      say("  not qualified: ", "  资格审查不合格：") + review.bidder.rawValue
    }
    return unqualified
      + tender.reviews.rejections.map { rejected in
        let article = rejected.article.map { " [\($0)]" } ?? ""
        let votes =
          rejected.votesFor.map {
            say(", \($0) to \(rejected.votesAgainst ?? 0) votes", "，\($0) 票对 \(rejected.votesAgainst ?? 0) 票")
          }
          ?? ""
        return say("  rejected: ", "  否决：")
          + "\(rejected.bidder), \(rejected.ground.rawValue) \(rejected.ground.name[language])\(votes)\(article)"
      }
  }

  private var lowPrices: [String] {
    tender.reviews.lowPrices.sorted { $0.key < $1.key }.map { bidder, review in
      let rules = review.triggers.map(\.rule.rawValue).joined(separator: " ")
      let answer: String
      switch review.explanation {
      case .document: answer = say("explained in writing", "已书面说明")
      case .missing: answer = say("not explained in time", "未按时说明")
      case nil: answer = say("not explained yet", "尚未说明")
      }
      let finding = review.finding?.rawValue ?? say("no finding yet", "尚未认定")
      return say("  low price: ", "  异常低价：") + "\(bidder), \(rules), \(answer), \(finding)"
    }
  }

  private var drawn: [String] {
    let numbers = tender.draws.numbers.sorted { $0.key < $1.key }.map { label, value in
      say("  drawn: ", "  抽取：") + "\(label) = \(value)"
    }
    let order = tender.draws.openingOrder
    return numbers + (order.isEmpty ? [] : [say("  opening order: ", "  唱标顺序：") + names(order)])
  }

  private var award: [String] {
    guard let winner = tender.award.winner else { return [] }
    let price = tender.award.price?.description ?? "–"
    return [say("  winner: ", "  中标人：") + "\(winner), \(price)"]
  }
}
