import Foundation
import TestSupport
import Testing

/// A rehearsal under the profile `full`, in which each party is a process of its own with a key file of its own.
struct FullSecurityTests {
  /// A rehearsal whose parties keep their key files at their own desks.
  private struct Desks {
    let folder: TemporaryFolder
    let parties: [String]

    /// Prepares the rehearsal, and takes every key but the platform's out of its folder.
    init(_ scenario: String, _ parties: [String]) async throws {
      folder = try TemporaryFolder()
      self.parties = ["operator"] + parties
      let file = try folder.write("scenario.yaml", scenario)
      let made = try await Program.tender.run(["mock", "prepare", file, "--in", folder.path + "/r"])
      try #require(made.status == 0, "\(made.errors)")
      _ = try folder.folder("desks")
      for name in try folder.contents(of: "r/keys") where parties.contains(Self.party(name)) {
        try FileManager.default.moveItem(atPath: key(name), toPath: desk(name))
      }
      #expect(try folder.contents(of: "desks").count == parties.count)
    }

    static func party(_ name: String) -> String {
      name.replacing(".secret", with: "").replacing("%2F", with: "/")
    }
    private func key(_ name: String) -> String { folder.path + "/r/keys/" + name }
    private func desk(_ name: String) -> String { folder.path + "/desks/" + name }

    /// Lets a party act with its own key file and the platform's in the folder, and no other.
    func act(_ party: String) async throws -> Program.Run {
      let name = party.replacing("/", with: "%2F") + ".secret"
      let isAway = party != "operator"
      if isAway { try FileManager.default.moveItem(atPath: desk(name), toPath: key(name)) }
      let run = try await Program.tender.run([
        "mock", "act", "--in", folder.path + "/r", "--as", party, "--lang", "en",
      ])
      if isAway { try FileManager.default.moveItem(atPath: key(name), toPath: desk(name)) }
      try #require(run.status == 0, "\(party): \(run.errors)")
      return run
    }

    /// Lets everybody act until nobody has anything left to do now.
    func settle() async throws {
      var isBusy = true
      while isBusy {
        isBusy = false
        for party in parties {
          if try await !act(party).text.contains("nothing to do") { isBusy = true }
        }
      }
    }

    /// Moves the clock to `time`, in milliseconds, or to what time causes next; tells where the tender stands.
    func advance(to time: Int64?) async throws -> String {
      let to = time.map { ["--to", String($0)] } ?? []
      let run = try await Program.tender.run(["mock", "advance", "--in", folder.path + "/r"] + to)
      try #require(run.status == 0, "\(run.errors)")
      return run.text
    }
  }

  @Test func `a tender is brought to its contract by parties of which none ever sees the key of another`()
    async throws
  {
    let desks = try await Desks(Self.scenario, ["supervisor", "P-TEN", "P-NOT", "B-001", "B-002"])
    let start: Int64 = 1_788_138_000_000
    let day: Int64 = 86_400_000
    // The platform does not know when the bidders mean to bid: who waits for them says when.
    var moments: [Int64?] = [nil, start + 20 * day + 3_600_000, start + 21 * day + 7_200_000]
    var stage = ""
    for _ in 0..<20 {
      try await desks.settle()
      stage = try await desks.advance(to: moments.isEmpty ? nil : moments.removeFirst())
      if stage.contains("CONTRACTED") { break }
    }
    #expect(stage.contains("CONTRACTED"), "\(stage)")
    let (bundle, path) = (desks.folder.path + "/bundle", desks.folder.path + "/r")
    let cut = try await Program.tender.run(["mock", "bundle", "--in", path, "--out", bundle])
    try #require(cut.status == 0, "\(cut.errors)")
    let verdict = try await Program.tender.run([
      "audit", "verify", bundle, "--trust", path + "/trust.json", "--against", bundle + "/log/checkpoint",
      "--lang", "en",
    ])
    #expect(verdict.status == 0, "\(verdict.text)")
    for line in verdict.lines {
      let words = line.split(separator: " ")
      guard words.count > 1, ["GOOD", "BAD", "CANNOT_JUDGE", "SIMULATED"].contains(words[1]) else { continue }
      // The clock of a rehearsal can be moved, whatever the profile: that alone stays a simulation.
      let isTimed = words[0] == "timely" || words[0] == "correctness"
      #expect(words[1] == (isTimed ? "SIMULATED" : "GOOD"), "\(line)")
    }
    #expect(verdict.lines.contains { $0.hasPrefix("  authorship    GOOD") })
    #expect(verdict.lines.contains { $0.hasPrefix("  custodians    GOOD") })
  }

  @Test func `a party whose key file is not there cannot act`() async throws {
    let desks = try await Desks(Self.scenario, ["supervisor", "P-TEN", "P-NOT", "B-001", "B-002"])
    let run = try await Program.tender.run([
      "mock", "act", "--in", desks.folder.path + "/r", "--as", "P-TEN",
    ])
    #expect(run.status != 0)
    #expect(run.errors.contains("P-TEN.secret"), "\(run.errors)")
  }

  private static let scenario = """
    v: 1
    title: Renewal of the clinic of Tsuchiura
    language: en
    security: full
    start: 2026-08-31 09:00
    project: JP-2026-0831
    lot: JP-2026-0831-01
    parties: {tenderer: P-TEN, notary: P-NOT}
    schedule:
      notice: D 09:00
      documents_from: +1h
      documents_until: D+10 17:00
      opening: D+24 09:00
    notice:
      scope: rooms of a clinic
      fund_source: public funds
      qualification: builder of class A
      consortium: false
      document_access: download
      submission: upload
      contact: building office
    mandatory: false
    state_funds: false
    pad_to: 65536
    bid_validity_days: 90
    key_window: 1h
    explanation_window: 30m
    scheme:
      preset: jp-floor-v1
      ceiling: 10000000
    bidders:
      - id: B-001
        bids:
          - {at: D+20 10:00, price: 9000000}
      - id: B-002
        bids:
          - {at: D+21 11:00, price: 9300000}
    expect:
      stage: CONTRACTED
      winner: B-001
    """
}
