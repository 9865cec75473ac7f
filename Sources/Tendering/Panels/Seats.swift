package import AuditTrail
internal import Evaluation
package import Notation

extension Tender {
  /// The experts who hold a seat, in the order of the draw.
  package var seatedExperts: [PartyID] { draws.experts.filter { !panel.vacated.contains($0) } }

  /// The representatives who hold a seat.
  package var seatedRepresentatives: [PartyID] {
    panel.delegates.filter { !panel.vacated.contains($0) }
  }

  /// Whether `party` holds a seat, signed in or not.
  package func holdsSeat(_ party: PartyID) -> Bool {
    seatedExperts.contains(party) || seatedRepresentatives.contains(party)
  }

  /// Whether every seat of the documents is taken by a member who has signed in.
  package var isPanelComplete: Bool {
    notice?.terms.panel.map { $0.memberCount == panel.members.count } ?? false
  }

  /// The letter of the seat that `party` signs in to: experts first, in the order of the draw, then representatives.
  ///
  /// Whoever comes for a vacated seat gets the letter that is free; nil when none is.
  func freeLetter(for party: PartyID) -> String? {
    guard let terms = notice?.terms.panel else { return nil }
    let isExpert = seatedExperts.contains(party)
    let numbers = isExpert ? 0..<terms.expertCount : terms.expertCount..<terms.memberCount
    let place =
      isExpert
      ? seatedExperts.firstIndex(of: party)
      : seatedRepresentatives.firstIndex(of: party).map { $0 + terms.expertCount }
    let taken = Set(panel.members.map(\.letter))
    let own = place.flatMap { numbers.contains($0) ? $0 : nil }
    return ([own].compactMap(\.self) + numbers).map(SeatLetter.text).first { !taken.contains($0) }
  }
}

/// The letters of seats: A to Z, then AA and so on.
package enum SeatLetter {
  /// The letter of the seat `number`, from 0.
  package static func text(_ number: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(number % 26)))
    return number < 26 ? letter : text(number / 26 - 1) + letter
  }

  /// A letter as a field.
  package static let codec = Codec<String>.string(
    Wording("a letter such as A", "席位字母，如 A"), pattern: "^[A-Z]{1,2}$",
    parse: { text in
      (1...2).contains(text.utf8.count)
        && text.utf8.allSatisfy((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains)
        ? text : nil
    }, format: \.self)
}

extension Occasion {
  /// Refuses whoever holds no seat, and a panel that meets before its stage.
  func requireSeat() throws(Refusal) {
    try requirePanelStage()
    guard tender.holdsSeat(actor) else {
      throw Refusal(
        .notAuthorised, .design, nil,
        Wording("\(actor) holds no seat on the panel", "\(actor) 不是评标委员会成员"),
        accepted: Wording("an expert drawn for it or a representative of the documents", "抽取的专家或招标文件所列代表"))
    }
  }

  /// In GP the panel meets after the purchaser's review of qualification (87号令 第四十四条).
  func requirePanelStage() throws(Refusal) {
    guard tender.track == .governmentProcurement, tender.stage == .opened else { return }
    throw Refusal(
      .wrongStage, .rule, "政府采购货物和服务招标投标管理办法 第四十四条",
      Wording("qualification has not been reviewed yet", "尚未完成资格审查"), accepted: Wording(verbatim: "QUALIFIED")
    )
  }
}

extension Refusal {
  static func panelChange(_ message: Wording) -> Refusal {
    Refusal(
      .panelChangeForbidden, .statute, "招标投标法实施条例 第四十八条", message,
      accepted: Wording(
        "a replacement for recusal, absence or health, and nobody beyond the seats",
        "因回避事由、擅离职守或健康原因更换，且不超出席位"))
  }
}

extension Fault.Code {
  /// A change of the panel for which the law has no ground.
  package static let panelChangeForbidden = Fault.Code("PANEL_CHANGE_FORBIDDEN")
}
