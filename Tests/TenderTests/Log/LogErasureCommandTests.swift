import AuditTrail
import Cryptography
import Foundation
import Notation
import TestSupport
import Testing

/// An erasure through the program as its user runs it: order, export, verification.
@Suite(.timeLimit(.minutes(20))) struct LogErasureCommandTests {
  private let stage: LogStage
  private let supervisor: SigningKey
  private let origin = LogName(unchecked: LogStage.origin)

  init() async throws {
    stage = try await LogStage()
    supervisor = try SigningKey(.ed25519, seed: SecretBytes([UInt8](repeating: 0x55, count: 32)))
    try await stage.append([LogStage.body(0), try enrolment(1), LogStage.body(2), LogStage.body(3)])
    try await stage.checkpoint()
  }

  /// A body of the supervisor with one event, whose members are in the order of their keys.
  private func body(_ index: Int, _ command: String, _ kind: String, _ event: Value) throws -> String {
    let event = String(decoding: try CanonicalWriter.bytes(event), as: UTF8.self)
    return LogStage.body(index)
      .replacing(#""actor":"clock""#, with: #""actor":"supervisor""#)
      .replacing(
        #""authorisation":{}"#,
        with: #""authorisation":{"nonce":"\#(String(repeating: "3\(index)", count: 16))","#
          + #""not_after_ms":1789999900000,"sig":"\#(String(repeating: "01", count: 64))"}"#
      )
      .replacing(#""command":{}"#, with: #""command":{"cmd":"\#(command)","party":"supervisor","v":1}"#)
      .replacing(#"{"kind":"note.made","n":\#(index)}"#, with: event)
      .replacing(#""kind":"note.made""#, with: #""kind":"\#(kind)""#)
  }

  private func enrolment(_ index: Int) throws -> String {
    let instants = try [1_789_000_000_000, 1_890_000_000_000].map { try #require(Instant(milliseconds: $0)) }
    let root = try SigningKey(.ed25519, seed: SecretBytes([UInt8](repeating: 0x60, count: 32)))
    let enrolment = try EnrolmentRequest(
      party: .supervisor, role: .supervisor, key: supervisor.verificationKey, notBefore: instants[0],
      notAfter: instants[1]
    ).signed(in: origin, by: supervisor, root: root, isAutomatic: false)
    guard case .object(let members) = Enrolment.codec.encode(enrolment).content else { return "" }
    let fields = members.map { ($0.key, $0.value) } + [("kind", Value.string("party.enrolled"))]
    return try body(index, "party.enrol", "party.enrolled", .object(fields))
  }

  private func order(_ index: Int, erasing erased: Int, leaf: String) throws -> String {
    let bodyHash = try Leaf(parsing: Array(leaf.utf8)).bodyHash
    let erasure = try Erasure(
      origin: origin, index: UInt64(erased), bodyHash: bodyHash, basis: "PIPL 47(1)(3)")
    let signature = Hexadecimal.text(try erasure.signature(by: supervisor))
    return try body(
      index, "body.erase", "body.erased",
      .object([
        ("basis", .string("PIPL 47(1)(3)")), ("by", .string("supervisor")), ("erased", .integer(erased)),
        ("kind", .string("body.erased")), ("sig", .string(signature)),
      ]))
  }

  /// The leaf at an index as the entries of the public tiles hold it.
  private func leaf(_ index: Int) throws -> String {
    let bytes = try stage.bytes("L/leaves")
    var position = 0
    for _ in 0..<index { position += 2 + (Int(bytes[position]) << 8 | Int(bytes[position + 1])) }
    let count = Int(bytes[position]) << 8 | Int(bytes[position + 1])
    return String(decoding: bytes[position + 2..<position + 2 + count], as: UTF8.self)
  }

  @Test func `An erased body is on the disk and in the export no more, and the folder stays good`()
    async throws
  {
    let appended = try await stage.append([try order(4, erasing: 2, leaf: leaf(2))])
    #expect(appended.errors.contains("leaf 2 was erased"), "\(appended.errors)")
    #expect(!String(decoding: try stage.bytes("L/bodies.ndjson"), as: UTF8.self).contains(#"\"n\":2"#))
    let run = try await stage.succeed("log", "verify", "L")
    #expect(run.lines.contains("Verdict: GOOD"))
    #expect(run.text.contains("leaf 2 is erased (PIPL 47(1)(3))"), "\(run.text)")
    try await stage.checkpoint()
    #expect(try await stage.export("out").status == 0)
    #expect(try stage.folder.contents(of: "out/proofs").sorted() == [0, 1, 3, 4].map { "\($0).tlog-proof" })
    let prove = try await stage.run(["log", "prove", "L", "2"])
    #expect(prove.status == 65 && prove.errors.contains("ERASED"))
  }

  @Test(.disabled(if: Judges.isUnreachable, "the judges are unreachable"))
  func `Both verifiers list the erasure of a bundle and find it good`() async throws {
    try await stage.append([try order(4, erasing: 2, leaf: leaf(2))])
    try await stage.checkpoint()
    #expect(try await stage.export("out").status == 0)
    let own = try await stage.run(["audit", "verify", "out"])
    let other = try await Judges.verify([stage.path("out")])
    for page in [own.text, String(decoding: other.output, as: UTF8.self)] {
      let lines = page.split(separator: "\n").map(String.init)
      let start = try #require(lines.firstIndex { $0.hasPrefix("  erasure ") })
      #expect(lines[start].contains("GOOD") && lines[start + 1].contains("PIPL 47(1)(3)"), "\(page)")
      #expect(lines.contains { $0.hasPrefix("  integrity ") && $0.contains("GOOD") }, "\(page)")
    }
  }

  @Test(.tags(.refusal)) func `An order that the supervisor did not sign is refused, and the body stays`()
    async throws
  {
    let forged = try order(4, erasing: 2, leaf: leaf(3))
    let run = try await stage.run(["log", "append", "L", "--operator", "party.key"], input: forged)
    #expect(
      run.status == 65 && run.output.isEmpty && run.errors.contains("-:1:1: FALSE_ERASURE"), "\(run.errors)")
    #expect(String(decoding: try stage.bytes("L/bodies.ndjson"), as: UTF8.self).contains(#"\"n\":2"#))
  }
}
