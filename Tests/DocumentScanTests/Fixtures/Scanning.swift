import DocumentScan
import Notation
import SystemPackage
import TestSupport
import Testing

/// A scan for the words of a made-up tender, in a folder that must be empty afterwards.
enum Scanning {
  static let bidder = "湖北华建集团有限公司"
  static let terms = IdentityTerms([
    IdentityTerm(.bidder, bidder), IdentityTerm(.bidder, "HJ"), IdentityTerm(.bidder, "华建"),
    IdentityTerm(.person, "张三丰"), IdentityTerm(.brand, "Huajian"), IdentityTerm(.work, "汉江二桥工程"),
    IdentityTerm(.contact, "027-65550101"), IdentityTerm(.other, "飞鹰计划项目"),
  ])

  static func report(
    _ bytes: [UInt8], name: String? = nil, terms: IdentityTerms = terms, preset: FormatPreset? = nil,
    limits: ScanLimits = ScanLimits()
  ) async throws -> ScanReport {
    let folder = try TemporaryFolder()
    let scanner = try DocumentScanner(
      terms: terms, preset: preset, limits: limits, temporaryFolder: FilePath(folder.path))
    let report = try await scanner.scan(bytes, name: name)
    #expect(try folder.contents() == [])
    return report
  }

  static func report(_ text: String, name: String? = nil) async throws -> ScanReport {
    try await report(Array(text.utf8), name: name)
  }

  static func rules(_ text: String) async throws -> Set<ScanRule> { try await report(text).rules }
}

extension ScanReport {
  var rules: Set<ScanRule> { Set(record.findings.map(\.rule)) }

  func evidence(_ rule: ScanRule) -> [Evidence] { evidence.filter { $0.finding.rule == rule } }
}
