package import AuditTrail
package import Cryptography
internal import Evaluation
package import Notation

/// The disclosure of a secret draw as command and event state it.
package struct DrawDisclosure: Sendable, Hashable {
  /// A reveal.
  struct Reveal: Sendable, Hashable {
    var party = PartyID.operator
    var value = Digest.blank
    var round: UInt8 = 0

    static let codec = Codec<Self>.record(
      Wording("a disclosed reveal", "公布的揭示值"), blank: Self(),
      .required("party", \.party, PartyID.codec, Wording("whose", "参与方")),
      .required("reveal", \.value, .digest, Wording("the reveal", "揭示值")),
      .required("round", \.round, .byte, Wording("round", "轮次")))
  }

  /// Which draw.
  package var draw = DrawID(unchecked: "-")
  /// The digest of the mapping's lines; nil for a panel.
  package var mapping: Digest?
  var reveals: [Reveal] = []
  /// The salt of the roster; zeros for dark codes.
  package var rosterSalt = Digest.blank
  /// The salt of the mapping; nil for a panel.
  package var salt: Digest?

  init() {}

  package static let codec = Codec<Self>.record(
    Wording("an opened draw", "公布的抽取"), blank: Self(),
    .required("draw", \.draw, DrawID.codec, Wording("which draw", "抽取")),
    .optional("mapping", \.mapping, .digest, Wording("digest of the mapping", "对应表摘要")),
    .required("reveals", \.reveals, .list(of: Reveal.codec, count: 0...65_536), Wording("reveals", "揭示值")),
    .required("roster_salt", \.rosterSalt, .digest, Wording("salt of the roster", "名册盐值")),
    .optional("salt", \.salt, .digest, Wording("salt of the mapping", "对应表盐值")))
}

/// Publishes what a secret draw rests on: reveals, salts and, of dark codes, the mapping (公布抽取).
package struct DrawOpen: TenderCommand {
  /// What is published.
  package let content: DrawDisclosure

  /// Publishes the draw of the panel.
  package init(_ draw: DrawID, reveals: [DrawReveal], rosterSalt: Digest) {
    content = Self.content(draw, reveals, rosterSalt)
  }

  /// Publishes the draw of the dark codes.
  package init(_ draw: DrawID, reveals: [DrawReveal], mapping: Digest, salt: Digest) {
    var content = Self.content(draw, reveals, Self.noSalt)
    (content.mapping, content.salt) = (mapping, salt)
    self.content = content
  }
  private init(_ content: DrawDisclosure) { self.content = content }

  private static func content(_ draw: DrawID, _ reveals: [DrawReveal], _ salt: Digest) -> DrawDisclosure {
    var content = DrawDisclosure()
    (content.draw, content.rosterSalt) = (draw, salt)
    content.reveals = reveals.map {
      DrawDisclosure.Reveal(party: $0.party, value: $0.value, round: $0.round)
    }
    return content
  }

  private static let noSalt = Digest([UInt8](repeating: 0, count: Digest.byteCount)) ?? .blank

  package static let entry = CatalogueEntry(
    "draw.open", Wording("publish a secret draw", "公布保密抽取"), by: [.operator],
    at: Stage.allCases.filter { $0 >= .closed }, events: [DrawOpened.self, DarkRevealed.self])
  package static let codec = DrawDisclosure.codec.carried({ DrawOpen($0) }, at: \.content)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let (kind, progress) = try occasion.requireDraw(content.draw)
    try requireTime(kind, occasion.tender)
    try requireReveals(kind, progress, occasion.tender.draws)
    guard kind == .dark else { return [DrawOpened(content)] }
    let lines = try occasion.enclosure(content.mapping ?? .blank)
    return [DrawOpened(content), try DarkRevealed(lines, content.salt, in: occasion)]
  }

  /// Names after the award is settled, codes after the scores are locked.
  private func requireTime(_ kind: DrawKind, _ tender: Tender) throws(Refusal) {
    switch kind {
    case .panel where tender.stage < .notified:
      throw Refusal(
        .panelSecret, .statute, "招标投标法 第三十七条",
        Wording("the panel at the stage \(tender.stage.rawValue)", "阶段 \(tender.stage.rawValue) 公布评标委员会名单"),
        accepted: Wording("from the notice of award on", "中标通知书发出之后"))
    case .dark where tender.panel.locked == nil:
      throw Refusal(
        .darkMappingSealed, .document, nil,
        Wording("the dark scores are not locked", "暗标评分尚未锁定"),
        accepted: Wording("after the last member has locked its scores", "全体评委锁定评分之后"))
    case .public:
      throw Refusal(
        .drawRevealClass, .design, nil, Wording("a public draw", "公开抽取"),
        accepted: Wording("a secret draw: the reveals of this one are public", "保密抽取；公开抽取的揭示值已公开"))
    case .panel, .dark: break
    }
    guard !tender.draws.opened.contains(kind), (kind == .dark) == (content.mapping != nil),
      (kind == .dark) == (content.salt != nil)
    else {
      throw Refusal(
        .wrongMessage, .design, nil, Wording("\(content.draw) is published", "公布 \(content.draw)"),
        accepted: Wording("once, with mapping and salt just for dark codes", "仅一次；仅暗标编号附对应表及盐值"))
    }
  }

  /// Every reveal is there and leads to its commitment; the salt is the announced one.
  private func requireReveals(_ kind: DrawKind, _ progress: DrawProgress, _ draws: Draws) throws(Refusal) {
    try Refusal.ofForm { () throws(Fault) in
      var progress = progress
      for reveal in content.reveals {
        try progress.apply(
          .learned(DrawReveal(party: reveal.party, round: reveal.round, value: reveal.value)))
      }
      for (round, beacon) in (draws.beacons[kind] ?? []).enumerated() {
        _ = try progress.seed(round: UInt8(clamping: round), beacon: beacon)
      }
      if kind == .panel, let announcement = progress.announcement {
        try RosterSalt(SecretBytes(content.rosterSalt.bytes)).check(against: announcement)
      }
    }
  }
}

