import Evaluation
import Notation
import Tendering
import TestSupport
import Testing

@Suite struct BondLimitsTests {
  private static func money(_ minor: Int64, _ currency: Currency = .cny) throws -> Money {
    try #require(Money(minor: minor, currency))
  }

  @Test(.tags(.vector)) func `10 % of a contract of 8,888,888.88 are 888,888.88, rounded down`() throws {
    let limits = BondLimits(track: .engineering, subject: .works)
    let price = try Self.money(888_888_888)
    try limits.requirePerformanceBond(Self.money(88_888_888), ofContract: price)
    let more = try Self.money(88_888_889)
    let refusal = expectRefusal("PERF_BOND_OVER_CAP", "招标投标法实施条例 第五十八条", naming: "888888.88") {
      try limits.requirePerformanceBond(more, ofContract: price)
    }
    #expect(refusal?.basis == .statute)
    #expect(refusal?.message.english.contains("888888.89") == true)
    expectRefusal("PERF_BOND_OVER_CAP", "政府采购法实施条例 第四十八条", naming: "888888.88") {
      try BondLimits(track: .governmentProcurement, subject: .goods).requirePerformanceBond(
        more, ofContract: price)
    }
    try BondLimits(track: .foreign, subject: .works).requirePerformanceBond(price, ofContract: price)
  }

  @Test func `a bid bond is at most 2 % of the estimate or budget, rounded down`() throws {
    // 2 % of 123,456.78 are 2,469.1356.
    let estimate = try Self.money(12_345_678)
    let (most, more) = (try Self.money(246_913), try Self.money(246_914))
    for subject in [Subject.works, .goods, .survey, .design, .supervision, .turnkey, .service] {
      let limits = BondLimits(track: .engineering, subject: subject)
      try limits.requireBidBond(most, ofEstimate: estimate)
      let refusal = expectRefusal("BOND_OVER_CAP", "招标投标法实施条例 第二十六条", naming: "2469.13") {
        try limits.requireBidBond(more, ofEstimate: estimate)
      }
      #expect(refusal?.basis == .statute)
    }
    expectRefusal("BOND_OVER_CAP", "政府采购法实施条例 第三十三条", naming: "2469.13") {
      try BondLimits(track: .governmentProcurement, subject: .goods).requireBidBond(
        more, ofEstimate: estimate)
    }
    try BondLimits(track: .foreign, subject: .goods).requireBidBond(estimate, ofEstimate: estimate)
  }

  @Test(
    arguments: [
      (Subject.works, 80_000_000, Tendering.Refusal.Basis.rule, "工程建设项目施工招标投标办法 第三十七条"),
      (.goods, 80_000_000, .local, "工程建设项目货物招标投标办法 第二十七条"),
      (.survey, 10_000_000, .local, "工程建设项目勘察设计招标投标办法 第二十四条"),
      (.design, 10_000_000, .local, "工程建设项目勘察设计招标投标办法 第二十四条"),
    ] as [(Subject, Int64, Tendering.Refusal.Basis, String)])
  func `a bid bond of a large project meets a limit in yuan first`(
    subject: Subject, most: Int64, basis: Tendering.Refusal.Basis, article: String
  ) throws {
    let estimate = try Self.money(100_000_000_000)
    let limits = BondLimits(track: .engineering, subject: subject)
    let limit = try Self.money(most)
    try limits.requireBidBond(limit, ofEstimate: estimate)
    let more = try Self.money(most + 1)
    let refusal = expectRefusal("BOND_OVER_CAP", article, naming: limit.description) {
      try limits.requireBidBond(more, ofEstimate: estimate)
    }
    #expect(refusal?.basis == basis)
    // The limits in yuan are of the track ENG and for yuan.
    try BondLimits(track: .governmentProcurement, subject: subject).requireBidBond(more, ofEstimate: estimate)
    try limits.requireBidBond(Self.money(most + 1, .usd), ofEstimate: Self.money(100_000_000_000, .usd))
  }

  @Test func `supervision, turnkey and services have no limit in yuan`() throws {
    for subject in [Subject.supervision, .turnkey, .service] {
      let limits = BondLimits(track: .engineering, subject: subject)
      try limits.requireBidBond(Self.money(80_000_001), ofEstimate: Self.money(100_000_000_000))
    }
  }

  @Test(.tags(.refusal)) func `amounts below zero and of two currencies are refused`() throws {
    let limits = BondLimits(track: .engineering, subject: .works)
    let hundred = try Self.money(10_000)
    for (amount, whole) in [
      (try Self.money(-1), hundred), (try Self.money(1, .usd), hundred),
      (try Self.money(0), try Self.money(-1)),
    ] {
      let accepted = whole.currency.rawValue
      expectRefusal("INVALID_VALUE", nil, naming: accepted) {
        try limits.requireBidBond(amount, ofEstimate: whole)
      }
      expectRefusal("INVALID_VALUE", nil, naming: accepted) {
        try limits.requirePerformanceBond(amount, ofContract: whole)
      }
    }
    try limits.requireBidBond(Self.money(0), ofEstimate: Self.money(0))
  }

  @Test func `the largest amounts are judged exactly`() throws {
    let limits = BondLimits(track: .governmentProcurement, subject: .goods)
    let whole = try Self.money(Money.maximumMinor)
    let most = Money.maximumMinor / 50
    try limits.requireBidBond(Self.money(most), ofEstimate: whole)
    #expect(throws: Tendering.Refusal.self) {
      try limits.requireBidBond(Self.money(most + 1), ofEstimate: whole)
    }
  }
}
