package import Notation

/// Which body of rules a tender follows (适用规则体系).
package enum Track: String, Sendable {
  case engineering = "ENG"
  case governmentProcurement = "GP"
  case foreign = "FOREIGN"

  /// The words that are read.
  package static let codec = Codec<Track>.choice([
    .engineering: Wording("works and related goods and services under the tendering law", "招标投标法体系"),
    .governmentProcurement: Wording("government procurement of goods and services", "政府采购（87号令）体系"),
    .foreign: Wording("outside Chinese law", "境外规则"),
  ])
}

/// What is bought (标的类别).
package enum Subject: String, Sendable {
  case works = "WORKS"
  case goods = "GOODS"
  case survey = "SURVEY"
  case design = "DESIGN"
  case supervision = "SUPERVISION"
  case turnkey = "EPC"
  case service = "SERVICE"

  /// The words that are read.
  package static let codec = Codec<Subject>.choice([
    .works: Wording("works", "工程"),
    .goods: Wording("goods", "货物"),
    .survey: Wording("survey", "勘察"),
    .design: Wording("design", "设计"),
    .supervision: Wording("supervision", "监理"),
    .turnkey: Wording("engineering, procurement and construction", "工程总承包"),
    .service: Wording("services", "服务"),
  ])
}

/// Whose money pays (资金来源), where a rule depends on it.
package enum Funding: String, Sendable {
  case governmentProcurement = "GP"
  case other = "OTHER"

  /// The words that are read.
  package static let codec = Codec<Funding>.choice([
    .governmentProcurement: Wording("government procurement funds", "政府采购资金"),
    .other: Wording("other funds", "其他资金"),
  ])
}
