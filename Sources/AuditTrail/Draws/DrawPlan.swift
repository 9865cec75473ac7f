import Cryptography
public import Notation

/// The plan of a draw, whatever it draws.
public enum DrawPlan: Hashable, Sendable {
  /// The numbers of the public draw.
  case `public`(PublicPlan)
  /// The seats of a panel.
  case panel(PanelPlan)
  /// The codes of the dark bids, which need no terms.
  case dark

  /// The bytes of a plan for dark codes.
  public static let darkBytes = Array("dark\n".utf8)

  /// Reads the plan of a draw of `kind`.
  ///
  /// - Throws: `DRAW_PLAN` with the line.
  public init(parsing bytes: [UInt8], of kind: DrawKind) throws(Fault) {
    switch kind {
    case .public: self = .public(try PublicPlan(parsing: bytes))
    case .panel: self = .panel(try PanelPlan(parsing: bytes))
    case .dark:
      guard bytes == Self.darkBytes else {
        throw .plan(
          1, Wording("not the plan of dark codes", "不是暗标编号的抽取计划"),
          accepted: Wording("the one line “dark”", "仅一行 dark"))
      }
      self = .dark
    }
  }

  /// Reads the plan that `announcement` names.
  ///
  /// - Throws: `DRAW_PLAN`, also when these are other bytes than the announced ones.
  public init(parsing bytes: [UInt8], announcedBy announcement: DrawAnnouncement) throws(Fault) {
    guard DigestContext.sha256(bytes) == announcement.plan else {
      throw .plan(
        nil, Wording("not the plan of \(announcement.id)", "不是 \(announcement.id) 的抽取计划"),
        accepted: Wording("the bytes whose digest was announced", "摘要与公告一致的内容"))
    }
    try self.init(parsing: bytes, of: announcement.kind)
  }
}
