public import Cryptography
public import Notation

/// What everybody knows of a draw before anybody commits: `draw.announced` of formats, section 6.
///
/// All of it but the deadlines goes into `context`, which every later message of the draw carries, so that no commitment can
/// be used for another roster, plan, beacon, chain length or list of parties.
public struct DrawAnnouncement: Hashable, Sendable {
  /// How many links a chain has when nothing else is said.
  public static let standardChainLength: UInt8 = 64

  /// The tender.
  public let tender: TenderID
  /// What is drawn.
  public let kind: DrawKind
  /// The number of the draw among those of its kind; a restart has the next one.
  public let number: UInt8
  /// The id, made of these three.
  public let id: DrawID
  /// The digest of the roster's bytes; that of no bytes where there is no roster.
  public let roster: Digest
  /// The digest of the plan's bytes.
  public let plan: Digest
  /// The public value that goes into the seeds, for example `drand:<chain>:<round>`; `none` for none.
  public let beacon: String
  /// How many links each party's chain has, 1 to 255: one a round.
  public let chainLength: UInt8
  /// The commitment to the roster's salt; nil, which stands for zeros, where there is no roster.
  public let saltCommitment: Digest?
  /// The parties in the order of their reveals.
  public let parties: [PartyID]
  /// Until when, exclusively, each of them reveals in round 0; never earlier than the one before.
  public private(set) var deadlines: [Instant]
  /// The digest of all this but the deadlines (ch).
  public let context: Digest

  /// An announcement of these terms.
  ///
  /// - Throws: `DRAW_CHAIN_LENGTH` for 0, `INVALID_ID`, and `DRAW_ANNOUNCEMENT` for fewer than two parties, one twice, as many
  ///   deadlines as there are not parties or falling ones, a beacon that is not 1 to 128 visible ASCII characters, a panel
  ///   without roster and salt, or anything else with one.
  public init(
    tender: TenderID, kind: DrawKind, number: UInt8, roster: Digest = DigestContext.sha256([]), plan: Digest,
    beacon: String = "none", chainLength: UInt8 = standardChainLength, saltCommitment: Digest? = nil,
    parties: [PartyID], deadlines: [Instant]
  ) throws(Fault) {
    self.tender = tender
    self.kind = kind
    self.number = number
    id = try DrawID(tender: tender, kind: kind, number: number)
    self.roster = roster
    self.plan = plan
    self.beacon = beacon
    self.chainLength = chainLength
    self.saltCommitment = saltCommitment
    self.parties = parties
    self.deadlines = deadlines
    var message = MessageBytes(MessageBytes.drawLabel)
    message.appendPrefixed(id)
    try message.appendPrefixed(kind.drawClass.rawValue)
    message.append(roster)
    message.append(plan)
    try message.appendPrefixed(beacon)
    message.append(chainLength)
    message.append(saltCommitment?.bytes ?? [UInt8](repeating: 0, count: Digest.byteCount))
    message.append(UInt8(truncatingIfNeeded: parties.count))
    for party in parties { message.appendPrefixed(party) }
    context = message.digest
    try review()
  }

  /// The same draw with deadlines that are later by these milliseconds.
  ///
  /// Draws that wait for the opening of the bids move with it (bundle, "Bodies"). The deadlines are not part of `context`,
  /// so that roster, plan, parties and all commitments stay as they are, and nobody has a second choice.
  public func postponed(by milliseconds: Int64) -> DrawAnnouncement {
    var later = self
    later.deadlines = deadlines.map { Instant(clamping: $0.milliseconds + milliseconds) }
    return later
  }

  private func review() throws(Fault) {
    guard chainLength > 0 else {
      throw .draw(
        .drawChainLength, Wording("a chain of 0 links", "哈希链长度为 0"),
        accepted: Wording("1 to 255 links", "1 至 255 环"))
    }
    try require(
      (2...255).contains(parties.count) && Set(parties).count == parties.count,
      Wording("\(parties.count) parties", "\(parties.count) 个参与方"),
      accepted: Wording("2 to 255 parties, each once", "2 至 255 个互不相同的参与方"))
    let isOrdered = zip(deadlines, deadlines.dropFirst()).allSatisfy { $0 <= $1 }
    try require(
      deadlines.count == parties.count && isOrdered,
      Wording(
        "\(deadlines.count) deadlines for \(parties.count) parties",
        "\(parties.count) 个参与方，\(deadlines.count) 个期限"),
      accepted: Wording("one deadline a party, in the order of the reveals", "每方一个期限，按揭示次序不早于前一方"))
    let isVisible = beacon.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    try require(
      (1...128).contains(beacon.utf8.count) && isVisible,
      Wording("beacon “\(beacon.excerpt)”", "信标“\(beacon.excerpt)”"),
      accepted: Wording("1 to 128 visible ASCII characters; none for none", "1 至 128 个可见 ASCII 字符；无信标写 none"))
    let hasRoster = roster != DigestContext.sha256([])
    try require(
      number > 0 && hasRoster == (kind == .panel) && (saltCommitment != nil) == (kind == .panel),
      Wording("draw \(id)", "抽取 \(id)"),
      accepted: Wording(
        "a roster and its salt for a panel, neither for another draw; numbers from 1",
        "评标委员会抽取须有名册及盐值承诺，其他抽取均无；编号自 1 起"))
  }

  private func require(_ holds: Bool, _ found: Wording, accepted: Wording) throws(Fault) {
    if !holds { throw .draw(.drawAnnouncement, found, accepted: accepted) }
  }
}
