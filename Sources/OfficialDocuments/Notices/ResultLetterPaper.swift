internal import AuditTrail
internal import Evaluation
internal import Tendering

extension PaperSource {
  /// What is told to one bidder who did not win (中标结果通知书; 招标投标法 第四十五条, 87号令 第六十九条).
  ///
  /// In GP a supplier that was not qualified learns why, and where bids are scored each learns its own score and rank; of the
  /// other losers it says nothing.
  func resultLetter(to bidder: PartyID, _ terms: Terms) -> PaperContent {
    var body = Markup.address("\(party(bidder))：")
    body += .paragraph("感谢你方参加 \(terms.title) 的投标。经评审，你方未中标，现将中标结果通知如下。")
    var facts =
      heading(terms) + [
        ("中标人", tender.award.winner.map(party) ?? "—"), ("中标价", amount(tender.award.price)),
      ]
    if let excluded = excluded.first(where: { $0.bidder == bidder }) {
      facts.append(("你方未通过的原因", "\(excluded.reason)（依据：\(excluded.basis ?? "招标文件")）"))
    }
    if let rank = tender.evaluation.ranking.first(where: { $0.bidder == bidder }) {
      facts.append(("你方投标报价", amount(rank.price)))
      if let total = rank.total { facts.append(("你方评审得分", "\(total)")) }
      facts.append(("你方排序", "\(rank.number)"))
    }
    if let bond = tender.bidding.bonds[bidder] {
      let due = bond.refundBy.map { "，\($0.chinese) 前退还" } ?? ""
      facts.append(("投标保证金", "\(bond.amount.figures)\(due)"))
    }
    body += .facts(facts)
    body += .signatures(
      ["\(terms.buyer)（盖章）", "\(terms.agencyName)（盖章）"], date: date(tender.award.notified))
    return PaperContent(title: "中标结果通知书", number: number(terms), body: body)
  }
}
