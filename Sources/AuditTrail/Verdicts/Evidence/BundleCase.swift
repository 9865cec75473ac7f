internal import Cryptography
internal import Notation

/// All that one or more bundles say about a tender; each check adds what the later ones need.
struct BundleCase {
  /// A note of a bundle.
  struct Note {
    let path: BundlePath
    let note: SignedNote
    let checkpoint: Checkpoint
  }

  /// The bundles, oldest first; each has a manifest once the check `manifest` is done.
  var bundles: [OpenBundle] = []
  let trust: TrustFile?
  let outside: OutsideCheckpoint?
  private var reports: [CheckName: CheckReport]

  var notes: [Note] = []
  var tree = MerkleTree()
  /// The leaves by index; nil where one is malformed.
  var leaves: [Leaf?] = []
  /// The sizes that a pinned witness signed, and when, in milliseconds.
  var witnessed: [(size: UInt64, time: Instant)] = []
  var bodies: [Int: CaseBody] = [:]
  var events = CaseEvents()
  var clocks: Set<BodyFields.Clock> = []
  /// The parameters of the notice.
  var parameters: TenderParameters?
  /// The parameters of the changes since, in the order of the log.
  var changedParameters: [TenderParameters] = []
  var bidderKeys: [BidSlot: SecretBytes] = [:]
  var released: [KeySlot: SecretBytes] = [:]
  var secrets: [DisclosureStage: TenderSecret] = [:]
  var keys: [PartyID: [EnrolledKey]] = [:]
  var custodianKeys: [KeySlot: (event: Recorded<CustodianKeyFields>, message: CustodianKeyMessage)] = [:]
  /// The leaves that are named as erased.
  var erased: Set<Int> = []
  /// The stages of which a sealed leaf is erased.
  var hiddenStages: Set<DisclosureStage> = []

  init(trust: TrustFile?, outside: OutsideCheckpoint?) {
    self.trust = trust
    self.outside = outside
    reports = Dictionary(uniqueKeysWithValues: CheckName.allCases.map { ($0, CheckReport($0)) })
  }

  /// The report of a check.
  subscript(name: CheckName) -> CheckReport {
    get { reports[name] ?? CheckReport(name) }
    _modify { yield &reports[name, default: CheckReport(name)] }
  }

  /// What the newest manifest says beside its files.
  ///
  /// Checks are run only when there is one.
  var heading: Manifest.Heading {
    guard let heading = bundles.last?.manifest?.heading else {
      preconditionFailure("nothing is judged without a manifest")
    }
    return heading
  }

  var origin: LogName { heading.log }
  var tender: TenderID { heading.tender }
  var security: SecurityProfile { parameters?.security ?? heading.security }
  var hasTwoSessions: Bool { parameters?.session == .two }
  var runsOnModelClock: Bool { clocks.contains(.model) }
  var closed: Recorded<DeadlineFields>? { events.closed.first }

  /// The key that a party had at a leaf: its newest sound enrolment up to there.
  func key(of party: PartyID, at seq: Int) -> EnrolledKey? { keys[party]?.last { $0.seq <= seq } }

  /// Whether a party signed with the key that it had at a leaf.
  func isSigned(by party: PartyID, at seq: Int, _ message: [UInt8], _ signature: [UInt8]) -> Bool {
    key(of: party, at: seq)?.enrolment.key.isValid(signature, for: message) ?? false
  }

  /// The blob of this name where a bundle has it with the right bytes.
  ///
  /// - Throws: `UNREADABLE`, `TOO_LARGE`.
  func blob(_ digest: Digest, limit: Int = OpenBundle.maximumByteCount) throws(Fault) -> [UInt8]? {
    guard let path = BundlePath("blobs/\(Hexadecimal.text(digest.bytes))") else { return nil }
    for bundle in bundles {
      if let bytes = try bundle.read(path, limit: limit), DigestContext.sha256(bytes) == digest {
        return bytes
      }
    }
    return digest == .blank ? [] : nil
  }

  /// The blob whose name an argument of a command is.
  func blob(named argument: String?) throws(Fault) -> [UInt8]? {
    guard let argument, let digest = Hexadecimal.bytes(argument).flatMap({ Digest($0) }) else { return nil }
    return try blob(digest)
  }

  /// Whether a pinned witness signed a tree that holds leaf `low` and not leaf `high`, in time.
  func isWitnessed(after low: Int, until high: Int, by limit: Instant? = nil) -> Bool {
    witnessed.contains { seen in
      UInt64(low) < seen.size && seen.size <= UInt64(high) && (limit.map { seen.time <= $0 } ?? true)
    }
  }

  /// All deadlines published before a leaf, the one in force last.
  func deadlines(before seq: Int) -> [Instant] {
    let first = events.announced.map { ($0.seq, $0.deadline) }
    let later = events.extended.map { ($0.seq, $0.deadline) }
    return (first + later).filter { $0.0 < seq }.sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// By how many milliseconds the deadline moved after a leaf.
  func delay(after seq: Int) -> Int64 {
    guard let old = deadlines(before: seq).last, let new = deadlines(before: leaves.count).last else {
      return 0
    }
    return new.milliseconds - old.milliseconds
  }

  /// The stage whose secret hides a bidder's key.
  func stage(of part: Part) -> DisclosureStage {
    hasTwoSessions && (part == .price || part == .items) ? .price : .opening
  }

  /// The leaf at which the window of a part ended, or of any part.
  func windowEnd(of part: Part?) -> Int? {
    events.windows.first { window in part.map(window.parts.contains) ?? true }?.seq
  }

  /// The custodian keys of a part; nil unless all three are soundly logged.
  func custodians(of part: Part) -> CustodianKeys? {
    let messages = (1...Self.custodianCount).compactMap { custodianKeys[KeySlot(part, $0)]?.message }
    return messages.count == Int(Self.custodianCount) ? try? CustodianKeys(messages) : nil
  }

  /// How many custodians there are, and how many of them open a part (formats, section 5).
  static let custodianCount: UInt8 = 3
  static let threshold: UInt8 = 2

  /// The reports in the order of the checks.
  var orderedReports: [CheckReport] { CheckName.allCases.map { self[$0] } }
}
