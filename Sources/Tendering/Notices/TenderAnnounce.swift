package import AuditTrail
package import Cryptography
internal import Evaluation
package import Notation

/// Publishes the notice (招标公告): terms, parameters of the sealed bids, deadline and the commitments to the secrets of the
/// stages, which the opening service gave the tenderer beforehand.
package struct TenderAnnounce: TenderCommand {
  /// The terms.
  package var terms: Terms
  /// What sealed bids are bound to; one of its documents is the terms.
  package var parameters: TenderParameters
  /// Until when bids are taken, exclusively.
  package var deadline: Instant
  /// The commitments to the secrets of the stages.
  package var secrets: [DisclosureStage: Digest]

  /// Publishes these.
  package init(
    terms: Terms, parameters: TenderParameters, deadline: Instant, secrets: [DisclosureStage: Digest]
  ) {
    self.terms = terms
    self.parameters = parameters
    self.deadline = deadline
    self.secrets = secrets
  }

  package static let entry = CatalogueEntry(
    "tender.announce", Wording("publish the notice", "发布招标公告"), by: [.tenderer],
    at: [.unpublished, .planned, .draft, .previewed], events: [TenderAnnounced.self, TermsPublished.self])

  package static let codec: Codec<Self> = Record.codec.refined(
    Wording("a notice", "招标公告"),
    { record in
      guard let parameters = record.parameters else { return nil }
      return TenderAnnounce(
        terms: record.terms, parameters: parameters, deadline: record.deadline, secrets: record.secrets)
    },
    restore: {
      Record(terms: $0.terms, parameters: $0.parameters, deadline: $0.deadline, secrets: $0.secrets)
    })

  private struct Record: Sendable {
    var terms = Terms()
    var parameters: TenderParameters?
    var deadline = Instant.beginning
    var secrets: [DisclosureStage: Digest] = [:]

    static let codec = Codec<Record>.record(
      Wording("a notice", "招标公告"), blank: Record(),
      .required("deadline_ms", \.deadline, .milliseconds, Wording("deadline", "截止时间")),
      .required("params", \.parameters, Codec<TenderParameters>.read.present, Wording("parameters", "参数")),
      .required("secrets", \.secrets, .commitments, Wording("commitments of the stages", "各阶段承诺")),
      .required("terms", \.terms, Terms.codec, Wording("the terms", "要点")))
  }

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    try requireStage(occasion)
    try NoticeReview(terms, parameters, deadline: deadline, of: occasion).check()
    try requireSecrets()
    return [
      TenderAnnounced(parameters: parameters, deadline: deadline, secrets: secrets),
      TermsPublished(terms: terms),
    ]
  }

  /// ENG goes through plan, draft and preview; elsewhere no rule asks for them.
  private func requireStage(_ occasion: Occasion) throws(Refusal) {
    guard terms.track == .engineering, occasion.tender.stage != .previewed else { return }
    throw Refusal(
      .wrongStage, .design, nil,
      Wording(
        "a notice at the stage \(occasion.tender.stage.rawValue)", "阶段 \(occasion.tender.stage.rawValue) 发布公告"
      ),
      accepted: Wording("after the preview of the documents (PREVIEWED)", "招标文件提前公示之后（PREVIEWED）"))
  }

  /// The stages that this tender will have, each with a secret of its own.
  private func requireSecrets() throws(Refusal) {
    var stages: Set<DisclosureStage> = [.opening, .award]
    if parameters.parts.contains(.technical) { stages.insert(.lock) }
    if parameters.session == .two { stages.insert(.price) }
    guard Set(secrets.keys) == stages, Set(secrets.values).count == secrets.count else {
      throw Refusal(
        .stageSecrets, .design, nil,
        Wording(
          "commitments for \(secrets.keys.map(\.rawValue).sorted().joined(separator: ", "))",
          "承诺涉及 \(secrets.keys.map(\.rawValue).sorted().joined(separator: "、"))"),
        accepted: Wording(
          "one each, all different, for \(stages.map(\.rawValue).sorted().joined(separator: ", "))",
          "\(stages.map(\.rawValue).sorted().joined(separator: "、"))各一个，互不相同"))
    }
  }
}

