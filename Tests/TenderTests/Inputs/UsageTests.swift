import TestSupport
import Testing

@Suite struct UsageTests {
  @Test(
    "Arguments that are not understood end with status 64 and say why",
    arguments: [
      (["evaluate", "--preset", "gp-goods-v9", "a.csv"], "gp-goods-v9"),
      (
        ["evaluate", "--preset", "gp-goods-v1", "--scheme", "a.yaml", "a.csv"],
        "either --scheme FILE or --preset NAME"
      ),
      (["evaluate", "a.csv"], "either --scheme FILE or --preset NAME"),
      (["evaluate", "--preset", "gp-goods-v1"], "<bids>"),
      (["evaluate", "--preset", "gp-goods-v1", "--fast", "a.csv"], "--fast"),
      (["evaluate", "--preset", "gp-goods-v1", "--json", "--csv", "a.csv"], "--json or --csv, not both"),
      (["evaluate", "--preset", "gp-goods-v1", "-"], "give --format csv, ndjson, json or yaml"),
      (["evaluate", "--preset", "gp-goods-v1", "a.txt"], "give --format csv, ndjson, json or yaml"),
      (["evaluate", "--preset", "gp-goods-v1", "--format", "xlsx", "a.csv"], "xlsx"),
      (
        ["evaluate", "--preset", "gp-goods-v1", "--scores", "s.csv", "a.ndjson"],
        "--scores goes with csv, json and yaml"
      ),
      (["evaluate", "--preset", "gp-goods-v1", "--lang", "fr", "a.csv"], "fr"),
      (["explain", "--preset", "gp-goods-v1", "--csv", "a.csv"], "--csv"),
      (["explain", "a.csv"], "either --scheme FILE or --preset NAME"),
      (["explain", "--preset", "gp-goods-v1", "-"], "give --format"),
      (["scheme", "new"], "--preset"), (["scheme", "new", "--preset", "x"], "gp-goods-v1"),
      (["scheme", "check"], "<scheme>"), (["scheme", "check", "a.yaml", "b.yaml"], "b.yaml"),
      (["scheme", "reference", "--all"], "--all"), (["rank"], "rank"),
    ])
  func usage(_ arguments: [String], _ words: String) async throws {
    let folder = try TemporaryFolder()
    let run = try await Program.tender.run(arguments, environment: ["TMPDIR": folder.path])
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(try folder.contents() == [])
  }

  @Test(
    "An input that is not there, or is a folder, ends with status 66 and the reason",
    arguments: [
      ["evaluate", "--preset", "gp-goods-v1", "%"],
      ["evaluate", "--preset", "gp-goods-v1", "--format", "ndjson", "%"],
      ["evaluate", "--scheme", "%", "bids.csv"],
      ["evaluate", "--preset", "jp-floor-v1", "--scores", "%", "bids.csv"],
      ["explain", "--preset", "gp-goods-v1", "%"], ["explain", "--scheme", "%", "bids.csv"],
      ["scheme", "check", "%"],
    ])
  func unreadable(_ arguments: [String]) async throws {
    let folder = try TemporaryFolder()
    try folder.write("bids.csv", "pid,bidder_id,bid\n1,A,5\n")
    _ = try folder.folder("folder.csv")
    for (name, reason) in [("missing.csv", "No such file or directory"), ("folder.csv", "Is a directory")] {
      let run = try await Program.tender.run(arguments.map { $0 == "%" ? name : $0 }, in: folder.path)
      #expect(run.status == 66)
      #expect(run.output.isEmpty)
      #expect(run.errors == "\(name): cannot be read: \(reason)\n")
    }
  }

  @Test(
    "The overview names every exit status, in English and in Chinese",
    arguments: [["--help"], ["help", "zh"]])
  func overview(_ arguments: [String]) async throws {
    let run = try await Program.tender.run(arguments)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    for status in ["64", "65", "66", "74", "80", "81"] { #expect(run.text.contains(status)) }
    for command in ["evaluate", "explain", "scheme"] { #expect(run.text.contains(command)) }
  }

  @Test(
    "Every command explains itself",
    arguments: [
      ["evaluate"], ["explain"], ["scheme"], ["scheme", "new"], ["scheme", "check"], ["scheme", "reference"],
    ])
  func help(_ command: [String]) async throws {
    let run = try await Program.tender.run(command + ["--help"])
    #expect(run.status == 0)
    #expect(run.text.contains("USAGE: tender \(command.joined(separator: " "))"))
  }

  @Test("Shells get completions", arguments: ["bash", "zsh", "fish"])
  func completions(_ shell: String) async throws {
    let run = try await Program.tender.run(["--generate-completion-script", shell])
    #expect(run.status == 0)
    #expect(run.text.contains("evaluate"))
    #expect(run.errors.isEmpty)
  }
}
