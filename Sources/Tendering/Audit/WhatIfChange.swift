package import AuditTrail
package import Notation

/// One thing that a what-if has otherwise than the log.
///
/// Written `scheme.PATH=VALUE`, `bid.ID.price=AMOUNT`, `bid.ID=absent`, `expert.SEAT=absent` or `drawn.LABEL=INDEX`.
package enum WhatIfChange: Sendable, Hashable {
  /// A field of the published scheme; the path by keys, positions, or the id of a criterion.
  case scheme(path: [String], value: String)
  /// Another bid price, in the major unit of the scheme's currency.
  case price(PartyID, ExactDecimal)
  /// The bid was never handed in.
  case absentBid(PartyID)
  /// The member, by the letter of its seat or its id, scored nothing.
  case absentMember(String)
  /// The public draw gave another index into the published list.
  case drawn(label: String, index: Int)

  /// The change that `text` writes.
  ///
  /// - Throws: `INVALID_VALUE`.
  package init(parsing text: String) throws(Fault) {
    guard let equals = text.firstIndex(of: "="),
      let change = Self(text[..<equals], text[text.index(after: equals)...])
    else {
      throw Fault(
        .invalidValue, at: nil, Wording("no change: \(text.excerpt)", "不是更改：\(text.excerpt)"),
        accepted: Wording(
          verbatim:
            "scheme.PATH=VALUE, bid.ID.price=AMOUNT, bid.ID=absent, expert.SEAT=absent, drawn.LABEL=INDEX"))
    }
    self = change
  }

  private init?(_ name: Substring, _ value: Substring) {
    guard let dot = name.firstIndex(of: ".") else { return nil }
    let rest = String(name[name.index(after: dot)...])
    let isAbsent = value == "absent"
    switch name[..<dot] {
    case "scheme":
      let path = rest.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard path.allSatisfy({ !$0.isEmpty }) else { return nil }
      self = .scheme(path: path, value: String(value))
    case "bid" where isAbsent:
      guard let bidder = PartyID(rest) else { return nil }
      self = .absentBid(bidder)
    case "bid":
      guard rest.hasSuffix(".price"), let bidder = PartyID(String(rest.dropLast(6))),
        let price = try? ExactDecimal(plain: String(value))
      else { return nil }
      self = .price(bidder, price)
    case "expert" where isAbsent && !rest.isEmpty: self = .absentMember(rest)
    case "drawn":
      guard let index = Int(value), index >= 0 else { return nil }
      self = .drawn(label: rest, index: index)
    default: return nil
    }
  }
}
