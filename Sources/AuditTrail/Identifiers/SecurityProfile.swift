public import Notation

/// How much of the procedure's secrecy and authorship is real (formats, section 12).
public enum SecurityProfile: String, Hashable, Sendable, CaseIterable {
  /// Parties, custodians and root may be automatic, in one process: secrecy and authorship are simulated (培训).
  case training
  /// Real parties and an outside root, but the platform may hold a share (平台).
  case platform
  /// All of the formats (完整).
  case full

  /// The profiles by name.
  public static let codec = Codec<SecurityProfile>.choice([
    .training: Wording("for training, parties may be automatic", "培训，当事人可为自动"),
    .platform: Wording("real parties, the platform may hold a share", "平台，真实当事人，平台可持有份额"),
    .full: Wording("everything is real", "完整"),
  ])
}
