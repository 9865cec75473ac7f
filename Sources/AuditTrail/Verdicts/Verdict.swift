public import Cryptography
public import Notation

/// What a reader may believe of a case, from one or more bundles (formats, sections 10 to 12; Documentation/bundle.md).
public struct Verdict: Sendable {
  /// One bundle, as its manifest says.
  public struct Bundle: Sendable {
    /// The name of its directory.
    public let name: String
    /// What the manifest says beside the files; nil when it cannot be read.
    public let heading: Manifest.Heading?
  }

  /// The checks, in their order.
  public let checks: [CheckReport]
  /// The bundles, oldest first.
  public let bundles: [Bundle]
  /// What the reader trusts; nil when nothing was given.
  public let trust: TrustFile?
  /// The size of the checkpoint from elsewhere; nil without one.
  public let outsideSize: UInt64?
  /// The size of the tree.
  public let size: UInt64
  /// Its root.
  public let root: Digest
  /// How many bodies are disclosed.
  public let bodyCount: Int
  /// How many events were read.
  public let eventCount: Int

  /// Judges the bundles in `directories`, the oldest first.
  ///
  /// O(bytes of the bundles) time; memory for the hashes and the fields of leaves and for disclosed bodies, one blob at a
  /// time. `correctness` is always CANNOT_JUDGE here: what an event means is known elsewhere.
  ///
  /// - Throws: `UNREADABLE`, `NOT_A_FILE` when a directory or file cannot be read at all; everything that is wrong in what
  ///   was read is a finding.
  public static func judge(
    _ directories: [String], trust: TrustFile?, outside: OutsideCheckpoint?
  ) throws(Fault) -> Verdict {
    try judge(directories, trust: trust, outside: outside) { _, report in report.cannot(.notReplayed) }
  }

  /// Judges the bundles as above; `replay` makes the check `correctness` of what they disclose.
  ///
  /// - Throws: as above, and `UNREADABLE` of `replay`; its other faults are findings.
  package static func judge(
    _ directories: [String], trust: TrustFile?, outside: OutsideCheckpoint?,
    replay: (DisclosedLog, inout CheckReport) throws(Fault) -> Void
  ) throws(Fault) -> Verdict {
    var evidence = BundleCase(trust: trust, outside: outside)
    try BundleChainCheck.open(directories, &evidence)
    if evidence.bundles.isEmpty || evidence.bundles.contains(where: { $0.manifest == nil }) {
      for name in CheckName.allCases where name != .manifest { evidence[name].cannot(.noManifest) }
    } else {
      for check in steps { try run(check.name, &evidence, check.run) }
      let log = DisclosedLog(evidence)
      try run(.correctness, &evidence) { evidence throws(Fault) in
        try replay(log, &evidence[.correctness])
      }
    }
    return Verdict(evidence)
  }

  /// The state of one check.
  public subscript(name: CheckName) -> CheckState {
    checks.first { $0.name == name }?.state ?? .cannotJudge
  }

  /// How often each state that is not GOOD occurs; BAD with one BAD check.
  public var counts: [(state: CheckState, count: Int)] {
    CheckState.byWeight.dropLast().compactMap { state in
      let count = checks.count { $0.state == state }
      return count > 0 ? (state, count) : nil
    }
  }

  /// BAD with one BAD check; otherwise GOOD, or the other states counted and never rounded up.
  public func summary(_ language: Language) -> String {
    let counts = counts
    if counts.first?.state == .bad { return CheckState.bad.wording[language] }
    let counted = counts.map { "\($0.count) \($0.state.wording[language])" }.joined(separator: ", ")
    return counted.isEmpty ? CheckState.good.wording[language] : counted
  }

  private init(_ evidence: BundleCase) {
    checks = evidence.orderedReports
    bundles = evidence.bundles.map { Bundle(name: $0.name, heading: $0.manifest?.heading) }
    trust = evidence.trust
    outsideSize = evidence.outside?.size
    size = evidence.tree.size
    root = evidence.tree.root
    bodyCount = evidence.bodies.count
    eventCount = evidence.events.all.count
  }

  /// The order in which each check finds what it needs.
  private static let steps: [any VerdictCheck.Type] = [
    IntegrityCheck.self, AnchorCheck.self, CompletenessCheck.self, DisclosedKeysCheck.self, BodiesCheck.self,
    EnrolmentCheck.self, CustodiansCheck.self, AuthorshipCheck.self, SealedCheck.self, TimelyCheck.self,
    RefusalsCheck.self, ErasureCheck.self, OpeningsCheck.self, DrawsCheck.self,
  ]

  /// Runs one check; a fault that it did not expect is a reason for BAD, and a file that cannot be read ends everything.
  private static func run(
    _ name: CheckName, _ evidence: inout BundleCase, _ check: (inout BundleCase) throws(Fault) -> Void
  ) throws(Fault) {
    do throws(Fault) {
      try check(&evidence)
      evidence[name].finish()
    } catch {
      if error.code == .unreadable { throw error }
      if error.code == .tooLarge {
        evidence[name].cannot(.tooMuchToRead, nil, error.summary)
      } else {
        evidence[name].bad(.malformed, nil, error)
      }
    }
  }
}

/// One check of a verdict.
protocol VerdictCheck: SendableMetatype {
  /// Which one.
  static var name: CheckName { get }
  /// Judges what is there, and adds to the case what later checks need.
  ///
  /// - Throws: what is malformed where nothing malformed can be explained better.
  static func run(_ evidence: inout BundleCase) throws(Fault)
}

extension FindingCode {
  static let notReplayed = FindingCode(
    "NOT_REPLAYED",
    "decisions are not replayed here: who ranks where, why something was refused, what timers did",
    "此处不重放各项决定：排序、拒收原因、定时事件")
  static let noManifest = FindingCode(
    "NO_MANIFEST", "the manifest cannot be read, so nothing else was", "清单无法读取，其余内容均未核验")
  static let malformed = FindingCode("MALFORMED", "it cannot be read as it must be", "内容无法按要求读取")
  static let tooMuchToRead = FindingCode("TOO_LARGE", "it is larger than what is read", "超过读取上限")
  static let noTrust = FindingCode("NO_TRUST", "no trust file: nobody is pinned", "没有信任文件：未指定任何人")
  static let stillSealed = FindingCode(
    "STILL_SEALED", "the secret of the stage is not published: these leaves are still sealed",
    "该阶段密值尚未公布：相关记录仍处于密封状态")
  static let noNotice = FindingCode(
    "NO_NOTICE", "the notice (tender.announced) is not in the bundle", "数据包中没有招标公告（tender.announced）")
}
