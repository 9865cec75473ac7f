internal import AuditTrail
internal import Evaluation
internal import Tendering

extension PaperSource {
  /// The notice of award (中标通知书; 招标投标法 第四十五、四十六条, 87号令 第六十九条).
  func awardNotice(_ terms: Terms) -> PaperContent {
    let award = tender.award
    var body = Markup.address(
      award.winner.map { "\(party($0))：" } ?? .empty)
    body += .paragraph(
      "你方于 \(tender.notice?.deadline.date.chinese ?? "—")（投标截止日）前递交的 \(terms.title) 投标文件已被我方接受，被确定为中标人。")
    body += .facts(
      heading(terms) + [
        ("中标价", amount(award.price)), ("质量", .byHand), ("工期（交货期、服务期）", .byHand), ("项目负责人", .byHand),
        ("中标范围", "\(terms.particulars.scope)"),
      ])
    body += .paragraph(contractSentence(terms))
    if let lapse = lapseSentence { body += .paragraph(lapse) }
    body += .paragraph("特此通知。")
    body += .signatures(
      ["\(terms.buyer)（盖章）", "法定代表人（签字）", "\(terms.agencyName)（盖章）"], date: date(award.notified))
    return PaperContent(title: "中标通知书", number: number(terms), body: body)
  }

  private func contractSentence(_ terms: Terms) -> Markup {
    switch terms.track {
    case .engineering:
      "请你方自本中标通知书发出之日起三十日内，与招标人按照招标文件和你方的投标文件订立书面合同，并在此之前按照招标文件要求提交履约保证金。中标通知书对招标人和中标人具有法律效力；发出后，招标人改变中标结果或者中标人放弃中标项目的，应当依法承担法律责任。"
    case .governmentProcurement:
      "请你方自本中标通知书发出之日起三十日内，与采购人按照招标文件和你方投标文件的规定签订书面合同。中标通知书发出后，采购人不得违法改变中标结果，中标人无正当理由不得放弃中标。"
    case .foreign: "请你方按照招标文件规定的期限与招标人签订合同。"
    }
  }

  /// Who was passed over, where the winner is not the first candidate (条例 第五十五条).
  private var lapseSentence: Markup? {
    let passed = tender.evaluation.candidates.filter { tender.award.passedOver[$0] != nil }
    guard !passed.isEmpty else { return nil }
    return "排序在前的中标候选人 \(parties(passed)) 因法定情形未中标。"
  }
}
