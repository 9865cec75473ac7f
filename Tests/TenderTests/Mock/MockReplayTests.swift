import Foundation
import Notation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct MockReplayTests {
  private static let table = """
    pid,bidder_id,reserveprice,minprice,bid,winner
    7,214,1000,800,900,0
    7,52,1000,800,850,1
    7,9,1000,800,790,0
    8,214,1000,,900,1
    8,52,1000,,900,0
    9,214,1000,800,700,0

    """

  private func report(_ run: Program.Run) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any])
  }

  @Test func `Past auctions are awarded as their evaluation ranks them, in a log that verifies`() async throws
  {
    let folder = try TemporaryFolder()
    let bids = try folder.write("bids.csv", Self.table)
    let place = folder.path + "/replay"
    let run = try await Program.tender.run(["mock", "replay", bids, "--in", place, "--json"])
    #expect(run.status == 0, "\(run.errors)")
    let report = try report(run)
    #expect(report["tenders"] as? Int == 3)
    #expect(report["same_winner"] as? Int == 1)
    #expect(report["tie_left_open"] as? Int == 1)
    #expect(report["failed"] as? [String: Int] == ["NO_WINNER": 1])
    #expect((report["different"] as? [String])?.isEmpty == true)
    #expect(report["store"] as? String == "GOOD")
    #expect(report["rules"] as? String == "GOOD")
    let again = try await Program.tender.run([
      "mock", "replay", bids, "--in", place, "--check", "--lang", "zh",
    ])
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.text.contains("中标人一致 1，首位并列未决 1，招标失败 1，不一致 0"))
  }

  @Test func `A damaged store ends with the status of an integrity fault`() async throws {
    let folder = try TemporaryFolder()
    let bids = try folder.write("bids.csv", Self.table)
    let place = folder.path + "/replay"
    #expect(try await Program.tender.run(["mock", "replay", bids, "--in", place]).status == 0)
    let blobs = place + "/journal/blobs"
    let blob = try #require(try FileManager.default.contentsOfDirectory(atPath: blobs).min())
    try Data("damaged".utf8).write(to: URL(filePath: blobs + "/" + blob))
    let run = try await Program.tender.run(["mock", "replay", bids, "--in", place, "--check", "--lang", "en"])
    #expect(run.status == 80)
    #expect(run.text.contains("store  BAD"))
  }

  @Test func `Another seed than that of the folder, and a scheme with a panel, are refused`() async throws {
    let folder = try TemporaryFolder()
    let bids = try folder.write("bids.csv", Self.table)
    let place = folder.path + "/replay"
    let first = ["mock", "replay", bids, "--first", "1", "--in", place]
    #expect(try await Program.tender.run(first + ["--seed", "one"]).status == 0)
    #expect(try await Program.tender.run(first + ["--seed", "two"]).status == 66)
    let scheme = try folder.write(
      "scheme.yaml",
      "preset: eng-lowest-v1\ncurrency: JPY\ncolumns: {tender: pid, bidder: bidder_id, price: bid}\n")
    let run = try await Program.tender.run(["mock", "replay", bids, "--scheme", scheme])
    #expect(run.status == 65)
  }

  @Test(.enabled(if: Self.hasPython, "python3 is not there: nothing is killed"))
  func `A replay that is killed at any time has lost nothing that it acknowledged`() async throws {
    let script = Program.packageRoot + "/Scripts/kill_replay.py"
    let run = try await Program(path: Self.python).run([
      script, "--tender", Program.tender.path, "--rounds", "3", "--longest", "6",
    ])
    #expect(run.status == 0, "\(run.text)\(run.errors)")
    #expect(run.text.contains("3 kills in "))
  }

  private static let python = "/usr/bin/python3"
  private static let hasPython = FileManager.default.isExecutableFile(atPath: python)
}
