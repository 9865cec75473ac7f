import Cryptography
import Notation
import SystemPackage
import TestSupport
import Testing

@testable import AuditTrail

/// An operator that lets a friend bid after the deadline and gives the leaf an earlier time.
@Suite struct LateBidAttackTests {
  private static let grace: Int64 = 10_000
  /// The deadline: a second after the tenth leaf.
  private static let deadline = OperatorLog.start + 10_000

  /// Why a reader of the notes does not count a bid in a log that the leaf `closing` closes: what `TimelyCheck` finds BAD.
  private func findings(
    _ receipt: Receipt, among notes: [SignedNote], closedAt closing: Int, asksWitness: Bool = true
  ) throws -> [FindingCode] {
    let keys = try LogFixtures.keys()
    try #require(ReceiptVerdict(receipt, keys: keys).isGood)
    let leaf = try Leaf(parsing: receipt.leaf)
    var evidence = BundleCase(trust: try Cast.trust(), outside: nil)
    for opened in try notes.map({ try OpenedCheckpoint($0, keys: keys) }) {
      evidence.witnessed += opened.cosignatures.compactMap { seen in
        seen.instant.map { (opened.checkpoint.size, $0) }
      }
    }
    // Weakened: the time that the operator wrote stands for a witness's.
    if !asksWitness { evidence.witnessed = [(.max, leaf.time)] }
    let deadline = ("deadline_ms", Value.integer(Int(Self.deadline)))
    try add("deadline.extended", deadline, at: 0, LogFixtures.instant(OperatorLog.start), &evidence)
    try add("tender.closed", deadline, at: closing, LogFixtures.instant(Self.deadline), &evidence)
    try add("bid.received", ("revision", .integer(1)), at: Int(leaf.index), leaf.time, &evidence)
    try TimelyCheck.run(&evidence)
    return evidence[.timely].findings.filter { $0.state == .bad }.map(\.code)
  }

  private func add(
    _ kind: String, _ field: (String, Value), at seq: Int, _ time: Instant, _ evidence: inout BundleCase
  ) throws {
    // The clock closes; parties do the rest.
    let stage: DisclosureStage? = kind == "tender.closed" ? nil : .opening
    let fields = try LogFixtures.body(at: time.milliseconds, stage: stage).fields
    let source = EventSource(seq: seq, stamp: time, isSealed: stage != nil, fields: fields)
    let event = Value.object([(field.0, field.1), ("kind", .string(kind))])
    try evidence.events.add(event, of: kind, source)
    #expect(evidence.events.all.last?.isKnown == true)
  }

  /// A log whose eleventh leaf is a bid dated a millisecond before the deadline, then the closing.
  private func backdated() throws -> OperatorLog {
    var log = try OperatorLog(10)
    try log.append(at: Self.deadline - 1, mark: 900)
    try log.append(at: Self.deadline, mark: 0)
    return log
  }

  private func cosigned(_ log: inout OperatorLog, at milliseconds: Int64) throws -> SignedNote {
    let note = try log.checkpoint()
    return try note.adding([
      LogFixtures.witness().signature(for: note.text, time: UInt64(milliseconds / 1000))
    ])
  }

  @Test func `Back-dated bid: its leaf says before the deadline, the witness saw it after the grace`() throws
  {
    var before = try OperatorLog(10)
    var log = try backdated()
    // The witness had seen ten leaves in time; of the eleventh it hears after prices were read out.
    let notes = [
      try cosigned(&before, at: Self.deadline - 1000),
      try cosigned(&log, at: Self.deadline + Self.grace + 1000),
    ]
    let receipt = try log.log.receipt(of: 10, under: notes[1])
    #expect(try findings(receipt, among: notes, closedAt: 11) == [.unseen])
    #expect(try findings(receipt, among: notes, closedAt: 11, asksWitness: false) == [])
    let honest = try log.log.receipt(of: 9, under: notes[1])
    #expect(try findings(honest, among: notes, closedAt: 11) == [])
  }

  @Test func `Back-dated bid: up to the grace nobody can tell, and a witness of the operator's says nothing`()
    throws
  {
    var log = try backdated()
    let atLimit = try cosigned(&log, at: Self.deadline + Self.grace)
    let receipt = try log.log.receipt(of: 10, under: atLimit)
    #expect(try findings(receipt, among: [atLimit], closedAt: 11) == [])
    let note = try log.checkpoint()
    let own = try LogFixtures.witness("witness.example/w9", seed: 9)
    let pretended = try note.adding([own.signature(for: note.text, time: UInt64(Self.deadline / 1000))])
    #expect(try findings(receipt, among: [pretended], closedAt: 11) == [.unseen])
  }

  @Test func `Late bid behind the closing: it cannot be put before it without another history`() throws {
    var closed = try OperatorLog(10)
    try closed.append(at: Self.deadline, mark: 0)
    let witnessed = try cosigned(&closed, at: Self.deadline)
    // Behind the closing its own index convicts it, whatever its time.
    var behind = closed
    let late = try behind.append(at: Self.deadline, mark: 900)
    let note = try cosigned(&behind, at: Self.deadline + 1000)
    let receipt = try behind.log.receipt(of: late.index, under: note)
    #expect(try findings(receipt, among: [note], closedAt: 10) == [.afterClosing, .late])
    // Before it, it moves the closing, and the witness's checkpoint is of another tree.
    let moved = try backdated()
    var shown = moved
    let reader = LogReader(witnesses: [try LogFixtures.witness().noteKey], kept: [witnessed])
    #expect(try reader.finding(moved.log.entries, under: shown.checkpoint()) == .rollback)
    #expect(try LogReader().finding(moved.log.entries, under: shown.checkpoint()) == nil)
  }

  @Test func `Witness set back: a clock behind its last cosignature cosigns nothing, as a bare signer would`()
    throws
  {
    let folder = try TemporaryFolder()
    let witness = try LogFixtures.witness()
    let store = try #require(WitnessStore(folder: FilePath(folder.path), signer: witness))
    try store.follow(LogFixtures.signer().noteKey)
    var before = try OperatorLog(10)
    var log = try backdated()
    let (inTime, late) = (UInt64(Self.deadline / 1000), UInt64(Self.deadline + Self.grace) / 1000 + 60)
    _ = try store.add(before.request(after: 0), time: late)
    let request = try log.request(after: 10)
    do throws(WitnessRefusal) {
      _ = try store.add(request, time: inTime)
      Issue.record("the witness cosigned in the past")
    } catch {
      #expect(error.status == 500)
    }
    // Weakened: the signer alone signs any time, and the late bid is timely.
    let forged = try request.note.adding([witness.signature(for: request.note.text, time: inTime)])
    #expect(try findings(log.log.receipt(of: 10, under: forged), among: [forged], closedAt: 11) == [])
    // The refusal changed nothing: at its time the checkpoint is cosigned, and the bid is late.
    let honest = try request.note.adding([store.add(request, time: late)])
    let receipt = try log.log.receipt(of: 10, under: honest)
    #expect(try findings(receipt, among: [honest], closedAt: 11) == [.unseen])
  }
}
