internal import ArgumentParser
internal import AuditTrail
internal import Cryptography
internal import Interchange
internal import Notation

/// Everything that a draw is computed from.
struct DrawInputOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The announcement of the draw (JSON).", valueName: "file"))
  var announcement: String

  @Option(help: ArgumentHelp("The roster of a panel.", valueName: "file"))
  var roster: String?

  @Option(help: ArgumentHelp("The plan; without it that of dark codes.", valueName: "file"))
  var plan: String?

  @Option(help: ArgumentHelp("The signed commitments, a JSON list.", valueName: "file"))
  var commitments: String

  @Option(help: ArgumentHelp("The signed reveals of all rounds, a JSON list.", valueName: "file"))
  var reveals: String

  @Option(
    help: ArgumentHelp("What happened to a panel's seats, in order, a JSON list.", valueName: "file"))
  var replies: String?

  @Option(help: ArgumentHelp("The value of the announced beacon, hexadecimal.", valueName: "hex"))
  var beacon = ""

  @Option(
    help: ArgumentHelp(
      "The bidders, one id a line: of the public orders, or of the dark codes.", valueName: "file"))
  var bidders: String?

  @Option(
    help: ArgumentHelp(
      "The salt of the dark mapping's commitment, a secret file of 64 digits.", valueName: "file"))
  var salt: String?

  @Option(
    help: ArgumentHelp(
      "The leaf of the announcement: evidence of recusals stands below it.", valueName: "index"))
  var leaf: UInt64 = .max

  @Option(
    help: ArgumentHelp(
      "The opening service's or supervisor's key, to open wrapped reveals.", valueName: "file"))
  var openingKey: String?

  func validate() throws {
    guard let value = Hexadecimal.bytes(beacon), value.count <= 1_024 else {
      throw ValidationError("The beacon's value is lowercase hexadecimal of at most 1024 bytes.")
    }
  }

  /// Reads all of it; that it fits together is checked later.
  func read() throws -> DrawRecord {
    let announced = try Inputs.record(announcement, DrawAnnouncement.codec)
    var record = DrawRecord(
      announcement: announced,
      roster: try roster.map { try Inputs.bytes($0, limit: Roster.maximumByteCount) },
      plan: try plan.map { try Inputs.bytes($0, limit: InputText.documentLimit) } ?? DrawPlan.darkBytes,
      commitments: try Inputs.record(commitments, SignedCommitment.listCodec),
      reveals: try opened(Inputs.record(reveals, SignedReveal.listCodec), announced.context))
    if let replies { record.panelRecords = try Inputs.record(replies, PanelRecord.listCodec) }
    record.beacon = Hexadecimal.bytes(beacon) ?? []
    record.bidders = try bidders.map(Self.bidders) ?? []
    record.mappingSalt = try salt.map(SecretFile.key)
    record.announcementIndex = leaf
    return record
  }

  private func opened(_ list: [SignedReveal], _ context: Digest) throws -> [SignedReveal] {
    guard let openingKey else { return list }
    let key = try KeyRecord.read(openingKey, for: .opening)
    return try Inputs.checked(reveals) { () throws(Fault) in
      let opening = try key.agreementKey()
      var opened: [SignedReveal] = []
      for reveal in list { opened.append(try reveal.opened(by: opening, in: context)) }
      return opened
    }
  }

  /// The ids of a file, one a line.
  private static func bidders(_ path: String) throws -> [PartyID] {
    let text = try InputText.read(path: path, limit: InputText.documentLimit, .utf8)
    return try text.bytes.split(separator: UInt8(ascii: "\n")).map { line in
      try Inputs.checked(path) { () throws(Fault) in
        try PartyID(parsing: String(decoding: line, as: UTF8.self))
      }
    }
  }
}
