package import AuditTrail
package import Evaluation
package import Notation

/// What the tender documents fix of the procedure (招标文件要点): the machine-readable part of them, `terms.json`.
///
/// Its bytes are one of the documents that the notice lists by digest, so that every sealed bid is bound to the terms under
/// which it was made. Nothing on which an award depends has a default.
package struct Terms: Sendable, Equatable {
  /// What is bought, in one line.
  package var title = ""
  /// The project code (项目编号).
  package var project = ""
  /// The lot code (标段编号).
  package var lot = ""
  /// Who buys (招标人).
  package var tenderer = PartyID.operator
  /// Who runs the procedure for the tenderer (招标代理机构); nil when the tenderer does.
  package var agency: PartyID?
  /// The third custodian of the opening keys beside tenderer and supervisor, such as a notary (公证机构).
  package var notary = PartyID.operator
  /// What 10号令 第五条 asks of a notice.
  package var particulars = NoticeParticulars()
  /// The estimate or budget (概算、预算).
  package var budget: Money?
  /// Whether the law demands the tender (依法必须招标), on which periods of the track ENG depend.
  package var isMandatory = false
  /// Whether state funds control or dominate the project (国有资金占控股或者主导地位), on which 条例 第五十五条 depends.
  package var isStateFunded = false
  /// How bids are evaluated, with every parameter (评标办法).
  package var scheme = SchemeTerms.blank
  /// From when the documents can be had.
  package var documentsFrom = Instant.beginning
  /// Until when the documents can be had.
  package var documentsUntil = Instant.beginning
  /// When bids are opened; the same moment as the deadline (开标时间).
  package var opening = Instant.beginning
  /// The deposit that a bid must bring (投标保证金); nil for none.
  package var bond: BondTerms?
  /// For how many days after the deadline a bid binds (投标有效期).
  package var bidValidityDays = 0
  /// How long bidders have to hand over their keys, in milliseconds (解密时限).
  package var keyWindow = 0
  /// The panel (评标委员会); nil on the FOREIGN track.
  package var panel: PanelTerms?
  /// What becomes of a technical part that names its bidder; nil without a dark part.
  package var darkViolation: DarkViolation?
  /// How long a bidder has to explain a low price, in milliseconds.
  package var explanationWindow = 0
  /// Whether the lots of the public draw decide among bids that the scheme's chain leaves tied (同分抽签); nil where the
  /// documents say nothing, and the tie stays.
  package var lotsAmongTies: Bool?
  /// How many days the candidates are public; nil where no law asks for it.
  package var publicityDays: Int?

  /// What reading starts from.
  package init() {}

  /// The body of rules.
  package var track: Track { scheme.track }

  /// The custodians of the opening keys in the order of their numbers, from 1: tenderer, supervisor, notary.
  package var custodians: [PartyID] { [tenderer, .supervisor, notary] }

  /// The canonical bytes, which are the document `terms.json`.
  ///
  /// - Throws: `NOT_CANONICAL`.
  package func bytes() throws(Fault) -> [UInt8] { try Self.codec.write(self) }

  /// The name of the document.
  package static let documentName = "terms.json"
}

/// The deposit that a bid must bring (投标保证金).
package struct BondTerms: Sendable, Hashable {
  /// The amount.
  package var amount = Money.zero
  /// For how many days after the deadline it binds.
  package var validityDays = 0

  /// What reading starts from.
  package init() {}
}

/// Whom the panel consists of (评标委员会组成).
package struct PanelTerms: Sendable, Hashable {
  /// Experts of one specialty.
  package struct Stratum: Sendable, Hashable {
    /// The specialty.
    package var specialty = StratumID(unchecked: "-")
    /// How many experts of it are drawn.
    package var seats = 0

    /// What reading starts from.
    package init() {}
  }

  /// How many members the tenderer sends (招标人代表); who they are is secret like every name (招标投标法 第三十七条).
  package var representatives = 0
  /// The experts to be drawn, by specialty, in the order of the draw.
  package var strata: [Stratum] = []
  /// How many members one employer may have on the panel.
  package var maximumPerEmployer = 1

  /// What reading starts from.
  package init() {}

  /// How many experts there are.
  package var expertCount: Int { strata.reduce(0) { $0 + $1.seats } }
  /// How many members there are.
  package var memberCount: Int { expertCount + representatives }
}

/// What becomes of a dark part in which the panel finds its bidder named (暗标违规处理).
package enum DarkViolation: String, Sendable, Hashable {
  /// The bid is rejected (否决).
  case reject = "REJECT"
  /// The technical part scores nothing.
  case zero = "ZERO"

  package static let codec = Codec<Self>.choice([
    .reject: Wording("the bid is rejected", "否决投标"),
    .zero: Wording("the technical part scores nothing", "技术标得零分"),
  ])
}
