internal import AuditTrail
internal import Evaluation
internal import Tendering

extension PaperSource {
  /// The candidates for everybody to object to (中标候选人公示; 招标公告和公示信息发布管理办法 第六条, 条例 第五十四条).
  ///
  /// What the article asks for and the log does not hold is left to the tenderer's hand, so that its place is never missing.
  func candidatePublicity(_ terms: Terms) -> PaperContent {
    let publicity = tender.award.publicity
    let until = publicity.map { Instant(clamping: $0.until.milliseconds - 1).date.chinese } ?? "—"
    var body = Markup.facts(
      heading(terms) + [
        ("开标时间", "\(terms.opening.chinese)"),
        ("公示期", "自 \(date(publicity?.from) ?? "—") 起至 \(until) 止"),
      ])
    body += .section("一、中标候选人排序、名称、投标报价、质量、工期（交货期）", publishedCandidates)
    body += .section("二、评标情况", comparison(terms) + .address("否决投标的情况：") + exclusions)
    body += .section("三、中标候选人承诺的项目负责人姓名及其相关证书名称和编号", .paragraph(.byHand))
    body += .section(
      "四、中标候选人响应招标文件要求的资格能力条件",
      .paragraph("招标文件要求：\(terms.particulars.qualification)。列入的中标候选人均已通过评标委员会初步评审。"))
    body += .section(
      "五、提出异议的渠道和方式",
      .paragraph(
        "投标人或者其他利害关系人对评标结果有异议的，应当在公示期间向招标人提出（联系方式：\(terms.particulars.contact)）；招标人应当自收到异议之日起三日内作出答复，作出答复前应当暂停招标投标活动。对答复不满意的，可以向行政监督部门投诉（\(terms.particulars.supervisor)）。"
      ))
    body += .section("六、招标文件规定公示的其他内容", .paragraph("无"))
    body += .signatures(["招标人（盖章）", "招标代理机构（盖章）"], date: date(publicity?.from))
    return PaperContent(title: "中标候选人公示", number: number(terms), body: body, isLandscape: true)
  }

  private var publishedCandidates: Markup {
    let ranks = Dictionary(
      tender.evaluation.ranking.map { ($0.bidder, $0) }, uniquingKeysWith: { first, _ in first })
    let rows = tender.evaluation.candidates.enumerated().map { position, bidder -> [Markup] in
      [
        "第\(["一", "二", "三"].indices.contains(position) ? ["一", "二", "三"][position] : String(position + 1))名",
        party(bidder), amount(ranks[bidder]?.price), .byHand, .byHand, "\(ranks[bidder]?.total ?? "—")",
      ]
    }
    return Table(
      [
        .init("排序", .centre), .init("中标候选人名称"), .init("投标报价"), .init("质量"), .init("工期（交货期）"),
        .init("总分", .figure),
      ], rows: rows
    ).markup
  }
}
