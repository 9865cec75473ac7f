import Tendering

extension CivilDate: ExpressibleByStringLiteral {
  /// The date that a test writes as `"2026-11-23"`.
  public init(stringLiteral text: String) {
    guard let date = CivilDate(text) else { preconditionFailure("\(text) is no date") }
    self = date
  }
}
