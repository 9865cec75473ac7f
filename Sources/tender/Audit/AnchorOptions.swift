internal import ArgumentParser
internal import AuditTrail
internal import Interchange
internal import Notation

/// What a reader brings to a verdict from elsewhere.
struct AnchorOptions: ParsableArguments {
  @Option(
    name: .customLong("trust"), help: "Your trust file: log, root, operator, witnesses, custodians.",
    completion: .file(extensions: ["json"]))
  var trustFile: String?

  @Option(help: "A checkpoint of the log that you obtained elsewhere.", completion: .file())
  var against: String?

  /// The most bytes of a trust file or checkpoint: 16 MiB.
  private static let maximumByteCount = 16 << 20

  /// The trust file; nil where none is named.
  ///
  /// - Throws: `InputFailure`, `InputFaults`.
  func readTrust() throws -> TrustFile? {
    guard let trustFile else { return nil }
    var faults = Faults()
    let file = TrustFile.read(try Self.read(trustFile), into: &faults)
    guard let file else { throw InputFaults(trustFile, faults) }
    return file
  }

  /// The checkpoint; one that is no text is one that cannot be read, which the verdict says.
  ///
  /// - Throws: `InputFailure`.
  func readOutside() throws -> OutsideCheckpoint? {
    guard let against else { return nil }
    do {
      return OutsideCheckpoint(try Self.read(against))
    } catch is InputFaults {
      return OutsideCheckpoint([])
    }
  }

  private static func read(_ path: String) throws -> [UInt8] {
    try InputText.read(path: path, limit: maximumByteCount, .utf8).bytes
  }
}
