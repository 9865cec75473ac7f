internal import AuditTrail
internal import Cryptography
internal import Evaluation
internal import Notation
internal import Tendering

// What the reports of both tracks tell, each under the headings of its own article.

extension PaperSource {
  /// The members by the letters of their seats; their names only once the public may know them (招标投标法 第三十七条).
  var members: Markup {
    let isPublic = SecrecyMatrix.permits(.panel, to: .anybody, in: tender)
    let rows = tender.panel.members.map { member -> [Markup] in
      [
        "\(member.letter)\(member.letter == tender.panel.leader ? "（负责人）" : "")",
        isPublic ? party(member.party) : "保密（发出中标通知书前）",
        member.isExpert ? "评审专家" : "\(tender.notice?.terms.buyer ?? "招标人")代表",
      ]
    }
    return Table([.init("席位", .centre), .init("成员"), .init("类别", .centre)], rows: rows).markup
  }

  /// The bids that were not valid, with the reasons, the articles and the votes (否决投标的情况说明).
  var exclusions: Markup {
    let rows = excluded.map { bid -> [Markup] in
      [party(bid.bidder), "\(bid.reason)", "\(bid.basis ?? "招标文件")", "\(bid.votes ?? "无需表决")"]
    }
    return Table([.init("投标人"), .init("情形及理由"), .init("依据"), .init("表决")], rows: rows).markup
  }

  /// How bids are evaluated (评标标准、评标方法或者评标因素一览表).
  func criteria(_ terms: Terms) -> Markup {
    var rows: [[Markup]] = []
    if let price = terms.scheme.price {
      rows.append(["投标报价", "\(price.weight.description)%", "\(price.full.description)", "按公式计算"])
    }
    for criterion in terms.scheme.criteria {
      let kind: Markup = criterion.kind == .objective ? "客观分" : criterion.isDark ? "评委打分（暗标）" : "评委打分"
      rows.append([
        "\(criterion.name)", "\(criterion.weight.description)%", "\(criterion.full.description)", kind,
      ])
    }
    let table = Table(
      [.init("评审因素"), .init("权重", .figure), .init("满分", .figure), .init("评分方式", .centre)], rows: rows,
      blank: "不评分，按评审价格排序")
    return Markup.paragraph("评标方法：\(terms.scheme.method.name.chinese)。评标办法的全部参数载于招标文件 terms.json。")
      + table.markup
  }

  /// The prices that had to be explained, and what the panel found of them (异常低价审查).
  var lowPrices: Markup {
    let rows = tender.reviews.lowPrices.sorted { $0.key < $1.key }.map { bidder, review -> [Markup] in
      let rules = review.triggers.map { "\($0.rule.meaning.chinese)" as Markup }
      let answer: Markup =
        switch review.explanation {
        case .document(let digest)?: "书面说明（SHA-256 \(Hexadecimal.text(digest.bytes))）"
        case .missing?: "未在规定时间内说明"
        case nil: "—"
        }
      let finding: Markup =
        switch review.finding {
        case .reasonable?: "报价合理"
        case .invalid?: "作无效投标处理"
        case nil: "未认定"
        }
      return [party(bidder), Markup(joining: rules, separator: "；"), answer, finding]
    }
    return Table([.init("投标人"), .init("触发情形"), .init("说明"), .init("认定")], rows: rows).markup
  }

  /// What bidders were asked and what they answered (澄清、说明、补正事项纪要).
  var clarifications: Markup {
    let rows = tender.reviews.clarifications.map { item -> [Markup] in
      [party(item.bidder), "\(item.number)", "\(item.question)", "\(item.answer ?? "未答复")"]
    }
    return Table([.init("投标人"), .init("次序", .centre), .init("要求澄清的事项"), .init("答复")], rows: rows).markup
  }

  /// The candidates in their order with their prices (推荐的中标候选人名单).
  var candidates: Markup {
    let prices = Dictionary(
      tender.evaluation.ranking.map { ($0.bidder, $0) }, uniquingKeysWith: { first, _ in first })
    let rows = tender.evaluation.candidates.enumerated().map { position, bidder -> [Markup] in
      ["\(position + 1)", party(bidder), amount(prices[bidder]?.price), "\(prices[bidder]?.total ?? "—")"]
    }
    let table = Table(
      [.init("排序", .centre), .init("中标候选人"), .init("投标报价"), .init("总分", .figure)], rows: rows)
    guard !tender.evaluation.tiedForSeat.isEmpty else { return table.markup }
    return table.markup + .paragraph("末位并列，招标文件未规定如何确定：\(parties(tender.evaluation.tiedForSeat))。")
  }

  /// Who signed, who dissented and who refused (条例 第五十三条, 87号令 第六十一条).
  var signatures: Markup {
    let rows = tender.panel.members.map { member -> [Markup] in
      let (word, text): (Markup, String?) =
        switch tender.evaluation.signatures[member.party] {
        case .signed?: ("已签署", nil)
        case .dissent(let text)?: ("签署，有不同意见", text)
        case .refused(let reason?)?: ("拒绝签字，书面说明不同意见", reason)
        case .refused(nil)?: ("拒绝签字且未说明，视为同意", nil)
        case nil: ("—", nil)
        }
      return ["\(member.letter)", word, "\(text ?? "—")", .empty]
    }
    return Table(
      [.init("席位", .centre), .init("签署情况"), .init("不同意见和理由"), .init("评标委员会成员签字")], rows: rows
    ).markup
  }
}
