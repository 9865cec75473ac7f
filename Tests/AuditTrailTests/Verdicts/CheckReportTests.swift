import Notation
import Testing

@testable import AuditTrail

struct `The state of a check is never rounded up` {
  @Test
  func `a check that did not run to its end cannot be good`() {
    var report = CheckReport(.draws)
    #expect(report.state == .cannotJudge)
    report.finish()
    #expect(report.state == .good)
  }

  @Test
  func `the worst finding decides, in whatever order they come`() {
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
      var report = CheckReport(.sealed)
      report.finish()
      for kind in order {
        switch kind {
        case 0: report.bad(.hiddenLeaf, .leaf(1))
        case 1: report.cannot(.noTrust)
        default: report.simulated(.modelClock)
        }
      }
      #expect(report.state == .bad)
      #expect(report.findings.count == 3)
    }
  }

  @Test
  func `a million faults keep the first two hundred of each state`() {
    var report = CheckReport(.integrity)
    for index in 0..<1000 { report.bad(.otherTile, .leaf(index)) }
    report.cannot(.noTrust)
    #expect(report.findings.count == CheckReport.maximumCount + 1)
    #expect(report.state == .bad)
  }

  @Test
  func `notes take nothing from the state`() {
    var report = CheckReport(.erasure)
    report.note(.erased, .leaf(4))
    report.note(.erased, .leaf(4))
    report.finish()
    #expect(report.state == .good)
    #expect(report.notes.count == 1)
  }

  @Test
  func `texts out of a bundle cannot steer a terminal`() {
    let finding = Finding(
      state: .bad, code: .falseBody, place: .name("a\u{1B}[31m"), detail: .name("b\nc"))
    #expect(finding.wording.english.unicodeScalars.allSatisfy { $0.value >= 0x20 })
  }
}
