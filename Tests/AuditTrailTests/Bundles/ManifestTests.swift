import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct ManifestTests {
  private static let digest = String(repeating: "ab", count: 32)
  private static let heading =
    #""log":"tender.example/audit","security":"full","size":3,"stage":"notice","tender":"T-2026-0001","v":1,"#
    + #""view":"public"}"#

  static func text(_ paths: [String], base: String = "-") -> String {
    let files = paths.map { #"{"path":"\#($0)","sha256":"\#(digest)","size":1}"# }.joined(separator: ",")
    return #"{"base":"\#(base)","files":[\#(files)],"# + heading
  }

  private func manifest(_ text: String) throws -> Manifest { try Manifest(Array(text.utf8)) }

  @Test func `The same content gives the same bytes, in whatever order it was written`() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 20_261_101))
    let first = try SampleBundle()
    let second = try SampleBundle(generator.shuffled(SampleBundle.contents))
    #expect(first.manifest.bytes == second.manifest.bytes)
    #expect(first.manifest.files.map(\.path) == first.manifest.files.map(\.path).sorted())
    #expect(try Manifest(first.manifest.bytes) == first.manifest)
  }

  @Test func `A listed file is found by its path, and no other is`() throws {
    let manifest = try SampleBundle().manifest
    for file in manifest.files { #expect(manifest[file.path] == file) }
    for path in ["a", "log/checkpoint0", "zzz"] { #expect(manifest[try #require(BundlePath(path))] == nil) }
  }

  static let refused: [(String, Fault.Code)] = [
    (text(["keys.json", "bodies.ndjson"]), .unsorted), (text(["keys.json", "keys.json"]), .unsorted),
    (text(["manifest.json"]), .invalidPath), (text(["keys.json", "notes.txt"]), .invalidPath),
    (text(["../keys.json"]), .invalidValue), (text(["/keys.json"]), .invalidValue),
    (text(["a//b"]), .invalidValue), (text([], base: "00"), .invalidValue),
    (text([], base: ""), .invalidValue),
    (text([]) + "\n", .notCanonical), (text([]).replacing("\"v\":1", with: "\"v\":2"), .invalidValue),
    (text([]).replacing("full", with: "Full"), .invalidValue),
    (text([]).replacing("\"size\":3", with: "\"size\":-1"), .invalidValue),
    (text([]).replacing("\"size\":3", with: "\"size\":3.5"), .notCanonical),
    (text([]).replacing("notice", with: "公告"), .invalidValue),
    (text([]).replacing("public", with: "everybody"), .invalidValue),
    (text([]).replacing("\"log\":\"tender.example/audit\",", with: ""), .missingKey),
    (text([]).replacing("\"log\"", with: "\"a\":1,\"log\""), .notCanonical),
    (text([]).replacing("\"base\"", with: "\"a\":1,\"base\""), .unknownKey),
  ]

  @Test(.tags(.refusal), arguments: refused)
  func `A manifest of another form is refused`(text: String, expected: Fault.Code) {
    #expect(refusalCode { try manifest(text) } == expected)
  }

  @Test(.tags(.refusal)) func `Any bit of a manifest that differs is refused or says something else`() throws
  {
    let good = try manifest(Self.text(["bodies.ndjson", "keys.json"]))
    for index in good.bytes.indices {
      for bit in 0..<8 {
        var changed = good.bytes
        changed[index] ^= 1 << UInt8(bit)
        guard let other = try? Manifest(changed) else { continue }
        #expect(other.heading != good.heading || other.files != good.files)
        #expect(other.digest != good.digest)
        #expect(try Manifest(other.heading, files: other.files.reversed()).bytes == changed)
      }
    }
  }

  @Test func `A later bundle names the earlier one, and grows`() throws {
    let first = try manifest(Self.text(["keys.json"]))
    let base = Hexadecimal.text(first.digest.bytes)
    let second = Self.text(["keys.json"], base: base)
    func chain(_ text: String) -> Fault.Code? {
      refusalCode { try Manifest.verifyChain([first, try manifest(text)]) }
    }
    #expect(chain(second) == nil)
    #expect(
      chain(second.replacing("notice", with: "award").replacing("\"size\":3", with: "\"size\":9")) == nil)
    #expect(chain(second.replacing("public", with: "auditor")) == nil)
    #expect(chain(Self.text(["keys.json"])) == .wrongBase)
    #expect(chain(Self.text(["keys.json"], base: Self.digest)) == .wrongBase)
    #expect(chain(second.replacing("T-2026-0001", with: "T-2026-0002")) == .otherCase)
    #expect(chain(second.replacing("tender.example", with: "tender.other")) == .otherCase)
    #expect(chain(second.replacing("full", with: "training")) == .otherCase)
    #expect(chain(second.replacing("\"size\":3", with: "\"size\":2")) == .shrunken)
    #expect(refusalCode { try Manifest.verifyChain([try manifest(second)]) } == .baseMissing)
    #expect(refusalCode { try Manifest.verifyChain([]) } == nil)
    let third = try manifest(Self.text([], base: Hexadecimal.text(try manifest(second).digest.bytes)))
    #expect(refusalCode { try Manifest.verifyChain([first, try manifest(second), third]) } == nil)
    #expect(refusalCode { try Manifest.verifyChain([first, third]) } == .wrongBase)
  }

  @Test func `A stage is never taken back`() throws {
    let stages = BundleStage.allCases
    for (index, stage) in stages.enumerated() {
      for (other, later) in stages.enumerated() { #expect((stage < later) == (index < other)) }
    }
  }
}
