package import AuditTrail
internal import Cryptography
internal import Evaluation
internal import Notation
package import Tendering

extension Story {
  /// What is to go wrong at an opening, by bidder and part.
  package typealias Faults = [PartyID: [Part: EnvelopeVerdict]]

  /// The secret of a stage.
  package func secret(of stage: DisclosureStage) -> StageSecret {
    StageSecret(DigestContext.sha256(Array("secret of \(stage.rawValue)".utf8)), of: stage)
  }

  /// What the notice says of it.
  func commitment(of stage: DisclosureStage) -> Digest {
    let bytes = SecretBytes(secret(of: stage).bytes.bytes)
    return TenderSecret(tender: tender, stage: stage, secret: bytes)?.commitment ?? secret(of: stage).bytes
  }

  /// Takes the story from CLOSED to OPENED: keys, the end of the window, the public draw, releases, envelopes, the record.
  ///
  /// `prices` are in fen; `drawing` stands for the public draw, after which the custodians release. With too few bids left the
  /// tender is FAILED.
  package mutating func openBids(
    prices: [PartyID: Int64], faults: Faults = [:], drawing: (inout Story) throws -> Void = { _ in }
  ) throws {
    advance(to: terms.opening)
    try open(.first, prices: prices, faults: faults, drawing: drawing)
  }

  /// Takes the story through the session of the prices, once the dark scores are locked (双信封).
  package mutating func openPrices(
    _ prices: [PartyID: Int64], faults: Faults = [:], drawing: (inout Story) throws -> Void = { _ in }
  ) throws {
    try open(.price, prices: prices, faults: faults, drawing: drawing)
  }

  private mutating func open(
    _ session: OpeningSession, prices: [PartyID: Int64], faults: Faults,
    drawing: (inout Story) throws -> Void
  ) throws {
    let parts = state.parts(of: session)
    for bidder in state.standing(in: session) {
      for part in parts where faults[bidder]?[part] != .noKey { try handOver(part, by: bidder) }
    }
    endKeyWindow()
    try drawing(&self)
    for part in parts { try release(part, by: [1, 2]) }
    for bidder in state.standing(in: session) {
      for part in parts {
        let verdict = faults[bidder]?[part] ?? .opened
        let command = try opening(of: part, bidder, verdict, fen: prices[bidder] ?? 0)
        try take(command, by: .operator)
      }
    }
    try take(OpeningConclude(), by: .operator)
  }

  /// Moves the clock to the end of the key window that runs, if one does.
  package mutating func endKeyWindow() {
    guard let end = state.transition?.due else { return }
    advance(to: end)
  }

  /// Hands over a key.
  package mutating func handOver(_ part: Part, by bidder: PartyID) throws {
    let handover = try handover(of: part, by: bidder)
    try take(BidOpen(handover), by: bidder, enclosing: [handover.bytes])
  }

  /// The handover of a key that nobody unwraps.
  package func handover(of part: Part, by bidder: PartyID) throws -> KeyHandover {
    let submission = state.bidding.live[bidder]?.submission
    let envelope = submission?.envelopes.first { $0.part == part }
    let service = state.bidding.keys.first { $0.key.purpose == KeyPurpose.openingService.rawValue }?.value.key
    let digest = DigestContext.sha256([])
    return try KeyHandover(
      head: submission?.head ?? BidHead(log: Self.log, tender: tender, bidder: bidder, revision: 1),
      part: part, envelope: envelope?.digest ?? digest, contextDigest: envelope?.contextDigest ?? digest,
      bidderKey: SecretBytes(repeatElement(0x41, count: 32)),
      openingService: try AgreementPublicKey((service ?? digest).bytes))
  }

  /// Releases the keys of these custodians for a part.
  package mutating func release(_ part: Part, by custodians: [UInt8]) throws {
    for index in custodians {
      let release = try release(of: part, index)
      try take(
        KeysRelease(release, signature: [1]), by: terms.custodians[Int(index) - 1],
        enclosing: [release.bytes])
    }
  }

  /// The release of a custodian's key.
  package func release(of part: Part, _ index: UInt8) throws -> KeyRelease {
    let service = state.bidding.keys.first { $0.key.purpose == KeyPurpose.openingService.rawValue }?.value.key
    return try KeyRelease(
      log: Self.log, keys: try state.custodianKeys(of: part), index: index, treeSize: 1,
      root: DigestContext.sha256([]), key: SecretBytes(repeatElement(0x42, count: 32)),
      openingService: try AgreementPublicKey((service ?? DigestContext.sha256([])).bytes))
  }

  /// The verdict on an envelope; what opened holds a price of `fen`, or a file that is nothing.
  package func opening(
    of part: Part, _ bidder: PartyID, _ verdict: EnvelopeVerdict = .opened, fen: Int64 = 0
  ) throws -> EnvelopeOpen {
    var command = EnvelopeOpen()
    let submission = state.bidding.live[bidder]?.submission
    let envelope = submission?.envelopes.first { $0.part == part }?.digest
    command.envelope = envelope ?? DigestContext.sha256([])
    command.bidder = bidder
    command.part = part
    command.verdict = verdict
    guard verdict == .opened else { return command }
    guard part == .price else {
      command.content = DigestContext.sha256(Array("\(bidder) \(part)".utf8))
      return command
    }
    let price = try PricePart(
      reading: Array(
        #"{"amount_minor":"\#(fen)","currency":"\#(terms.scheme.currency.rawValue)","quote":"total","tax":"included","v":1}"#
          .utf8))
    command.content = DigestContext.sha256(price.bytes)
    command.row = OpeningRecordRow(
      envelope: command.envelope, bidder: bidder, revision: submission?.head.revision ?? 1, price: price)
    return command
  }
}
