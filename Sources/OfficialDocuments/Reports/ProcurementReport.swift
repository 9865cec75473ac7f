internal import AuditTrail
internal import Evaluation
internal import Tendering

extension PaperSource {
  /// The report under the six headings of 政府采购货物和服务招标投标管理办法 第五十八条, GP (评标报告).
  func procurementReport(_ terms: Terms) -> PaperContent {
    var body = Markup.address("\(party(terms.tenderer))：") + reportPreamble
    body += .section("一、招标公告刊登的媒体名称、开标日期和地点", .facts(publication(terms)))
    body += .section(
      "二、投标人名单和评标委员会成员名单",
      .paragraph("投标人：\(parties(tender.standing(in: .first)))。") + members)
    body += .section("三、评标方法和标准", criteria(terms))
    body += .section(
      "四、开标记录和评标情况及说明",
      openingTables + .address("资格审查：") + qualificationTable + .address("无效投标人名单及原因：") + exclusions
        + .address("评审得分：") + comparison(terms))
    body += .section("五、评标结果，确定的中标候选人名单", candidates)
    body += .section(
      "六、其他需要说明的情况",
      .address("评标过程中投标人的澄清、说明或者补正：") + clarifications + .address("报价过低的审查：") + lowPrices
        + .paragraph("评标委员会成员的更换：\(replacements)。"))
    body += .section("评标委员会成员签字", signatures)
    body += .signatures([], date: date(tender.evaluation.reported))
    return PaperContent(title: "评标报告", number: number(terms), body: body, isLandscape: true)
  }

  private func publication(_ terms: Terms) -> [(String, Markup)] {
    heading(terms) + [
      ("招标公告刊登的媒体", "本平台（模拟）"), ("招标公告日期", "\(tender.notice?.announced.chinese ?? "—")"),
      ("开标日期", "\(terms.opening.chinese)"), ("开标地点（方式）", "\(terms.particulars.submission)"),
      (terms.ceilingName, amount(terms.ceiling)),
    ]
  }

  /// How many members left; who they were stays secret as long as the names of the members do.
  private var replacements: Markup {
    let vacated = tender.panel.vacated
    guard !vacated.isEmpty else { return "无" }
    guard SecrecyMatrix.permits(.panel, to: .anybody, in: tender) else { return "\(vacated.count) 人次" }
    return parties(vacated)
  }
}
