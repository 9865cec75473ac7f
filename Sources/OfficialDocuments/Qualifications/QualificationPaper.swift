internal import AuditTrail
internal import Evaluation
internal import Tendering

extension PaperSource {
  /// The purchaser's review of qualification (资格审查表; 87号令 第四十四条).
  func qualificationReview(_ terms: Terms) -> PaperContent {
    var body = Markup.section(
      "一、基本情况", .facts(heading(terms) + [("资格条件", "\(terms.particulars.qualification)")]))
    body += .section("二、审查结果", qualificationTable)
    let count = tender.reviews.qualifications.count(where: \.isQualified)
    body += .paragraph(
      "依据《政府采购货物和服务招标投标管理办法》第四十四条，由采购人或者采购代理机构对投标人的资格进行审查。合格投标人共 \(count) 家\(count < Tender.fewestBids ? "，不足三家，不得评标" : "")。"
    )
    body += .signatures(["采购人（或采购代理机构）审查人员签字", "采购人（或采购代理机构）（盖章）"])
    return PaperContent(title: "资格审查表", number: number(terms), body: body)
  }

  /// What was found of each supplier.
  var qualificationTable: Markup {
    let rows = tender.reviews.qualifications.enumerated().map { position, result -> [Markup] in
      [
        "\(position + 1)", party(result.bidder), result.isQualified ? "合格" : "不合格",
        "\(result.reason ?? "—")",
      ]
    }
    return Table(
      [.init("序号", .centre), .init("投标人"), .init("审查结论", .centre), .init("未通过的原因")], rows: rows
    ).markup
  }
}
