import AuditTrail
import Cryptography
import Glibc
import Notation
import SystemPackage
import TestSupport
import Testing

@Suite struct WitnessStoreTests {
  private let folder: TemporaryFolder
  private let store: WitnessStore
  private let tree = LogFixtures.tree((0..<40).map(LogFixtures.entry))
  private let forked = LogFixtures.tree((0..<40).map { LogFixtures.entry($0 + 1) })

  init() throws {
    folder = try TemporaryFolder()
    store = try #require(WitnessStore(folder: FilePath(folder.path), signer: LogFixtures.witness()))
    try store.follow(LogFixtures.signer().noteKey)
  }

  private var name: String { store.logFolder(LogFixtures.origin).lastComponent?.string ?? "" }

  private func request(_ old: UInt64, _ new: UInt64, in tree: MerkleTree? = nil) throws -> CheckpointRequest {
    let tree = tree ?? self.tree
    let path = old == new ? [] : tree.consistencyProof(from: old, to: new)?.path ?? []
    return try CheckpointRequest(oldSize: old, path: path, note: LogFixtures.note(tree, new))
  }

  private func refusal(_ request: CheckpointRequest) -> WitnessRefusal? {
    do throws(WitnessRefusal) {
      _ = try store.add(request, time: LogFixtures.witnessTime)
      return nil
    } catch { return error }
  }

  @Test func `The cosignature is of the checkpoint, and the state on disk holds it`() throws {
    let request = try request(0, 9)
    let line = try store.add(request, time: LogFixtures.witnessTime)
    let opened = try OpenedCheckpoint(request.note.adding([line]), keys: LogFixtures.keys())
    #expect(opened.cosignatures.map(\.time) == [LogFixtures.witnessTime])
    #expect(try store.latest(of: LogFixtures.origin) == opened.note)
    let reopened = try #require(WitnessStore(folder: FilePath(folder.path), signer: LogFixtures.witness()))
    #expect(try reopened.latest(of: LogFixtures.origin) == opened.note)
    #expect(refusal(try self.request(9, 9)) == nil)
    #expect(refusal(try self.request(0, 12)) == .conflict(size: 9))
  }

  @Test func `The folder is named after the hash of the origin`() {
    #expect(name == Hexadecimal.text(DigestContext.sha256(Array("tender.example/audit".utf8)).bytes))
  }

  @Test(.tags(.refusal)) func `A log is followed once, under one key, and never reset`() throws {
    _ = try store.add(request(0, 9), time: 5)
    try store.follow(LogFixtures.signer().noteKey)
    #expect(try store.latest(of: LogFixtures.origin) != nil)
    let other = try LogFixtures.signer(seed: 9).noteKey
    #expect(faultCode { () throws(Fault) in try store.follow(other) } == .witnessState)
    let stranger = try CheckpointRequest(
      oldSize: 0, path: [],
      note: {
        let name = LogName(unchecked: "b.example")
        let checkpoint = Checkpoint(origin: name, size: 1, root: tree.root)
        return try SignedNote(
          text: checkpoint.text,
          signatures: [LogFixtures.signer(name).signature(for: checkpoint.text, time: 0)])
      }())
    #expect(refusal(stranger) == .unknownOrigin(LogName(unchecked: "b.example")))
    #expect(try folder.contents() == [name])
  }

  @Test(.tags(.refusal)) func `A fork is kept on disk, and a second one does not overwrite it`() throws {
    _ = try store.add(request(0, 9), time: 5)
    guard case .fork(let evidence)? = refusal(try request(9, 9, in: forked)) else {
      Issue.record("no fork")
      return
    }
    #expect(try store.fork(of: LogFixtures.origin, size: 9) == evidence)
    let third = LogFixtures.tree((0..<40).map { LogFixtures.entry($0 + 2) })
    #expect(refusal(try request(9, 9, in: third))?.status == 409)
    #expect(try store.fork(of: LogFixtures.origin, size: 9) == evidence)
    #expect(try folder.contents(of: name) == ["fork-9", "lock", "log", "state"])
    #expect(refusal(try request(9, 12)) == nil)
  }

