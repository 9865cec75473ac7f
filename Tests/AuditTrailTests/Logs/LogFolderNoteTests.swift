import AuditTrail
import Cryptography
import Foundation
import Notation
import SystemPackage
import TestSupport
import Testing

/// A log signs one history, whatever its files are set back to (formats, section 10: rollback guard).
@Suite struct LogFolderNoteTests {
  private let directory: LogDirectory

  init() throws {
    directory = try LogDirectory()
    try directory.append(0..<5)
  }

  /// Copies of the files that hold leaves and bodies.
  private func copy() throws -> [(String, [UInt8])] {
    try ["leaves", "bodies.ndjson", "acknowledged"].map { ($0, try directory.bytes($0)) }
  }

  private func restore(_ files: [(String, [UInt8])]) throws {
    for (name, bytes) in files { try directory.write(name, bytes) }
  }

  @Test func `A checkpoint of one size is signed once and read back`() throws {
    let note = try directory.checkpoint()
    #expect(try directory.checkpoint() == note)
    #expect(try directory.bytes("notes/5") == note.bytes)
    try directory.append(5..<7)
    let newer = try directory.checkpoint()
    let folder = try directory.open(.reading)
    #expect(folder.notes == [5: note, 7: newer])
    #expect(folder.newestNote == newer)
  }

  @Test(.tags(.refusal)) func `Older leaves than were signed are refused`() throws {
    let older = try copy()
    try directory.append(5..<7)
    try directory.checkpoint()
    try restore(older)
    #expect(directory.fault() == .rollback)
    #expect(directory.fault(.reading) == .rollback)
  }

  @Test(.tags(.refusal)) func `Other leaves than were signed are refused, were they as many`() throws {
    let older = try copy()
    try directory.append(5..<7, seed: 1)
    try directory.checkpoint()
    let signed = try directory.bytes("notes/7")
    try FileManager.default.removeItem(atPath: directory.file("notes/7"))
    try restore(older)
    try directory.append(5..<7, seed: 2)
    // Without the note nothing tells the second history from the first: it is the note that convicts it.
    #expect(directory.fault() == nil)
    try directory.write("notes/7", signed)
    #expect(directory.fault() == .rollback)
  }

  @Test(.tags(.refusal)) func `A witness stops a log whose notes were set back too`() throws {
    let store = try witness()
    let older = try copy()
    try directory.append(5..<7)
    let note = try directory.checkpoint()
    _ = try store.add(CheckpointRequest(oldSize: 0, path: [], note: note), time: 7)
    try FileManager.default.removeItem(atPath: directory.file("notes/7"))
    try restore(older)
    let seen = try #require(try store.latest(of: LogFixtures.origin))
    let folder = try directory.open(.reading)
    #expect(faultCode { () throws(Fault) in try folder.check(continues: seen) } == .rollback)
    try directory.append(5..<9, seed: 3)
    let other = try directory.open(.reading)
    #expect(faultCode { () throws(Fault) in try other.check(continues: seen) } == .rollback)
  }

  private func witness() throws -> WitnessStore {
    let path = FilePath(directory.scratch.path + "/witness")
    try WitnessStore.make(path)
    let store = try #require(WitnessStore(folder: path, signer: LogFixtures.witness()))
    try store.follow(LogFixtures.signer().noteKey)
    return store
  }

  @Test func `A cosignature is kept beside the note, the first of a witness for ever`() throws {
    let store = try witness()
    let key = try #require(store.noteKey)
    let note = try directory.checkpoint()
    let request = try directory.open(.reading).request(from: 0, to: 5)
    let first = try store.add(request, time: 7)
    let again = try store.add(CheckpointRequest(oldSize: 5, path: [], note: note), time: 9)
    var folder = try directory.open()
    let cosigned = try folder.add(first, by: key, size: 5)
    #expect(try folder.add(again, by: key, size: 5) == cosigned)
    let opened = try OpenedCheckpoint(
      directoryNote(), keys: CheckpointKeys(log: folder.key, witnesses: [key]))
    #expect(opened.cosignatures.map(\.time) == [7])
    #expect(try directory.bytes("notes/5") == note.bytes)
  }

  private func directoryNote() throws -> SignedNote {
    try #require(try directory.open(.reading).newestNote)
  }

  @Test(.tags(.refusal)) func `What is no cosignature of the note is not kept`() throws {
    let witness = try LogFixtures.witness()
    try directory.checkpoint()
    try directory.append(5..<6)
    let other = try directory.checkpoint()
    let wrong = try witness.signature(for: other.text, time: 7)
    var folder = try directory.open()
    let code = faultCode { () throws(Fault) in try folder.add(wrong, by: witness.noteKey, size: 5) }
    #expect(code == .badSignature)
    let right = try folder.log.tree.root(atSize: 5).map { root in
      try witness.signature(
        for: Checkpoint(origin: LogFixtures.origin, size: 5, root: root).text, time: 7)
    }
    #expect(try folder.add(#require(right), by: witness.noteKey, size: 5).signatures.count == 2)
  }

  @Test(.tags(.refusal))
  func `A note under another size, of another key or with a flipped bit stops the log`() throws {
    let note = try directory.checkpoint()
    try directory.write("notes/4", note.bytes)
    #expect(directory.fault() == .corruptLog)
    try FileManager.default.removeItem(atPath: directory.file("notes/4"))
    let stranger = try directory.open(.reading).log.tree
    try directory.write("notes/5", LogFixtures.note(stranger, 5, [LogFixtures.signer(seed: 9)]).bytes)
    #expect(directory.fault() == .unsigned)
    for index in stride(from: 0, to: note.bytes.count, by: 5) {
      var bytes = note.bytes
      bytes[index] ^= 1
      try directory.write("notes/5", bytes)
      #expect(directory.fault() != nil, "byte \(index)")
    }
    try directory.write("notes/5", note.bytes)
    #expect(directory.fault() == nil)
  }

  @Test(.tags(.refusal)) func `Only the log's own key signs`() throws {
    var folder = try directory.open()
    for signer in [try LogFixtures.signer(seed: 9), try LogFixtures.witness()] {
      #expect(
        faultCode { () throws(Fault) in _ = try folder.checkpoint(signedBy: signer) } == .invalidNoteKey)
    }
    #expect(folder.newestNote == nil)
    #expect(faultCode { () throws(Fault) in _ = try folder.receipt(of: 0) } == .notSigned)
  }

  @Test func `A receipt of every leaf is good, and the proof between sizes lets a witness follow`() throws {
    try directory.checkpoint()
    try directory.append(5..<12)
    try directory.checkpoint()
    let folder = try directory.open(.reading)
    let secret = try folder.secret(of: TenderID(unchecked: "T-2026-0001"), .opening)
    for index in 0..<UInt64(12) {
      let receipt = try folder.receipt(of: index)
      let keys = try CheckpointKeys(log: folder.key)
      let verdict = ReceiptVerdict(try Receipt(parsing: receipt.bytes), keys: keys, secret: secret)
      #expect(verdict.isGood)
      #expect(verdict.judged.contains(.secret) == !index.isMultiple(of: 3))
    }
    let store = try witness()
    _ = try store.add(folder.request(from: 0, to: 5), time: 1)
    _ = try store.add(folder.request(from: 5, to: 12), time: 2)
    #expect(faultCode { () throws(Fault) in _ = try folder.request(from: 0, to: 6) } == .notSigned)
    #expect(faultCode { () throws(Fault) in _ = try folder.request(from: 13, to: 12) } == .invalidRequest)
  }
}
