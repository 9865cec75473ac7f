import AuditTrail
import Evaluation
import Foundation
import Notation
import Tendering
import TestSupport
import Testing

/// The matrix, cell by cell: as the threat model has it, and as a tender that goes to its contract keeps it.
@Suite struct SecrecyMatrixTests {
  /// The rows and columns in the order of the document.
  private static let rows: [SecretItem] = [
    .documents, .drafts, .bidders, .price, .technical, .mapping, .panel, .scores, .evaluation, .remedies,
  ]

  @Test func `every cell is the one that the threat model promises`() throws {
    let url = URL(filePath: Program.packageRoot + "/Documentation/threat-model.md")
    let text = try String(contentsOf: url, encoding: .utf8)
    let section = try #require(text.components(separatedBy: "## Who may know what").last)
    let lines = section.prefix(upTo: section.range(of: "\n## ")?.lowerBound ?? section.endIndex)
      .split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst()
    #expect(Set(Self.rows) == Set(SecretItem.allCases) && lines.count == Self.rows.count)
    for (item, line) in zip(Self.rows, lines) {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }.dropFirst()
      #expect(cells.count == Reader.all.count)
      for (reader, cell) in zip(Reader.all, cells) {
        #expect(SecrecyMatrix.cell(item, reader).words == cell, "\(item) for \(reader)")
      }
    }
  }

  @Test(arguments: SecretItem.allCases)
  func `a cell is closed before its moment, opens with it, and does not close again`(item: SecretItem) throws
  {
    var replay = Replay()
    var known: [Reader: Stage] = [:]
    for page in try Story.contracted(.engineering).pages {
      try replay.take(page.body, enclosures: page.enclosures)
      guard let id = page.body.tender else { continue }
      let tender = replay.procedure[id]
      for reader in Reader.all {
        let permits = SecrecyMatrix.permits(item, to: reader, in: tender)
        #expect(permits || known[reader] == nil, "\(item) is taken back from \(reader) in \(tender.stage)")
        if permits, known[reader] == nil { known[reader] = tender.stage }
      }
    }
    for reader in Reader.all {
      let moment = SecrecyMatrix.cell(item, reader).from
      #expect(known[reader] == moment.stage, "\(item) for \(reader), from \(moment)")
    }
  }
}

extension SecrecyCell {
  /// The cell as the document writes it.
  fileprivate var words: String {
    let moment =
      switch from {
      case .priceOpening: "price opening"
      case .priceStep: "price step"
      case .signIn: "sign-in"
      case .award: "notice of award"
      default: "\(from)"
      }
    return guarantee.map { "\(moment) \($0.rawValue)" } ?? moment
  }
}

extension SecrecyCell.Moment {
  /// Where a construction tender in one session stands when the moment comes; nil for never.
  fileprivate var stage: Stage? {
    switch self {
    case .always: .planned
    case .publication: .previewed
    case .opening, .priceOpening: .opening
    case .draw, .signIn: .opened
    case .priceStep, .lock, .reveal: .evaluating
    case .report: .reported
    case .candidates: .publicised
    case .award: .notified
    case .never: nil
    }
  }
}
