internal import Foundation
internal import SystemPackage

/// The records of every bid of 1,565 public-works auctions of one Japanese city, and where they lie.
///
/// They are not part of the package.
package enum Tsuchiura {
  /// Beside the package, or where the environment variable `TSUCHIURA_BIDS` says.
  package static let path = candidates.first { FileManager.default.fileExists(atPath: $0) } ?? candidates[0]

  /// Whether they are there; said once and loudly when they are not.
  package static let isThere: Bool = {
    let isThere = FileManager.default.fileExists(atPath: path)
    if !isThere {
      let bar = String(repeating: "!", count: 96)
      let line = "\(bar)\nThe replay of Tsuchiura is SKIPPED: no file \(candidates[0])\n\(bar)\n"
      _ = try? FileDescriptor.standardError.writeAll(line.utf8)
    }
    return isThere
  }()

  private static var candidates: [String] {
    let name = "/../shared/data/japan-tsuchiura-bids.csv"
    let stated = ProcessInfo.processInfo.environment["TSUCHIURA_BIDS"]
    return [stated, Program.packageRoot + name].compactMap(\.self)
  }
}
