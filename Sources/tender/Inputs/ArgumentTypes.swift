public import ArgumentParser
public import AuditTrail
public import Cryptography
internal import Notation

extension Part: ExpressibleByArgument {}
extension DrawKind: ExpressibleByArgument {}

extension PartyID: ExpressibleByArgument {
  /// The id that an argument is.
  public init?(argument: String) { self.init(argument) }
}

extension TenderID: ExpressibleByArgument {
  /// The id that an argument is.
  public init?(argument: String) { self.init(argument) }
}

extension LogName: ExpressibleByArgument {
  /// The name that an argument is.
  public init?(argument: String) { self.init(argument) }
}

extension Instant: ExpressibleByArgument {
  /// The milliseconds since 1970 that an argument is.
  public init?(argument: String) {
    guard let number = Int64(argument) else { return nil }
    self.init(milliseconds: number)
  }
}

extension Digest: ExpressibleByArgument {
  /// The digest whose lowercase hexadecimal digits an argument is.
  public init?(argument: String) {
    guard let bytes = Hexadecimal.bytes(argument) else { return nil }
    self.init(bytes)
  }
}
