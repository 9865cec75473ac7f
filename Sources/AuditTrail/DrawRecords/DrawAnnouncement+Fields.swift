import Cryptography
public import Notation

extension DrawAnnouncement {
  /// The fields of an announcement in a file: those of the event `draw.announced` of formats, section 6, beside `ch`.
  ///
  /// `{beacon, ch, chain, class, deadlines, draw, parties, plan, roster, salt_commit}`; a `ch` or class that the other fields
  /// do not give is refused with `DRAW_ANNOUNCEMENT`.
  public static let codec = announced(Record.codec) { record throws(Fault) in
    try record.checkedAnnouncement()
  }

  /// The fields of the command and the event in the log, which do not repeat `ch`.
  package static let loggedCodec = announced(Record.loggedCodec) { record throws(Fault) in
    try record.announcement()
  }

  private static func announced(
    _ fields: Codec<Record>, _ announcement: @escaping @Sendable (Record) throws(Fault) -> DrawAnnouncement
  ) -> Codec<DrawAnnouncement> {
    Codec<DrawAnnouncement>(
      fields.schema,
      decode: { value, reading in
        guard let record = fields.decode(value, &reading) else { return nil }
        do throws(Fault) {
          return try announcement(record)
        } catch {
          var fault = error
          fault.place = fault.place ?? value.place
          reading.faults.append(fault)
          return nil
        }
      }, encode: { fields.encode(Record($0)) })
  }

  /// The canonical bytes of the file.
  ///
  /// - Throws: `NOT_CANONICAL`, which no announcement is.
  public func file() throws(Fault) -> [UInt8] { try Self.codec.write(self) }

  private struct Record: Sendable {
    var beacon = ""
    var context = DigestContext.sha256([])
    var chain: UInt8 = 0
    var drawClass = DrawClass.public
    var deadlines: [Instant] = []
    var draw = DrawID(unchecked: "-")
    var parties: [PartyID] = []
    var plan = DigestContext.sha256([])
    var roster = DigestContext.sha256([])
    var saltCommitment = DigestContext.sha256([])

    init() {}

    init(_ announcement: DrawAnnouncement) {
      beacon = announcement.beacon
      context = announcement.context
      chain = announcement.chainLength
      drawClass = announcement.kind.drawClass
      deadlines = announcement.deadlines
      draw = announcement.id
      parties = announcement.parties
      plan = announcement.plan
      roster = announcement.roster
      saltCommitment = announcement.saltCommitment ?? Self.noSalt
    }

    func announcement() throws(Fault) -> DrawAnnouncement {
      let pieces = draw.rawValue.split(separator: "/", omittingEmptySubsequences: false)
      guard pieces.count >= 3, let kind = DrawKind(rawValue: String(pieces[pieces.count - 2])),
        let number = UInt8(pieces[pieces.count - 1]), String(number) == pieces[pieces.count - 1],
        let tender = TenderID(pieces.dropLast(2).joined(separator: "/"))
      else {
        throw .draw(
          .drawAnnouncement, Wording("draw \(draw)", "抽取 \(draw)"),
          accepted: Wording(
            "<tender>/public|panel|dark/<number>", "<标段>/public|panel|dark/<编号>"))
      }
      let announcement = try DrawAnnouncement(
        tender: tender, kind: kind, number: number, roster: roster, plan: plan, beacon: beacon,
        chainLength: chain, saltCommitment: saltCommitment == Self.noSalt ? nil : saltCommitment,
        parties: parties, deadlines: deadlines)
      guard kind.drawClass == drawClass else {
        throw .draw(
          .drawAnnouncement, Wording("class \(drawClass.rawValue)", "类别 \(drawClass.rawValue)"),
          accepted: Wording(verbatim: kind.drawClass.rawValue))
      }
      return announcement
    }

    func checkedAnnouncement() throws(Fault) -> DrawAnnouncement {
      let announcement = try announcement()
      guard announcement.context == context else {
        throw .draw(
          .drawAnnouncement,
          Wording(
            "ch \(Hexadecimal.text(context.bytes))", "ch \(Hexadecimal.text(context.bytes))"),
          accepted: Wording(verbatim: Hexadecimal.text(announcement.context.bytes)))
      }
      return announcement
    }

    static let noSalt: Digest = {
      guard let zeros = Digest([UInt8](repeating: 0, count: Digest.byteCount)) else {
        preconditionFailure("a digest has 32 bytes")
      }
      return zeros
    }()

    static let codec = Codec<Record>.record(
      Wording("the announcement of a draw", "抽取公告"), blank: Record(),
      fields + [.required("ch", \.context, .digest, Wording("digest of the announcement", "公告摘要"))])
    static let loggedCodec = Codec<Record>.record(
      Wording("the announcement of a draw", "抽取公告"), blank: Record(), fields)
    private static let fields: [Field<Record>] = [
      .required(
        "beacon", \.beacon, .text(upTo: 128), Wording("public value that enters the seeds", "计入种子的公开值")),
      .required("chain", \.chain, .byte, Wording("links of a chain", "哈希链长度")),
      .required("class", \.drawClass, .drawClass, Wording("who may see the reveals", "揭示值对谁公开")),
      .required(
        "deadlines", \.deadlines, .list(of: .milliseconds, count: 2...255),
        Wording("until when each party reveals", "各方揭示期限")),
      .required("draw", \.draw, DrawID.codec, Wording("which draw", "哪次抽取")),
      .required(
        "parties", \.parties, .list(of: PartyID.codec, count: 2...255),
        Wording("in the order of their reveals", "按揭示次序")),
      .required("plan", \.plan, .digest, Wording("digest of the plan", "计划摘要")),
      .required("roster", \.roster, .digest, Wording("digest of the roster", "名册摘要")),
      .required(
        "salt_commit", \.saltCommitment, .digest,
        Wording("commitment to the salt; zeros without roster", "盐值承诺；无名册为零")),
    ]
  }
}

extension Codec where Root == DrawClass {
  fileprivate static let drawClass = choice([
    .public: Wording("everybody", "公开"), .secret: Wording("draw service and supervisor", "抽取服务与监督部门"),
  ])
}