  @Test func `What a crash left half written is not read, and the next answer replaces it`() throws {
    _ = try store.add(request(0, 9), time: 5)
    try folder.write(name + "/state.new", #"{"log":"tend"#)
    try folder.write(name + "/fork-9.new", "{")
    #expect(try store.latest(of: LogFixtures.origin)?.text == LogFixtures.note(tree, 9).text)
    #expect(refusal(try request(9, 9, in: forked))?.status == 409)
    #expect(refusal(try request(9, 12)) == nil)
    #expect(try folder.contents(of: name) == ["fork-9", "lock", "log", "state"])
  }

  @Test(.tags(.refusal))
  func `A state that is missing, cut, edited or of another log is refused, never begun anew`() throws {
    _ = try store.add(request(0, 9), time: 5)
    let path = store.logFolder(LogFixtures.origin).appending("state")
    let file = try FileDescriptor.open(path, .readOnly)
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = try bytes.withUnsafeMutableBytes { try file.read(into: $0) }
    try file.close()
    let state = String(decoding: bytes[..<count], as: UTF8.self)
    let wrong = [
      "", "{}", String(state.dropLast(20)), state + " ", state.replacing("\\n9\\n", with: "\\n8\\n"),
      state.replacing("tender.example", with: "tender.exampel"), String(repeating: " ", count: 1 << 17),
    ]
    for text in wrong {
      try folder.write(name + "/state", text)
      #expect(refusal(try request(9, 12))?.status == 500)
      #expect(refusal(try request(0, 5, in: forked))?.status == 500)
      #expect(faultCode { () throws(Fault) in _ = try store.latest(of: LogFixtures.origin) } == .witnessState)
    }
    #expect(unlink(path.string) == 0)
    #expect(refusal(try request(0, 5, in: forked))?.status == 500)
    let log = try LogFixtures.signer().noteKey
    #expect(faultCode { () throws(Fault) in try store.follow(log) } == .witnessState)
    #expect(try folder.contents(of: name) == ["lock", "log"])
    try folder.write(name + "/state", state)
    #expect(refusal(try request(9, 12)) == nil)
  }

  @Test func `A crash before the log was marked as followed leaves one that can be followed`() throws {
    #expect(unlink(store.logFolder(LogFixtures.origin).appending("log").string) == 0)
    #expect(refusal(try request(0, 9)) == .unknownOrigin(LogFixtures.origin))
    try store.follow(LogFixtures.signer().noteKey)
    #expect(refusal(try request(0, 9)) == nil)
  }

  @Test(.tags(.refusal)) func `No cosignature leaves when the state cannot be written`() throws {
    _ = try store.add(request(0, 9), time: 5)
    // A folder in the place of the temporary file stops the writing.
    _ = try folder.folder(name + "/state.new")
    #expect(refusal(try request(9, 12))?.status == 500)
    #expect(try store.latest(of: LogFixtures.origin)?.text == LogFixtures.note(tree, 9).text)
  }

  @Test func `Of many who ask at once from one state, one history alone is cosigned`() async throws {
    _ = try store.add(request(0, 9), time: 5)
    let requests = try (0..<12).map { index in
      let leaves = (0..<9).map(LogFixtures.entry) + (0..<8).map { LogFixtures.entry(1000 * (index + 1) + $0) }
      return try request(9, 17, in: LogFixtures.tree(leaves))
    }
    let folder = folder.path
    let cosigned = await withTaskGroup(of: Bool.self) { group in
      for request in requests {
        group.addTask {
          guard let signer = try? LogFixtures.witness(),
            let store = WitnessStore(folder: FilePath(folder), signer: signer)
          else { return false }
          return (try? store.add(request, time: 6)) != nil
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(cosigned == 1)
    #expect(try store.fork(of: LogFixtures.origin, size: 17) != nil)
  }
}
