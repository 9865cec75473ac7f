internal import Evaluation
package import Notation

// The validity of bids (投标有效期) and of the bonds that secure them (D-07, D-20).

extension Deadlines {
  /// The last day on which a bid binds: its validity counts from the deadline (D-07).
  package func endOfValidity(_ period: Period, from deadline: CivilDate) -> DueDate {
    calendar.end(of: period, after: deadline)
  }

  /// A bid bond is valid as long as the bid, in the track ENG (D-07).
  ///
  /// - Parameters:
  ///   - lastDay: the last day of the bond.
  ///   - validity: what `endOfValidity` says of the bid.
  /// - Throws: `BOND_VALIDITY_MISMATCH`.
  package func requireBond(through lastDay: CivilDate, withBidThrough validity: DueDate) throws(Refusal) {
    guard track == .engineering, lastDay != validity.date else { return }
    throw Refusal(
      .bondValidityMismatch, .statute, "招标投标法实施条例 第二十六条",
      Wording(
        "the bond is valid through \(lastDay), the bid through \(validity.date)",
        "投标保证金有效期至 \(lastDay)，投标有效期至 \(validity.date)"),
      accepted: validity.wording)
  }

  /// Bids still bind on `date`, on which they are evaluated or one of them is awarded (D-20).
  ///
  /// - Throws: `VALIDITY_EXPIRED`.
  package func requireValidBids(on date: CivilDate, through validity: DueDate) throws(Refusal) {
    guard track != .foreign, date > validity.date else { return }
    let isEngineering = track == .engineering
    throw Refusal(
      .validityExpired, isEngineering ? .statute : .design,
      isEngineering ? "招标投标法实施条例 第二十五条" : nil,
      Wording(
        "the bids were valid through \(validity.date), it is \(date)", "投标有效期至 \(validity.date)，现为 \(date)"),
      accepted: Wording(
        "\(validity.wording.english) or earlier, or a validity that its bidders extended in writing",
        "\(validity.wording.chinese)或之前，或经投标人书面同意延长投标有效期"))
  }
}

extension Fault.Code {
  /// The bond does not end with the validity of the bid.
  package static let bondValidityMismatch = Fault.Code("BOND_VALIDITY_MISMATCH")
  /// The bids no longer bind those who made them.
  package static let validityExpired = Fault.Code("VALIDITY_EXPIRED")
}
