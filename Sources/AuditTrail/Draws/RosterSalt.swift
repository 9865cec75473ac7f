public import Cryptography
public import Notation

/// The salt that hides who stands in a roster, fresh for each draw (formats, section 6, TD1 2).
public struct RosterSalt: Sendable {
  /// The 32 bytes, disclosed with the names.
  public let secret: SecretBytes

  /// The salt of these bytes.
  ///
  /// - Throws: `ROSTER_SALT` when there are not 32.
  public init(_ secret: SecretBytes) throws(Fault) {
    guard secret.count == 32 else {
      throw .draw(
        .rosterSalt, Wording("a salt of \(secret.count) bytes", "盐值长 \(secret.count) 字节"),
        accepted: Wording("32 bytes", "32 字节"))
    }
    self.secret = secret
  }

  /// A new salt.
  public init(from source: inout some RandomSource) { secret = source.bytes(32) }

  /// What the announcement says of the salt.
  public var commitment: Digest {
    var context = DigestContext()
    context.update(MessageBytes("tender-roster-v1").bytes)
    secret.withBytes { context.update($0) }
    return context.finish()
  }

  /// The token that stands for an expert.
  public func token(of expert: PartyID) -> Digest { code(of: [], expert) }

  /// The token that stands for an employer.
  public func token(of employer: EmployerID) -> Digest { code(of: Array("unit\0".utf8), employer) }

  /// Checks that this is the salt that was committed to.
  ///
  /// - Throws: `ROSTER_SALT`.
  public func check(against announcement: DrawAnnouncement) throws(Fault) {
    guard commitment == announcement.saltCommitment else {
      throw .draw(
        .rosterSalt, Wording("another salt than the one committed to", "盐值与承诺不符"),
        accepted: Wording("the salt of \(announcement.id)", "抽取 \(announcement.id) 的盐值"))
    }
  }

  /// Checks that `expert` is who stands behind `token`.
  ///
  /// - Throws: `ROSTER_NAME`.
  public func check(_ expert: PartyID, behind token: Digest) throws(Fault) {
    guard self.token(of: expert) == token else {
      throw .draw(
        .rosterName, Wording("\(expert) does not stand behind this token", "该令牌并非 \(expert)"),
        accepted: Wording("the expert whose token was drawn", "令牌所代表的专家"))
    }
  }

  private func code(of label: [UInt8], _ identifier: some Identifier) -> Digest {
    let text = Array(identifier.rawValue.utf8)
    var message = label
    message.append(bigEndian: UInt16(text.count))
    message += text
    var computation = MessageAuthentication(key: secret)
    return computation.code(of: message)
  }
}
