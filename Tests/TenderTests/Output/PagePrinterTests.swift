import AuditTrail
import Cryptography
import Evaluation
import Foundation
import Notation
import OfficialDocuments
import Tendering
import TestSupport
import Testing

@testable import tender

/// PDF through a browser that may be there or not.
@Suite struct PagePrinterTests {
  private static let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
  private static let isThere = (try? PagePrinter(searching: path)) != nil

  @Test(.tags(.refusal), arguments: ["", "chromium", "/nowhere:/nowhere/else"])
  func `without a browser nothing is printed, and what is missing is named`(path: String) {
    let fault = #expect(throws: Fault.self) { try PagePrinter(searching: path) }
    #expect(fault?.code == .printerMissing)
    #expect(fault?.accepted.chinese.contains("chromium") == true)
  }

  @Test(
    .tags(.refusal),
    arguments: [
      ("exit 3", "exited(3)"), ("kill -9 $$", "signal"), ("true", "0 bytes that are no PDF"),
      ("for word in \"$@\"; do case $word in --print-to-pdf=*) echo no > ${word#*=};; esac; done", "no PDF"),
    ])
  func `a browser that fails is a fault with its end`(script: String, end: String) async throws {
    let folder = try TemporaryFolder()
    let program = try folder.write("chromium", "#!/bin/sh\n\(script)\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let printer = try PagePrinter(searching: folder.path)
    let fault = await #expect(throws: Fault.self) { try await printer.pdf(of: "<p>") }
    #expect(fault?.code == .printerFailed)
    #expect(fault?.message.english.contains(end) == true, "\(fault?.message.english ?? "")")
  }

  @Test func `a browser sees nothing of our environment`() async throws {
    let folder = try TemporaryFolder()
    let seen = folder.path + "/seen"
    let program = try folder.write("google-chrome", "#!/bin/sh\n/usr/bin/env > '\(seen)'\nexit 1\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let printer = try PagePrinter(searching: folder.path)
    _ = try? await printer.pdf(of: "<p>")
    let names = try String(contentsOfFile: seen, encoding: .utf8).split(separator: "\n")
      .compactMap { $0.split(separator: "=").first.map(String.init) }
    #expect(Set(names).subtracting(["_", "PWD", "OLDPWD", "SHLVL"]) == ["HOME", "LC_ALL", "PATH", "TMPDIR"])
  }

  @Test(
    .enabled(if: isThere, "no Chromium is installed, which the product does not need"),
    .timeLimit(.minutes(20)))
  func `a paper prints on A4 with the watermark and the checkpoint on every sheet`() async throws {
    var story = try Story.bidding(.engineering)
    try story.openAndSeat()
    let checkpoint = Checkpoint(origin: Story.log, size: 77, root: DigestContext.sha256([1]))
    let source = PaperSource(story.state, registry: story.procedure.registry, checkpoint: checkpoint)
    let page = try source.page(of: .openingRecord, for: .anybody)
    let pdf = try await PagePrinter(searching: Self.path).pdf(of: page.html)
    let folder = try TemporaryFolder()
    let file = try folder.write("page.pdf", pdf)
    let text = try await Program(path: "/usr/bin/pdftotext").run(["-raw", file, "-"]).text
    let sheets = text.split(separator: "\u{0C}").filter { $0.contains(where: { !$0.isWhitespace }) }
    #expect(sheets.count > 1)
    for (number, sheet) in sheets.enumerated() {
      #expect(sheet.split(separator: "模拟", omittingEmptySubsequences: false).count > 10)
      #expect(sheet.contains("tender.example/audit"))
      #expect(sheet.filter { !$0.isWhitespace }.contains("第\(number + 1)页共\(sheets.count)页"))
    }
    #expect(text.contains("投标报价"))
  }
}
