public import Cryptography
import Notation

/// A line of a roster that is being made.
public struct RosterLine: Hashable, Sendable {
  /// Why an expert cannot be drawn, and the evidence.
  public struct Recusal: Hashable, Sendable {
    /// The code.
    public let code: RecusalCode
    /// The leaf of the `expert.recusal` event.
    public let evidence: UInt64

    /// A recusal with its evidence.
    public init(code: RecusalCode, evidence: UInt64) {
      self.code = code
      self.evidence = evidence
    }
  }

  /// The expert's token.
  public let token: Digest
  /// The stratum.
  public let stratum: StratumID
  /// The employer's token.
  public let employer: Digest
  /// Why the expert cannot be drawn; nil when nothing stands against it.
  public let recusal: Recusal?

  /// A line.
  public init(token: Digest, stratum: StratumID, employer: Digest, recusal: Recusal? = nil) {
    self.token = token
    self.stratum = stratum
    self.employer = employer
    self.recusal = recusal
  }

  /// The line with its line feed.
  var bytes: [UInt8] {
    let end = recusal.map { "\($0.code.rawValue):\($0.evidence)" } ?? "-"
    let token = Hexadecimal.text(token.bytes)
    return Array("\(token)\t\(stratum)\t\(Hexadecimal.text(employer.bytes))\t\(end)\n".utf8)
  }

  /// The bytes of the roster of `lines`, in the order that the format wants.
  public static func roster(of lines: [RosterLine]) -> [UInt8] {
    Array(lines.map(\.bytes).sorted { $0.lexicographicallyPrecedes($1) }.joined())
  }
}
