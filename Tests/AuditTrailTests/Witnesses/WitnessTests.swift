import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct WitnessTests {
  private let tree = LogFixtures.tree((0..<40).map(LogFixtures.entry))
  /// The same log up to its tenth leaf.
  private let forked = LogFixtures.tree((0..<40).map { LogFixtures.entry($0 < 10 ? $0 : $0 + 1) })

  private func request(
    _ old: UInt64, _ new: UInt64, in tree: MerkleTree? = nil, signers: [NoteSigner]? = nil
  ) throws -> CheckpointRequest {
    let tree = tree ?? self.tree
    let path = tree.consistencyProof(from: old, to: new)?.path ?? []
    return try CheckpointRequest(
      oldSize: old, path: old == new ? [] : path, note: LogFixtures.note(tree, new, signers))
  }

  private func state(at size: UInt64) throws -> WitnessState {
    let start = try WitnessState(log: LogFixtures.signer().noteKey)
    return size == 0 ? start : try start.following(request(0, size))
  }

  private func refusal(_ request: CheckpointRequest, at size: UInt64) throws -> WitnessRefusal? {
    let state = try state(at: size)
    do throws(WitnessRefusal) {
      _ = try state.following(request)
      return nil
    } catch { return error }
  }

  @Test func `A witness follows a log from nothing, step by step, and cosigns one size again`() throws {
    var state = try state(at: 0)
    for (old, new) in [(0, 0), (0, 1), (1, 7), (7, 7), (7, 8), (8, 40)] as [(UInt64, UInt64)] {
      state = try state.following(request(old, new))
      #expect(state.size == new)
    }
  }

  @Test(.tags(.refusal)) func `Each refusal is the one that the protocol names`() throws {
    #expect(try refusal(request(5, 9), at: 7) == .conflict(size: 7))
    #expect(try refusal(request(0, 9), at: 7) == .conflict(size: 7))
    #expect(try refusal(request(9, 12), at: 7) == .conflict(size: 7))
    let backwards = try CheckpointRequest(oldSize: 7, path: [], note: LogFixtures.note(tree, 5))
    #expect(try refusal(backwards, at: 7) == .oldSizeTooLarge(old: 7, size: 5))
    let unproved = try CheckpointRequest(oldSize: 7, path: [], note: LogFixtures.note(tree, 9))
    #expect(try refusal(unproved, at: 7) == .badProof)
    let superfluous = try CheckpointRequest(
      oldSize: 0, path: [TreeHasher.emptyRoot], note: LogFixtures.note(tree, 9))
    #expect(try refusal(superfluous, at: 0) == .badProof)
    #expect(try refusal(request(7, 9, in: nil, signers: [LogFixtures.signer(seed: 5)]), at: 7)?.status == 403)
    let name = LogName(unchecked: "b.example")
    let foreign = Checkpoint(origin: name, size: 9, root: tree.root)
    let note = try SignedNote(
      text: foreign.text, signatures: [LogFixtures.signer(name).signature(for: foreign.text, time: 0)])
    let unknown = try CheckpointRequest(oldSize: 0, path: [], note: note)
    #expect(try refusal(unknown, at: 0) == .unknownOrigin(name))
    #expect([try refusal(unknown, at: 0)?.status, try refusal(backwards, at: 7)?.status] == [404, 400])
    #expect([try refusal(unproved, at: 7)?.status, try refusal(request(5, 9), at: 7)?.status] == [422, 409])
  }

  @Test(.tags(.refusal)) func `An empty log has one root`() throws {
    let lie = Checkpoint(origin: LogFixtures.origin, size: 0, root: tree.root)
    let note = try SignedNote(
      text: lie.text, signatures: [LogFixtures.signer().signature(for: lie.text, time: 0)])
    let request = try CheckpointRequest(oldSize: 0, path: [], note: note)
    #expect(try refusal(request, at: 0) == .badProof)
  }

  @Test(.tags(.refusal)) func `Checkpoints that do not contradict each other are no evidence`() throws {
    let keys = try LogFixtures.keys()
    let (first, second) = (try LogFixtures.note(tree, 20), try LogFixtures.note(forked, 21))
    for (left, right) in [(first, first), (first, second)] {
      #expect(
        faultCode { () throws(Fault) in _ = try ForkEvidence(first: left, second: right, keys: keys) }
          == .noFork)
    }
    let unsigned = try LogFixtures.note(forked, 20, [LogFixtures.signer(seed: 9)])
    #expect(
      faultCode { () throws(Fault) in _ = try ForkEvidence(first: first, second: unsigned, keys: keys) }
        == .unsigned)
  }

  @Test func `What strangers sign under a checkpoint is not kept`() throws {
    let stranger = NoteSignature(
      name: try #require(KeyName("stranger")), keyID: 1, bytes: [UInt8](repeating: 0, count: 8000))
    let note = try LogFixtures.note(tree, 9).adding([stranger])
    let request = try CheckpointRequest(oldSize: 0, path: [], note: note)
    #expect(try state(at: 0).following(request).latest?.note == LogFixtures.note(tree, 9))
  }

  @Test func `A request is written and read in one way`() throws {
    for (old, new) in [(0, 1), (3, 40), (40, 40)] as [(UInt64, UInt64)] {
      let request = try request(old, new)
      #expect(try CheckpointRequest(parsing: request.bytes) == request)
      #expect(request.bytes.starts(with: Array("old \(old)\n".utf8)))
    }
    let good = String(decoding: try request(3, 40).bytes, as: UTF8.self)
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
