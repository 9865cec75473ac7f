import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

/// An operator that asks a witness, or its own log, to sign a second history.
@Suite struct ForkedLogWitnessAttackTests {
  private let log = WitnessFixture()

  @Test(.tags(.refusal)) func `Forked log: a witness cosigns one history, and keeps the other as evidence`()
    throws
  {
    // At another size the log may offer its own, consistent proof of the other history: it starts from another root.
    #expect(try log.refusal(log.request(20, 30, in: log.forked), at: 20) == .badProof)
    // Up to where the histories are one, either may be followed.
    #expect(try log.refusal(log.request(10, 30, in: log.forked), at: 10) == nil)
    for old: UInt64 in [0, 5, 20] {
      let request = try CheckpointRequest(oldSize: old, path: [], note: LogFixtures.note(log.forked, 20))
      guard case .fork(let evidence) = try log.refusal(request, at: 20) else {
        Issue.record("no fork with old size \(old)")
        continue
      }
      #expect(evidence.size == 20)
      let keys = try LogFixtures.keys()
      #expect(try ForkEvidence(parsing: evidence.bytes(), keys: keys) == evidence)
      let other = try CheckpointKeys(log: LogFixtures.signer(seed: 9).noteKey)
      #expect(throws: Fault.self) { try ForkEvidence(parsing: evidence.bytes(), keys: other) }
    }
    // A witness that looks at the proof alone, without what it cosigned last, would sign both histories.
    let both = [log.tree, log.forked].map { tree in
      tree.consistencyProof(from: 20, to: 30).map { proof in
        proof.isValid(
          from: tree.root(atSize: 20) ?? TreeHasher.emptyRoot,
          to: tree.root(atSize: 30) ?? TreeHasher.emptyRoot)
      }
    }
    #expect(both == [true, true])
  }

  @Test(.tags(.refusal)) func `Forked log: a database set back or exchanged is not signed for again`() throws
  {
    var log = try LogFixtures.log(5)
    let signer = try LogFixtures.signer()
    let note = try log.checkpoint(signedBy: [signer])
    #expect(try log.checkpoint(signedBy: [signer]).text == note.text)
    let opened = try OpenedCheckpoint(note, keys: LogFixtures.keys())
    // A backup that lost the last leaf, and another history of the same size.
    let lost = Array(log.entries.dropLast())
    #expect(restoring(lost, opened) == .rollback)
    var other = Log(origin: LogFixtures.origin)
    for mark in 0..<5 {
      _ = try other.append(
        LogFixtures.body(at: 1, mark: mark), salt: LogFixtures.salt, at: LogFixtures.instant(1))
    }
    #expect(restoring(other.entries, opened) == .rollback)
    #expect(restoring(log.entries, opened) == nil)
    // Without the signed checkpoint the other history would be signed: the guard is what stops it.
    var unguarded = try Log(origin: LogFixtures.origin, entries: other.entries, signed: [])
    let second = try unguarded.checkpoint(signedBy: [signer])
    #expect(throws: Never.self) { try ForkEvidence(first: note, second: second, keys: LogFixtures.keys()) }
  }

  @Test(.tags(.refusal))
  func `Forked log: one that fell back and grew again does not sign what it signed before`()
    throws
  {
    // The guard compares the root at the signed size too, not the size alone.
    var log = try LogFixtures.log(6)
    let opened = try OpenedCheckpoint(
      log.checkpoint(signedBy: [LogFixtures.signer()]), keys: LogFixtures.keys())
    var other = try Log(origin: LogFixtures.origin, entries: Array(log.entries.prefix(4)), signed: [])
    for mark in 0..<9 {
      let time = Int64(1_789_999_100_000)
      _ = try other.append(
        LogFixtures.body(at: time, mark: mark), salt: LogFixtures.salt, at: LogFixtures.instant(time))
    }
    #expect(restoring(other.entries, opened) == .rollback)
    #expect(restoring(Array(log.entries.reversed()), opened) == .wrongIndex)
  }

  private func restoring(_ entries: [Log.Entry], _ signed: OpenedCheckpoint) -> Fault.Code? {
    faultCode { () throws(Fault) in
      _ = try Log(origin: LogFixtures.origin, entries: entries, signed: [signed])
    }
  }
}
