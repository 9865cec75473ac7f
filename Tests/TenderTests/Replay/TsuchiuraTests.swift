import Foundation
import TestSupport
import Testing

/// Every bid of 1,565 public-works auctions of one Japanese city, replayed under the rule of these auctions.
///
/// The records are not part of the package: they lie in `shared/data` beside it, and without them the replay is skipped.
@Suite(.enabled(if: Tsuchiura.isThere, "the records of Tsuchiura are not there"), .timeLimit(.minutes(20)))
struct TsuchiuraTests {
  private func summary(_ run: Program.Run) throws -> [String: Any] {
    let last = try #require(run.lines.last)
    return try #require(try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any])
  }

  @Test("The rule reproduces the recorded winners and floors, and the exceptions are the known ones")
  func replay() async throws {
    let run = try await Program.tender.run(["evaluate", "--preset", "jp-floor-v1", "--json", Tsuchiura.path])
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    #expect(run.lines.count == 1_566)
    let summary = try summary(run)
    #expect(summary["tenders"] as? Int == 1_565)
    #expect(summary["bids"] as? Int == 6_013)
    #expect(summary["absent"] as? Int == 41)
    let recorded = try #require(summary["recorded"] as? [String: Any])
    #expect(recorded["comparable"] as? Int == 1_561)
    #expect(recorded["same_winner"] as? Int == 1_538)
    #expect((recorded["among_tied"] as? [String])?.count == 9)
    let different = try #require(recorded["different"] as? [String])
    #expect(
      different.compactMap(Int.init).sorted()
        == [273, 423, 570, 577, 848, 874, 1095, 1226, 1527, 1645, 1715, 1850, 1938, 2022])
    #expect(different.count == 14)
    #expect(recorded["no_recorded_winner"] as? [String] == ["192", "246", "647", "923"])
    #expect(recorded["below_floor"] as? Int == 185)
    #expect(recorded["below_floor_agreed"] as? Int == 185)
    #expect(recorded["below_floor_contradicted"] as? Int == 0)
    #expect(summary["rejected"] as? [String: Int] == ["BELOW_FLOOR": 185, "OVER_CEILING": 1])
    #expect((summary["repeated_bidders"] as? [Any])?.count == 27)
    let overCeiling = run.lines.filter { $0.contains("OVER_CEILING") && $0.contains("\"kind\":\"tender\"") }
    #expect(overCeiling.count == 1)
    #expect(overCeiling.first?.contains("\"tender\":\"991\"") == true)
  }

  @Test("The order of the rows changes no result")
  func shuffled() async throws {
    let text = try String(contentsOfFile: Tsuchiura.path, encoding: .utf8)
    var rows = text.split(whereSeparator: \.isNewline)
    let header = rows.removeFirst()
    var generator = FixedNumbers(state: 20_261_124)
    rows.shuffle(using: &generator)
    let folder = try TemporaryFolder()
    let path = try folder.write("shuffled.csv", ([header] + rows).joined(separator: "\n") + "\n")
    let original = try await Program.tender.run([
      "evaluate", "--preset", "jp-floor-v1", "--json", Tsuchiura.path,
    ])
    let shuffled = try await Program.tender.run(["evaluate", "--preset", "jp-floor-v1", "--json", path])
    #expect(shuffled.status == 0)
    #expect(shuffled.lines != original.lines)
    #expect(shuffled.lines.dropLast().sorted() == original.lines.dropLast().sorted())
  }

  @Test("Under a scheme that refuses repeated bidders the records are refused at their rows")
  func repeatedBidders() async throws {
    let folder = try TemporaryFolder()
    let scheme = try folder.write("scheme.yaml", "preset: jp-floor-v1\nrepeated_bidder: refuse\n")
    let run = try await Program.tender.run(["evaluate", "--scheme", scheme, "--json", Tsuchiura.path])
    #expect(run.status == 65)
    #expect(run.output.isEmpty)
    #expect(run.errorLines.count >= 27)
    let rows = try String(contentsOfFile: Tsuchiura.path, encoding: .utf8)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    var refused: Set<Substring> = []
    for line in run.errorLines {
      let rest = line.dropFirst(Tsuchiura.path.count)
      #expect(rest.contains(":1: DUPLICATE_BIDDER: "))
      let number = try #require(rest.dropFirst().split(separator: ":").first.flatMap { Int($0) })
      let row = rows[number - 1].split(separator: ",", omittingEmptySubsequences: false)
      refused.insert(row[0])
    }
    #expect(refused.count == 27)
  }

  /// A fixed sequence of numbers.
  private struct FixedNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }
}
