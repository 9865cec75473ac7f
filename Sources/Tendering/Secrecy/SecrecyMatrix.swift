internal import AuditTrail
internal import Notation

/// What a tender keeps from somebody for some time: a row of the secrecy matrix (design, "Secrecy matrix").
package enum SecretItem: String, Sendable, Hashable, CaseIterable {
  /// Notice, documents, clarifications.
  case documents
  /// The drafts of the documents.
  case drafts
  /// Names and number of document holders and bidders (潜在投标人名单, 招标投标法 第二十二条).
  case bidders
  /// The price part (报价).
  case price
  /// The dark technical part (暗标).
  case technical
  /// Which code is whose (暗标编号对应关系).
  case mapping
  /// Who sits on the panel (评标委员会成员名单, 招标投标法 第三十七条).
  case panel
  /// What a member scored.
  case scores
  /// How bids were reviewed and compared, and who is recommended (评审情况, 招标投标法 第四十四条).
  case evaluation
  /// Objections and complaints (异议、投诉).
  case remedies
}

/// For whom the matrix has a column.
package enum Reader: Sendable, Hashable {
  /// Everybody, and the bidders among themselves (社会公众).
  case anybody
  /// A bidder, about what is its own.
  case owner
  /// The tenderer and its agency.
  case tenderer
  /// A member of the panel.
  case member
  /// The supervisor.
  case supervisor
  /// The operator, beyond the services that need it.
  case `operator`

  /// All columns.
  package static let all: [Reader] = [.anybody, .owner, .tenderer, .member, .supervisor, .operator]
}

/// What holds a secret.
package enum Guarantee: String, Sendable, Hashable {
  /// It holds against the operator too, since nobody has the keys.
  case cryptographic = "c"
  /// It holds against everybody but the operator, who keeps what the views leave out.
  case view = "v"
}

/// A cell of the matrix: until when something is kept from a reader, and by what.
package struct SecrecyCell: Sendable, Hashable {
  /// The moment from which the reader may know.
  package enum Moment: Sendable, Hashable, CaseIterable {
    case always, publication, opening, priceOpening, priceStep, lock, reveal, signIn, draw, report,
      candidates, award, never
  }

  /// From when the reader may know.
  package let from: Moment
  /// What holds it until then.
  package let guarantee: Guarantee?

  init(_ from: Moment, _ guarantee: Guarantee? = nil) {
    self.from = from
    self.guarantee = guarantee
  }
}

/// Who may know what, from when: the one table that views, feeds and exports ask.
package enum SecrecyMatrix {
  /// The cell of `item` for `reader`.
  package static func cell(_ item: SecretItem, _ reader: Reader) -> SecrecyCell {
    switch item {
    case .documents: SecrecyCell(.publication)
    case .drafts:
      switch reader {
      case .tenderer, .supervisor: SecrecyCell(.always)
      case .anybody, .owner, .member, .operator: SecrecyCell(.publication, .view)
      }
    case .bidders:
      switch reader {
      case .owner, .operator: SecrecyCell(.always)
      case .member: SecrecyCell(.signIn, .view)
      case .anybody, .tenderer, .supervisor: SecrecyCell(.opening, .view)
      }
    case .price:
      switch reader {
      case .owner: SecrecyCell(.always)
      case .member: SecrecyCell(.priceStep, .view)
      case .anybody, .tenderer, .supervisor, .operator: SecrecyCell(.priceOpening, .cryptographic)
      }
    case .technical:
      switch reader {
      case .owner: SecrecyCell(.always)
      case .anybody: SecrecyCell(.never, .view)
      case .tenderer: SecrecyCell(.reveal, .view)
      case .member, .supervisor: SecrecyCell(.signIn, .view)
      case .operator: SecrecyCell(.opening, .cryptographic)
      }
    case .mapping:
      switch reader {
      case .anybody, .owner, .tenderer, .member, .supervisor: SecrecyCell(.lock, .view)
      case .operator: SecrecyCell(.opening, .view)
      }
    case .panel:
      switch reader {
      case .anybody, .owner, .tenderer: SecrecyCell(.award, .view)
      case .member, .supervisor, .operator: SecrecyCell(.draw, .view)
      }
    case .scores:
      switch reader {
      case .anybody, .owner, .tenderer, .operator: SecrecyCell(.report, .view)
      case .member, .supervisor: SecrecyCell(.lock, .view)
      }
    case .evaluation:
      switch reader {
      case .anybody, .owner: SecrecyCell(.candidates, .view)
      case .tenderer, .operator: SecrecyCell(.report, .view)
      case .member, .supervisor: SecrecyCell(.signIn, .view)
      }
    case .remedies:
      switch reader {
      case .owner, .tenderer, .supervisor, .operator: SecrecyCell(.always)
      case .member: SecrecyCell(.signIn, .view)
      case .anybody: SecrecyCell(.award, .view)
      }
    }
  }

  /// Whether `reader` may know `item` of `tender` as it stands.
  package static func permits(_ item: SecretItem, to reader: Reader, in tender: Tender) -> Bool {
    tender.hasReached(cell(item, reader).from)
  }
}

extension Tender {
  /// Whether the moment has come.
  func hasReached(_ moment: SecrecyCell.Moment) -> Bool {
    switch moment {
    case .always: true
    case .publication: stage >= .previewed
    // The sessions are public: what is read out in them is known before their record is concluded.
    case .opening: opening.windowsEnded[.first] != nil || hasEndedUnawarded
    case .priceOpening: opening.windowsEnded[session(of: .price)] != nil
    case .priceStep: reviews.conforming != nil && opening.concluded != nil
    case .lock, .reveal:
      panel.locked != nil || (notice?.terms.darkViolation == nil && opening.concluded != nil)
        || hasEndedUnawarded
    case .signIn: !panel.members.isEmpty
    case .draw: !draws.experts.isEmpty
    case .report: evaluation.reported != nil || hasEndedUnawarded
    case .candidates: stage >= .publicised && stage <= .contracted || hasEndedUnawarded
    case .award: stage == .notified || stage == .contracted || hasEndedUnawarded
    case .never: false
    }
  }

  /// Whether the tender ended without a winner after its closing.
  ///
  /// What was kept for the sake of a decision has nothing left to wait for then, and the log can be audited. A tender that
  /// ended before has no opening, so that the names of its bidders stay sealed (招标投标法 第二十二条).
  var hasEndedUnawarded: Bool {
    (stage == .failed || stage == .terminated) && bidding.closed != nil
  }
}
