package import AuditTrail
package import Notation

/// Nobody hands over a key for these parts any more (解密时限届满).
package struct KeyWindowEnded: TenderEvent {
  /// The parts of the session.
  package var parts: [Part] = []

  package static let kind = LeafKind.named("key_window.ended")
  package static let codec = Codec<Self>.record(
    Wording("the end of a key window", "解密时段结束"), blank: Self(),
    .required(
      "parts", \.parts, .distinct(.list(of: .part, count: 0...Part.allCases.count), by: \.self),
      Wording("parts", "部分")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    if tender.stage == .closed {
      tender.opening.windowsEnded[.first] = occurrence.time
      tender.stage = .opening
    } else {
      tender.opening.windowsEnded[.price] = occurrence.time
    }
  }
}

extension Tender {
  /// A key window ends after the time that the documents give (电子招标投标办法 第三十条).
  var keyWindowEnded: Transition? {
    for session in [OpeningSession.first, .price] {
      guard case .running(let end) = window(of: session) else { continue }
      return Transition(at: end, [KeyWindowEnded(parts: parts(of: session))])
    }
    return nil
  }
}
