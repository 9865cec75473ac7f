internal import Cryptography
internal import Notation

/// The results of draws: labels and orders, dark codes, panels (formats, section 6, TD1 5 to 7).
enum DrawResultReview {
  static func check(_ draw: LoggedDraw, _ evidence: inout BundleCase) throws(Fault) {
    let results = evidence.events.results.filter { $0.draw == draw.id }
    guard let first = results.first else {
      let hasFailed = evidence.events.failures.contains { $0.draw == draw.id }
      // A tender that ended before the draw needs none.
      let isVoid = evidence.events.end != nil && !evidence.events.reveals.contains { $0.draw == draw.id }
      if isVoid {
        evidence[.draws].note(.voidDraw, draw.place)
      } else if !hasFailed {
        evidence[.draws].cannot(.noResult, draw.place)
      }
      return
    }
    evidence[.draws].require(
      results.map { Int($0.round) } == Array(0..<results.count), .otherRounds, draw.place)
    guard let bytes = try evidence.blob(draw.announcement.plan) else {
      evidence[.draws].cannot(.planMissing, draw.place)
      return
    }
    do throws(Fault) {
      switch try DrawPlan(parsing: bytes, of: draw.kind) {
      case .public(let plan):
        evidence[.draws].require(results.count == 1, .otherRounds, draw.place)
        try checkPublic(draw, first, plan, &evidence)
      case .dark:
        evidence[.draws].require(results.count == 1, .otherRounds, draw.place)
        try checkDark(draw, first, &evidence)
      case .panel(let plan): try PanelReview.check(draw, results, plan, &evidence)
      }
    } catch {
      if error.code == .unreadable { throw error }
      evidence[.draws].bad(.falseResult, draw.place, error)
    }
  }

  /// The seed of a result's round; nil where a reveal is missing or not disclosed.
  static func seed(
    _ draw: LoggedDraw, _ result: Recorded<DrawResultFields>, _ evidence: inout BundleCase
  ) throws(Fault) -> DrawSeed? {
    if draw.announcement.beacon == "none" {
      guard evidence[.draws].require(result.beacon.isEmpty, .strangeBeacon, draw.place) else { return nil }
    } else {
      evidence[.draws].cannot(.beaconAsLogged, draw.place, .name(draw.announcement.beacon.excerpt))
    }
    let made = evidence.events.reveals.count {
      $0.draw == draw.id && $0.round == result.round && $0.seq < result.seq
    }
    guard evidence[.draws].require(made == draw.parties.count, .resultBeforeReveals, draw.place) else {
      return nil
    }
    let reveals = draw.parties.compactMap { draw.reveals[LoggedDraw.Turn(round: result.round, party: $0)] }
    guard reveals.count == draw.parties.count else {
      evidence[.draws].cannot(.revealsMissing, draw.place, .name(result.round))
      return nil
    }
    return try DrawSeed(
      draw.announcement, round: result.round, reveals: reveals, beacon: result.beacon)
  }

  /// Labels, opening order and lot among ties of one seed.
  private static func checkPublic(
    _ draw: LoggedDraw, _ result: Recorded<DrawResultFields>, _ plan: PublicPlan,
    _ evidence: inout BundleCase
  ) throws(Fault) {
    guard let seed = try seed(draw, result, &evidence) else { return }
    let drawn = PublicDraw(plan, seed: seed)
    var labels: [DrawResultFields.Label] = []
    for number in plan.numbers {
      labels.append(
        DrawResultFields.Label(label: number.label, value: Int(clamping: try drawn.value(of: number.label))))
    }
    let shown = labels.map { "\($0.label) \($0.value)" }.joined(separator: ", ")
    evidence[.draws].require(result.labels == labels, .otherLabels, draw.place, .name(shown))
    guard evidence.secrets[.opening] != nil else {
      evidence[.draws].cannot(.biddersSealed, draw.place)
      return
    }
    let bidders = Array(try BidReview.live(evidence).keys)
    evidence[.draws].require(
      result.openingOrder == (try drawn.openingOrder(of: bidders)), .otherOpeningOrder, draw.place)
    evidence[.draws].require(
      result.tieOrder == (try drawn.tieOrder(of: bidders)), .otherTieOrder, draw.place)
  }

