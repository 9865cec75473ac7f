package import AuditTrail
internal import Cryptography
internal import Evaluation
package import Notation

/// Who or what a relation ties: a party, a unit or another person, by its id.
package struct EntityID: Identifier {
  /// The text of the id.
  package let rawValue: String
  /// The id of a text that is known to be one.
  package init(unchecked rawValue: String) { self.rawValue = rawValue }

  /// The party as one end of a relation.
  package init(_ party: PartyID) { rawValue = party.rawValue }
  /// The unit as one end of a relation.
  package init(_ employer: EmployerID) { rawValue = employer.rawValue }
}

/// What ties two of them, as far as recusal asks for it (回避).
package struct Relation: Sendable, Hashable {
  /// In which way.
  package enum Kind: String, Sendable, Hashable {
    /// `from` works for `to` (任职).
    case employment
    /// `from` holds shares of `to` (持股).
    case equity
    /// `from` directs, supervises or heads `to` (董事、监事、负责人).
    case directorship
    /// `from` and `to` are kin (亲属).
    case kinship
    /// `from` and `to` are one person or unit (同一人).
    case samePerson = "same_person"
    /// `from` advises `to` (咨询).
    case consultancy

    /// The ties by name.
    package static let codec = Codec<Self>.choice([
      .employment: Wording("works for", "任职"), .equity: Wording("holds shares of", "持股"),
      .directorship: Wording("directs or heads", "董事、监事、负责人"), .kinship: Wording("kin", "亲属"),
      .samePerson: Wording("the same", "同一人"), .consultancy: Wording("advises", "咨询"),
    ])

    /// Whether it holds from `to` to `from` too.
    var isMutual: Bool { self == .kinship || self == .samePerson }
  }

  /// In which way.
  package var kind = Kind.employment
  /// Who.
  package var from = EntityID(unchecked: "-")
  /// With whom.
  package var to = EntityID(unchecked: "-")
  /// How far kin are from each other, 1 for spouses, parents and children; nil for other relations (亲等).
  package var degree: Int?
  /// From when; nil when nobody knows.
  package var since: Instant?
  /// Until when, exclusively; nil while it lasts.
  package var until: Instant?

  /// What reading starts from.
  package init() {}

  /// `from` is tied to `to`.
  package init(_ kind: Kind, from: EntityID, to: EntityID, degree: Int? = nil, until: Instant? = nil) {
    self.kind = kind
    (self.from, self.to) = (from, to)
    (self.degree, self.until) = (degree, until)
  }

  package static let codec = Codec<Self>.record(
    Wording("a relation", "关联关系"), blank: Self(),
    .optional("degree", \.degree, .integer(1...9), Wording("degree of kinship", "亲等")),
    .required("from", \.from, EntityID.codec, Wording("who", "一方")),
    .required("relation", \.kind, Kind.codec, Wording("in which way", "关系")),
    .optional("since_ms", \.since, .milliseconds, Wording("from when", "起始")),
    .required("to", \.to, EntityID.codec, Wording("with whom", "另一方")),
    .optional("until_ms", \.until, .milliseconds, Wording("until when", "终止")))
}

/// Records what ties an expert, or somebody near, to another party (关联关系登记).
package struct RelationRecord: RegistryCommand {
  /// The relation.
  package let relation: Relation

  /// Records `relation`.
  package init(_ relation: Relation) { self.relation = relation }

  package static let entry = CatalogueEntry(
    "relation.record", Wording("record a relation", "登记关联关系"), by: [.operator, .supervisor],
    events: [RelationRecorded.self])
  package static let codec = Relation.codec.carried({ RelationRecord($0) }, at: \.relation)

  package func decide(_ occasion: RegistryOccasion) throws(Refusal) -> [any RegistryEvent] {
    let isOrdered = relation.since.flatMap { since in relation.until.map { since < $0 } } ?? true
    guard relation.from != relation.to, (relation.kind == .kinship) == (relation.degree != nil), isOrdered
    else {
      throw Refusal(
        .relationUnsound, .design, nil,
        Wording(
          "\(relation.kind.rawValue) of \(relation.from) with \(relation.to)",
          "\(relation.from) 与 \(relation.to) 的 \(relation.kind.rawValue)"),
        accepted: Wording(
          "two different ends, a degree just for kinship, since before until", "两端不同，仅亲属关系载明亲等，起始早于终止"))
    }
    return [RelationRecorded(relation)]
  }
}

/// A relation is known.
package typealias RelationRecorded = Recorded<Relation>

extension Relation: RegistryFact {
  package static let kind = LeafKind.named("relation.recorded")

  package func apply(to registry: inout Registry, _ occurrence: Occurrence) {
    registry.recusals.insert(self)
  }
}

extension Fault.Code {
  /// A relation that cannot be.
  package static let relationUnsound = Fault.Code("RELATION_UNSOUND")
}
