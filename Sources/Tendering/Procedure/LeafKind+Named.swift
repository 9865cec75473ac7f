internal import AuditTrail

extension LeafKind {
  /// The kind called `name`, which the program itself states.
  static func named(_ name: StaticString) -> LeafKind {
    guard let kind = LeafKind(name.description) else { preconditionFailure("\(name) is no kind") }
    return kind
  }
}
