package import AuditTrail
package import Evaluation
package import Notation

/// What a tenderer plans to tender (招标计划), before the documents exist.
package struct Plan: Sendable, Hashable {
  /// The body of rules.
  package var track = Track.engineering
  /// What is bought.
  package var subject = Subject.works
  /// In one line.
  package var title = ""
  /// The project code (项目编号).
  package var project = ""
  /// The lot code (标段编号).
  package var lot = ""
  /// Who buys (招标人).
  package var tenderer = PartyID.operator
  /// Who runs the procedure for the tenderer (招标代理机构).
  package var agency: PartyID?
  /// The estimate or budget (概算、预算).
  package var budget: Money?
  /// When the notice is expected.
  package var notice = Instant.beginning

  /// What reading starts from.
  package init() {}

  package static let codec = Codec<Self>.record(
    Wording("a planned tender", "招标计划"), blank: Self(),
    .optional("agency", \.agency, PartyID.codec, Wording("who runs it for the tenderer", "招标代理机构")),
    .optional("budget", \.budget, .minorUnits, Wording("estimate or budget", "概算、预算")),
    .required("lot", \.lot, .text(upTo: 64), Wording("lot code", "标段编号")),
    .required("notice_ms", \.notice, .milliseconds, Wording("when the notice is expected", "预计公告时间")),
    .required("project", \.project, .text(upTo: 64), Wording("project code", "项目编号")),
    .required("subject", \.subject, Subject.codec, Wording("what is bought", "标的类别")),
    .required("tenderer", \.tenderer, PartyID.codec, Wording("who buys", "招标人")),
    .required("title", \.title, .text(upTo: 200), Wording("in one line", "名称")),
    .required("track", \.track, Track.codec, Wording("body of rules", "适用规则体系")))
}

/// Publishes the plan of a tender (招标计划; 国办发〔2024〕21号 三).
package struct PlanPublish: TenderCommand {
  /// The plan.
  package var plan: Plan

  /// Publishes `plan`.
  package init(_ plan: Plan) { self.plan = plan }

  package static let entry = CatalogueEntry(
    "plan.publish", Wording("publish the plan", "发布招标计划"), by: [.tenderer], at: [.unpublished],
    events: [PlanPublished.self])
  package static let codec = Plan.codec.carried({ PlanPublish($0) }, at: \.plan)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    guard occasion.actor == plan.tenderer || occasion.actor == plan.agency else {
      throw Refusal(
        .wrongParty, .design, nil,
        Wording("\(occasion.actor) plans for \(plan.tenderer)", "\(occasion.actor) 为 \(plan.tenderer) 发布计划"),
        accepted: Wording("the tenderer or the agency that the plan names", "计划所列的招标人或代理机构"))
    }
    // Whom the plan names acts for the tender until the notice, which asks for the same.
    let registry = occasion.registry
    guard registry.role(of: plan.tenderer) == .tenderer,
      plan.agency.map({ registry.role(of: $0) == .agency }) ?? true
    else {
      throw Refusal(
        .wrongParty, .design, nil,
        Wording(
          "tenderer \(plan.tenderer), agency \(plan.agency?.rawValue ?? "-")",
          "招标人 \(plan.tenderer)、代理 \(plan.agency?.rawValue ?? "-")"),
        accepted: Wording("a tenderer and an agency, each enrolled as such", "分别登记为招标人和代理机构"))
    }
    return [PlanPublished(plan)]
  }
}

/// The plan is public.
package typealias PlanPublished = Recorded<Plan>

extension Plan: TenderFact {
  package static let kind = LeafKind.named("plan.published")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.plan = self
    tender.stage = .planned
  }
}
