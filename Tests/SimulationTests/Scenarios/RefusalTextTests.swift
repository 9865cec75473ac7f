import AuditTrail
import Evaluation
import Notation
import Simulation
import Tendering
import TestSupport
import Testing

@Suite struct RefusalTextTests {
  @Test(arguments: ShippedScenario.allCases)
  func `no refusal of a scenario that ships shows a time in milliseconds`(_ preset: ShippedScenario)
    async throws
  {
    var rehearsal = Rehearsal(.engineering)
    rehearsal.scenario = try preset.file(in: .chinese).scenario
    var (play, _) = try rehearsal.inMemory()
    try await play.enrol(root: try rehearsal.root(), isAutomatic: true)
    var told: [Tendering.Refusal] = []
    try await play.run { step throws(Fault) in
      switch step {
      case .refused(_, let refusal), .surprise(_, let refusal?): told.append(refusal)
      default: break
      }
    }
    #expect(told.count >= 3)
    for refusal in told { Self.expectReadable(refusal) }
  }

  @Test func `what is refused for its time names the time in Beijing`() throws {
    var story = try Story()
    var told: [Tendering.Refusal] = []
    func refuse(_ body: (inout Story) throws -> Void) {
      do { try body(&story) } catch let refusal as Tendering.Refusal { told.append(refusal) } catch {
        Issue.record("\(error)")
      }
    }
    var late = try story.announcement()
    late.terms.documentsUntil = late.terms.documentsFrom
    refuse { try $0.take(late, by: Story.tenderer) }
    story = try Story.bidding(.engineering)
    refuse { try $0.take(OpeningConclude(), by: .operator) }
    refuse { try $0.take(DeadlineExtend(.beginning), by: Story.tenderer) }
    story.advance(to: story.terms.opening)
    refuse { try $0.submit(by: Story.bidders[0], revision: 2) }
    refuse { try $0.take(OpeningConclude(), by: .operator) }
    let codes = told.map(\.code.rawValue)
    #expect(codes.contains("BID_LATE") && codes.contains("DECRYPT_BEFORE_DEADLINE"), "\(codes)")
    #expect(codes.contains("KEY_WINDOW_RUNNING"), "\(codes)")
    for refusal in told { Self.expectReadable(refusal) }
    #expect(
      told.contains { $0.message.chinese.contains("截止时间 2026-11-24 09:00:00") }, "\(told.map(\.message))")
  }

  /// Thirteen digits in a row are a time that nobody can read.
  private static func expectReadable(_ refusal: Tendering.Refusal) {
    for language in Language.allCases {
      for text in [refusal.message[language], refusal.accepted[language]] {
        #expect(text.firstMatch(of: #/[0-9]{13}/#) == nil, "\(refusal.code): \(text)")
      }
    }
  }
}
