internal import AuditTrail
internal import Evaluation
internal import Notation
internal import Tendering

extension PaperSource {
  /// That nobody wins: the tender failed, or was ended (招标失败公告、废标公告、终止公告; 招标投标法 第二十八、四十二条, 政府采购法
  /// 第三十六、三十七条, 条例 第三十一条).
  func endNotice(_ terms: Terms) -> PaperContent {
    let isProcurement = terms.track == .governmentProcurement
    guard let failure = tender.failure else {
      return endNotice(
        terms, title: isProcurement ? "终止公告" : "终止招标公告", reason: "终止招标，理由载于日志中的事件 tender.terminated",
        consequence: "已经收取的招标文件费用和投标保证金及银行同期存款利息，依法及时退还。")
    }
    let consequence: Markup =
      switch terms.track {
      case .engineering: "依照\(failure.article)，招标人应当依法重新招标。"
      case .governmentProcurement: "依照《政府采购法》第三十六条、第三十七条，予以废标，并应当重新组织招标；需要采取其他采购方式的，依法报批。"
      case .foreign: "本次招标没有中标人。"
      }
    return endNotice(
      terms, title: isProcurement ? "废标公告" : "招标失败公告", reason: "\(failure.name.chinese)",
      consequence: consequence)
  }

  private func endNotice(_ terms: Terms, title: String, reason: Markup, consequence: Markup) -> PaperContent {
    var facts = heading(terms)
    facts.append(("投标截止时间", "\(tender.notice?.deadline.chinese ?? "—")"))
    if tender.bidding.closed != nil {
      facts.append(("截止时递交投标文件的投标人数量", "\(tender.bidding.live.count)"))
    }
    facts.append(("原因", reason))
    var body = Markup.facts(facts)
    body += .paragraph(consequence)
    body += .paragraph("联系方式：\(terms.particulars.contact)。")
    body += .signatures(["\(terms.buyer)（盖章）", "\(terms.agencyName)（盖章）"])
    return PaperContent(title: title, number: number(terms), body: body)
  }
}

extension Failure {
  /// The article by which an ENG tender is tendered anew.
  fileprivate var article: String {
    switch self {
    case .tooFewBids, .tooFewQualified: "《招标投标法》第二十八条"
    case .allRejected: "《招标投标法》第四十二条"
    case .noCompetition: "《评标委员会和评标方法暂行规定》第二十七条"
    case .noWinner: "《招标投标法实施条例》第五十五条"
    }
  }
}
