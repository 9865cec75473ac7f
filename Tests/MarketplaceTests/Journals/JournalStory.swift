import AuditTrail
import Cryptography
import Evaluation
import Notation
import Synchronization
import SystemPackage
import Tendering
import TestSupport
import Testing

@testable import Marketplace

/// A clock that stands still until a test moves it.
final class TestClock: Sendable {
  private let time: Mutex<Instant>

  init(_ time: Instant) { self.time = Mutex(time) }

  var now: Instant {
    get { time.withLock(\.self) }
    set { time.withLock { $0 = newValue } }
  }

  func advance(by milliseconds: Int64) {
    time.withLock { $0 = Story.instant($0.milliseconds + milliseconds) }
  }
}

/// A tender in a journal on the disk: parties with keys, each command signed.
final class JournalStory {
  let folder: TemporaryFolder
  let clock: TestClock
  /// The terms and the messages of the tender.
  var story: Story
  private(set) var journal: Journal
  private var nonceCount: UInt64 = 0

  var tender: AuditTrail.TenderID { story.tender }
  var path: FilePath { FilePath(folder.path + "/journal") }

  static let parties: [(PartyID, PartyRole)] =
    [
      (Story.tenderer, .tenderer), (Story.agency, .agency), (Story.notary, .custodian),
      (.operator, .operator),
      (.supervisor, .supervisor),
    ] + Story.bidders.map { ($0, .bidder) }

  init() throws {
    folder = try TemporaryFolder()
    story = try Story()
    let clock = TestClock(story.now)
    self.clock = clock
    journal = try Self.open(FilePath(folder.path + "/journal"), clock)
  }

  static func open(_ path: FilePath, _ clock: TestClock, seed: UInt8 = 7) throws -> Journal {
    try Journal(
      at: path, try identity(), clock: { clock.now }, random: SeededRandomSource(seed: [seed]))
  }

  /// Closes the journal and opens it again.
  func reopen(seed: UInt8 = 8) async throws {
    try await journal.close()
    journal = try Self.open(path, clock, seed: seed)
  }

  static func key(_ seed: UInt8) throws -> SigningKey {
    try SigningKey(.ed25519, seed: SecretBytes(repeatElement(seed, count: 32)))
  }

  static func key(of party: PartyID) throws -> SigningKey {
    try key(UInt8((parties.firstIndex { $0.0 == party } ?? 99) + 1))
  }

