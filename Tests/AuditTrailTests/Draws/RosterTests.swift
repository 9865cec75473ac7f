import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

/// formats, section 6, TD1 2: the grammar of a roster.
@Suite(.tags(.refusal)) struct RosterTests {
  private static let one = String(repeating: "1a", count: 32)
  private static let two = String(repeating: "2b", count: 32)
  private static let unit = String(repeating: "0f", count: 32)
  private static let other = String(repeating: "f0", count: 32)

  private func outcome(_ text: String) -> String? {
    do throws(Fault) {
      _ = try Roster(parsing: Array(text.utf8), announcementIndex: 50)
      return nil
    } catch {
      return "\(error.place?.line ?? 0) \(error.code)"
    }
  }

  @Test(
    arguments: [
      ("\(one)\ttech\t\(unit)\t-", "1 ROSTER_LINE"),
      ("\(one)\ttech\t\(unit)\t-\n\n", "2 ROSTER_LINE"),
      ("\(one)\ttech\t\(unit)\t-\r\n", "1 ROSTER_LINE"),
      ("\(one)\ttech\t\(unit)\t -\n", "1 ROSTER_LINE"),
      ("\(one)\ttech\t\(unit)\t--\n", "1 ROSTER_LINE"),
      ("\(one)\t\t\(unit)\t-\n\(two)\ttech\t\(unit)\t-\n", "1 ROSTER_LINE"),
      ("\(one)\t-tech\t\(unit)\t-\n", "1 ROSTER_LINE"),
      ("\(one)\t\(String(repeating: "a", count: 65))\t\(unit)\t-\n", "1 ROSTER_LINE"),
      ("\(one.uppercased())\ttech\t\(unit)\t-\n", "1 ROSTER_LINE"),
      ("\(one.dropLast())g\ttech\t\(unit)\t-\n", "1 ROSTER_LINE"),
      ("\(one.dropLast())\ttech\t\(unit)\t-\n", "1 ROSTER_LINE"),
      ("\(one)\ttech\t\(unit.dropLast())\t-\n", "1 ROSTER_LINE"),
      ("\(one)\ttech\t\(unit)\tR2\n", "1 ROSTER_LINE"),
      ("\(one)\ttech\t\(unit)\tR2:\n", "1 ROSTER_LINE"),
      ("\(one)\ttech\t\(unit)\tR2:040\n", "1 ROSTER_LINE"),
      ("\(one)\ttech\t\(unit)\tr2:40\n", "1 ROSTER_LINE"),
      ("\(one)\ttech\t\(unit)\tR2:40:1\n", "1 ROSTER_LINE"),
      ("\(one)\ttech\t\(unit)\tR2:99999999999999999999\n", "1 ROSTER_LINE"),
      ("\(one)\ttech\t\(unit)\tR2:50\n", "1 ROSTER_RECUSAL_EVIDENCE"),
      ("\(two)\ttech\t\(unit)\t-\n\(one)\ttech\t\(unit)\t-\n", "2 ROSTER_ORDER"),
      ("\(one)\ttech\t\(unit)\t-\n\(one)\ttech\t\(unit)\t-\n", "2 ROSTER_ORDER"),
      ("\(one)\ttech\t\(unit)\t-\n\(one)\ttech\t\(other)\t-\n", "2 ROSTER_ORDER"),
      ("\(one)\ttech\t\(unit)\t-\n\(one)\tecon\t\(unit)\t-\n", "2 ROSTER_ORDER"),
      ("\(one)\tecon\t\(unit)\t-\n\(one)\ttech\t\(other)\t-\n", "2 ROSTER_CONTRADICTION"),
      ("\(one)\tecon\t\(unit)\t-\n\(one)\ttech\t\(unit)\tR2:1\n", "2 ROSTER_CONTRADICTION"),
    ])
  func `What breaks the grammar or the order is refused with its line`(text: String, expected: String) {
    #expect(outcome(text) == expected)
  }

  @Test func `Good lines are counted, recused ones are not eligible`() throws {
    let long = String(repeating: "economics-", count: 6)
    let text =
      "\(Self.one)\t\(long)\t\(Self.unit)\t-\n\(Self.one)\t\(long)a\t\(Self.unit)\t-\n"
      + "\(Self.two)\t\(long)a\t\(Self.unit)\tR2:49\n"
    let roster = try Roster(parsing: Array(text.utf8), announcementIndex: 50)
    #expect(roster.count == 3)
    #expect(roster.strata.map(\.rawValue) == [long, long + "a"])
    #expect(roster.eligibleCount(in: StratumID(unchecked: long + "a")) == 1)
    #expect(roster.eligibleCount(in: StratumID(unchecked: "tech")) == 0)
    #expect(try Roster(parsing: [], announcementIndex: 0).count == 0)
  }

  @Test func `A roster cut anywhere but after a line is refused, and no flipped bit ends the process`() throws
  {
    let bytes = try DrawFixture.rosterBytes()
    for count in 0..<bytes.count where bytes[max(0, count - 1)] != UInt8(ascii: "\n") && count > 0 {
      #expect(throws: Fault.self) { try Roster(parsing: Array(bytes.prefix(count)), announcementIndex: 50) }
    }
    let digest = DigestContext.sha256(bytes)
    for index in bytes.indices {
      var edited = bytes
      edited[index] ^= 1 << UInt8(index % 8)
      guard let roster = try? Roster(parsing: edited, announcementIndex: 50) else { continue }
      #expect(roster.digest != digest)
    }
  }

  @Test func `Two lines exchanged are refused wherever they stand`() throws {
    let lines = try DrawFixture.rosterBytes().split(separator: UInt8(ascii: "\n")).map { Array($0) + [10] }
    for index in lines.indices.dropFirst() {
      var swapped = lines
      swapped.swapAt(index - 1, index)
      #expect(
        refusal { _ = try Roster(parsing: Array(swapped.joined()), announcementIndex: 50) } == .rosterOrder)
    }
  }

  @Test func `Each digit of a token that is no lowercase hexadecimal one is refused`() throws {
    let good = Array("\(Self.one)\ttech\t\(Self.unit)\t-\n".utf8)
    let digits = Set("0123456789abcdef".utf8)
    for byte in UInt8.min...UInt8.max {
      for position in [0, 13, 63, 70, 71, 133] {
        var edited = good
        edited[position] = byte
        let isGood = (try? Roster(parsing: edited, announcementIndex: 50)) != nil
        #expect(isGood == digits.contains(byte), "byte \(byte) at \(position)")
      }
    }
  }

  @Test func `Fewer than three eligible experts a seat need the supervisor's leave for just that many`()
    throws
  {
    let roster = try DrawFixture.roster()
    let plan = try PanelPlan(parsing: Array("max_per_employer\t2\ntech\t4\necon\t2\n".utf8))
    try roster.checkPools(for: PanelPlan(parsing: DrawFixture.panelPlan))
    #expect(refusal { try roster.checkPools(for: plan) } == .poolTooNarrow)
    func leave(_ stratum: String, _ eligible: UInt32, _ quota: UInt32) throws -> NarrowPool {
      try NarrowPool(
        stratum: StratumID(unchecked: stratum), eligible: eligible, quota: quota, reason: "remote county")
    }
    for (stratum, eligible, quota) in [("econ", 11, 4), ("tech", 12, 4), ("tech", 11, 3)]
      as [(String, UInt32, UInt32)]
    {
      #expect(
        refusal { try roster.checkPools(for: plan, approvals: [leave(stratum, eligible, quota)]) }
          == .poolTooNarrow)
    }
    try roster.checkPools(for: plan, approvals: [leave("tech", 11, 4)])
  }

  @Test func `Another salt and another name are found out`() throws {
    let announcement = try DrawFixture.announcement(.panel)
    let salt = try DrawFixture.salt()
    try salt.check(against: announcement)
    try salt.check(PartyID(unchecked: "E01"), behind: DrawFixture.token("E01"))
    let other = try RosterSalt(DrawFixture.bytes(0x50))
    #expect(refusal { try other.check(against: announcement) } == .rosterSalt)
    #expect(
      refusal { try salt.check(PartyID(unchecked: "E02"), behind: DrawFixture.token("E01")) }
        == .rosterName)
    #expect(refusal { _ = try RosterSalt(SecretBytes([1])) } == .rosterSalt)
    var source = SeededRandomSource(seed: [1])
    let first = RosterSalt(from: &source)
    #expect(RosterSalt(from: &source).commitment != first.commitment)
  }
}
