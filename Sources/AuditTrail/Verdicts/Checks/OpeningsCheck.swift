internal import Cryptography
internal import Notation

/// The check `openings` (formats, section 5): every opened part is opened again.
enum OpeningsCheck: VerdictCheck {
  static let name = CheckName.openings

  private struct Slot: Hashable {
    let bidder: PartyID
    let part: Part
  }

  static func run(_ evidence: inout BundleCase) throws(Fault) {
    guard let parameters = evidence.parameters else {
      evidence[.openings].cannot(.noNotice)
      return
    }
    try ReleaseReview.check(&evidence)
    guard evidence.secrets[.opening] != nil else {
      evidence[.openings].cannot(.stillSealed, .name("opening"))
      return
    }
    try BidReview.checkChanges(&evidence)
    let live = try BidReview.live(evidence)
    checkWhole(live, parameters, &evidence)
    var done: Set<Slot> = []
    for event in evidence.events.opened {
      let place = Wording.bid(event.bidder, event.part)
      let isFirst = done.insert(Slot(bidder: event.bidder, part: event.part)).inserted
      evidence[.openings].require(isFirst, .openedTwice, place)
      guard let bid = live[event.bidder], bid.event.revision == event.revision else {
        evidence[.openings].bad(.openedNotLive, place, .leaf(event.seq))
        continue
      }
      evidence[.openings].count()
      try check(event, bid, &evidence)
    }
    findMissing(live, parameters, done, &evidence)
  }

  /// A live submission names every part in the notice's order.
  private static func checkWhole(
    _ live: [PartyID: BidReview.Bid], _ parameters: TenderParameters, _ evidence: inout BundleCase
  ) {
    for (bidder, bid) in live.sorted(by: { $0.key < $1.key }) {
      guard let submission = bid.submission else {
        evidence[.openings].cannot(.submissionUnknown, .name(bidder), bid.fault)
        continue
      }
      let isWhole = submission.envelopes.map(\.part) == parameters.parts
      evidence[.openings].require(isWhole, .notWhole, .name(bidder))
    }
  }

  private static func check(
    _ event: Recorded<EnvelopeOpenedFields>, _ bid: BidReview.Bid, _ evidence: inout BundleCase
  ) throws(Fault) {
    guard let submission = bid.submission else { return }
    let place = Wording.bid(event.bidder, event.part)
    let entry = submission.envelopes.first { $0.part == event.part }
    guard let entry, entry.digest == event.envelope else {
      evidence[.openings].bad(.otherEnvelope, place)
      return
    }
    let outcome = try OpeningReview(event, bid, submission).outcome(&evidence)
    guard case .told(let verdict, let opened, let detail) = outcome else {
      if case .unknown(let code) = outcome { evidence[.openings].cannot(code, place) }
      return
    }
    let told = Wording(
      "recorded \(event.verdict.excerpt), found \(verdict)", "记录为 \(event.verdict.excerpt)，实为 \(verdict)")
    let why =
      detail.map { Wording("\(told.english): \($0.english)", "\(told.chinese)：\($0.chinese)") } ?? told
    guard evidence[.openings].require(verdict == event.verdict, .otherVerdict, place, why) else { return }
    let content = opened.map { Hexadecimal.text($0.digest.bytes) } ?? "-"
    evidence[.openings].require(event.content == content, .otherFile, place)
    var isSame = (event.row == nil) == (opened?.price == nil)
    if let row = event.row, let price = opened?.price {
      let derived = try OpeningRecordRow(
        envelope: event.envelope, bidder: event.bidder, revision: event.revision, price: price
      ).value()
      isSame = row.isSame(as: derived)
    }
    evidence[.openings].require(isSame, .otherRow, place)
    if opened == nil { evidence[.openings].note(.notOpened, place, .name(verdict)) }
  }

  /// A live bid that is never opened is a fault once the tender is past that point.
  private static func findMissing(
    _ live: [PartyID: BidReview.Bid], _ parameters: TenderParameters, _ done: Set<Slot>,
    _ evidence: inout BundleCase
  ) {
    let stage = evidence.heading.stage
    for bidder in live.keys.sorted() {
      for part in parameters.parts where !done.contains(Slot(bidder: bidder, part: part)) {
        // Nobody opens the bids of a tender that ended before (招标投标法 第二十八条): they go back sealed.
        let isReturned =
          evidence.events.end != nil && !evidence.events.keysReleased.contains { $0.part == part }
        if isReturned {
          evidence[.openings].note(.returnedSealed, .bid(bidder, part))
          continue
        }
        let due: BundleStage = evidence.stage(of: part) == .price ? .award : .lock
        if stage >= due {
          evidence[.openings].bad(.neverOpened, .bid(bidder, part))
        } else {
          evidence[.openings].cannot(.notOpenedYet, .bid(bidder, part))
        }
      }
    }
  }
}

extension FindingCode {
  static let openedTwice = FindingCode("OPENED_TWICE", "the part is opened twice", "该部分开启了两次")
  static let openedNotLive = FindingCode(
    "OPENED_NOT_LIVE", "what is opened is no part of a live bid", "所开启的不是现行投标的部分")
  static let submissionUnknown = FindingCode(
    "SUBMISSION_UNKNOWN", "what the bidder submitted cannot be told", "无法得知投标人提交的内容")
  static let notWhole = FindingCode("NOT_WHOLE", "the submission is not whole", "投标不完整")
  static let otherEnvelope = FindingCode(
    "OTHER_ENVELOPE", "the opened envelope is not the submitted one", "开启的密封文件不是所提交的")
  static let otherVerdict = FindingCode(
    "OTHER_VERDICT", "opening it again gives another verdict", "重新开启得出不同结论")
  static let otherFile = FindingCode("OTHER_FILE", "the record names another file", "记录所列文件不同")
  static let otherRow = FindingCode(
    "OTHER_ROW", "the row of the opening record is not the one that the price gives", "开标记录行与报价得出的不同")
  static let notOpened = FindingCode("NOT_OPENED", "it did not open", "未能开启")
  static let neverOpened = FindingCode(
    "NEVER_OPENED", "it is a live bid and was never opened", "属于现行投标但从未开启")
  static let returnedSealed = FindingCode(
    "RETURNED_SEALED", "the tender ended before its opening, and it stays sealed", "招标在开启之前终结，保持密封")
  static let notOpenedYet = FindingCode(
    "NOT_OPENED_YET", "it is not opened yet, or not disclosed", "尚未开启或尚未公开")
}