  static func identity() throws -> JournalIdentity {
    let signer = try #require(
      NoteSigner(name: KeyName(Story.log), scheme: .ed25519, key: try key(200)))
    return try JournalIdentity(
      log: signer, operatorKey: try key(of: .operator), root: try key(201).verificationKey,
      isRootAutomatic: true)
  }

  /// A fresh nonce.
  func nonce() throws -> CommandNonce {
    nonceCount += 1
    let bytes = (0..<16).map { $0 < 8 ? 0 : UInt8(truncatingIfNeeded: nonceCount >> UInt64(8 * (15 - $0))) }
    return try #require(CommandNonce(bytes))
  }

  /// A command signed by the key of its party, or by another.
  func signed(
    _ command: some Command, by party: PartyID, of tender: AuditTrail.TenderID?, nonce: CommandNonce? = nil,
    key: SigningKey? = nil
  ) throws -> SignedCommand {
    let message = CommandMessage(
      log: Story.log, tender: tender, nonce: try nonce ?? self.nonce(),
      notAfter: Story.instant(clock.now.milliseconds + 60_000),
      command: try StoredCommand(command.value(by: party)))
    return try .signing(message, by: try key ?? Self.key(of: party))
  }

  /// Gives a command about the tender.
  @discardableResult
  func give(
    _ command: some TenderCommand, by party: PartyID, enclosing files: [[UInt8]] = []
  ) async throws -> Answer {
    try await journal.take(signed(command, by: party, of: tender), enclosing: Self.enclosures(files))
  }

  static func enclosures(_ files: [[UInt8]]) -> Enclosures {
    Enclosures(files.map { (DigestContext.sha256($0), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The command that enrols a party.
  func enrolment(_ party: PartyID, _ role: PartyRole, root: SigningKey? = nil) throws -> SignedCommand {
    let key = try Self.key(of: party)
    let enrolment = try EnrolmentRequest(
      party: party, role: role, key: key.verificationKey, notBefore: Story.instant(0),
      notAfter: Story.instant(Instant.maximum)
    ).signed(in: Story.log, by: key, root: try root ?? Self.key(201), isAutomatic: true)
    return try signed(PartyEnrol(enrolment), by: party, of: nil)
  }

  func enrol() async throws {
    for (party, role) in Self.parties { _ = try await journal.take(try enrolment(party, role)) }
  }

  /// Plans, drafts, checks, shows and announces.
  func announce() async throws {
    let terms = try story.terms.bytes()
    if story.terms.track == .engineering { try await prepare(terms) }
    var announcement = try story.announcement()
    let prepared = try await journal.prepareSecrets(for: tender)
    announcement.secrets = prepared.filter { announcement.secrets[$0.key] != nil }
    try await give(announcement, by: Story.tenderer, enclosing: [terms])
  }

  private func prepare(_ terms: [UInt8]) async throws {
    var plan = Plan()
    plan.title = story.terms.title
    plan.project = story.terms.project
    plan.lot = story.terms.lot
    plan.tenderer = story.terms.tenderer
    plan.agency = story.terms.agency
    plan.notice = clock.now
    try await give(PlanPublish(plan), by: Story.tenderer)
    try await give(DocumentsDraft(terms: DigestContext.sha256(terms)), by: Story.tenderer)
    try await give(DocumentsCheck([]), by: Story.tenderer)
    try await give(DocumentsPreview(story.terms), by: Story.tenderer)
  }

  /// Logs every key of the tender, each signed by its holder.
  func logKeys() async throws {
    for (number, slot) in try await journal.tender(tender).missingKeys.enumerated() {
      let secret = SecretBytes(repeatElement(UInt8(0x40 + number), count: 32))
      let key = try AgreementPrivateKey(secret).publicKey
      let message: CustodianKeyMessage
      let holder: PartyID
      switch KeyPurpose(rawValue: slot.purpose) {
      case .openingService?:
        message = CustodianKeyMessage(log: Story.log, tender: tender, openingService: key)
        holder = .operator
      case .part(let part)?:
        message = try CustodianKeyMessage(
          log: Story.log, tender: tender, part: part, index: slot.index, threshold: 2, count: 3, key: key)
        holder = story.terms.custodians[Int(slot.index) - 1]
      default:
        message = CustodianKeyMessage(log: Story.log, tender: tender, draws: key)
        holder = .supervisor
      }
      let signature = try message.signature(by: Self.key(of: holder))
      try await give(CustodianKeyLog(TenderKey(message, signature: signature)), by: holder)
    }
  }

  /// The command that hands in a bid, with the message beside it.
  func bid(_ bidder: PartyID, revision: UInt32 = 1) throws -> (SignedCommand, [UInt8]) {
    let submission = try story.submission(by: bidder, revision: revision)
    let command = BidSubmit(NamedMessage(submission.digest, revision: revision))
    return (try signed(command, by: bidder, of: tender), submission.bytes)
  }

  @discardableResult
  func submit(_ bidder: PartyID, revision: UInt32 = 1) async throws -> Answer {
    let (command, message) = try bid(bidder, revision: revision)
    return try await journal.take(command, enclosing: Self.enclosures([message]))
  }

  /// Takes the tender to where bids are taken.
  func open() async throws {
    try await enrol()
    try await announce()
    try await logKeys()
    clock.now = story.terms.documentsFrom
  }

  /// Takes the tender past the deadline, with three bids.
  func close() async throws {
    try await open()
    for bidder in Story.bidders.prefix(3) { try await submit(bidder) }
    clock.now = story.terms.opening
    try await journal.advance()
  }
}
