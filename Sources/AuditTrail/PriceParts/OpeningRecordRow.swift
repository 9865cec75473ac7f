public import Cryptography
public import Notation

/// One row of the opening record (开标记录), derived from an envelope that opened and never typed (formats, section 5).
public struct OpeningRecordRow: Hashable, Sendable {
  /// Whether a sum in words is the one in figures.
  public enum WordsAgreement: String, Hashable, Sendable, CaseIterable {
    /// The words are the canonical ones of the figures.
    case yes
    /// They are written otherwise: for the panel, with the rule for words against figures.
    case no
    /// There are none.
    case none
  }

  /// The digest of the envelope (bid_hash).
  public let envelope: Digest
  /// The bidder.
  public let bidder: PartyID
  /// The revision of the bid.
  public let revision: UInt32
  /// The price.
  public let price: PricePart

  /// The row of an envelope whose price opened.
  public init(envelope: Digest, bidder: PartyID, revision: UInt32, price: PricePart) {
    self.envelope = envelope
    self.bidder = bidder
    self.revision = revision
    self.price = price
  }

  /// Whether the words agree with the figures; canonical words exist in yuan alone, so that all others read `no`.
  public var wordsAgree: WordsAgreement {
    guard case .total(let total) = price.quote, let words = total.words else { return .none }
    let canonical = price.currency == "CNY" ? ChineseNumeral.capitalAmount(fen: total.minor) : nil
    // Compared by bytes: two spellings that Unicode holds equal are still two.
    return canonical.map { $0.utf8.elementsEqual(words.utf8) } == true ? .yes : .no
  }

  /// The row: {bid_hash, bidder, price, revision, v, words_agree}, the price as the bidder's file has it.
  public func value() throws(Fault) -> Value {
    .object([
      ("bid_hash", .string(Hexadecimal.text(envelope.bytes))), ("bidder", .string(bidder.rawValue)),
      ("price", try CanonicalReader.read(price.bytes)), ("revision", .integer(Int(revision))),
      ("v", .integer(1)), ("words_agree", .string(wordsAgree.rawValue)),
    ])
  }

  /// The canonical bytes of the row.
  public func bytes() throws(Fault) -> [UInt8] {
    let value = try value()
    do throws(CanonicalWriter.Failure) {
      return try CanonicalWriter.bytes(value)
    } catch {
      throw Fault(
        .notCanonical, at: nil, Wording(verbatim: "\(error)"), accepted: Wording("canonical JSON", "规范 JSON"))
    }
  }
}
