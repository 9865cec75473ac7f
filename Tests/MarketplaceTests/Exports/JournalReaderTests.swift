import AuditTrail
import Evaluation
import Foundation
import Notation
import SystemPackage
import Tendering
import TestSupport
import Testing

@testable import Marketplace

@Suite struct JournalReaderTests {
  private func files(_ folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      if let data = FileManager.default.contents(atPath: folder + "/" + name) { files[name] = data }
    }
    return files
  }

  private func exports(_ story: JournalStory) async throws {
    let order = BundleOrder(tender: story.tender, stage: .notice, view: .auditor)
    try story.journal.export(order, to: story.folder.path + "/written")
    let reader = try JournalReader(at: story.path)
    try reader.export(order, to: story.folder.path + "/read")
    let written = try files(story.folder.path + "/written")
    #expect(written.count > 10)
    #expect(try files(story.folder.path + "/read") == written)
    #expect(try reader.disclosedStage(of: story.tender) == .notice)
  }

  @Test func `who only reads cuts the same bundle while another process writes`() async throws {
    let story = try JournalStory()
    try await story.close()
    _ = try await story.journal.checkpoint()
    try await exports(story)
    // The writer goes on, and the reader's bundle is that of the checkpoint.
    try await story.submit(Story.bidders[5])
    let reader = try JournalReader(at: story.path)
    let order = BundleOrder(tender: story.tender, stage: .notice, view: .public)
    let manifest = try reader.export(order, to: story.folder.path + "/later")
    #expect(UInt64(manifest.heading.size) < (await story.journal.size))
  }

  @Test func `a closed journal is read, and can be written again afterwards`() async throws {
    let story = try JournalStory()
    try await story.close()
    _ = try await story.journal.checkpoint()
    try await story.journal.close()
    let reader = try JournalReader(at: story.path)
    let order = BundleOrder(tender: story.tender, stage: .notice, view: .public)
    try reader.export(order, to: story.folder.path + "/closed")
    try await story.reopen()
    try await story.submit(Story.bidders[5])
    #expect(try story.journal.verifyStore().isGood)
  }

  @Test(.tags(.refusal)) func `a folder without a journal is unreadable, and nothing is made there`() throws {
    let folder = try TemporaryFolder()
    let fault = #expect(throws: Fault.self) { try JournalReader(at: FilePath(folder.path)) }
    #expect(fault?.code == .unreadable)
    #expect(try folder.contents(of: ".").isEmpty)
  }
}
