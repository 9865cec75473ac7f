public import Cryptography
public import Notation

/// How many experts of which strata sit on a panel (formats, section 6, TD1 2).
public struct PanelPlan: Hashable, Sendable {
  /// A stratum and how many seats it fills.
  public struct Stratum: Hashable, Sendable {
    /// The stratum.
    public let id: StratumID
    /// The seats, 1 to 99.
    public let quota: Int

    /// A stratum with `quota` seats.
    public init(id: StratumID, quota: Int) {
      self.id = id
      self.quota = quota
    }
  }

  /// How many members one employer may have on the panel.
  public let maximumPerEmployer: Int
  /// The strata in the order in which they are drawn.
  public let strata: [Stratum]
  /// The bytes of the plan.
  public let bytes: [UInt8]

  /// The most members of a panel.
  public static let maximumSeats = 99

  /// Reads `max_per_employer TAB k`, then `stratum TAB quota` lines.
  ///
  /// - Throws: `DRAW_PLAN` with the line: an unknown first line, a stratum that is no id or stands twice, a number outside 1 to
  ///   99, no stratum, more than 99 seats.
  public init(parsing bytes: [UInt8]) throws(Fault) {
    let lines = try PlanLines(bytes).lines
    guard let head = lines.first, head[0] == "max_per_employer",
      let most = PlanLines.number(head[1], in: 1...UInt64(Self.maximumSeats))
    else {
      throw .plan(
        1, Wording("no bound on the members of one employer", "未规定同一单位的人数上限"),
        accepted: Wording("max_per_employer, a tab, 1 to 99", "max_per_employer、制表符、1 至 99"))
    }
    var strata: [Stratum] = []
    for (index, fields) in lines.enumerated().dropFirst() {
      guard let stratum = StratumID(fields[0]), !strata.contains(where: { $0.id == stratum }),
        let quota = PlanLines.number(fields[1], in: 1...UInt64(Self.maximumSeats))
      else {
        throw .plan(
          index + 1,
          Wording("“\(fields[0].excerpt)” is no further stratum", "“\(fields[0].excerpt)”不是新的专业类别"),
          accepted: Wording("an id not named before, a tab, 1 to 99", "未出现过的标识、制表符、1 至 99"))
      }
      strata.append(Stratum(id: stratum, quota: Int(quota)))
    }
    let seats = strata.reduce(0) { $0 + $1.quota }
    guard (1...Self.maximumSeats).contains(seats) else {
      throw .plan(
        nil, Wording("\(seats) seats", "\(seats) 个席位"), accepted: Wording("1 to 99 seats", "1 至 99 个席位"))
    }
    maximumPerEmployer = Int(most)
    self.strata = strata
    self.bytes = bytes
  }

  /// The digest that the announcement names.
  public var digest: Digest { DigestContext.sha256(bytes) }
}
