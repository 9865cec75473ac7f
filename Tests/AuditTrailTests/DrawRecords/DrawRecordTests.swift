import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct DrawRecordTests {
  private func record(_ kind: DrawKind, rounds: UInt8 = 1) throws -> DrawRecord {
    let announcement = try DrawFixture.announcement(kind)
    let plan =
      switch kind {
      case .public: DrawFixture.publicPlan
      case .panel: DrawFixture.panelPlan
      case .dark: DrawPlan.darkBytes
      }
    let commitments = try DrawFixture.parties.map {
      SignedCommitment(
        DrawCommitment(party: $0, commitment: try DrawFixture.chain(announcement, $0).commitment),
        signature: [1])
    }
    let reveals = try (0..<rounds).flatMap { round in
      try DrawFixture.parties.map {
        SignedReveal(try DrawFixture.reveal(announcement, $0, round: round), signature: [1])
      }
    }
    var record = DrawRecord(
      announcement: announcement, roster: kind == .panel ? try DrawFixture.rosterBytes() : nil, plan: plan,
      commitments: commitments, reveals: reveals)
    if kind != .panel { record.bidders = DrawFixture.bidders }
    return record
  }

  @Test(arguments: DrawKind.allCases)
  func `An announcement reads back from its canonical file, and no edit of a field does`(_ kind: DrawKind)
    throws
  {
    let announcement = try DrawFixture.announcement(kind)
    let file = try announcement.file()
    func read(_ bytes: [UInt8]) -> DrawAnnouncement? {
      var (faults, reading) = (Faults(), Reading(.strict))
      return JSONReader.read(bytes, into: &faults).flatMap { DrawAnnouncement.codec.decode($0, &reading) }
    }
    #expect(read(file) == announcement)
    let text = String(decoding: file, as: UTF8.self)
    for (old, new) in [
      (#""beacon":"none""#, #""beacon":"ssq:1""#), (#""chain":64"#, #""chain":65"#), ("/1\"", "/2\""),
      (kind == .public ? #""public","deadlines""# : #""secret","deadlines""#, #""other","deadlines""#),
      (
        kind == .public ? #""class":"public""# : #""class":"secret""#,
        kind == .public ? #""class":"secret""# : #""class":"public""#
      ),
      (#""tenderer","supervisor""#, #""supervisor","tenderer""#), ("T-2026-0001", "T-2026-0002"),
    ] {
      #expect(text.contains(old))
      #expect(read(Array(text.replacing(old, with: new).utf8)) == nil, "\(new)")
    }
  }

  @Test func `Reveals and records of a panel read back from their fields`() throws {
    let announcement = try DrawFixture.announcement(.panel)
    let reveal = try DrawFixture.reveal(announcement, DrawFixture.tenderer, round: 1)
    let wrapped = SignedReveal(try DrawFixture.wrapped(reveal, announcement), signature: [7, 8])
    let reveals = [SignedReveal(reveal, signature: [7, 8]), wrapped]
    var reading = Reading(.strict)
    #expect(SignedReveal.listCodec.decode(SignedReveal.listCodec.encode(reveals), &reading) == reveals)
    let keys = try DrawFixture.keys()
    #expect(try wrapped.opened(by: keys.service, in: announcement.context) == reveals[0])
    #expect(try wrapped.opened(by: keys.supervisor, in: announcement.context) == reveals[0])
    let stranger = try AgreementPrivateKey(DrawFixture.bytes(0x30))
    #expect(
      refusal { _ = try wrapped.opened(by: stranger, in: announcement.context) }
        == Fault.Code("WRAP_NOT_OPENED"))
    let token = try DrawFixture.token("E08")
    let records: [PanelRecord] = [
      .reply(
        ExpertReply(token: token, round: 0, answer: .recuse(try RecusalCode(parsing: "R2"))), signature: [1]),
      .noAnswer(
        try NoAnswer(
          token: token, round: 0, attempts: 3, first: DrawFixture.instant(1), last: DrawFixture.instant(2),
          channel: "phone"), operatorSignature: [1], supervisorSignature: [2]),
      .narrow(
        try NarrowPool(stratum: StratumID(unchecked: "tech"), eligible: 5, quota: 3, reason: "少"),
        signature: [3]),
      .round(1),
    ]
    #expect(PanelRecord.listCodec.decode(PanelRecord.listCodec.encode(records), &reading) == records)
    #expect(reading.faults.isEmpty)
  }

  @Test func `A round is drawn where its first record stands, or where the record says so`() throws {
    var panel = try record(.panel, rounds: 3)
    func reply(_ expert: String, _ round: UInt8) throws -> PanelRecord {
      .reply(
        ExpertReply(token: try DrawFixture.token(expert), round: round, answer: .decline), signature: [1])
    }
    // Both seats are vacant before round 1, which fills them, so that nothing is left for round 2.
    panel.panelRecords = [try reply("E08", 0), try reply("E03", 0)]
    #expect(refusal { _ = try panel.result() } == .drawRoundWithoutCause)
    panel.panelRecords = [try reply("E08", 0), .round(1), try reply("E03", 0)]
    let seated = try panel.result().rounds.map { round in
      guard case .seats(let strata) = round.content else { return 0 }
      return strata.reduce(0) { $0 + $1.tokens.count }
    }
    #expect(seated == [5, 1, 1])
  }

  @Test func `Every party reveals once in every round, against its own commitment`() throws {
    let whole = try record(.public)
    #expect(throws: Never.self) { try whole.result() }
    var changed = whole
    changed.reveals.removeLast()
    #expect(refusal { _ = try changed.result() } == .drawSeedUnknown)
    changed.reveals = []
    #expect(refusal { _ = try changed.result() } == .drawSeedUnknown)
    changed.reveals = whole.reveals + [whole.reveals[0]]
    #expect(refusal { _ = try changed.result() } == .drawSeedUnknown)
    changed = whole
    changed.commitments.swapAt(0, 1)
    #expect(throws: Never.self) { try changed.result() }
    let first = changed.commitments[0].message
    changed.commitments[0].message = DrawCommitment(party: .platform, commitment: first.commitment)
    #expect(refusal { _ = try changed.result() } == Fault.Code("DRAW_COMMITMENT_REPEATED"))
    changed = whole
    changed.commitments.removeLast()
    #expect(refusal { _ = try changed.result() } == .drawCommitmentMissing)
    changed = whole
    let value = try #require(changed.reveals[0].value)
    changed.reveals[0] = SignedReveal(
      DrawReveal(party: .supervisor, round: 0, value: value), signature: [1])
    #expect(refusal { _ = try changed.result() } == .drawRevealWrong)
    changed = whole
    changed.beacon = [1]
    #expect(refusal { _ = try changed.result() } == .drawSeedUnknown)
    changed = try record(.public, rounds: 2)
    #expect(refusal { _ = try changed.result() } == .drawRoundWithoutCause)
  }

  @Test func `A narrow pool needs the supervisor's leave for just what it has`() throws {
    var panel = try record(.panel)
    let plan = Array("max_per_employer\t2\ntech\t4\necon\t2\n".utf8)
    panel.plan = plan
    #expect(refusal { _ = try panel.result() } == Fault.Code("DRAW_PLAN"))
    panel.announcement = try DrawFixture.announcement(.panel, plan: plan)
    #expect(refusal { try panel.checkPools() } == .poolTooNarrow)
    for (eligible, expected) in [(UInt32(11), nil), (12, Fault.Code.poolTooNarrow)] {
      panel.panelRecords = [
        .narrow(
          try NarrowPool(stratum: StratumID(unchecked: "tech"), eligible: eligible, quota: 4, reason: "few"),
          signature: [1])
      ]
      #expect(refusal { try panel.checkPools() } == expected)
    }
  }

  @Test func `Every signature counts, and a missing key is named`() throws {
    var panel = try record(.panel)
    let context = panel.announcement.context
    let key = try SigningKey(.ed25519, seed: DrawFixture.bytes(0x90))
    for index in panel.commitments.indices {
      let message = panel.commitments[index].message.message(in: context)
      panel.commitments[index].signature = try message.signature(by: key)
    }
    for index in panel.reveals.indices {
      let message = try #require(panel.reveals[index].message).message(in: context)
      panel.reveals[index].signature = try message.signature(by: key)
    }
    let signers = DrawFixture.parties.map { DrawSigner(.party($0), key: key.verificationKey) }
    #expect(try panel.checkSignatures(signers) == [])
    #expect(try panel.checkSignatures(Array(signers.dropLast())) == [.party(.operator)])
    for index in panel.reveals.indices {
      var changed = panel
      changed.reveals[index].signature[5] ^= 1
      #expect(refusal { _ = try changed.checkSignatures(signers) } == .drawSignatureInvalid)
      changed = panel
      changed.commitments[index].signature = panel.reveals[index].signature
      #expect(refusal { _ = try changed.checkSignatures(signers) } == .drawSignatureInvalid)
    }
  }
}
