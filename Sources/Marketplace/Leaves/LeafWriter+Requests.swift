internal import AuditTrail
internal import Cryptography
internal import GRDB
internal import Notation
internal import Tendering

// How a request becomes leaves: time first, then the command, each in a savepoint of the batch's transaction.

extension LeafWriter {
  /// Takes a request; what it throws makes the whole batch fail.
  mutating func take(
    _ request: Request, _ random: inout any RandomSource & Sendable, _ database: Database
  ) throws -> Draft {
    let stamp = max(request.stamp, time)
    switch request.content {
    case .advance:
      for tender in try TenderProjection.due(at: stamp, database) {
        try advance(tender, to: stamp, &random, database)
      }
      return .advanced
    case .command(let ordered):
      do {
        if let earlier = try earlierAnswer(to: ordered, database) { return earlier }
        try ordered.signed.verifyTerms(
          in: identity.origin, ordered.signed.message.tender, at: stamp, by: enrolment(of: ordered))
      } catch let fault as Fault {
        return .faulty(fault)
      }
      return try take(ordered, at: stamp, &random, database)
    }
  }

  private mutating func take(
    _ ordered: Request.Ordered, at stamp: Instant, _ random: inout any RandomSource & Sendable,
    _ database: Database
  ) throws -> Draft {
    if case .tender(_, let id) = ordered.decoded { try advance(id, to: stamp, &random, database) }
    var draft = Draft.advanced
    try database.inSavepoint {
      do {
        draft = try decide(ordered, at: stamp, &random, database)
        return .commit
      } catch let fault as Fault {
        draft = .faulty(fault)
        return .rollback
      }
    }
    return draft
  }

  /// Lets time cause what is due in a tender: a leaf of the clock for each transition.
  private mutating func advance(
    _ tender: TenderID, to stamp: Instant, _ random: inout any RandomSource & Sendable,
    _ database: Database
  ) throws {
    try load(tender, database)
    var count = 0
    while let transition = procedure.tick(tender, at: stamp) {
      count += 1
      guard count <= Self.transitionLimit else {
        throw Fault.store(Wording("\(tender): time causes no end of events", "\(tender)：到期事项无穷尽"))
      }
      let fields = try BodyFields(
        actor: BodyFields.clockActor, time: stamp, authorisation: nil, clock: identity.clock,
        command: .object([]), events: transition.events.map(\.value), tender: tender,
        stage: transition.disclosure.stage)
      let salt = random.open(Body.saltByteCount)
      try database.inSavepoint {
        _ = try append(fields, applying: transition.events, salt: salt, database)
        return .commit
      }
    }
  }

  /// The most that time causes in a tender at once: more is an error in a rule, and would fill the disk.
  private static let transitionLimit = 1_000

  private mutating func decide(
    _ ordered: Request.Ordered, at stamp: Instant, _ random: inout any RandomSource & Sendable,
    _ database: Database
  ) throws -> Draft {
    let actor = ordered.signed.message.command.party
    let events: [any Event]
    var stage: DisclosureStage?
    do throws(Tendering.Refusal) {
      switch ordered.decoded {
      case .registry(let command): events = try procedure.decide(command, by: actor, at: stamp)
      case .tender(let command, let tender):
        stage = command.disclosure(in: procedure[tender]).stage
        events = try procedure.decide(
          command, of: tender, by: actor, at: stamp, enclosures: ordered.enclosures)
      }
    } catch {
      return try refuse(ordered, error, at: stamp, stage: stage, &random, database)
    }
    let fields = try BodyFields(
      actor: actor, time: stamp, authorisation: ordered.signed.authorisation, clock: identity.clock,
      command: ordered.signed.message.command.value, events: events.map(\.value),
      tender: ordered.signed.message.tender, stage: stage)
    try check(fields)
    let leaf = try append(fields, applying: events, salt: random.open(Body.saltByteCount), database)
    try keep(ordered, at: leaf.message.index, refusal: nil, database)
    return .accepted(leaf, events)
  }

  /// Answers a refusal; a refused bid gets a leaf, and the operator's note in it.
  ///
  /// Where nobody made the secret of the stage there is no notice to bid under, and nothing to seal the leaf with.
  private mutating func refuse(
    _ ordered: Request.Ordered, _ refusal: Tendering.Refusal, at stamp: Instant, stage: DisclosureStage?,
    _ random: inout any RandomSource & Sendable, _ database: Database
  ) throws -> Draft {
    guard let tender = ordered.signed.message.tender, let known = loaded[tender],
      let refused = RefusedSubmission(ordered.signed, ordered.enclosures)
    else { return .refused(refusal, nil) }
    let sealed = stage.flatMap { known.published.contains($0) ? nil : $0 }
    guard sealed.map({ known.secrets[$0] != nil }) ?? true else { return .refused(refusal, nil) }
    let (note, signature) = try refused.note(refusal.code, of: tender, at: stamp, by: identity)
    let fields = try BodyFields(
      actor: ordered.signed.message.command.party, time: stamp,
      authorisation: refused.isReadable ? ordered.signed.authorisation : nil, clock: identity.clock,
      command: refused.command, events: [refused.event(note, signature)], tender: tender, stage: sealed)
    let leaf = try append(fields, applying: [], salt: random.open(Body.saltByteCount), database)
    try keep(ordered, at: leaf.message.index, refusal: refusal, database)
    return .refused(refusal, Draft.DraftNote(note: note, signature: signature, leaf: leaf))
  }

  /// Refuses what would make sealed leaves that nobody can open, or that nobody can find.
  private func check(_ fields: BodyFields) throws(Fault) {
    guard let tender = fields.tender else { return }
    let secrets = loaded[tender]?.secrets ?? [:]
    try PublishedStage.check(fields, against: Array(secrets.values))
    for event in fields.events where event.text("kind") == "tender.announced" {
      guard case .object(let members)? = event["secrets"]?.content else { continue }
      for member in members {
        let secret = DisclosureStage(rawValue: member.key).flatMap { secrets[$0] }
        guard let secret, member.value.isSame(as: .string(Hexadecimal.text(secret.commitment.bytes))) else {
          throw Fault(
            .secretMissing, at: nil,
            Wording(
              "the notice commits to another secret of \(member.key)", "公告承诺的 \(member.key) 密值并非所备密值"),
            accepted: Wording("the commitments of the prepared secrets", "已备密值的承诺"))
        }
      }
    }
  }

  /// Keeps the nonce with what was answered, and the names of the files that came along.
  private func keep(
    _ ordered: Request.Ordered, at index: UInt64, refusal: Tendering.Refusal?, _ database: Database
  ) throws {
    let message = ordered.signed.message
    try database.cachedStatement(
      sql: "INSERT INTO nonce (party, nonce, seq, message, refusal) VALUES (?, ?, ?, ?, ?)"
    ).execute(arguments: [
      message.command.party.rawValue, StoredBytes(message.nonce.bytes), Int64(index),
      StoredBytes(message.digest), try refusal.map { StoredBytes(try $0.stored()) },
    ])
    for (digest, bytes) in ordered.enclosures {
      try database.cachedStatement(sql: "INSERT OR IGNORE INTO blob (digest, size) VALUES (?, ?)")
        .execute(arguments: [StoredBytes(digest), bytes.count])
    }
  }
}
