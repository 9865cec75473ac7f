import Foundation
import TestSupport
import Testing

/// Agreement with a second evaluator, written apart from this one in another language.
@Suite(.timeLimit(.minutes(20))) struct EvaluationAgreementTests {
  private static let judge = Program.packageRoot + "/Tests/Judges/evaluation_judge.py"

  @Test(
    "Twenty thousand random tenders are evaluated alike",
    .enabled(if: FileManager.default.fileExists(atPath: judge)))
  func agreement() async throws {
    let run = try await Program.shell.run([
      "-c", "exec python3 \"$0\" agree --tender \"$1\" --seed 20261124 --tenders 20000 --jobs 2", Self.judge,
      Program.tender.path,
    ])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text.contains("20000 tenders under"), "\(run.text)")
  }
}
