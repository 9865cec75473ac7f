package import AuditTrail
internal import Evaluation
internal import Notation
package import Tendering

/// What the papers of a tender are made from: the tender as it stands, and the state of the log that they point to.
///
/// A paper is the same for everybody who may have it, because it passes from hand to hand; it names the members of the
/// panel only once everybody may know them.
package struct PaperSource: Sendable {
  /// The tender.
  package let tender: Tender
  /// Experts, and the calendar by which periods are counted.
  package let registry: Registry
  /// The newest checkpoint of the log; nil while none is signed.
  package let checkpoint: Checkpoint?
  /// The names of parties, which the log does not hold; a party without one is written by its id.
  package let names: [PartyID: String]

  /// The papers of `tender`.
  package init(
    _ tender: Tender, registry: Registry, checkpoint: Checkpoint?, names: [PartyID: String] = [:]
  ) {
    self.tender = tender
    self.registry = registry
    self.checkpoint = checkpoint
    self.names = names
  }

  /// The papers that exist and that `reader` may have, in the order of the procedure.
  package func papers(for reader: Reader) -> [OfficialPaper] {
    let papers: [OfficialPaper] =
      [.openingRecord, .qualificationReview] + tender.panel.members.map { .scoreSheet(seat: $0.letter) }
      + [.scoreSummary, .report, .candidatePublicity, .awardNotice, .resultNotice]
    // There may be ten thousand letters, and what holds of one holds of all.
    let letters = losers.map { OfficialPaper.resultLetter($0) }
    return papers.filter { permits($0, to: reader) }
      + (letters.first.map { permits($0, to: reader) } == true ? letters : [])
  }

  private func permits(_ paper: OfficialPaper, to reader: Reader) -> Bool {
    (try? require(paper, for: reader)) != nil
  }

  /// The page of `paper` for `reader`; `owner` is the bidder whom the paper concerns, of which the caller makes sure.
  ///
  /// - Throws: `PAPER_UNKNOWN` for a paper that such a tender never has, `PAPER_TOO_EARLY` before its stage and in a tender that
  ///   ended before it, `PAPER_WITHHELD` for a reader who may not have it.
  package func page(of paper: OfficialPaper, for reader: Reader) throws(Tendering.Refusal) -> OfficialPage {
    let terms = try require(paper, for: reader)
    return OfficialPage(paper, content(of: paper, terms), checkpoint)
  }

  private func content(of paper: OfficialPaper, _ terms: Terms) -> PaperContent {
    switch paper {
    case .openingRecord: openingRecord(terms)
    case .qualificationReview: qualificationReview(terms)
    case .scoreSheet(let seat): scoreSheet(of: seat, terms)
    case .scoreSummary: scoreSummary(terms)
    case .report:
      terms.track == .governmentProcurement ? procurementReport(terms) : engineeringReport(terms)
    case .candidatePublicity: candidatePublicity(terms)
    case .awardNotice: awardNotice(terms)
    case .resultNotice:
      tender.award.notified == nil
        ? endNotice(terms)
        : terms.track == .governmentProcurement ? procurementResult(terms) : result(terms)
    case .resultLetter(let bidder): resultLetter(to: bidder, terms)
    }
  }
}

/// What a paper says, before it becomes a page.
struct PaperContent {
  /// Its title, at the head of the page.
  let title: String
  /// The tender that it is about, under the title.
  let number: Markup
  /// Everything else.
  let body: Markup
  /// Whether its tables need the long side of the sheet.
  var isLandscape = false
}
