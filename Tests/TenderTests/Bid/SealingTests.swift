import AuditTrail
import Notation
import TestSupport
import Testing

@Suite struct SealingTests {
  private static let pairs = [[1, 2], [1, 3], [2, 3], [1, 2, 3]]

  @Test(arguments: [Part.technical, .price], pairs)
  func `What is sealed is admitted and opens to the same file with any two custodians`(
    _ part: Part, _ indexes: [Int]
  ) async throws {
    let bid = try BidCase()
    let file = part == .price ? "price.json" : "technical.pdf"
    let sealed = try await bid.seal(part, file, as: "envelope")
    #expect(sealed.status == 0, "\(sealed.errors)")
    #expect(sealed.errors.isEmpty)
    let inspected = try await bid.run(
      ["bid", "inspect", "--params", "params.json", "--keys", "keys.json", "envelope"])
    #expect(inspected.status == 0, "\(inspected.errors)")
    #expect(try inspected.member("admitted") == "true")
    for key in ["bid_hash", "ctxh", "size", "part", "bidder", "doc_hash", "keys_hash"] {
      #expect(try sealed.member(key) == inspected.member(key) && sealed.member(key) != nil)
    }
    let opened = try await bid.open("envelope", secret: "envelope.secret", part, indexes)
    #expect(opened.status == 0, "\(opened.errors)")
    #expect(try await bid.content("opened") == (part == .price ? BidCase.price : BidCase.technical))
    #expect(opened.text.contains(#""words_agree":"yes""#) == (part == .price))
    #expect(try bid.mode("envelope.secret") == 0o600)
    #expect(try bid.mode("opened") == 0o600)
  }

  @Test func `No two sealings of one file are alike`() async throws {
    let bid = try BidCase()
    let first = try await bid.seal(.price, "price.json", as: "one")
    let second = try await bid.seal(.price, "price.json", as: "two")
    #expect(try first.member("bid_hash") != second.member("bid_hash"))
    #expect(try first.member("ctxh") != second.member("ctxh"))
  }

  @Test
  func `Keys whose holders the trust file does not pin are refused, and a made-up set passes unpinned only`()
    async throws
  {
    let bid = try BidCase()
    // One hand that made up all three custodians.
    var keys = try bid.loggedKeys()
    for position in keys.indices where keys[position].purpose == .part(.price) {
      let message = try keys[position].message(in: bid.parameters, trust: nil)
      keys[position] = try bid.logged(message, keys[position].party, 0x99)
    }
    try bid.writeKeys("forged.json", keys)
    let pinned = try await bid.seal(.price, "price.json", as: "envelope", keys: "forged.json")
    #expect(pinned.status == 65)
    #expect(pinned.output.isEmpty)
    #expect(pinned.errors.contains("forged.json: UNPINNED_KEY: "))
    #expect(try bid.folder.contents().filter { $0.hasPrefix("envelope") } == [])
    let unpinned = try await bid.seal(
      .price, "price.json", as: "envelope", keys: "forged.json", trust: ["--unpinned"])
    #expect(unpinned.status == 0)
    #expect(unpinned.errors.contains("WARNING: UNPINNED KEYS"))
    let neither = try await bid.seal(.price, "price.json", as: "other", trust: [])
    #expect(neither.status == 64)
  }

  @Test func `A key under a signature of another message, or held by the operator, is refused`() async throws
  {
    let bid = try BidCase()
    let keys = try bid.loggedKeys()
    var swapped = keys
    swapped[3] = LoggedKey(
      try keys[3].message(in: bid.parameters, trust: nil), party: keys[3].party, signer: keys[3].signer,
      signature: keys[4].signature)
    try bid.writeKeys("swapped.json", swapped)
    let unsigned = try await bid.seal(
      .price, "price.json", as: "envelope", keys: "swapped.json", trust: ["--unpinned"])
    #expect(unsigned.status == 65)
    #expect(unsigned.errors.contains("swapped.json: INVALID_SIGNATURE: "))
    var captured = keys
    captured[3] = try bid.logged(try keys[3].message(in: bid.parameters, trust: nil), .operator, 0x70)
    try bid.writeKeys("captured.json", captured)
    let operatorHeld = try await bid.seal(.price, "price.json", as: "envelope", keys: "captured.json")
    #expect(operatorHeld.status == 65)
    #expect(operatorHeld.errors.contains("INVALID_CUSTODIAN_KEYS"))
    var doubled = keys
    doubled[3] = try bid.logged(try keys[3].message(in: bid.parameters, trust: nil), .supervisor, 0x81)
    try bid.writeKeys("doubled.json", doubled)
    let twoShares = try await bid.seal(.price, "price.json", as: "envelope", keys: "doubled.json")
    #expect(twoShares.errors.contains("INVALID_CUSTODIAN_KEYS"))
    #expect(try bid.folder.contents().filter { $0.hasPrefix("envelope") } == [])
  }

