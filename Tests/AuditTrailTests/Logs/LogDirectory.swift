import AuditTrail
import Cryptography
import Foundation
import Notation
import SystemPackage
import TestSupport
import Testing

/// A log in a folder of its own for one test, with its bytes at hand to be damaged.
struct LogDirectory {
  let scratch: TemporaryFolder
  let path: FilePath

  init() throws {
    scratch = try TemporaryFolder()
    path = FilePath(scratch.path + "/log")
    try LogFolder.create(path, key: LogFixtures.signer().noteKey)
  }

  /// Every third body open, the others sealed until the opening.
  static func bodies(_ range: Range<Int>) throws -> [Body] {
    try range.map { index in
      try LogFixtures.body(
        at: Int64(1_789_999_000_000 + index * 1000), mark: index,
        stage: index.isMultiple(of: 3) ? nil : .opening)
    }
  }

  func open(_ access: LogFolder.Access = .writing) throws(Fault) -> LogFolder {
    try LogFolder(path, for: access)
  }

  /// Appends the bodies of `range` in one run.
  @discardableResult
  func append(_ range: Range<Int>, seed: UInt8 = 1) throws -> [Acknowledgement] {
    var folder = try open()
    var source = SeededRandomSource(seed: [seed, UInt8(truncatingIfNeeded: range.lowerBound)])
    return try folder.append(
      Self.bodies(range), now: LogFixtures.instant(1_800_000_000_000), from: &source
    ).acknowledgements
  }

  @discardableResult
  func checkpoint() throws -> SignedNote {
    var folder = try open()
    return try folder.checkpoint(signedBy: LogFixtures.signer())
  }

  func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: file(name)))) }
  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws {
    try Data(bytes).write(to: URL(filePath: file(name)))
  }
  func file(_ name: String) -> String { path.appending(name).string }

  /// The code of the fault that opening gives; nil when it opens.
  func fault(_ access: LogFolder.Access = .writing) -> Fault.Code? {
    faultCode { () throws(Fault) in _ = try open(access) }
  }

  /// The number of leaves that can be read.
  func size() throws -> UInt64 { try open(.reading).log.size }
}
