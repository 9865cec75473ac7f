public import Cryptography
public import Notation

/// What one round of reveals gives: the key of every ticket, order and number of that round (formats, section 6).
public struct DrawSeed: Sendable {
  /// The round, from 0.
  public let round: UInt8
  /// The 32 bytes; secret as long as the reveals are.
  public let secret: SecretBytes

  /// The seed of `round` from the reveals in the order of the announced parties.
  ///
  /// `beacon` is the public value that the announcement names, empty for none.
  ///
  /// - Throws: `DRAW_SEED_UNKNOWN` unless there is one reveal a party; `FIELD_TOO_LONG`.
  public init(
    _ announcement: DrawAnnouncement, round: UInt8, reveals: [Digest], beacon: [UInt8] = []
  ) throws(Fault) {
    let parties = announcement.parties
    guard reveals.count == parties.count, beacon.isEmpty == (announcement.beacon == "none") else {
      throw .draw(
        .drawSeedUnknown,
        Wording(
          "\(reveals.count) reveals and a beacon of \(beacon.count) bytes",
          "\(reveals.count) 个揭示值，信标值 \(beacon.count) 字节"),
        accepted: Wording(
          "\(parties.count) reveals, and a value of beacon \(announcement.beacon)",
          "\(parties.count) 个揭示值及信标 \(announcement.beacon) 的值"))
    }
    var message = MessageBytes(draw: "seed", in: announcement.context)
    message.append(round)
    message.append(UInt8(truncatingIfNeeded: parties.count))
    for (party, reveal) in zip(parties, reveals) {
      message.appendPrefixed(party)
      message.append(reveal)
    }
    try message.appendPrefixed(beacon)
    self.init(round: round, secret: SecretBytes(message.digest.bytes))
  }

  /// A seed that was computed elsewhere.
  public init(round: UInt8, secret: SecretBytes) {
    self.round = round
    self.secret = secret
  }

  /// The ticket of `item` under `label`: the lowest win.
  ///
  /// - Throws: `FIELD_TOO_LONG`; likewise the functions below.
  public func ticket(_ label: String, _ item: [UInt8]) throws(Fault) -> Digest {
    var computation = MessageAuthentication(key: secret)
    return computation.code(of: try Self.ticketMessage(label, item))
  }

  /// The items, the one with the lowest ticket first.
  ///
  /// - Throws: `DRAW_ITEM_REPEATED`, since a repeated item would have two places.
  public func order<Item: Identifier>(_ label: String, _ items: [Item]) throws(Fault) -> [Item] {
    guard Set(items).count == items.count else {
      throw .draw(
        .drawItemRepeated, Wording("an id stands twice among \(items.count)", "\(items.count) 个标识中有重复"),
        accepted: Wording("each id once", "每个标识一次"))
    }
    var computation = MessageAuthentication(key: secret)
    var tickets: [(ticket: Digest, item: Item)] = []
    for item in items {
      tickets.append(
        (computation.code(of: try Self.ticketMessage(label, Array(item.rawValue.utf8))), item))
    }
    return tickets.sorted { ($0.ticket, $0.item) < ($1.ticket, $1.item) }.map(\.item)
  }

  /// A number below `bound`, each equally likely: a word that would favour the low numbers is drawn again.
  ///
  /// - Throws: `DRAW_PLAN` for a bound of 0.
  public func uniform(_ label: String, below bound: UInt64) throws(Fault) -> UInt64 {
    guard bound > 0 else {
      throw .draw(
        .drawPlan, Wording("a number below 0", "小于 0 的数"),
        accepted: Wording("a bound of at least 1", "上界至少为 1"))
    }
    var computation = MessageAuthentication(key: secret)
    var prefix = Array("u64\0".utf8)
    var prefixed = MessageBytes("")
    try prefixed.appendPrefixed(label)
    prefix += prefixed.bytes.dropFirst()
    // 2^64 mod bound: so many words at the top have no full turn of remainders.
    let excess = (0 &- bound) % bound
    var attempt: UInt32 = 0
    while true {
      var message = prefix
      message.append(bigEndian: attempt)
      let word = computation.code(of: message).leadingWord
      if excess == 0 || word < 0 &- excess { return word % bound }
      attempt &+= 1
    }
  }

  /// The message whose code is the ticket of `item`.
  static func ticketMessage(_ label: String, _ item: [UInt8]) throws(Fault) -> [UInt8] {
    var message = MessageBytes("ticket")
    try message.appendPrefixed(label)
    try message.appendPrefixed(item)
    return message.bytes
  }
}
