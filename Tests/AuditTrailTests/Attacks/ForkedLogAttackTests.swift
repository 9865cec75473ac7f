import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

/// An operator that shows two histories: to two readers, to a witness, or one after the other.
@Suite struct ForkedLogAttackTests {
  /// Two copies of the database, each consistent, shown to two readers.
  private func views() throws -> (first: OperatorLog, second: OperatorLog) {
    var (first, second) = (try OperatorLog(9), try OperatorLog(9))
    for number in 9..<12 {
      let time = OperatorLog.start + Int64(number) * 1000
      try first.append(at: time, mark: number)
      try second.append(at: time, mark: number == 10 ? 900 : number)
    }
    return (first, second)
  }

  @Test func `Forked log: each reader alone finds nothing, two who compare checkpoints prove it`() throws {
    var (first, second) = try views()
    let notes = (try first.checkpoint(), try second.checkpoint())
    var earlier = try OperatorLog(9)
    // Each has a good receipt, and a checkpoint from before the fork that its view continues.
    let reader = LogReader(kept: [try earlier.checkpoint()])
    #expect(try reader.finding(first.log.entries, under: notes.0) == nil)
    #expect(try reader.finding(second.log.entries, under: notes.1) == nil)
    let keys = try LogFixtures.keys()
    for (view, note) in [(first, notes.0), (second, notes.1)] {
      #expect(ReceiptVerdict(try view.log.receipt(of: 10, under: note), keys: keys).isGood)
    }
    let evidence = try ForkEvidence(first: notes.0, second: notes.1, keys: keys)
    #expect(evidence.size == 12)
    #expect(try LogReader(kept: [notes.1]).finding(first.log.entries, under: notes.0) == .rollback)
  }

  @Test func `Forked log: checkpoints of different sizes do not follow from each other`() throws {
    var (first, second) = try views()
    try second.append(at: OperatorLog.start + 12_000, mark: 12)
    let (short, long) = (try first.checkpoint(), try second.checkpoint())
    let keys = try LogFixtures.keys()
    // No two roots of one size, so there is no evidence yet; the one who holds the shorter one asks for the proof.
    #expect(refusalCode { try ForkEvidence(first: short, second: long, keys: keys) } == .noFork)
    let proof = try #require(second.log.tree.consistencyProof(from: 12, to: 13))
    #expect(proof.isValid(from: try #require(second.log.tree.root(atSize: 12)), to: second.log.tree.root))
    #expect(!proof.isValid(from: first.log.tree.root, to: second.log.tree.root))
    #expect(try LogReader(kept: [short]).finding(second.log.entries, under: long) == .rollback)
  }

  @Test func `Forked log: the view that no witness cosigned is not anchored beyond the fork`() throws {
    var (first, second) = try views()
    var state = try WitnessState(log: LogFixtures.signer().noteKey)
    var before = try OperatorLog(9)
    state = try state.following(before.request(after: 0))
    state = try state.following(first.request(after: 9))
    let (witnessed, request) = (state, try second.request(after: 9))
    let answer = Result { () throws(WitnessRefusal) in try witnessed.following(request) }
    guard case .failure(.fork) = answer else {
      Issue.record("the second view was followed")
      return
    }
    let witness = try LogFixtures.witness()
    let text = try before.checkpoint().text
    let cosigned = try before.checkpoint().adding([
      witness.signature(for: text, time: LogFixtures.witnessTime)
    ])
    let reader = LogReader(witnesses: [witness.noteKey])
    let hidden = try second.checkpoint()
    #expect(try reader.anchoredSize(under: [cosigned, hidden]) == 9)
    // Weakened: a reader who asks for no anchor takes the hidden view.
    #expect(try LogReader().finding(second.log.entries, under: hidden) == nil)
  }
}
