package import Evaluation
internal import Notation

/// Results as a comma-separated table: one row a bid.
package enum ResultTable {
  /// The header row with its line end.
  package static let header =
    "tender,bidder,price,status,rank,tie,candidate,adjusted_price,price_score,total,triggers,rejection\n"

  /// Appends the rows of `outcome`.
  package static func append(_ outcome: Outcome, _ scheme: Scheme, to output: inout [UInt8]) {
    for assessment in outcome.assessments {
      append(name: outcome.tender.rawValue, to: &output)
      output.append(comma)
      append(name: assessment.bidder.rawValue, to: &output)
      output.append(comma)
      if let price = assessment.price { price.append(to: &output) }
      append(assessment.statusWord, to: &output)
      output.append(comma)
      if let rank = assessment.rank {
        ExactDecimal.append(significand: Int128(rank.number), scale: 0, to: &output)
      }
      append(assessment.rank?.tie.rawValue ?? "", to: &output)
      append(outcome.candidates.seat(of: assessment.bidder), to: &output)
      append(assessment.adjustedPrice, .adjustedPrice, scheme, to: &output)
      append(assessment.priceScore, .priceScore, scheme, to: &output)
      append(assessment.total, .total, scheme, to: &output)
      append(assessment.triggers.map(\.rawValue).joined(separator: " "), to: &output)
      append(assessment.rejection?.rawValue ?? "", to: &output)
      output.append(UInt8(ascii: "\n"))
    }
  }

  private static let comma = UInt8(ascii: ",")

  private static func append(_ cell: String, to output: inout [UInt8]) {
    output.append(comma)
    output.append(contentsOf: cell.utf8)
  }

  private static func append(
    _ value: Ratio?, _ stage: RoundingPlan.Stage, _ scheme: Scheme, to output: inout [UInt8]
  ) {
    output.append(comma)
    if let value { scheme.append(value, at: stage, to: &output) }
  }

  /// Appends a name, in quotes where the table's grammar needs them (RFC 4180).
  private static func append(name: String, to output: inout [UInt8]) {
    guard name.utf8.contains(where: needsQuotes) else {
      output.append(contentsOf: name.utf8)
      return
    }
    output.append(UInt8(ascii: "\""))
    for byte in name.utf8 {
      if byte == UInt8(ascii: "\"") { output.append(byte) }
      output.append(byte)
    }
    output.append(UInt8(ascii: "\""))
  }

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    byte == comma || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}

extension Candidates {
  /// `yes` for a candidate, `open` for a bid tied across the last seat, else nothing.
  fileprivate func seat(of bidder: BidderID) -> String {
    certain.contains(bidder) ? "yes" : open.contains(bidder) ? "open" : ""
  }
}

extension Money {
  /// Appends the amount in the major unit.
  fileprivate func append(to output: inout [UInt8]) {
    ExactDecimal.append(significand: Int128(minor), scale: currency.decimals, to: &output)
  }
}
