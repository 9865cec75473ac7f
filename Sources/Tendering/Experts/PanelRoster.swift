package import AuditTrail
internal import Cryptography
internal import Evaluation
package import Notation

/// The roster and the plan of a panel's draw, made from the bank (formats, section 6, TD1 2).
///
/// Whoever works for a party of the tender or is tied to it stands there with the code of its recusal and the leaf that shows it.
/// Representatives of the tenderer are not drawn.
package struct PanelRoster: Sendable {
  /// The lines, in the order of the experts' ids.
  package let lines: [RosterLine]
  /// The plan.
  package let plan: [UInt8]

  /// The bytes of the roster.
  package var bytes: [UInt8] { RosterLine.roster(of: lines) }

  /// The roster of all experts of the bank who have a specialty of the panel, as the registry stands at `time`.
  ///
  /// `evidence` has the leaf of the `expert.recusal` of everybody who must stand aside.
  ///
  /// - Throws: `RECUSAL_EVIDENCE` when the leaf of a recusal is missing.
  package init(
    _ registry: Registry, terms: Terms, bidders: [PartyID], evidence: [PartyID: UInt64], salt: RosterSalt,
    at time: Instant
  ) throws(Fault) {
    let strata = terms.panel?.strata.map(\.specialty) ?? []
    var lines: [RosterLine] = []
    for expert in registry.experts.values.sorted(by: { $0.expert < $1.expert }) {
      guard expert.dismissed == nil, expert.track == terms.track else { continue }
      let fields = strata.filter(expert.specialties.contains)
      guard !fields.isEmpty else { continue }
      let recusal = try Self.recusal(of: expert, registry, terms, bidders, evidence, time)
      lines += fields.map { stratum in
        RosterLine(
          token: salt.token(of: expert.expert), stratum: stratum, employer: salt.token(of: expert.employer),
          recusal: recusal)
      }
    }
    self.lines = lines
    plan = terms.panel.map { Self.plan(of: $0) } ?? []
  }

  private static func recusal(
    of expert: ExpertRecord, _ registry: Registry, _ terms: Terms, _ bidders: [PartyID],
    _ evidence: [PartyID: UInt64], _ time: Instant
  ) throws(Fault) -> RosterLine.Recusal? {
    guard let code = registry.recusal(of: expert, terms: terms, bidders: bidders, at: time) else {
      return nil
    }
    guard let leaf = evidence[expert.expert] else {
      throw Fault(
        .recusalEvidence, at: nil,
        Wording(
          "\(expert.expert): \(code.rawValue) without a leaf", "\(expert.expert)：\(code.rawValue) 无日志依据"),
        accepted: Wording("the leaf of its expert.recusal", "其 expert.recusal 所在叶"))
    }
    return RosterLine.Recusal(code: code, evidence: leaf)
  }

  /// The plan that the terms of a panel give.
  package static func plan(of panel: PanelTerms) -> [UInt8] {
    let lines = panel.strata.map { "\($0.specialty)\t\($0.seats)\n" }
    return Array(("max_per_employer\t\(panel.maximumPerEmployer)\n" + lines.joined()).utf8)
  }
}

extension Registry {
  /// Why `expert` must stand aside in a tender of `terms` with these bidders; nil when nothing is known.
  package func recusal(
    of expert: ExpertRecord, terms: Terms, bidders: [PartyID], at time: Instant
  ) -> RecusalCode? {
    recusals.reason(
      for: expert, bidders: bidders, tenderer: terms.tenderer, agency: terms.agency, track: terms.track,
      at: time)
  }
}

extension Fault.Code {
  /// A recusal that no leaf shows.
  package static let recusalEvidence = Fault.Code("RECUSAL_EVIDENCE")
}
