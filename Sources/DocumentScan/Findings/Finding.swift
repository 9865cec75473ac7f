public import Cryptography
public import Notation

/// One piece of evidence in the form that enters a log: what and where, the excerpt only as its hash.
///
/// Rulebook section 5. The excerpt of a property has few possible values, so its hash can be guessed: a command that holds
/// findings stays sealed until identities are revealed.
public struct Finding: Hashable, Sendable {
  /// What it is an instance of.
  public var rule: ScanRule
  /// Where it is.
  public var place: FindingPlace
  /// SHA-256 of the UTF-8 bytes of the excerpt.
  public var excerpt: Digest
  /// How strongly it points at an identity.
  public var severity: Severity
}

extension Finding: Comparable {
  /// The canonical order: place, rule by its code, digest of the excerpt, severity by its name.
  public static func < (left: Finding, right: Finding) -> Bool {
    if left.place != right.place { return left.place < right.place }
    if left.rule != right.rule {
      return left.rule.rawValue.utf8.lexicographicallyPrecedes(right.rule.rawValue.utf8)
    }
    if left.excerpt != right.excerpt { return left.excerpt < right.excerpt }
    return left.severity.rawValue.utf8.lexicographicallyPrecedes(right.severity.rawValue.utf8)
  }
}

extension Codec where Root == Digest {
  /// A digest of 32 bytes as 64 lowercase hexadecimal digits.
  static let hexadecimal = Codec.string(
    Wording("64 lowercase hexadecimal digits", "64 位小写十六进制"), pattern: "^[0-9a-f]{64}$",
    parse: { Hexadecimal.bytes($0).flatMap { Digest($0) } }, format: { Hexadecimal.text($0.bytes) })
}

extension Finding {
  private static let noDigest = DigestContext.sha256([])

  /// What the reading of a finding starts from.
  static let blank = Finding(rule: .otherTerm, place: .blank, excerpt: noDigest, severity: .low)

  /// The fields of a finding.
  public static let codec = Codec<Finding>.record(
    Wording("one piece of evidence", "一项发现"), blank: blank,
    .required("rule", \.rule, ScanRule.codec, Wording("which rule", "规则")),
    .required("place", \.place, FindingPlace.codec, Wording("where", "位置")),
    .required(
      "excerpt_sha256", \.excerpt, .hexadecimal, Wording("SHA-256 of the excerpt", "摘录的 SHA-256")),
    .required("severity", \.severity, Severity.codec, Wording("how strong", "程度")))
}

/// A finding with its excerpt, which is shown only to who may see it.
public struct Evidence: Hashable, Sendable {
  /// The form that enters a log.
  public let finding: Finding
  /// What was found: the place in the text with a few characters around it, or the value of a property.
  public let excerpt: String

  /// Evidence of `rule`; `severity` is that of the rule unless it is given.
  public init(_ rule: ScanRule, at place: FindingPlace, _ excerpt: String, severity: Severity? = nil) {
    let shown = String(excerpt.unicodeScalars.prefix(400))
    self.excerpt = shown
    finding = Finding(
      rule: rule, place: place, excerpt: DigestContext.sha256(Array(shown.utf8)),
      severity: severity ?? rule.severity)
  }
}