  @Test func `A technical file that does not fit pad_to is refused, and one that just fits is not`()
    async throws
  {
    let bid = try BidCase()
    try bid.folder.write("large.pdf", [UInt8](repeating: 1, count: 131_072 - 8 + 1))
    let large = try await bid.seal(.technical, "large.pdf", as: "envelope")
    #expect(large.status == 65)
    #expect(large.output.isEmpty)
    #expect(large.errors.hasPrefix("large.pdf: OVER_PAD_TO: "))
    #expect(try bid.folder.contents().filter { $0.hasPrefix("envelope") } == [])
    try bid.folder.write("fits.pdf", [UInt8](repeating: 1, count: 131_072 - 8))
    #expect(try await bid.seal(.technical, "fits.pdf", as: "envelope").status == 0)
  }

  @Test(arguments: ["envelope", "envelope.secret"])
  func `Neither file overwrites what is there, and then the other is not left behind`(_ name: String)
    async throws
  {
    let bid = try BidCase()
    try bid.folder.write(name, "mine")
    let sealed = try await bid.seal(.price, "price.json", as: "envelope")
    #expect(sealed.status == 74)
    #expect(sealed.output.isEmpty)
    #expect(try bid.folder.contents().filter { $0.hasPrefix("envelope") } == [name])
    #expect(try await bid.content(name) == Array("mine".utf8))
  }

  @Test func `A part that the tender does not ask for, and a folder instead of a file, are refused`()
    async throws
  {
    let bid = try BidCase()
    let part = try await bid.seal(.items, "price.json", as: "envelope")
    #expect(part.status == 65)
    let folder = try await bid.seal(.price, ".", as: "envelope")
    #expect(folder.status == 65)
    let missing = try await bid.seal(.price, "nothing", as: "envelope")
    #expect(missing.status == 66)
    #expect(try bid.folder.contents().filter { $0.hasPrefix("envelope") } == [])
  }

  /// Peak memory of sealing and opening in the debug build, however large the file is.
  static let memoryLimitKiB = 64 << 10

  @Test(.timeLimit(.minutes(20)))
  func `A file of 64 MiB is sealed, inspected and opened within 64 MiB of memory`() async throws {
    let bid = try BidCase()
    let text = String(decoding: try await bid.content("params.json"), as: UTF8.self)
    try bid.folder.write("params.json", text.replacing("131072", with: "67174400"))
    let tender = Program.tender.path
    let commands = [
      "seal --params params.json --keys keys.json --trust trust.json --part technical --bidder B-007 "
        + "--revision 1 --deadline 1790000000000 --out envelope --secret envelope.secret large",
      "inspect --params params.json envelope",
      "open --params params.json --keys keys.json --secret envelope.secret --release 1=technical-1.key "
        + "--release 3=technical-3.key --out opened envelope",
    ]
    let script =
      "head -c 67108864 /dev/zero > large\n"
      + commands.map {
        "/usr/bin/python3 -c 'import resource, subprocess, sys; r = subprocess.run(sys.argv[1:], stdout=2).returncode; "
          + "print(r, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)' '\(tender)' bid \($0)\n"
      }.joined() + "cmp large opened && echo same\n"
    let run = try await Program.shell.run(["-c", script], in: bid.folder.path)
    #expect(run.lines.count == 4, "\(run.errors)")
    for line in run.lines.prefix(3) {
      let numbers = line.split(separator: " ").compactMap { Int($0) }
      #expect(numbers.first == 0, "\(run.errors)")
      let peak = try #require(numbers.last)
      #expect(peak < Self.memoryLimitKiB, "\(peak) KiB")
    }
    #expect(run.lines.last == "same")
  }
}
