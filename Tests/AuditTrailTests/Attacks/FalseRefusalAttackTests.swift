import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

/// A platform that does not want a bid: it says nothing, or something that is not so.
@Suite struct FalseRefusalAttackTests {
  private let documents = SealedBidFixture.hash("documents")
  private let platform = Result { try SigningKey(.ed25519, seed: SealedBidFixture.secret(0x70)) }
  private let supervisor = Result { try SigningKey(.ed25519, seed: SealedBidFixture.secret(0x71)) }

  private func note(_ refused: Digest?, _ code: Fault.Code) throws -> RefusalNote {
    try RefusalNote(
      log: SealedBidFixture.log, tender: SealedBidFixture.tender, refused: refused, code: code,
      time: SealedBidFixture.instant(1_789_999_700_000))
  }

  /// What the rules say to a message after `earlier`: nil when they have nothing against it.
  private func decide(_ message: BidMessage, after earlier: [BidMessage] = []) throws -> Fault.Code? {
    var revisions = BidRevisions()
    let deadline = try SealedBidFixture.deadline()
    for message in earlier {
      try revisions.take(message, documents: documents, deadline: deadline)
    }
    return refusal { try revisions.take(message, documents: documents, deadline: deadline) }
  }

  /// A deposit with the supervisor, and what it signs for it, as the bidder keeps them.
  private struct Kept {
    var deposit: Deposit
    var receipt: DepositReceipt
    var signature: [UInt8]
  }

  private func kept(_ submission: Submission, refusal: Digest?, at time: Int64) throws -> Kept {
    let deposit = try Deposit(
      message: .submit(submission),
      signature: submission.signature(by: SealedBidFixture.signingKey()), refusal: refusal)
    let receipt = DepositReceipt(deposit: deposit.digest, time: try SealedBidFixture.instant(time))
    return Kept(deposit: deposit, receipt: receipt, signature: try receipt.signature(by: supervisor.get()))
  }

  /// The bid that counts at the close for whoever looks at the deposits that hold, beside the log.
  private func liveBid(logged: [BidMessage], _ kept: Kept?) throws -> Submission? {
    let deadline = try SealedBidFixture.deadline()
    let key = try SealedBidFixture.signingKey().verificationKey
    let deposits = try [kept].compactMap { $0 }.filter { kept in
      try kept.receipt.deposit == kept.deposit.digest
        && kept.receipt.isSigned(kept.signature, by: supervisor.get().verificationKey)
        && kept.deposit.message.isSigned(kept.deposit.signature, by: key) && kept.receipt.time < deadline
    }
    return LiveBid(receipted: logged + deposits.map(\.deposit.message))?.submission
  }

  @Test func `False refusal without a note: the deposit with the supervisor proves that the bid was in time`()
    throws
  {
    let bid = try SealedBidFixture.submission()
    let deadline = try SealedBidFixture.deadline().milliseconds
    let good = try kept(bid, refusal: nil, at: deadline - 1)
    #expect(try liveBid(logged: [], good) == bid)
    // Weakened: where the platform's log alone says what arrived, silence is enough.
    #expect(try liveBid(logged: [], nil) == nil)
    // No way in after the deadline, for another bid, or without the supervisor.
    #expect(try liveBid(logged: [], kept(bid, refusal: nil, at: deadline)) == nil)
    var forged = good
    forged.signature[5] ^= 1
    #expect(try liveBid(logged: [], forged) == nil)
    var exchanged = good
    exchanged.deposit = try kept(
      SealedBidFixture.submission(revision: 2, "better"), refusal: nil, at: deadline - 1
    ).deposit
    #expect(try liveBid(logged: [], exchanged) == nil)
    var foreign = good
    foreign.deposit = try Deposit(message: good.deposit.message, signature: [1], refusal: nil)
    foreign.receipt = DepositReceipt(deposit: foreign.deposit.digest, time: good.receipt.time)
    foreign.signature = try foreign.receipt.signature(by: supervisor.get())
    #expect(try liveBid(logged: [], foreign) == nil)
  }

  @Test func `False refusal with a note: the rules do not give its code, and it is signed for good`() throws {
    let bid = try SealedBidFixture.submission()
    let note = try note(bid.digest, .revisionNotHigher)
    let signature = try note.signature(by: platform.get())
    let key = try platform.get().verificationKey
    // Weakened: a reader to whom the platform's signature under the code is cause enough.
    #expect(note.isSigned(signature, by: key))
    #expect(try decide(.submit(bid)) == nil)
    // The same note is right about a bid after which nothing lower may come.
    let higher = try SealedBidFixture.submission(revision: 2, "better")
    #expect(try decide(.submit(bid), after: [.submit(higher)]) == note.code)
    // It cannot be turned into a true one: code, message, time and tender are under the signature.
    for index in note.bytes.indices {
      var changed = note.bytes
      changed[index] ^= 1
      #expect(!key.isValid(signature, for: changed))
    }
  }

  @Test func `False refusal exchanged later: the deposit names the note that the bidder got`() throws {
    let bid = try SealedBidFixture.submission()
    let deadline = try SealedBidFixture.deadline().milliseconds
    let (given, later) = (try note(bid.digest, .revisionNotHigher), try note(bid.digest, .unknownDeadline))
    let deposited = try kept(bid, refusal: given.digest, at: deadline - 1)
    #expect(deposited.deposit.refusal == given.digest && deposited.deposit.refusal != later.digest)
    #expect(try liveBid(logged: [], deposited) == bid)
    // Were the note not in the deposit, it would be the same deposit whatever the platform says later.
    let (first, second) = (
      try kept(bid, refusal: given.digest, at: deadline - 1), try kept(bid, refusal: nil, at: deadline - 1)
    )
    #expect(first.receipt.deposit != second.receipt.deposit)
    #expect(first.deposit.message == second.deposit.message)
  }
}
