import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct ReceiptTests {
  private static let size = 11

  private func receipt(_ index: UInt64 = 4) throws -> Receipt {
    let log = try LogFixtures.log(Self.size)
    let note = try LogFixtures.note(
      log.tree, UInt64(Self.size), [LogFixtures.signer(), LogFixtures.witness()])
    return try log.receipt(of: index, under: note)
  }

  private func changed(
    _ good: Receipt, leaf: [UInt8]? = nil, body: [UInt8]? = nil, salt: [UInt8]? = nil,
    opening: Digest?? = nil,
    index: UInt64? = nil, path: [Digest]? = nil, note: SignedNote? = nil
  ) throws -> [ReceiptVerdict.Check] {
    let proof = InclusionProof(
      index: index ?? good.proof.index, size: 0, path: path ?? good.proof.path)
    let receipt = try Receipt(
      leaf: leaf ?? good.leaf, body: body ?? good.body, salt: salt ?? good.salt,
      opening: opening ?? good.opening, proof: proof, note: note ?? good.proof.note)
    let again = try Receipt(parsing: receipt.bytes)
    #expect(again == receipt)
    return ReceiptVerdict(again, keys: try LogFixtures.keys()).failures.map(\.check)
  }

  @Test func `The receipt of every leaf is good, before and after its secret is published`() throws {
    let keys = try LogFixtures.keys()
    for index in 0..<UInt64(Self.size) {
      let receipt = try receipt(index)
      #expect(try Receipt(parsing: receipt.bytes) == receipt)
      #expect((receipt.opening == nil) == index.isMultiple(of: 3))
      let verdict = ReceiptVerdict(receipt, keys: keys)
      #expect(verdict.isGood)
      #expect(verdict.checkpoint?.cosignatures.count == 1)
      #expect(ReceiptVerdict(receipt, keys: keys, secret: try LogFixtures.secret()).isGood)
    }
  }

  @Test(.tags(.refusal)) func `Each check that fails is named, and no other`() throws {
    let good = try receipt()
    let log = try LogFixtures.log(Self.size)
    #expect(try changed(good) == [])
    #expect(try changed(good, salt: [UInt8](repeating: 0, count: 32)) == [.body])
    #expect(try changed(good, body: LogFixtures.body().bytes) == [.body])
    #expect(try changed(good, body: [0x7B, 0x7D]) == [.body])
    #expect(try changed(good, opening: .some(TreeHasher.emptyRoot)) == [.tag])
    #expect(try changed(good, opening: .some(nil)) == [.tag])
    #expect(try changed(receipt(3), opening: .some(TreeHasher.emptyRoot)) == [.tag])
    #expect(try changed(good, index: 5) == [.leaf, .inclusion])
    #expect(try changed(good, path: good.proof.path.dropLast()) == [.inclusion])
    #expect(try changed(good, leaf: log.entries[5].leaf) == [.leaf, .inclusion, .body])
    #expect(try changed(good, leaf: [0x30]) == [.leaf, .inclusion])
    let smaller = try LogFixtures.note(log.tree, 10)
    #expect(try changed(good, note: smaller) == [.inclusion])
    let foreign = try LogFixtures.note(log.tree, UInt64(Self.size), [LogFixtures.signer(seed: 7)])
    #expect(try changed(good, note: foreign) == [.checkpoint])
  }

  @Test(.tags(.refusal)) func `The secret of another tender or stage says nothing for this one`() throws {
    let good = try receipt()
    let keys = try LogFixtures.keys()
    for secret in [try LogFixtures.secret("T-2"), try LogFixtures.secret(stage: .award)] {
      #expect(ReceiptVerdict(good, keys: keys, secret: secret).failures.map(\.check) == [.secret])
    }
  }

  @Test(.tags(.property)) func `No receipt with one bit flipped stays good with another content`() throws {
    let good = try receipt()
    let keys = try LogFixtures.keys()
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 14))
    let bytes = good.bytes
    var parsed = 0
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 1 << UInt8(generator.integer(in: 0...7))
      guard let receipt = try? Receipt(parsing: changed) else { continue }
      parsed += 1
      guard ReceiptVerdict(receipt, keys: keys).isGood else { continue }
      // Only the line of the witness can be made one of an unknown key.
      #expect(receipt.leaf == good.leaf && receipt.body == good.body && receipt.proof.path == good.proof.path)
      #expect(receipt.proof.note.text == good.proof.note.text)
    }
    #expect(parsed > 100)
  }

  @Test(.tags(.refusal)) func `A receipt that is cut anywhere or written otherwise is refused`() throws {
    let text = String(decoding: try receipt().bytes, as: UTF8.self)
    let keys = try LogFixtures.keys()
    for count in 0..<text.utf8.count {
      guard let cut = try? Receipt(parsing: Array(text.utf8.prefix(count))) else { continue }
      // The last line is the witness's: without it the receipt is one that was not cosigned.
      #expect(ReceiptVerdict(cut, keys: keys).checkpoint?.cosignatures == [])
    }
    let others = [
      text.replacing("@v1", with: "@v2"), text.replacing("index 4", with: "index 04"),
      text.replacing("index 4", with: "index -4"), text.replacing("index 4\n", with: ""),
      text.replacing("extra ", with: "extra  "), text.replacing("index 4", with: "index 9223372036854775808"),
      text.replacing("\nindex", with: "\nextra AAAA\nindex"),
      text.replacing("\nindex 4\n", with: "\nindex 4\n\n"),
      text.replacing("index 4\n", with: "index 4\nAAAA\n"), " " + text, text + "\n",
      text.replacing("\n", with: "\r\n"),
    ]
    for other in others {
      #expect(throws: Fault.self, "\(other.prefix(200))") { try Receipt(parsing: Array(other.utf8)) }
    }
    let line = Base64.text(TreeHasher.emptyRoot.bytes) + "\n"
    let long = text.replacing("index 4\n", with: "index 4\n" + String(repeating: line, count: 64))
    #expect(faultCode { () throws(Fault) in _ = try Receipt(parsing: Array(long.utf8)) } == .invalidProof)
  }

  @Test func `A body of a mebibyte still has a receipt`() throws {
    var fields = try LogFixtures.body(at: 1_789_999_000_000).fields
    let room = Body.maximumByteCount - (try LogFixtures.body(at: 1_789_999_000_000).bytes.count) - 20
    fields.command = .object([
      ("cmd", .string("clock.tick")), ("mark", .integer(0)),
      ("t", .string(String(repeating: "\"", count: room / 2))),
    ])
    let body = try Body(fields)
    #expect(body.bytes.count > Body.maximumByteCount - 64)
    var log = Log(origin: LogFixtures.origin)
    _ = try log.append(body, salt: LogFixtures.salt, at: fields.time)
    let receipt = try log.receipt(of: 0, under: log.checkpoint(signedBy: [LogFixtures.signer()]))
    let again = try Receipt(parsing: receipt.bytes)
    #expect(ReceiptVerdict(again, keys: try LogFixtures.keys()).isGood)
  }
}