/// A secret draw is published.
package typealias DrawOpened = Recorded<DrawDisclosure>

extension DrawDisclosure: TenderFact {
  package static let kind = LeafKind.named("draw.opened")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    guard let kind = tender.drawKind(of: draw) else { return }
    tender.draws.opened.insert(kind)
  }
}

extension DarkRevealed {
  /// The lines of a mapping that was committed to: every dark part that opened, by its code.
  ///
  /// - Throws: `DARK_MAPPING`.
  fileprivate init(_ lines: [UInt8], _ salt: Digest?, in occasion: Occasion) throws(Refusal) {
    let rows = lines.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard rows.last?.isEmpty ?? false, let salt,
      DigestContext.sha256(salt.bytes + lines) == occasion.tender.draws.mappingCommitment
    else { throw Self.strange }
    var found: [Pair] = []
    for (index, row) in rows.dropLast().enumerated() {
      let fields = row.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      let code = DarkCode(number: index + 1)
      guard fields.count == 2, fields[0].elementsEqual(code.rawValue.utf8),
        let bidder = PartyID(String(decoding: fields[1], as: UTF8.self))
      else { throw Self.strange }
      found.append(Pair(bidder: bidder, code: code))
    }
    guard found.map(\.bidder).sorted() == occasion.tender.opening.opened.sorted() else { throw Self.strange }
    self.init(codes: found)
  }

  private static var strange: Refusal {
    Refusal(
      .darkMapping, .design, nil, Wording("not the mapping that was committed to", "与承诺不符的编号对应表"),
      accepted: Wording(
        "lines T01, T02, … with the bidders that opened, under the commitment", "按 T01、T02…列明已开标投标人且与承诺一致"))
  }
}

extension Fault.Code {
  /// Names of the panel before they may be known.
  package static let panelSecret = Fault.Code("PANEL_SECRET")
}
