public import Notation

/// How strongly a finding points at an identity (rulebook section 5).
///
/// It orders evidence for the panel; it is no verdict.
public enum Severity: String, CaseIterable, Hashable, Sendable {
  /// An identity is written out.
  case blocking
  /// A strong hint at an identity.
  case high
  /// A matter of style or of format.
  case low
}

extension Severity {
  /// The severities by name.
  public static let codec = Codec<Severity>.choice([
    .blocking: Wording("an explicit identity", "明示身份"),
    .high: Wording("a strong hint at an identity", "强烈暗示身份"),
    .low: Wording("style or format", "文风或格式"),
  ])
}
