import Cryptography
import Notation
import TestSupport
import Testing

@testable import AuditTrail

@Suite(.disabled(if: Judges.isUnreachable, "the judges are unreachable"))
struct `Two verifiers written from the same text agree on every check` {
  @Test
  func `every attack is named by its check, in the same states as the other verifier's`() async throws {
    let folder = try TemporaryFolder()
    let attacks = try await SampleCase.cases(of: "bundle_attacks", in: folder.path)
    #expect(attacks.count > 90)
    for attack in attacks {
      let verdict = try SampleCase.verdict(attack)
      let states = SampleCase.states(verdict)
      #expect(states == attack.states, "\(attack.name)")
      let expected = try #require(attack.expected)
      #expect(states[expected.check] == expected.state, "\(attack.name)")
      let named = verdict.checks.first { $0.name.rawValue == expected.check }?.findings
      #expect(named?.contains { $0.state.rawValue == expected.state } == true, "\(attack.name)")
    }
  }

  @Test
  func `honest stories, also cut off at any checkpoint, are never called false`() async throws {
    let folder = try TemporaryFolder()
    let stories = try await SampleCase.cases(of: "bundle_variants", in: folder.path)
    #expect(stories.count > 20)
    for story in stories {
      let verdict = try SampleCase.verdict(story)
      #expect(SampleCase.states(verdict) == story.states, "\(story.name)")
      for check in verdict.checks {
        #expect(check.state != .bad, "\(story.name): \(check.name) \(check.findings.map(\.wording.english))")
      }
    }
  }

  @Test(arguments: [false, true])
  func `the other verifier passes the vectors of the formats, with and without its package`(
    isPure: Bool
  ) async throws {
    let answer = try await Judges.verify(["--self-test"], isPure: isPure)
    #expect(answer.status == 0, "\(answer.errors)")
  }
}
