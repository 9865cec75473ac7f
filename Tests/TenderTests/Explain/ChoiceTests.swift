import TestSupport
import Testing

@Suite struct ChoiceTests {
  private static let bids = "lot,bidder,price\n1,A,5\n1,B,6\n2,A,7\n2,C,8\n"

  private func explain(_ options: String...) async throws -> Program.Run {
    let folder = try TemporaryFolder()
    try folder.write("scheme.yaml", "preset: gp-lowest-v1\nceiling: 10\n")
    try folder.write("bids.csv", Self.bids)
    return try await Program.tender.run(
      ["explain", "--json", "--scheme", "scheme.yaml", "bids.csv"] + options, in: folder.path)
  }

  @Test("Of several tenders the one that is named is explained")
  func chosen() async throws {
    let run = try await explain("--tender", "2")
    #expect(run.status == 0)
    #expect(run.text.contains("\"tender\": \"2\""))
  }

  @Test("Without a name, or with a wrong one, the tenders are listed")
  func notChosen() async throws {
    let unnamed = try await explain()
    #expect(unnamed.status == 65)
    #expect(
      unnamed.errors
        == "bids.csv: TENDER_NOT_CHOSEN: the input has 2 tenders; accepted: --tender with one of: 1, 2\n")
    let wrong = try await explain("--tender", "3")
    #expect(wrong.status == 65)
    #expect(wrong.errors.hasPrefix("bids.csv: TENDER_NOT_CHOSEN: the input has no tender \"3\"; "))
    #expect(unnamed.output.isEmpty && wrong.output.isEmpty)
  }

  @Test("The steps of one bidder are those about it and those of the whole tender")
  func bidder() async throws {
    let whole = try await explain("--tender", "2")
    let one = try await explain("--tender", "2", "--bidder", "C")
    #expect(one.status == 0)
    #expect(whole.lines.count > one.lines.count)
    #expect(one.text.split(separator: "\"steps\"").last?.contains("\"bidder\": \"A\"") == false)
    #expect(one.text.contains("limit_below_average"))
    let unknown = try await explain("--tender", "2", "--bidder", "B")
    #expect(unknown.status == 65)
    #expect(unknown.errors == "bids.csv: UNKNOWN_BIDDER: B has no bid; accepted: A, C\n")
  }
}
