import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

@Suite(.tags(.refusal)) struct BodyTests {
  private func code(_ change: (String) -> String) -> Fault.Code? {
    let text = change(LogFixtures.bodyText)
    #expect(text != LogFixtures.bodyText)
    return faultCode { () throws(Fault) in _ = try Body(parsing: Array(text.utf8)) }
  }

  @Test func `A body that contradicts itself or its form is refused by name`() {
    #expect(
      code { $0.replacing(#""kind":"bid.received","stage""#, with: #""kind":"refused","stage""#) }
        == .invalidBody)
    #expect(code { $0.replacing(#""kind":"bid.received""#, with: #""kind":"sealed""#) } == .invalidBody)
    #expect(code { $0.replacing(#"{"actor":"B-007""#, with: #"{"actor":"clock""#) } == .invalidBody)
    #expect(code { $0.replacing(#""clock":"wall""#, with: #""clock":"sundial""#) } == .invalidValue)
    #expect(code { $0.replacing(#""stage":"opening""#, with: #""stage":"dawn""#) } == .invalidValue)
    #expect(code { $0.replacing(#"[{"kind":"bid.received","revision":1}]"#, with: "[]") } == .invalidValue)
    #expect(code { $0.replacing(#""v":1}"#, with: #""v":2}"#) } == .invalidValue)
    #expect(code { $0.replacing("35353535", with: "353535") } == .invalidValue)
    #expect(code { $0.replacing(#""at":1789999400123"#, with: #""at":1789999400123.5"#) } != nil)
    #expect(code { $0 + " " } == .notCanonical)
    #expect(code { String($0.dropLast()) } == .malformed)
  }

  @Test func `Only the clock acts without a signature`() throws {
    let body = try LogFixtures.body(at: 5)
    #expect(body.fields.authorisation == nil)
    #expect(String(decoding: body.bytes, as: UTF8.self).contains(#""authorisation":{}"#))
    #expect(try Body(parsing: body.bytes) == body)
    #expect(code { $0.replacing(#""authorisation":{"#, with: #""authorisation":{}, "x":{"#) } != nil)
  }

  @Test func `A body above a mebibyte is refused, read or written`() throws {
    let bytes = [UInt8](repeating: 0x20, count: Body.maximumByteCount + 1)
    #expect(faultCode { () throws(Fault) in _ = try Body(parsing: bytes) } == .bodyTooLarge)
    var fields = try LogFixtures.body().fields
    fields.command = .object([("text", .string(String(repeating: "x", count: 1 << 20)))])
    let large = fields
    #expect(faultCode { () throws(Fault) in _ = try Body(large) } == .bodyTooLarge)
  }

  @Test func `A body that no receipt could quote is refused, though each of its strings is in form C`() throws
  {
    // In the string a line feed stands before the mark; in the text it is the n of its escape, which takes the mark.
    var fields = try LogFixtures.body().fields
    fields.command = .object([("text", .string("\n\u{301}"))])
    let marked = fields
    #expect(faultCode { () throws(Fault) in _ = try Body(marked) } == .invalidBody)
    let written = try CanonicalWriter.bytes(.object([("text", .string("\n\u{301}"))]))
    #expect(throws: CanonicalWriter.Failure.self) {
      try CanonicalWriter.bytes(.string(String(decoding: written, as: UTF8.self)))
    }
  }

  @Test func `Another salt or another byte is another hash, and the leaf refuses it`() throws {
    let leaf = try Leaf(parsing: Array(LogFixtures.leafText.utf8))
    let body = try LogFixtures.body()
    for index in LogFixtures.salt.indices {
      var salt = LogFixtures.salt
      salt[index] ^= 1
      #expect(faultCode { () throws(Fault) in try leaf.check(body, salt: salt) } == .bodyHash)
    }
    #expect(faultCode { () throws(Fault) in try leaf.check(body, salt: []) } == .bodyHash)
  }

  @Test func `An open leaf repeats its body, a sealed one's body names the stage`() throws {
    let time = try LogFixtures.instant(5)
    for stage in [DisclosureStage.opening, nil] {
      let body = try LogFixtures.body(at: 5, stage: stage)
      let hash = body.hash(salt: LogFixtures.salt)
      let contents: [(Leaf.Content, Bool)] = [
        (.sealed(tag: hash), stage != nil),
        (.open(kind: body.fields.kind, tender: body.fields.tender, actor: body.fields.actor), stage == nil),
        (.open(kind: body.fields.kind, tender: nil, actor: body.fields.actor), false),
        (.open(kind: body.fields.kind, tender: body.fields.tender, actor: .operator), false),
        (
          .open(kind: try #require(LeafKind("x")), tender: body.fields.tender, actor: body.fields.actor),
          false
        ),
      ]
      for (content, fits) in contents {
        let leaf = try #require(Leaf(index: 0, time: time, content: content, bodyHash: hash))
        #expect(
          faultCode { () throws(Fault) in try leaf.check(body, salt: LogFixtures.salt) }
            == (fits ? nil : .invalidBody))
      }
    }
  }
}
