import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct WitnessTests {
  private let log = WitnessFixture()

  @Test func `A witness follows a log from nothing, step by step, and cosigns one size again`() throws {
    var state = try log.state(at: 0)
    for (old, new) in [(0, 0), (0, 1), (1, 7), (7, 7), (7, 8), (8, 40)] as [(UInt64, UInt64)] {
      state = try state.following(log.request(old, new))
      #expect(state.size == new)
    }
  }

  @Test(.tags(.refusal)) func `Each refusal is the one that the protocol names`() throws {
    #expect(try log.refusal(log.request(5, 9), at: 7) == .conflict(size: 7))
    #expect(try log.refusal(log.request(0, 9), at: 7) == .conflict(size: 7))
    #expect(try log.refusal(log.request(9, 12), at: 7) == .conflict(size: 7))
    let backwards = try CheckpointRequest(oldSize: 7, path: [], note: LogFixtures.note(log.tree, 5))
    #expect(try log.refusal(backwards, at: 7) == .oldSizeTooLarge(old: 7, size: 5))
    let unproved = try CheckpointRequest(oldSize: 7, path: [], note: LogFixtures.note(log.tree, 9))
    #expect(try log.refusal(unproved, at: 7) == .badProof)
    let superfluous = try CheckpointRequest(
      oldSize: 0, path: [TreeHasher.emptyRoot], note: LogFixtures.note(log.tree, 9))
    #expect(try log.refusal(superfluous, at: 0) == .badProof)
    #expect(
      try log.refusal(log.request(7, 9, in: nil, signers: [LogFixtures.signer(seed: 5)]), at: 7)?.status
        == 403)
    let name = LogName(unchecked: "b.example")
    let foreign = Checkpoint(origin: name, size: 9, root: log.tree.root)
    let note = try SignedNote(
      text: foreign.text, signatures: [LogFixtures.signer(name).signature(for: foreign.text, time: 0)])
    let unknown = try CheckpointRequest(oldSize: 0, path: [], note: note)
    #expect(try log.refusal(unknown, at: 0) == .unknownOrigin(name))
    #expect(
      [try log.refusal(unknown, at: 0)?.status, try log.refusal(backwards, at: 7)?.status] == [404, 400])
    #expect(
      [try log.refusal(unproved, at: 7)?.status, try log.refusal(log.request(5, 9), at: 7)?.status] == [
        422, 409,
      ])
  }

  @Test(.tags(.refusal)) func `An empty log has one root`() throws {
    let lie = Checkpoint(origin: LogFixtures.origin, size: 0, root: log.tree.root)
    let note = try SignedNote(
      text: lie.text, signatures: [LogFixtures.signer().signature(for: lie.text, time: 0)])
    let request = try CheckpointRequest(oldSize: 0, path: [], note: note)
    #expect(try log.refusal(request, at: 0) == .badProof)
  }

  @Test(.tags(.refusal)) func `Checkpoints that do not contradict each other are no evidence`() throws {
    let keys = try LogFixtures.keys()
    let (first, second) = (try LogFixtures.note(log.tree, 20), try LogFixtures.note(log.forked, 21))
    for (left, right) in [(first, first), (first, second)] {
      #expect(
        faultCode { () throws(Fault) in _ = try ForkEvidence(first: left, second: right, keys: keys) }
          == .noFork)
    }
    let unsigned = try LogFixtures.note(log.forked, 20, [LogFixtures.signer(seed: 9)])
    #expect(
      faultCode { () throws(Fault) in _ = try ForkEvidence(first: first, second: unsigned, keys: keys) }
        == .unsigned)
  }

  @Test func `What strangers sign under a checkpoint is not kept`() throws {
    let stranger = NoteSignature(
      name: try #require(KeyName("stranger")), keyID: 1, bytes: [UInt8](repeating: 0, count: 8000))
    let note = try LogFixtures.note(log.tree, 9).adding([stranger])
    let request = try CheckpointRequest(oldSize: 0, path: [], note: note)
    #expect(try log.state(at: 0).following(request).latest?.note == LogFixtures.note(log.tree, 9))
  }

  @Test func `A request is written and read in one way`() throws {
    for (old, new) in [(0, 1), (3, 40), (40, 40)] as [(UInt64, UInt64)] {
      let request = try log.request(old, new)
      #expect(try CheckpointRequest(parsing: request.bytes) == request)
      #expect(request.bytes.starts(with: Array("old \(old)\n".utf8)))
    }
    let good = String(decoding: try log.request(3, 40).bytes, as: UTF8.self)
    let line = Base64.text(TreeHasher.emptyRoot.bytes) + "\n"
    let bad = [
      "", "\n\n", "old 3", "old 3\n", good.replacing("old 3", with: "old 03"),
      good.replacing("old 3", with: "old -1"),
      good.replacing("old 3", with: "old 9223372036854775808"), good.replacing("old 3", with: "Old 3"),
      good.replacing("old 3\n", with: "old 3 \n"), good.replacing("old 3\n", with: "old 3\nAAAA\n"),
      good.replacing("old 3\n", with: "old 3\r\n"), good.replacing("old 3\n", with: "old 3\n\n"),
      good.replacing("old 3\n", with: "old 3\n" + String(repeating: line, count: 64)),
    ]
    for text in bad {
      #expect(throws: Fault.self, "\(text.prefix(60))") { try CheckpointRequest(parsing: Array(text.utf8)) }
    }
  }
}
