package import AuditTrail
package import Cryptography
internal import GRDB
package import Notation
internal import Synchronization
package import SystemPackage
package import Tendering

/// The journal of a marketplace (账簿): commands of parties become leaves of the log, durably, in the order of their stamps.
///
/// One process writes. Waiting requests are committed together in one transaction; nobody is answered before COMMIT returned.
/// Everything in memory follows from the database, so that a batch that fails is forgotten as a whole.
package actor Journal {
  /// Whose journal it is.
  package nonisolated let identity: JournalIdentity
  nonisolated let files: JournalFiles
  nonisolated let store: JournalStore
  nonisolated let blobs: BlobFolder
  nonisolated let line: WaitingLine<Request>
  /// The enrolments in force, for those who verify signatures before the writer's turn.
  private nonisolated let enrolments: Mutex<[PartyID: Enrolment]>
  private var lock: FolderLock?
  var writer: LeafWriter
  private var random: any RandomSource & Sendable
  /// Why nothing can be written any more, after a failure that could not be undone.
  private var failure: Fault?
  /// How many transactions committed leaves, for tests and metrics.
  package private(set) var batchCount = 0

  /// After these the connection is not used any more (formats, section 8).
  private static let fatal: [ResultCode] = [
    .SQLITE_IOERR, .SQLITE_FULL, .SQLITE_CORRUPT, .SQLITE_NOTADB,
  ]

  /// The most requests of one transaction.
  package static let batchLimit = 64
  /// The most tenders that stay in memory.
  static let cacheLimit = 4_096

  /// Opens the journal in the folder at `path`, or makes it, for writing.
  ///
  /// `clock` gives the stamps and `random` the salts and secrets. Parties are replayed, tenders are not (`TenderProjection`).
  ///
  /// - Throws: `IN_USE` with the file that another process holds, `FOREIGN_LOG`, `UNKNOWN_SCHEMA`, `ROLLED_BACK` when a checkpoint was
  ///   signed that this database does not continue, `STORE_FAILURE`, `FILE_FAILURE`.
  package init(
    at path: FilePath, _ identity: JournalIdentity, clock: @escaping @Sendable () -> Instant,
    random: any RandomSource & Sendable
  ) throws(Fault) {
    let files = JournalFiles(folder: path)
    try files.make()
    lock = try files.locked()
    let store = try JournalStore(files, log: identity.signers[0].noteKey)
    try RollbackGuard(files, store, identity).check()
    let blobs = BlobFolder(files.blobs)
    let (writer, kept) = try Fault.ofStore {
      try store.pool.read { database in
        let rows = try Row.fetchAll(database, sql: "SELECT digest FROM blob")
        return (try LeafWriter(identity, database), try rows.map { try $0.digest("digest") })
      }
    }
    try blobs.sweep(keeping: Set(kept))
    self.identity = identity
    self.files = files
    self.store = store
    self.blobs = blobs
    self.writer = writer
    self.random = random
    enrolments = Mutex(writer.procedure.registry.enrolments)
    line = WaitingLine(clock: clock)
  }

  /// Gives a signed command, with the files that it names; returns when its leaf is durable.
  ///
  /// - Throws: when the command cannot be taken at all, and nothing was written: `WRONG_LOG`, `NOT_ENROLLED`, `INVALID_SIGNATURE`,
  ///   `COMMAND_EXPIRED`, `NONCE_USED`, faults of its form, `SECRET_MISSING`, `FALSE_SECRET`, `COMMIT_FAILED`, `FILE_FAILURE`.
  package nonisolated func take(
    _ signed: SignedCommand, enclosing enclosures: Enclosures = [:]
  ) async throws(Fault) -> Answer {
    let ticket = line.enter()
    let ordered: Request.Ordered
    do throws(Fault) {
      ordered = try prepare(signed, enclosures)
    } catch {
      line.leave(ticket)
      // Whoever stood behind may be ready.
      await commitWaiting()
      throw error
    }
    return try await wait(ticket, .command(ordered))
  }

  /// Lets time cause what is due by now, in every tender.
  package nonisolated func advance() async throws(Fault) {
    _ = try await wait(line.enter(), .advance)
  }

  /// Ends writing: what waits is committed, and another process may open the journal.
  ///
  /// - Throws: `STORE_FAILURE` while somebody still reads.
  package func close() throws(Fault) {
    guard failure?.code != .closed else { return }
    commitWaiting()
    failure = Fault(
      .closed, at: nil, Wording("the journal is closed", "账簿已关闭"),
      accepted: Wording("an open journal", "已打开的账簿"))
    try Fault.ofStore {
      // The connection that writes is the one that checkpoints; afterwards the database is one file.
      try store.pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
      try store.pool.close()
    }
    lock = nil
  }

  private nonisolated func wait(
    _ ticket: WaitingLine<Request>.Ticket, _ content: Request.Content
  ) async throws(Fault) -> Answer {
    let result = await withCheckedContinuation { continuation in
      line.fill(
        ticket,
        Request(stamp: ticket.stamp, content: content, answer: { continuation.resume(returning: $0) }))
      Task { await commitWaiting() }
    }
    return try result.get()
  }

  /// Verifies and stores what needs no turn.
  private nonisolated func prepare(
    _ signed: SignedCommand, _ enclosures: Enclosures
  ) throws(Fault) -> Request.Ordered {
    let decoded = try DecodedCommand(signed.message)
    let enrolment = try LeafWriter.enrolment(of: signed, decoded, enrolments.withLock(\.self))
    if case .registry(let command) = decoded, command is PartyEnrol {
      try enrolment.verify(in: identity.origin, root: identity.root)
      guard enrolment.isAutomatic == identity.isRootAutomatic else {
        throw Fault(
          .unknownRoot, at: nil,
          Wording("auto is \(enrolment.isAutomatic)", "auto 为 \(enrolment.isAutomatic)"),
          accepted: Wording(verbatim: "\(identity.isRootAutomatic)"))
      }
    }
    guard signed.message.isSigned(signed.signature, by: enrolment.key) else {
      throw .invalidSignature(of: Wording("command", "指令"), by: signed.message.command.party)
    }
    for (digest, bytes) in enclosures where try blobs.keep(bytes) != digest {
      throw Fault(
        .wrongEnclosure, at: nil, Wording("a file has another digest", "文件摘要不符"),
        accepted: Wording(verbatim: Hexadecimal.text(digest.bytes)))
    }
    return Request.Ordered(signed: signed, decoded: decoded, enclosures: enclosures, verified: enrolment.key)
  }

  /// Commits what is ready, one transaction for at most `batchLimit` requests.
  private func commitWaiting() {
    while true {
      let batch = line.take(upTo: Self.batchLimit)
      guard !batch.isEmpty else { return }
      commit(batch)
    }
  }

  private func commit(_ batch: [Request]) {
    let answers: [Result<Answer, Fault>]
    do throws(Fault) {
      if let failure { throw failure }
      let drafts = try Fault.ofStore {
        do {
          return try write(batch)
        } catch let error as DatabaseError where Self.fatal.contains(error.resultCode.primaryResultCode) {
          // What reached the disk is not known any more: only who opens the journal anew can find out.
          failure = .commitFailed(.store(Wording("\(error)", "\(error)")))
          throw error
        }
      }
      batchCount += 1
      let registry = writer.procedure.registry.enrolments
      enrolments.withLock { $0 = registry }
      writer.forget(over: Self.cacheLimit, but: Set(batch.compactMap(\.tender)))
      answers = drafts.map { $0.answer(signedBy: identity.operatorKey) }
    } catch {
      let fault = failure ?? .commitFailed(error)
      forget()
      answers = batch.map { _ in .failure(fault) }
    }
    for (request, answer) in zip(batch, answers) { request.answer(answer) }
  }

  private func write(_ batch: [Request]) throws -> [Draft] {
    try store.pool.writeWithoutTransaction { database in
      var drafts: [Draft] = []
      try database.inTransaction(.immediate) {
        for request in batch { drafts.append(try writer.take(request, &random, database)) }
        return .commit
      }
      return drafts
    }
  }

  /// Throws away what a batch made of the memory; the database did not take it.
  private func forget() {
    guard failure == nil else { return }
    do throws(Fault) {
      writer = try Fault.ofStore { try store.pool.read { try LeafWriter(identity, $0) } }
    } catch {
      failure = error
    }
  }

  /// Makes secrets, which the database keeps before anybody knows their commitments.
  func withRandom<Result>(_ body: (inout any RandomSource & Sendable) throws -> Result) rethrows -> Result {
    try body(&random)
  }
}

extension Fault {
  fileprivate static func commitFailed(_ cause: Fault) -> Fault {
    Fault(
      .commitFailed, at: nil,
      Wording(
        "nothing was written: \(cause.code.rawValue), \(cause.message.english)",
        "未写入任何内容：\(cause.code.rawValue)，\(cause.message.chinese)"),
      accepted: Wording("the same bytes again, when the cause is removed", "排除原因后重新提交相同字节"))
  }
}

extension Fault.Code {
  /// The batch that a request stood in could not be committed.
  package static let commitFailed = Fault.Code("COMMIT_FAILED")
  /// A journal that takes no commands any more.
  package static let closed = Fault.Code("JOURNAL_CLOSED")
  /// A file that has not the digest under which it came.
  package static let wrongEnclosure = Fault.Code("WRONG_ENCLOSURE")
}
