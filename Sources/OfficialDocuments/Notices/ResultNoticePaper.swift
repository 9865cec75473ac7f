internal import AuditTrail
internal import Cryptography
internal import Evaluation
internal import Notation
internal import Tendering

extension PaperSource {
  /// Who won, ENG and FOREIGN (中标结果公告; 招标公告和公示信息发布管理办法 第六条: at least the winner's name).
  func result(_ terms: Terms) -> PaperContent {
    var body = Markup.facts(
      heading(terms) + [
        ("开标时间", "\(terms.opening.chinese)"), ("中标人名称", tender.award.winner.map(party) ?? "—"),
        ("中标价", amount(tender.award.price)), ("定标日期", "\(date(tender.award.decided) ?? "—")"),
      ])
    if terms.track == .foreign {
      body += .section("评标情况", comparison(terms) + .address("未列入排序的投标：") + exclusions)
    }
    if terms.track == .engineering {
      body += .paragraph("行政监督部门：\(terms.particulars.supervisor)。招标人联系方式：\(terms.particulars.contact)。")
    }
    body += .signatures(
      ["\(terms.buyer)（盖章）", "\(terms.agencyName)（盖章）"], date: date(tender.award.notified))
    return PaperContent(title: "中标结果公告", number: number(terms), body: body)
  }

  /// The result under the headings of 政府采购货物和服务招标投标管理办法 第六十九条, GP (中标结果公告).
  func procurementResult(_ terms: Terms) -> PaperContent {
    let notified = tender.award.notified
    let end = notified.map { registry.calendar.end(of: .workingDays(1), after: $0.date).date.chinese } ?? "—"
    var body = Markup.section("一、项目名称和项目编号", .facts(Array(heading(terms).prefix(3))))
    body += .section(
      "二、采购人及其委托的采购代理机构的名称、地址、联系方式",
      .facts(principals(terms) + [("地址", .byHand), ("联系方式", "\(terms.particulars.contact)")]))
    body += .section(
      "三、中标人名称、地址和中标金额",
      .facts([
        ("中标人名称", tender.award.winner.map(party) ?? "—"), ("中标人地址", .byHand),
        ("中标金额", amount(tender.award.price)),
      ]))
    body += .section(
      "四、主要中标标的",
      .facts([
        ("名称", "\(terms.title)"), ("规格型号", .byHand), ("数量", .byHand), ("单价", .byHand), ("服务要求", .byHand),
      ]))
    body += .section("五、评审专家名单", members)
    body += .section("六、中标公告期限", .paragraph("自本公告发布之日起 1 个工作日，至 \(end) 止。"))
    let digest = tender.notice.map { Hexadecimal.text($0.parameters.digest.bytes) } ?? "—"
    body += .section("七、招标文件", .paragraph("招标文件随本公告同时公告，摘要（SHA-256）：\(digest)"))
    body += .paragraph("供应商认为中标结果使自己的权益受到损害的，可以自公告期限届满之日起七个工作日内，以书面形式向采购人提出质疑。")
    body += .signatures(["采购人（盖章）", "采购代理机构（盖章）"], date: date(notified))
    return PaperContent(title: "中标结果公告", number: number(terms), body: body)
  }
}
