package import AuditTrail
package import Evaluation
package import Notation

/// One command of the catalogue: what it is called, who may give it at which stages, and who may know of it.
package struct CatalogueEntry: Sendable {
  /// The name (`cmd`), such as `bid.submit`.
  package let name: String
  /// The version of the arguments (`v`).
  package let version: Int
  /// What it does.
  package let summary: Wording
  /// Who may give it.
  package let standings: [Standing]
  /// At which stages; empty for a command about no tender.
  package let stages: [Stage]
  /// On which tracks; nil for all.
  package let tracks: [Track]?
  /// Who may know of it.
  package let disclosure: Disclosure
  /// The kinds of the events that it may lead to, the first of them first in the body.
  package let events: [any Event.Type]

  /// An entry of these values.
  package init(
    _ name: String, version: Int = 1, _ summary: Wording, by standings: [Standing], at stages: [Stage] = [],
    tracks: [Track]? = nil, _ disclosure: Disclosure = .open, events: [any Event.Type]
  ) {
    self.name = name
    self.version = version
    self.summary = summary
    self.standings = standings
    self.stages = stages
    self.tracks = tracks
    self.disclosure = disclosure
    self.events = events
  }
}

/// Whether everybody may know of an event at once.
package enum Disclosure: Hashable, Sendable {
  /// At once.
  case open
  /// When the secret of the stage is published.
  case sealed(until: DisclosureStage)

  /// The stage that the body names; nil for an open leaf.
  package var stage: DisclosureStage? {
    switch self {
    case .open: nil
    case .sealed(let stage): stage
    }
  }
}

/// What somebody must be to give a command, in the registry or in the tender.
package enum Standing: Hashable, Sendable, CaseIterable {
  /// Anybody whose key is known or is just being enrolled.
  case anybody
  /// The tenderer of the tender, or its agency (招标人、招标代理机构).
  case tenderer
  /// Whoever is enrolled as bidder (投标人).
  case bidder
  /// A member of the tender's panel (评标委员会成员).
  case member
  /// Whoever is enrolled as expert (评标专家).
  case expert
  /// The supervisor (行政监督部门).
  case supervisor
  /// The platform (平台).
  case `operator`
  /// A custodian of the tender's keys (密钥保管人).
  case custodian

  /// The name in words.
  package var name: Wording {
    switch self {
    case .anybody: Wording("anybody enrolled", "任何登记主体")
    case .tenderer: Wording("tenderer or agency", "招标人或代理")
    case .bidder: Wording("bidder", "投标人")
    case .member: Wording("panel member", "评委")
    case .expert: Wording("expert", "专家")
    case .supervisor: Wording("supervisor", "监督部门")
    case .operator: Wording("operator", "平台")
    case .custodian: Wording("custodian", "保管人")
    }
  }
}
