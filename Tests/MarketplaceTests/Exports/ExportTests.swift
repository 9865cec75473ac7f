import AuditTrail
import Cryptography
import Evaluation
import Foundation
import Notation
import Tendering
import TestSupport
import Testing

@testable import Marketplace

@Suite struct ExportTests {
  private func order(_ story: JournalStory, _ view: BundleView = .public) -> BundleOrder {
    BundleOrder(tender: story.tender, stage: .notice, view: view)
  }

  private func files(_ folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      if let data = FileManager.default.contents(atPath: folder + "/" + name) { files[name] = data }
    }
    return files
  }

  private func trust(_ story: JournalStory, _ witnesses: [NoteKey]) throws -> TrustFile {
    let identity = story.journal.identity
    let custodians = try story.story.terms.custodians.map { party in
      (party, KeyFingerprint(of: try JournalStory.key(of: party).verificationKey))
    }
    return try TrustFile(
      custodians: Dictionary(uniqueKeysWithValues: custodians), log: identity.signers[0].noteKey,
      operatorKey: KeyFingerprint(of: identity.operatorKey.verificationKey), root: identity.root,
      isRootAutomatic: true, witnesses: witnesses)
  }

  /// A tender past its deadline, with a refused bid, whose checkpoint a witness saw in time.
  private func witnessed() async throws -> (JournalStory, NoteSigner) {
    let story = try JournalStory()
    // Outside engineering works the notice is the first that is known of a tender.
    story.story.terms = Story.terms(.governmentProcurement)
    let key = try JournalStory.key(210)
    let name = try #require(KeyName("witness.example/w1"))
    let witness = try #require(NoteSigner(name: name, scheme: .cosignature, key: key))
    try await story.open()
    for bidder in Story.bidders.prefix(3) { try await story.submit(bidder) }
    let note = try await story.journal.checkpoint()
    let seconds = UInt64(story.story.terms.opening.milliseconds / 1_000)
    let cosignature = try witness.signature(for: note.text, time: seconds)
    let cosigned = try await story.journal.add(
      cosignature, by: witness.noteKey, size: await story.journal.size)
    #expect(cosigned.signatures.count == 2)
    story.clock.now = story.story.terms.opening
    try await story.submit(Story.bidders[4])
    _ = try await story.journal.checkpoint()
    return (story, witness)
  }

  @Test(arguments: [BundleView.public, .auditor])
  func `a bundle of the journal has nothing that is bad`(view: BundleView) async throws {
    let (story, witness) = try await witnessed()
    let path = story.folder.path + "/bundle"
    try story.journal.export(order(story, view), to: path)
    let verdict = try Verdict.judge([path], trust: try trust(story, [witness.noteKey]), outside: nil)
    #expect(verdict[.integrity] == .good)
    #expect(verdict[.manifest] == .good)
    for report in verdict.checks { #expect(report.state != .bad, "\(report.name): \(report.findings)") }
    #expect(verdict.size == (await story.journal.size))
    #expect(try story.journal.verifyStore().isGood)
  }

  @Test func `a cosignature of another note is not kept`() async throws {
    let (story, witness) = try await witnessed()
    let size = await story.journal.size
    let foreign = try witness.signature(for: Array("another\n".utf8), time: 1)
    let fault = await #expect(throws: Fault.self) {
      try await story.journal.add(foreign, by: witness.noteKey, size: size)
    }
    #expect(fault?.code == .badSignature)
    let missing = await #expect(throws: Fault.self) {
      try await story.journal.add(foreign, by: witness.noteKey, size: size + 1)
    }
    #expect(missing?.code == .notSigned)
  }

  @Test func `the same journal gives the same bundle, byte for byte`() async throws {
    let story = try JournalStory()
    try await story.close()
    _ = try await story.journal.checkpoint()
    for name in ["first", "second"] {
      try story.journal.export(order(story, .auditor), to: story.folder.path + "/" + name)
    }
    let first = try files(story.folder.path + "/first")
    #expect(first.count > 10)
    #expect(try files(story.folder.path + "/second") == first)
  }

  @Test func `the public sees no bid before the opening, an auditor all of them`() async throws {
    let story = try JournalStory()
    try await story.close()
    _ = try await story.journal.checkpoint()
    var texts: [String] = []
    for view in [BundleView.public, .auditor] {
      let path = story.folder.path + "/" + view.rawValue
      try story.journal.export(order(story, view), to: path)
      texts.append(try String(contentsOfFile: path + "/bodies.ndjson", encoding: .utf8))
    }
    #expect(!texts[0].contains("bid.received"))
    #expect(texts[1].contains("bid.received"))
  }

  @Test func `without a checkpoint nothing is exported, and a damaged file stops the export`() async throws {
    let story = try JournalStory()
    try await story.close()
    let path = story.folder.path + "/bundle"
    #expect(throws: Fault.self) { try story.journal.export(order(story), to: path) }
    _ = try await story.journal.checkpoint()
    for name in try story.folder.contents(of: "journal/blobs") {
      try story.folder.write("journal/blobs/" + name, "changed")
    }
    let fault = #expect(throws: Fault.self) {
      try story.journal.export(order(story, .auditor), to: path + "2")
    }
    #expect(fault?.code == .corruptBlob)
  }
}
