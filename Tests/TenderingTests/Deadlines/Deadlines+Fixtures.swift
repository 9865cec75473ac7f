import Evaluation
import Notation
import Tendering
import Testing

extension Deadlines {
  /// A tender that the law demands.
  static let engineering = Deadlines(calendar: .published, track: .engineering, isMandatory: true)
  /// A tender that the law does not demand.
  static let voluntary = Deadlines(calendar: .published, track: .engineering, isMandatory: false)
  /// A government procurement.
  static let procurement = Deadlines(calendar: .published, track: .governmentProcurement, isMandatory: true)
  /// A tender outside Chinese law.
  static let foreign = Deadlines(calendar: .published, track: .foreign, isMandatory: false)
}

/// Expects a refusal with this code and article, whose accepted text names `accepted` in both languages.
@discardableResult
func expectRefusal(
  _ code: String, _ article: String?, naming accepted: String,
  sourceLocation: SourceLocation = #_sourceLocation, by rule: () throws -> Void
) -> Tendering.Refusal? {
  let refusal = #expect(throws: Tendering.Refusal.self, sourceLocation: sourceLocation) { try rule() }
  #expect(refusal?.code.rawValue == code, sourceLocation: sourceLocation)
  #expect(refusal?.article == article, sourceLocation: sourceLocation)
  for language in Language.allCases {
    let isNamed = refusal?.accepted[language].contains(accepted) ?? false
    #expect(isNamed, "\(refusal?.accepted[language] ?? "")", sourceLocation: sourceLocation)
  }
  return refusal
}
