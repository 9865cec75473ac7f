public import Cryptography
public import Notation

/// The code that stands on a dark technical bid (暗标编号): T01, T02 and so on.
public struct DarkCode: Identifier {
  /// The text of the code.
  public let rawValue: String
  /// The code of a text that is known to be one.
  public init(unchecked rawValue: String) { self.rawValue = rawValue }

  /// The code of the place `number`, from 1; two digits at least.
  public init(number: Int) { rawValue = number < 10 ? "T0\(number)" : "T\(number)" }
}

/// Which bidder stands behind which dark code (formats, section 6, TD1 7).
///
/// Known to the opening service alone until the technical scores are locked.
public struct DarkMapping: Hashable, Sendable {
  /// A code and its bidder.
  public struct Entry: Hashable, Sendable {
    /// The code.
    public let code: DarkCode
    /// The bidder.
    public let bidder: PartyID
  }

  /// The entries in the order of the codes.
  public let entries: [Entry]

  /// The mapping that `seed` gives for the bidders whose technical part opened, in any order.
  ///
  /// - Throws: `DRAW_ITEM_REPEATED`.
  public init(_ seed: DrawSeed, bidders: [PartyID]) throws(Fault) {
    entries = try seed.order("dark", bidders).enumerated().map {
      Entry(code: DarkCode(number: $0.offset + 1), bidder: $0.element)
    }
  }

  /// The lines `code TAB bidder LF`.
  public var bytes: [UInt8] { Array(entries.map { "\($0.code)\t\($0.bidder)\n" }.joined().utf8) }

  /// What is logged before the first score.
  ///
  /// `salt` is 32 fresh bytes, without which the few possible mappings could be tried.
  public func commitment(salt: SecretBytes) -> Digest {
    var context = DigestContext()
    salt.withBytes { context.update($0) }
    context.update(bytes)
    return context.finish()
  }

  /// Checks a disclosed mapping: it is what the draw gave, and what was committed to.
  ///
  /// - Throws: `DARK_MAPPING`.
  public func check(disclosed: [UInt8], salt: SecretBytes, commitment: Digest) throws(Fault) {
    guard salt.count == 32, disclosed == bytes, self.commitment(salt: salt) == commitment else {
      throw .draw(
        .darkMapping, Wording("not the mapping that was drawn and committed to", "与抽取结果或承诺不符的编号对应表"),
        accepted: Wording("the lines that the draw gives, with the salt of the commitment", "抽取所得的对应表及承诺所用盐值")
      )
    }
  }

  /// In which order a panel member reads the bids, so that no bid is first for everybody.
  public func displayOrder(for token: Digest, seed: DrawSeed) throws(Fault) -> [DarkCode] {
    try seed.order("display/" + Hexadecimal.text(token.bytes), entries.map(\.code))
  }
}
