public import Cryptography
public import Notation

/// The frozen list of the experts that a panel is drawn from (formats, section 6, TD1 2).
///
/// Lines `token TAB stratum TAB unit token TAB (- | recusal code:leaf index) LF`, sorted bytewise. The bytes are kept as they
/// came, and six bytes a line beside them: rosters of a million lines are drawn from.
public struct Roster: Sendable {
  /// The bytes that the announcement names by their digest.
  public let bytes: [UInt8]
  /// The digest of the bytes.
  public let digest: Digest
  /// The strata that occur, in the order of their first lines.
  public let strata: [StratumID]
  /// Where each line begins.
  let starts: [UInt32]
  /// The index of each line's stratum, with the top bit set where the expert is recused.
  let marks: [UInt16]

  /// The most bytes of a roster, 1 GiB.
  public static let maximumByteCount = 1 << 30
  /// The most strata of a roster.
  public static let maximumStrata = 1_024

  /// Reads the roster of an announcement that stands at leaf `announcementIndex` of the log.
  ///
  /// O(bytes). Stricter than the algorithm needs: an expert of several strata has one employer and is recused in all or none.
  ///
  /// - Throws: with the number of the line, `ROSTER_LINE` for other than the grammar, `ROSTER_ORDER` for a line out of order or
  ///   a second one of the same token and stratum, `ROSTER_CONTRADICTION` for two lines of a token that differ in employer or
  ///   recusal, `ROSTER_RECUSAL_EVIDENCE` for evidence at or after the announcement; `TOO_LARGE`.
  public init(parsing bytes: [UInt8], announcementIndex: UInt64) throws(Fault) {
    guard bytes.count <= Self.maximumByteCount else {
      throw .draw(
        .tooLarge, Wording("a roster of \(bytes.count) bytes", "名册长 \(bytes.count) 字节"),
        accepted: Wording("at most \(Self.maximumByteCount) bytes", "至多 \(Self.maximumByteCount) 字节"))
    }
    var scan = RosterScan(byteCount: bytes.count, announcementIndex: announcementIndex)
    try scan.read(bytes.span.bytes)
    self.bytes = bytes
    digest = DigestContext.sha256(bytes)
    strata = scan.strata.map(\.id)
    starts = scan.starts
    marks = scan.marks
  }

  /// How many lines there are.
  public var count: Int { starts.count }

  /// How many experts of `stratum` can be drawn.
  public func eligibleCount(in stratum: StratumID) -> Int {
    guard let index = strata.firstIndex(of: stratum) else { return 0 }
    return marks.reduce(0) { $0 + ($1 == UInt16(index) ? 1 : 0) }
  }

  /// Checks that this is the announced roster.
  ///
  /// - Throws: `ROSTER_MISMATCH`.
  public func check(against announcement: DrawAnnouncement) throws(Fault) {
    guard digest == announcement.roster else {
      throw .draw(
        .rosterMismatch, Wording("not the roster of \(announcement.id)", "不是 \(announcement.id) 的名册"),
        accepted: Wording("the bytes whose digest was announced", "摘要与公告一致的内容"))
    }
  }

  /// Checks that every stratum has three eligible experts a seat, or the supervisor's leave for what it has.
  ///
  /// The signatures of `approvals` have been checked.
  ///
  /// - Throws: `POOL_TOO_NARROW`.
  public func checkPools(for plan: PanelPlan, approvals: [NarrowPool] = []) throws(Fault) {
    for stratum in plan.strata {
      try stratum.checkPool(of: eligibleCount(in: stratum.id), approvals: approvals)
    }
  }

  /// The token in line `row`.
  func token(at row: Int) -> Digest { digest(at: Int(starts[row])) }

  /// The unit token in line `row`, whose stratum is known.
  func employer(at row: Int) -> Digest {
    let stratum = strata[Int(marks[row] & RosterScan.stratumMask)]
    return digest(at: Int(starts[row]) + RosterScan.stratumOffset + stratum.rawValue.utf8.count + 1)
  }

  private func digest(at offset: Int) -> Digest {
    var token = [UInt8](repeating: 0, count: Digest.byteCount)
    HexadecimalWords.decode(bytes.span.bytes, at: offset, to: &token, at: 0)
    guard let digest = Digest(token) else { preconditionFailure("a token has 32 bytes") }
    return digest
  }
}

extension PanelPlan.Stratum {
  /// Checks that there are three eligible experts a seat, or the supervisor's leave for `eligible`.
  ///
  /// - Throws: `POOL_TOO_NARROW`.
  public func checkPool(of eligible: Int, approvals: [NarrowPool] = []) throws(Fault) {
    if eligible >= 3 * quota { return }
    let isApproved = approvals.contains {
      $0.stratum == id && Int($0.eligible) == eligible && Int($0.quota) == quota
    }
    guard isApproved else {
      throw .draw(
        .poolTooNarrow,
        Wording(
          "\(eligible) eligible experts of \(id) for \(quota) seats",
          "\(id) 类可抽取专家 \(eligible) 人，需 \(quota) 人"),
        accepted: Wording(
          "\(3 * quota), or the supervisor's signed leave for \(eligible)",
          "至少 \(3 * quota) 人，或监督部门对 \(eligible) 人的签字同意"))
    }
  }
}
