import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

/// An operator that makes its log again from an early leaf on, older checkpoints and receipts included.
///
/// No check of the bundle alone can find this: everything is signed with the right key over the right root.
@Suite struct RewrittenHistoryAttackTests {
  private func stories() throws -> (true: OperatorLog, rewritten: OperatorLog) {
    (try OperatorLog(12), try OperatorLog.rewritten(12, at: 4))
  }

  @Test func `Rewritten history: consistent with itself, and caught only with an anchor`() throws {
    var (original, rewritten) = try stories()
    var older = try OperatorLog(rewritten.log.entries.prefix(6))
    let (olderNote, note) = (try older.checkpoint(), try rewritten.checkpoint())
    let keys = try LogFixtures.keys()
    // Self-consistent: leaves, tree, both notes, the proof between them, every receipt.
    let proof = try #require(rewritten.log.tree.consistencyProof(from: 6, to: 12))
    #expect(proof.isValid(from: older.log.tree.root, to: rewritten.log.tree.root))
    for index in 0..<UInt64(12) {
      #expect(ReceiptVerdict(try rewritten.log.receipt(of: index, under: note), keys: keys).isGood)
    }
    let alone = LogReader()
    #expect(try alone.finding(rewritten.log.entries, under: note) == nil)
    #expect(try alone.finding(older.log.entries, under: olderNote) == nil)
    // Not anchored, which is all that an honest verdict on it can say.
    #expect(try alone.anchoredSize(under: [olderNote, note]) == 0)
    // With any checkpoint of the true history, however old, as long as it is beyond the first false leaf.
    for size in 5...12 {
      var kept = try OperatorLog(original.log.entries.prefix(size))
      let reader = LogReader(kept: [try kept.checkpoint()])
      #expect(try reader.finding(rewritten.log.entries, under: note) == .rollback)
    }
    // Older ones than that stand for what is still there, and for nothing more.
    var early = try OperatorLog(original.log.entries.prefix(4))
    let reader = LogReader(kept: [try early.checkpoint()])
    #expect(try reader.finding(rewritten.log.entries, under: note) == nil)
    #expect(try reader.anchoredSize(under: [note]) == 4)
    // And two readers of the two histories have the proof in hand.
    #expect(try ForkEvidence(first: original.checkpoint(), second: note, keys: keys).size == 12)
  }

  @Test func `Rewritten history: the cosignature of a pinned witness cannot be carried over`() throws {
    var (original, rewritten) = try stories()
    let (before, after) = (try original.checkpoint(), try rewritten.checkpoint())
    let (witness, own) = (try LogFixtures.witness(), try LogFixtures.witness("witness.example/w9", seed: 9))
    func cosigned(_ note: SignedNote, by signer: NoteSigner, over text: [UInt8]) throws -> SignedNote {
      try note.adding([signer.signature(for: text, time: LogFixtures.witnessTime)])
    }
    let reader = LogReader(witnesses: [witness.noteKey])
    let genuine = try cosigned(before, by: witness, over: before.text)
    #expect(try reader.anchoredSize(under: [genuine]) == 12)
    let carried = try cosigned(after, by: witness, over: before.text)
    #expect(try reader.finding(rewritten.log.entries, under: carried) == .badSignature)
    // A witness of the operator's own is none to whoever pinned another.
    let pretended = try cosigned(after, by: own, over: after.text)
    #expect(try reader.finding(rewritten.log.entries, under: pretended) == nil)
    #expect(try reader.anchoredSize(under: [pretended]) == 0)
    // Weakened: a reader that takes the witnesses from the bundle.
    let trusting = LogReader(witnesses: [own.noteKey])
    #expect(try trusting.anchoredSize(under: [pretended]) == 12)
  }
}
