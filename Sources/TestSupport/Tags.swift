package import Testing

extension Tag {
  /// A numbered vector of the rulebook.
  @Tag package static var vector: Self
  /// A property of generated cases.
  @Tag package static var property: Self
  /// What is refused, and where.
  @Tag package static var refusal: Self
}
