package import Notation

/// What a notice must say beside dates and amounts (招标公告和公示信息发布管理办法 第五条; 国办发〔2024〕21号 三).
package struct NoticeParticulars: Sendable, Hashable {
  /// Name, content, scope and scale.
  package var scope = ""
  /// Where the money comes from.
  package var fundSource = ""
  /// What a bidder must be able to show (资格条件).
  package var qualification = ""
  /// Whether a consortium may bid (是否接受联合体).
  package var acceptsConsortium = false
  /// Where the documents can be had.
  package var documentAccess = ""
  /// Where bids are handed in.
  package var submission = ""
  /// Who answers for the tenderer.
  package var contact = ""
  /// The administrative supervision department (行政监督部门).
  package var supervisor = ""

  /// What reading starts from.
  package init() {}

  /// The fields of a notice beside dates and amounts.
  package static let codec = Codec<Self>.record(
    Wording("what a notice must say", "公告内容"), blank: Self(),
    .required(
      "consortium", \.acceptsConsortium, .boolean, Wording("whether a consortium may bid", "是否接受联合体")),
    .required("contact", \.contact, .text(upTo: 1_000), Wording("who answers for the tenderer", "联系方式")),
    .required(
      "document_access", \.documentAccess, .text(upTo: 1_000), Wording("where documents are had", "获取方式")),
    .required("fund_source", \.fundSource, .text(upTo: 1_000), Wording("source of the money", "资金来源")),
    .required("qualification", \.qualification, .text(upTo: 10_000), Wording("required of bidders", "资格条件")),
    .required("scope", \.scope, .text(upTo: 10_000), Wording("content, scope and scale", "内容、范围、规模")),
    .required("submission", \.submission, .text(upTo: 1_000), Wording("where bids are handed in", "递交方式")),
    .defaulted("supervisor", \.supervisor, .briefText, Wording("the supervising department", "行政监督部门")))
}

extension Codec where Root == String {
  /// A text that may be empty, for what a rule and not the form asks for.
  static let briefText = string(
    Wording("at most 1000 characters", "至多 1000 个字符"), pattern: "^[\\s\\S]{0,1000}$",
    parse: { $0.unicodeScalars.count <= 1_000 ? $0 : nil }, format: \.self)
}
