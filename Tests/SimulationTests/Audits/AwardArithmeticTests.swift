import AuditTrail
import Evaluation
import Interchange
import Notation
import Simulation
import Tendering
import TestSupport
import Testing

/// The verifier in Python computes the award from the bodies alone; this program decides every command again.
///
/// What both say of one bundle must be the same.
@Suite(.disabled(if: Judges.isUnreachable, "the judges are unreachable"))
struct `The award is computed again by two programs` {
  /// A tender to be played.
  enum Tale: String, CaseIterable, CustomTestStringConvertible {
    case drawnBenchmark, lowPrice, tooFewBids, floor, reviewedLowest, procurementLowest, twoSessions

    var testDescription: String { rawValue }

    var rehearsal: Rehearsal {
      get throws {
        let shipped: ShippedScenario
        switch self {
        case .floor: return Rehearsal(.foreign)
        case .twoSessions: return Rehearsal(.engineering, sessions: .two)
        case .reviewedLowest: return Rehearsal(.engineering, under: .engineeringLowest)
        case .procurementLowest: return Rehearsal(.governmentProcurement, under: .procurementLowest)
        case .drawnBenchmark: shipped = .constructionDark
        case .lowPrice: shipped = .goodsLowPrice
        case .tooFewBids: shipped = .twoBidders
        }
        var rehearsal = Rehearsal(.engineering)
        rehearsal.scenario = try shipped.file(in: .english).scenario
        return rehearsal
      }
    }

    /// What an operator may want to read otherwise: event, path and false value.
    var tamperings: [(kind: String, path: [String], value: Value)] {
      let summary = "evaluation.summarised"
      switch self {
      case .drawnBenchmark:
        return [
          (summary, ["ranking", "0", "price", "minor"], .integer(1)),
          (summary, ["ranking", "1", "parts", "1", "points"], .string("30")),
          (summary, ["ranking", "0", "parts", "0", "value"], .string("1")),
          (summary, ["ranking", "2", "total"], .string("99.99")),
          (summary, ["candidates", "0"], .string("B-004")),
          ("opening.concluded", ["rows", "0", "bidder"], .string("B-009")),
          ("preliminary.concluded", ["conforming", "1"], .string("B-009")),
          ("dark.revealed", ["codes", "0", "bidder"], .string("B-009")),
          ("benchmark.fixed", ["benchmark"], .string("1/1")),
          ("benchmark.fixed", ["numbers", "0", "value"], .integer(99)),
          ("candidates.published", ["candidates", "0", "rank"], .integer(3)),
          ("award.decided", ["bidder"], .string("B-004")),
          ("award.decided", ["price", "minor"], .integer(1)),
        ]
      case .lowPrice:
        return [
          ("lowprice.screened", ["triggered", "0", "triggers", "0", "limit"], .string("1/1")),
          ("lowprice.decided", ["finding"], .string("INVALID")),
          ("lowprice.decided", ["votes_for"], .integer(1)),
          (summary, ["ranking", "0", "evaluated_price"], .string("1")),
          (summary, ["ranking", "1", "rank"], .integer(1)),
        ]
      case .floor: return [(summary, ["ranking", "0", "price", "minor"], .integer(1))]
      case .reviewedLowest: return [(summary, ["ranking", "0", "tied"], .boolean(true))]
      case .procurementLowest: return [(summary, ["ranking", "1", "rank"], .integer(1))]
      case .tooFewBids, .twoSessions: return []
      }
    }
  }

  /// A check as the other verifier states it.
  private struct Check {
    let name: String
    let state: String
    let reasons: [String]
  }

  /// What the other verifier says of a bundle.
  private func checks(_ bundle: String, _ options: String...) async throws -> [Check] {
    let answer = try await Judges.verify([bundle, "--json"] + options)
    var faults = Faults()
    let value = try #require(JSONReader.read(answer.output, into: &faults), "\(answer.errors)")
    return try Self.list(value["checks"]).map { check in
      Check(
        name: check.text("name") ?? "", state: check.text("state") ?? "",
        reasons: try Self.list(check["reasons"]).compactMap { $0.text("text") })
    }
  }

  private static func list(_ value: Value?) throws -> [Value] {
    guard case .array(let elements)? = value?.content else { return try #require(nil as [Value]?) }
    return elements
  }

  @Test(arguments: Tale.allCases)
  func `a tender as it was played is false in nothing, and both give every check the same state`(
    tale: Tale
  ) async throws {
    let played = try await AuditedPlay(try tale.rehearsal)
    let trust = played.folder.path + "/trust.json"
    let found = try await checks(played.bundle, "--trust", trust)
    let verdict = try AuditedPlay.verdict(played.bundle, trust: played.trust)
    #expect(found.count == verdict.checks.count)
    for check in found {
      #expect(check.state != "BAD", "\(check.name): \(check.reasons)")
      let own = verdict.checks.first { $0.name.rawValue == check.name }
      #expect(check.state == own?.state.rawValue, "\(check.name): \(check.reasons)")
    }
    #expect(found.first { $0.name == "correctness" }?.state == "SIMULATED")
  }

  @Test(arguments: [BundleStage.notice, .opening, .award])
  func `what the public does not see yet is called false by neither`(stage: BundleStage) async throws {
    let played = try await AuditedPlay(try Tale.lowPrice.rehearsal)
    let bundle = try played.published(at: stage)
    let report = try AuditedPlay.verdict(bundle, trust: nil).checks.first { $0.name == .correctness }
    let other = try await checks(bundle).first { $0.name == "correctness" }
    #expect(other?.state == report?.state.rawValue, "\(other?.reasons ?? [])")
    #expect(other?.state == (stage == .award ? "SIMULATED" : "CANNOT_JUDGE"))
  }

  @Test(arguments: Tale.allCases.filter { !$0.tamperings.isEmpty })
  func `a false figure in a log that was made anew is named by its leaf, by both`(tale: Tale) async throws {
    let played = try await AuditedPlay(try tale.rehearsal)
    for (number, (kind, path, value)) in tale.tamperings.enumerated() {
      let falsified = try played.falsified(kind, path, value, in: "false \(number)")
      let (leaf, place) = ("leaf \(falsified.index)", "\(kind) \(path.joined(separator: "."))")
      let report = try CorrectnessCheck.judging(falsified.log).report
      #expect(report.state == .bad, "\(place)")
      #expect(report.findings.first?.place?.english == leaf, "\(place)")
      let other = try #require(try await checks(falsified.bundle).first { $0.name == "correctness" })
      #expect(other.state == "BAD", "\(place)")
      #expect(other.reasons.first?.hasPrefix("\(leaf): \(kind) says ") == true, "\(other.reasons)")
      #expect(other.reasons.filter { $0.hasPrefix("leaf ") }.count == 1, "\(other.reasons)")
    }
  }
}
