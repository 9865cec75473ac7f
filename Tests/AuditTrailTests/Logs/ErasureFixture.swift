import AuditTrail
import Cryptography
import Notation
import Testing

/// Bodies that enrol a supervisor and order erasures, signed as formats, section 10, has them.
enum ErasureFixture {
  static let basis = "PIPL 47(1)(3)"

  static func supervisor(_ seed: UInt8 = 0x55) throws -> SigningKey { try Cast.key(seed) }

  /// A body of the supervisor with one event.
  private static func body(_ command: String, _ event: [(String, Value)], at time: Int64) throws -> Body {
    try Body(
      BodyFields(
        actor: .supervisor, time: LogFixtures.instant(time),
        authorisation: Authorisation(
          nonce: #require(CommandNonce(Array(repeating: 1, count: 16))), notAfter: LogFixtures.instant(time),
          signature: [1]),
        clock: .wall,
        command: .object([
          ("cmd", .string(command)), ("party", .string("supervisor")), ("v", .integer(1)),
        ]), events: [.object(event)], tender: nil))
  }

  static func enrolment(at time: Int64, key: SigningKey? = nil) throws -> Body {
    let enrolment = try Cast.enrolment(
      party: .supervisor, role: .supervisor, key: key ?? supervisor(), in: LogFixtures.origin)
    guard case .object(let members) = Enrolment.codec.encode(enrolment).content else {
      throw Fault(.invalidValue, at: nil, Wording("no object", ""), accepted: Wording("", ""))
    }
    let fields = [("kind", Value.string("party.enrolled"))] + members.map { ($0.key, $0.value) }
    return try body("party.enrol", fields, at: time)
  }

  /// The order to erase the body of the leaf at `index`, whose body hash is `bodyHash`.
  static func order(
    _ index: Int, _ bodyHash: Digest, at time: Int64, key: SigningKey? = nil, by party: String = "supervisor"
  ) throws -> Body {
    let erasure = try Erasure(
      origin: LogFixtures.origin, index: UInt64(index), bodyHash: bodyHash, basis: basis)
    let signature = try erasure.signature(by: key ?? supervisor())
    return try body(
      "body.erase",
      [
        ("basis", .string(basis)), ("by", .string(party)), ("erased", .integer(index)),
        ("kind", .string("body.erased")), ("sig", .string(Hexadecimal.text(signature))),
      ], at: time)
  }
}