/// The notice is public: what bids are sealed under.
package struct TenderAnnounced: TenderEvent {
  /// What sealed bids are bound to.
  package let parameters: TenderParameters
  /// Until when bids are taken, exclusively.
  package let deadline: Instant
  /// The commitments to the secrets of the stages.
  package let secrets: [DisclosureStage: Digest]

  package static let kind = LeafKind.named("tender.announced")
  package static let codec: Codec<Self> = Record.codec.refined(
    Wording("a notice", "招标公告"),
    { record in
      record.parameters.map {
        TenderAnnounced(parameters: $0, deadline: record.deadline, secrets: record.secrets)
      }
    }, restore: { Record(parameters: $0.parameters, deadline: $0.deadline, secrets: $0.secrets) })

  private struct Record: Sendable {
    var parameters: TenderParameters?
    var deadline = Instant.beginning
    var secrets: [DisclosureStage: Digest] = [:]

    static let codec = Codec<Record>.record(
      Wording("a notice", "招标公告"), blank: Record(),
      .required("deadline_ms", \.deadline, .milliseconds, Wording("deadline", "截止时间")),
      .required("params", \.parameters, Codec<TenderParameters>.read.present, Wording("parameters", "参数")),
      .required("secrets", \.secrets, .commitments, Wording("commitments of the stages", "各阶段承诺")))
  }

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.notice = Notice(
      terms: Terms(), parameters: parameters, deadline: deadline, secrets: secrets, announced: occurrence.time
    )
    tender.stage = .announced
  }
}

/// The terms are public.
package struct TermsPublished: TenderEvent {
  /// The terms.
  package var terms = Terms()

  package static let kind = LeafKind.named("terms.published")
  package static let codec = Codec<Self>.record(
    Wording("published terms", "公布的要点"), blank: Self(),
    .required("terms", \.terms, Terms.codec, Wording("the terms", "要点")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) { tender.notice?.terms = terms }
}

extension Codec where Root == TenderParameters {
  /// The parameters with the canonical bytes that are hashed.
  static let read = Codec(
    Codec<TenderParameters>.parameters.schema,
    decode: { value, reading in
      guard Codec<TenderParameters>.parameters.decode(value, &reading) != nil else { return nil }
      do throws(Fault) {
        return try TenderParameters(reading: try Codec<Value>.anyObject.write(value))
      } catch {
        reading.faults.append(error)
        return nil
      }
    }, encode: Codec<TenderParameters>.parameters.encode)
}

extension Codec where Root == [DisclosureStage: Digest] {
  /// A commitment by stage: an object whose keys are stages.
  static let commitments = StageCommitments.codec.refined(
    Wording("commitments by stage", "各阶段承诺"),
    { record in
      Root(
        uniqueKeysWithValues: StageCommitments.paths.compactMap { stage, path in
          record[keyPath: path].map { (stage, $0) }
        })
    },
    restore: { commitments in
      var record = StageCommitments()
      for (stage, path) in StageCommitments.paths { record[keyPath: path] = commitments[stage] }
      return record
    })
}

private struct StageCommitments: Sendable {
  var opening: Digest?
  var price: Digest?
  var lock: Digest?
  var award: Digest?

  static let paths: [(DisclosureStage, any WritableKeyPath<StageCommitments, Digest?> & Sendable)] = [
    (.opening, \.opening), (.price, \.price), (.lock, \.lock), (.award, \.award),
  ]

  static let codec = Codec<StageCommitments>.record(
    Wording("commitments by stage", "各阶段承诺"), blank: StageCommitments(),
    .optional("award", \.award, .digest, Wording("award", "定标")),
    .optional("lock", \.lock, .digest, Wording("lock of the dark scores", "暗标锁定")),
    .optional("opening", \.opening, .digest, Wording("opening", "开标")),
    .optional("price", \.price, .digest, Wording("opening of the prices", "报价开启")))
}

extension Fault.Code {
  /// Commitments to other stages than the tender has.
  package static let stageSecrets = Fault.Code("STAGE_SECRETS")
}
