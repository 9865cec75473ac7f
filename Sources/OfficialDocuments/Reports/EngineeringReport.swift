internal import AuditTrail
internal import Cryptography
internal import Evaluation
internal import Notation
internal import Tendering

extension PaperSource {
  /// The report under the ten headings of 评标委员会和评标方法暂行规定 第四十二条, ENG (评标报告).
  func engineeringReport(_ terms: Terms) -> PaperContent {
    var body = Markup.address("\(party(terms.tenderer))：") + reportPreamble
    body += .section("一、基本情况和数据表", .facts(basicFacts(terms)))
    body += .section("二、评标委员会成员名单", members)
    body += .section("三、开标记录", openingTables)
    body += .section("四、符合要求的投标一览表", conforming)
    body += .section("五、否决投标的情况说明", exclusions)
    body += .section("六、评标标准、评标方法或者评标因素一览表", criteria(terms))
    body += .section("七、经评审的价格或者评分比较一览表", comparison(terms))
    body += .section("八、经评审的投标人排序", ranking)
    body += .section("九、推荐的中标候选人名单与签订合同前要处理的事宜", candidates + beforeContract)
    body += .section("十、澄清、说明、补正事项纪要", clarifications + .address("异常低价审查：") + lowPrices)
    body += .section("评标委员会成员签字", signatures)
    body += .signatures([], date: date(tender.evaluation.reported))
    return PaperContent(title: "评标报告", number: number(terms), body: body, isLandscape: true)
  }

  /// What ties the paper to the report that the members signed.
  var reportPreamble: Markup {
    let digest = tender.evaluation.report.map { Hexadecimal.text($0.bytes) } ?? "—"
    return .paragraph("评标委员会已完成本标段的评标，现提交书面评标报告。报告数据的 SHA-256：\(digest)")
  }

  private func basicFacts(_ terms: Terms) -> [(String, Markup)] {
    let fixing = tender.evaluation.fixing
    return heading(terms) + [
      ("项目概况", "\(terms.particulars.scope)"), ("资金来源", "\(terms.particulars.fundSource)"),
      ("行政监督部门", "\(terms.particulars.supervisor)"), (terms.ceilingName, amount(terms.ceiling)),
      ("投标人数量", "\(tender.opening.outcomes.count)"), ("进入评审的投标数量", "\(tender.reviewable.count)"),
      ("有效投标数量", "\(fixing?.valid.count ?? 0)"),
      ("评标基准价", "\(fixing?.benchmark.map { exact($0, terms) } ?? "—")"),
      ("投标有效期", "\(terms.bidValidityDays) 日"),
      ("开标时间", "\(terms.opening.chinese)"), ("评标完成时间", "\(tender.evaluation.reported?.chinese ?? "—")"),
    ]
  }

  private var conforming: Markup {
    let rows = (tender.reviews.conforming ?? []).enumerated().map { position, bidder -> [Markup] in
      ["\(position + 1)", party(bidder), "\(tender.opening.prices[bidder]?.figures ?? "—")"]
    }
    return Table([.init("序号", .centre), .init("投标人"), .init("投标报价", .figure)], rows: rows).markup
  }

  private var ranking: Markup {
    let rows = tender.evaluation.ranking.map { rank -> [Markup] in
      ["\(rank.number)", party(rank.bidder), "\(rank.total ?? rank.price.figures)"]
    }
    return Table([.init("名次", .centre), .init("投标人"), .init("总分或评审价", .figure)], rows: rows).markup
  }

  private var beforeContract: Markup {
    .paragraph(
      "签订合同前要处理的事宜：中标人应当按照招标文件要求提交履约保证金；招标人和中标人应当自中标通知书发出之日起三十日内，按照招标文件和中标人的投标文件订立书面合同，不得另行订立背离合同实质性内容的其他协议。")
  }
}
