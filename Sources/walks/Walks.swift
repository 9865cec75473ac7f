internal import Foundation
internal import TestSupport

/// Many random walks through the procedure, each step checked: walks SEED STEPS JOBS.
@main
struct Walks {
  static func main() async {
    let numbers = CommandLine.arguments.dropFirst().map { UInt64($0) }
    guard numbers.count == 3, let seed = numbers[0], let steps = numbers[1], let jobs = numbers[2], jobs > 0
    else {
      write("usage: walks SEED STEPS JOBS\n", to: .standardError)
      exit(64)
    }
    write("seed \(seed)\n", to: .standardOutput)
    do {
      let tally = try await WalkRun(seed: seed, steps: Int(clamping: steps), jobs: Int(clamping: jobs))
        .tally()
      write(tally.report, to: .standardOutput)
    } catch {
      write("\(error)\n", to: .standardError)
      exit(1)
    }
  }

  private static func write(_ text: String, to file: FileHandle) {
    file.write(Data(text.utf8))
  }
}