  /// The codes of the bidders whose technical part opened, under a commitment made before.
  private static func checkDark(
    _ draw: LoggedDraw, _ result: Recorded<DrawResultFields>, _ evidence: inout BundleCase
  ) throws(Fault) {
    let opened = evidence.events.disclosures.first { $0.draw == draw.id }
    guard let seed = try seed(draw, result, &evidence), let opened else {
      evidence[.draws].cannot(.codesNotDisclosed, draw.place)
      return
    }
    evidence[.draws].require(
      opened.rosterSalt.bytes.allSatisfy { $0 == 0 }, .otherRosterSalt, draw.place)
    guard let digest = opened.mapping, let salt = opened.salt, let disclosed = try evidence.blob(digest),
      let commitment = result.mappingCommitment
    else {
      evidence[.draws].cannot(.mappingMissing, draw.place)
      return
    }
    let bidders = evidence.events.opened.filter { $0.part == .technical && $0.verdict == "opened" }
    let mapping = try DarkMapping(seed, bidders: bidders.map(\.bidder))
    let check = { () throws(Fault) in
      try mapping.check(disclosed: disclosed, salt: SecretBytes(salt.bytes), commitment: commitment)
    }
    evidence[.draws].require((try? check()) != nil, .otherMapping, draw.place)
  }
}

extension FindingCode {
  static let voidDraw = FindingCode(
    "VOID_DRAW", "the tender ended before it was drawn", "招标在抽取之前终结")
  static let noResult = FindingCode("NO_RESULT", "no result yet, or not disclosed", "尚无结果，或尚未公开")
  static let otherRounds = FindingCode(
    "OTHER_ROUNDS", "the rounds of its results are not those that there can be", "结果的轮次有误")
  static let planMissing = FindingCode("PLAN_MISSING", "its plan is not in the bundle", "数据包中没有抽取计划")
  static let falseResult = FindingCode("FALSE_RESULT", "it cannot be drawn again", "无法重新抽取")
  static let strangeBeacon = FindingCode(
    "STRANGE_BEACON", "a beacon where none was announced", "未公告信标却有信标值")
  static let beaconAsLogged = FindingCode(
    "BEACON_AS_LOGGED", "the beacon is taken as logged; compare it with its source", "信标按日志所载采用，请与其来源比对")
  static let resultBeforeReveals = FindingCode(
    "RESULT_BEFORE_REVEALS", "a round has a result before all revealed", "在各方揭示之前已有结果")
  static let revealsMissing = FindingCode(
    "REVEALS_MISSING", "a round cannot be drawn again without all reveals", "缺少揭示值，无法重新抽取该轮")
  static let otherLabels = FindingCode("OTHER_LABELS", "the labels are others", "数值不同")
  static let biddersSealed = FindingCode(
    "BIDDERS_SEALED", "the order needs the bidders, who are still sealed", "次序需要投标人名单，而其仍处于密封状态")
  static let otherOpeningOrder = FindingCode(
    "OTHER_OPENING_ORDER", "the opening order is another", "开标次序不同")
  static let otherTieOrder = FindingCode("OTHER_TIE_ORDER", "the lot among ties is another", "同分次序不同")
  static let codesNotDisclosed = FindingCode(
    "CODES_NOT_DISCLOSED", "its codes are not disclosed yet", "编号尚未公开")
  static let mappingMissing = FindingCode(
    "MAPPING_MISSING", "its mapping is not in the bundle", "数据包中没有编号对应表")
  static let otherMapping = FindingCode(
    "OTHER_MAPPING", "the mapping is not the committed one, or not the one that the seed gives",
    "对应表与承诺或抽取所得不符")
  static let otherRosterSalt = FindingCode(
    "OTHER_ROSTER_SALT", "the roster salt is not the committed one", "名册盐值与承诺不符")
}
