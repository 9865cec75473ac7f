public import Notation

extension Manifest {
  /// Checks that this bundle discloses further what `earlier` began (formats, section 10).
  ///
  /// It names the earlier manifest by its digest and is of the same log, tender and security profile, no smaller, and of
  /// no earlier stage. The view may differ: who sees more later reads both.
  ///
  /// - Throws: `WRONG_BASE`, `OTHER_CASE`, `SHRUNKEN`.
  public func verifyContinues(_ earlier: Manifest) throws(Fault) {
    guard heading.base == earlier.digest else {
      throw Fault(
        .wrongBase, at: nil, Wording("it does not build on the bundle before it", "未接续前一案卷"),
        accepted: Wording("the digest of the earlier manifest", "前一案卷目录的摘要"))
    }
    let (old, new) = (earlier.heading, heading)
    guard new.log == old.log, new.tender == old.tender, new.security == old.security else {
      throw Fault(
        .otherCase, at: nil, Wording("log, tender or security profile differ", "日志、标段或安全级别不同"),
        accepted: Wording(verbatim: "\(old.log), \(old.tender), \(old.security.rawValue)"))
    }
    guard new.size >= old.size, new.stage >= old.stage else {
      throw Fault(
        .shrunken, at: nil, Wording("it discloses less than the bundle before it", "披露内容少于前一案卷"),
        accepted: Wording(verbatim: "size >= \(old.size), stage >= \(old.stage.rawValue)"))
    }
  }

  /// Checks that `manifests`, oldest first, are one case from its beginning.
  ///
  /// - Throws: `BASE_MISSING` when the first builds on a bundle that is not there, and what `verifyContinues(_:)` throws.
  public static func verifyChain(_ manifests: [Manifest]) throws(Fault) {
    guard manifests.first?.heading.base == nil else {
      throw Fault(
        .baseMissing, at: nil, Wording("the first bundle builds on one that was not given", "缺少最初的案卷"),
        accepted: Wording("all bundles of the case, oldest first", "该案全部案卷，由旧到新"))
    }
    for (earlier, later) in zip(manifests, manifests.dropFirst()) { try later.verifyContinues(earlier) }
  }
}

extension Fault.Code {
  /// A bundle that does not name the one before it.
  public static let wrongBase = Fault.Code("WRONG_BASE")
  /// A bundle that builds on one that was not given.
  public static let baseMissing = Fault.Code("BASE_MISSING")
  /// A bundle of another log, tender or security profile.
  public static let otherCase = Fault.Code("OTHER_CASE")
  /// A bundle that discloses less than the one it builds on.
  public static let shrunken = Fault.Code("SHRUNKEN")
}
