import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

/// An operator that cuts the newest leaves off its log, or never puts in what it acknowledged.
@Suite struct DroppedTailAttackTests {
  /// Twelve leaves under a checkpoint, and the same log without its last one, signed again.
  private func cut() throws -> (
    whole: OperatorLog, note: SignedNote, shown: OperatorLog, shownNote: SignedNote
  ) {
    var whole = try OperatorLog(12)
    let note = try whole.checkpoint()
    var shown = try OperatorLog(whole.log.entries.dropLast())
    return (whole, note, shown, try shown.checkpoint())
  }

  @Test func `Dropped tail: a reader alone finds nothing, a checkpoint from elsewhere names it`() throws {
    let (_, note, shown, shownNote) = try cut()
    #expect(try LogReader(kept: [note]).finding(shown.log.entries, under: shownNote) == .rollback)
    // Weakened: a reader without it; a shorter log is a log.
    #expect(try LogReader().finding(shown.log.entries, under: shownNote) == nil)
    #expect(try LogReader().anchoredSize(under: [shownNote]) == 0)
  }

  @Test func `Dropped tail: the receipt of the dropped leaf proves that it was there`() throws {
    var (whole, note, shown, shownNote) = try cut()
    let kept = try Receipt(parsing: whole.log.receipt(of: 11, under: note).bytes)
    let keys = try LogFixtures.keys()
    let verdict = ReceiptVerdict(kept, keys: keys)
    // The log's own signature stands for a tree that is longer than the one shown.
    #expect(verdict.isGood)
    #expect(verdict.checkpoint?.checkpoint.size == 12 && shown.log.size == 11)
    #expect(try LogReader(kept: [kept.proof.note]).finding(shown.log.entries, under: shownNote) == .rollback)
    // Grown again to the old size with something else in its place, it has signed two roots for one size.
    try shown.append(at: OperatorLog.start + 11_000, mark: 900)
    shownNote = try shown.checkpoint()
    #expect(try LogReader().finding(shown.log.entries, under: shownNote) == nil)
    #expect(try ForkEvidence(first: kept.proof.note, second: shownNote, keys: keys).size == 12)
  }

  @Test func `Dropped tail: the log itself refuses to sign for less than it signed for`() throws {
    let (_, note, shown, _) = try cut()
    let signed = try OpenedCheckpoint(note, keys: LogFixtures.keys())
    let refusal = refusalCode {
      try Log(origin: LogFixtures.origin, entries: shown.log.entries, signed: [signed])
    }
    #expect(refusal == .rollback)
  }

  @Test func `Acknowledged and dropped: the signed acknowledgement and the tree without that leaf prove it`()
    throws
  {
    let platform = try SigningKey(.ed25519, seed: LogFixtures.counting(from: 0x70))
    var log = try OperatorLog(11)
    let before = log
    let acknowledgement = try log.append(at: OperatorLog.start + 11_000, mark: 7)
    let signature = try acknowledgement.signature(by: platform)
    // No checkpoint yet: the operator goes on as if nothing had arrived.
    log = before
    try log.append(at: OperatorLog.start + 12_000, mark: 8)
    let note = try log.checkpoint()
    #expect(try LogReader().finding(log.log.entries, under: note) == nil)
    func isBroken(_ acknowledgement: Acknowledgement, in log: Log) -> Bool {
      acknowledgement.isSigned(signature, by: platform.verificationKey)
        && log.tree.leafHash(at: acknowledgement.index).map { $0 != acknowledgement.leafHash } ?? false
    }
    #expect(isBroken(acknowledgement, in: log.log))
    // As long as the log is not that long, the leaf may still come: only a tree that has another one there is proof.
    #expect(!isBroken(acknowledgement, in: before.log))
    // And nobody blames the platform with an acknowledgement that it did not sign.
    let invented = Acknowledgement(
      origin: LogFixtures.origin, index: 10, leafHash: acknowledgement.leafHash)
    #expect(!isBroken(invented, in: log.log))
    // Weakened: a promise without the hash of the leaf is kept by whatever stands at the index.
    #expect(log.log.tree.leafHash(at: acknowledgement.index) != nil)
  }
}
