import AuditTrail
import Tendering
import TestSupport
import Testing

@Suite struct PlanTests {
  @Test(
    .tags(.refusal),
    arguments: [
      (Story.tenderer, Story.agency, nil), (Story.tenderer, nil, nil),
      (Story.tenderer, Story.bidders[0], "WRONG_PARTY"),
      (Story.tenderer, PartyID(unchecked: "P-UNKNOWN"), "WRONG_PARTY"),
      (Story.bidders[0], Story.tenderer, "WRONG_PARTY"),
    ] as [(PartyID, PartyID?, String?)])
  func `a plan names a tenderer and an agency that are enrolled as such`(
    tenderer: PartyID, agency: PartyID?, code: String?
  ) throws {
    var story = try Story()
    var plan = story.plan
    (plan.tenderer, plan.agency) = (tenderer, agency)
    #expect(story.code(PlanPublish(plan), by: Story.tenderer) == code)
  }
}
