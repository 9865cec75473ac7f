internal import AuditTrail
internal import Evaluation
internal import Tendering

// What several papers say in the same way.

extension PaperSource {
  /// A party by its name and id, or by its id alone.
  func party(_ party: PartyID) -> Markup {
    names[party].map { "\($0)（\(party.rawValue)）" } ?? "\(party.rawValue)"
  }

  /// Parties one after another.
  func parties(_ parties: [PartyID]) -> Markup {
    parties.isEmpty ? "无" : Markup(joining: parties.map(party), separator: "、")
  }

  /// The tender under the title of a paper.
  func number(_ terms: Terms) -> Markup { "项目编号：\(terms.project)　标段编号：\(terms.lot)" }

  /// An amount in figures and in capitals, on two lines.
  func amount(_ money: Money?) -> Markup {
    guard let money else { return "—" }
    guard let capitals = money.capitals else { return "\(money.figures)" }
    return "\(money.figures)\n大写：\(capitals)"
  }

  /// An exact number of minor units as the log states it, `n` or `n/d`: as money where it is whole.
  func exact(_ minorUnits: String, _ terms: Terms) -> String {
    let whole = minorUnits.hasSuffix("/1") ? String(minorUnits.dropLast(2)) : minorUnits
    guard let minor = Int64(whole), let money = Money(minor: minor, terms.scheme.currency) else {
      return "\(minorUnits)（最小货币单位，精确值）"
    }
    return money.figures
  }

  /// Who buys, and who buys for it.
  func principals(_ terms: Terms) -> [(String, Markup)] {
    [
      (terms.buyer, party(terms.tenderer)),
      (terms.agencyName, terms.agency.map(party) ?? "无（自行组织）"),
    ]
  }

  /// The tender in a few lines.
  func heading(_ terms: Terms) -> [(String, Markup)] {
    [("项目名称", "\(terms.title)"), ("项目编号", "\(terms.project)"), ("标段（包）编号", "\(terms.lot)")]
      + principals(terms)
  }

  /// The date of an event, as the foot of a paper states it.
  func date(_ instant: Instant?) -> String? { instant?.date.chinese }
}

extension Terms {
  /// What the law of the track calls the buyer.
  var buyer: String { track == .governmentProcurement ? "采购人" : "招标人" }
  /// What the law of the track calls whoever runs the procedure for the buyer.
  var agencyName: String { track == .governmentProcurement ? "采购代理机构" : "招标代理机构" }
  /// What the law of the track calls the highest price.
  var ceilingName: String { track == .governmentProcurement ? "预算金额（最高限价）" : "最高投标限价" }

  /// The highest price that is taken; nil where the documents state none, or in no whole minor units.
  var ceiling: Money? { scheme.ceiling.flatMap { Money($0, scheme.currency) } }
}
