import AuditTrail
import Notation
import TestSupport
import Testing

@Suite(.tags(.refusal)) struct BidOpeningTests {
  private func bid() throws -> BidCase {
    let bid = try BidCase()
    try bid.writeVectors()
    return bid
  }

  private func expectRefusal(
    _ run: Program.Run, _ bid: BidCase, verdict: String, fault: String, blame: String
  ) throws {
    #expect(run.status == 65, "\(run.text)\(run.errors)")
    #expect(try run.member("verdict") == verdict)
    #expect(try run.member("fault") == fault)
    #expect(try run.member("blame") == blame)
    #expect(try bid.folder.contents().filter { $0.hasPrefix("opened") } == [])
  }

  @Test func `The vectors open, and the price gives its row of the opening record`() async throws {
    let bid = try bid()
    let price = try await bid.open("price.bid", secret: "price.secret", .price, [1, 3])
    #expect(price.status == 0, "\(price.errors)")
    #expect(price.lines.count == 2)
    #expect(
      price.lines.last?.hasPrefix(
        #"{"bid_hash":"cb57cd033b7f3e81d5a510b984a8ce2a51f9ea1aa4378b5ad2def2327a9d26a3","bidder":"B-007","#
          + #""price":{"amount_minor":"123456789","#) == true)
    let technical = try await bid.open(
      "technical.bid", secret: "technical.secret", .technical, [2, 3], out: "technical.out", ["--json"])
    #expect(try technical.member("verdict") == "opened")
    #expect(
      try technical.member("bid_hash")
        == "2cd5bd8030e8972d4bba7515894cb7a16e057eab5d596ac38023ee2a113a50c9")
    #expect(try await bid.content("technical.out") == BidCase.technical)
  }

  @Test func `A key of another envelope is the bidder's false key`() async throws {
    let bid = try bid()
    let text = String(decoding: try await bid.content("price.secret"), as: UTF8.self)
    let other = String(repeating: "44", count: 32)
    try bid.writeSecret(
      "wrong.secret", Array(text.replacing(String(repeating: "41", count: 32), with: other).utf8))
    let run = try await bid.open("price.bid", secret: "wrong.secret", .price, [1, 2], ["--json"])
    try expectRefusal(run, bid, verdict: "FALSE_KEY", fault: "FALSE_BIDDER_KEY", blame: "bidder")
    #expect(try run.member("consequence") == "revoked")
    #expect(!run.text.contains(other))
  }

  @Test func `Too few or false keys of custodians are theirs, and they are named`() async throws {
    let bid = try bid()
    let one = try await bid.open("price.bid", secret: "price.secret", .price, [2], ["--json"])
    try expectRefusal(
      one, bid, verdict: "NO_CUSTODIANS", fault: "TOO_FEW_CUSTODIAN_KEYS", blame: "custodians")
    let otherPart = try await bid.open("price.bid", secret: "price.secret", .technical, [1, 2], ["--json"])
    try expectRefusal(
      otherPart, bid, verdict: "NO_CUSTODIANS", fault: "TOO_FEW_CUSTODIAN_KEYS", blame: "custodians")
    let swapped = try await bid.open(
      "price.bid", secret: "price.secret", .price, [1], ["--json", "--release", "2=price-3.key"])
    try expectRefusal(
      swapped, bid, verdict: "NO_CUSTODIANS", fault: "TOO_FEW_CUSTODIAN_KEYS", blame: "custodians")
    let outvoted = try await bid.open(
      "price.bid", secret: "price.secret", .price, [1, 3], ["--release", "2=technical-2.key"])
    #expect(outvoted.status == 0)
    #expect(outvoted.text.contains("false keys of custodians: 2"))
  }

  @Test(arguments: [0, 11, 60, 300, 66_026])
  func `An altered byte is not what the bidder signed for, wherever it stands`(_ position: Int) async throws {
    let bid = try bid()
    var bytes = try await bid.content("price.bid")
    bytes[position] ^= 1
    try bid.folder.write("price.bid", bytes)
    let run = try await bid.open("price.bid", secret: "price.secret", .price, [1, 2], ["--json"])
    try expectRefusal(run, bid, verdict: "WRONG_FILE", fault: "ENVELOPE_DIFFERS", blame: "platform")
  }

  @Test(arguments: [0, 11, 474, 475, 500, 66_026])
  func `A truncated envelope is not what the bidder signed for, and the door refuses it`(_ count: Int)
    async throws
  {
    let bid = try bid()
    let bytes = try await bid.content("price.bid")
    try bid.folder.write("short.bid", Array(bytes.prefix(count)))
    let run = try await bid.open("short.bid", secret: "price.secret", .price, [1, 2], ["--json"])
    try expectRefusal(run, bid, verdict: "WRONG_FILE", fault: "ENVELOPE_DIFFERS", blame: "platform")
    let inspected = try await bid.run(["bid", "inspect", "--params", "params.json", "short.bid"])
    #expect(inspected.status == 65)
    #expect(try inspected.member("admitted") == "false")
    let fault = count >= 475 ? "WRONG_ENVELOPE_SIZE" : "MALFORMED_HEADER"
    #expect(try inspected.member("fault") == fault)
    #expect(inspected.errors.contains("short.bid: \(fault): "))
  }

  @Test func `The door refuses an envelope of another tender's parameters or other keys`() async throws {
    let bid = try bid()
    let text = String(decoding: try await bid.content("params.json"), as: UTF8.self)
    try bid.folder.write("changed.json", text.replacing(#""size":16"#, with: #""size":17"#))
    let changed = try await bid.run(["bid", "inspect", "--params", "changed.json", "price.bid"])
    #expect(try changed.member("fault") == "UNKNOWN_DOCUMENTS")
    try bid.folder.write("other.json", text.replacing("T-2026-0001", with: "T-2026-0002"))
    let other = try await bid.run(["bid", "inspect", "--params", "other.json", "price.bid"])
    #expect(try other.member("fault") == "WRONG_CONTEXT")
    // The technical part's keys, logged for the price as well.
    var keys = try bid.loggedKeys().filter { $0.purpose != .part(.price) }
    for key in keys.filter({ $0.purpose == .part(.technical) }) {
      let message = try CustodianKeyMessage(
        log: bid.parameters.log, tender: BidCase.tender, part: .price, index: key.index, threshold: 2,
        count: 3,
        key: key.key)
      keys.append(try bid.logged(message, key.party, 0x80 + key.index - 1))
    }
    try bid.writeKeys("other-keys.json", keys)
    let inspected = try await bid.run(
      ["bid", "inspect", "--params", "params.json", "--keys", "other-keys.json", "price.bid"])
    #expect(inspected.status == 65)
    #expect(try inspected.member("fault") == "WRONG_CUSTODIAN_KEYS")
    try bid.writeKeys("keys.json", keys)
    let opened = try await bid.open("price.bid", secret: "price.secret", .price, [1, 2], ["--json"])
    try expectRefusal(opened, bid, verdict: "MALFORMED", fault: "WRONG_CUSTODIAN_KEYS", blame: "bidder")
  }

  @Test func `A price part that is no price.json is malformed and leaves nothing behind`() async throws {
    let bid = try bid()
    #expect(try await bid.seal(.price, "technical.pdf", as: "envelope").status == 0)
    let run = try await bid.open("envelope", secret: "envelope.secret", .price, [1, 2], ["--json"])
    try expectRefusal(run, bid, verdict: "MALFORMED", fault: "MALFORMED_PRICE", blame: "bidder")
  }

  @Test func `The verdict is told in the language that is asked for`() async throws {
    let bid = try bid()
    let english = try await bid.open("price.bid", secret: "price.secret", .price, [1])
    #expect(english.text.contains("fault: custodians"))
    let chinese = try await bid.open("price.bid", secret: "price.secret", .price, [1], ["--lang", "zh"])
    #expect(chinese.text.contains("责任：密钥托管人"))
    #expect(chinese.text.contains("NO_CUSTODIANS (TOO_FEW_CUSTODIAN_KEYS)"))
    let revoked = try await bid.open(
      "technical.bid", secret: "price.secret", .price, [1, 2], ["--lang", "zh"])
    #expect(revoked.text.contains("责任：平台"))
  }

  @Test func `An output that is there already, and secrets that others may read, are refused`() async throws {
    let bid = try bid()
    try bid.folder.write("opened", "mine")
    let run = try await bid.open("price.bid", secret: "price.secret", .price, [1, 2])
    #expect(run.status == 74)
    #expect(run.output.isEmpty)
    #expect(try await bid.content("opened") == Array("mine".utf8))
    for name in ["price.secret", "price-1.key"] {
      let other = try self.bid()
      try other.folder.write(name, try await other.content(name))
      _ = try await Program.shell.run(["-c", "chmod 640 '\(other.path(name))'"])
      let refused = try await other.open("price.bid", secret: "price.secret", .price, [1, 2])
      #expect(refused.status == 65)
      #expect(refused.errors.contains("\(name): SECRET_IS_OPEN: "))
      #expect(try other.folder.contents().filter { $0.hasPrefix("opened") } == [])
    }
  }
}
