internal import Cryptography
internal import Notation

/// Which command orders an event, with which arguments the signature must cover, and who may give it (bundle, "Bodies").
struct CommandRule: Sendable {
  /// The form of an argument.
  enum Argument: Sendable {
    case milliseconds
    case object
    case word
    case digest
    case part
    case text

    fileprivate func fits(_ value: Value) -> Bool {
      var reading = Reading(.strict)
      return switch self {
      case .milliseconds: Codec<Instant>.milliseconds.decode(value, &reading) != nil
      case .object: Codec<Value>.anyObject.decode(value, &reading) != nil
      case .word: Codec<UInt32>.word.decode(value, &reading) != nil
      case .digest: Codec<Digest>.digest.decode(value, &reading) != nil
      case .part: Codec<Part>.part.decode(value, &reading) != nil
      case .text: Codec<String>.text(upTo: 64).decode(value, &reading) != nil
      }
    }
  }

  let command: String
  var arguments: [String: Argument] = [:]
  var roles: Set<PartyRole>?

  /// Whether a command has the arguments, and an event repeats those that it has too.
  func fits(_ command: Value, _ event: Value) -> Bool {
    let isWhole = arguments.allSatisfy { name, form in command[name].map(form.fits) ?? false }
    guard isWhole, case .object(let members) = command.content else { return false }
    return members.allSatisfy { member in
      guard member.key != "party", let said = event[member.key] else { return true }
      return said.isSame(as: member.value)
    }
  }

  /// The rules by the kind of the first event.
  static let byKind: [String: CommandRule] = [
    "party.enrolled": CommandRule(command: "party.enrol"),
    "tender.announced": CommandRule(
      command: "tender.announce", arguments: ["deadline_ms": .milliseconds, "params": .object],
      roles: [.tenderer, .agency]),
    "deadline.extended": CommandRule(
      command: "deadline.extend", arguments: ["deadline_ms": .milliseconds], roles: [.tenderer, .agency]),
    "documents.modified": CommandRule(
      command: "documents.modify", arguments: ["params": .object], roles: [.tenderer, .agency]),
    "custodian.key": CommandRule(command: "custodian.key"),
    "bid.received": CommandRule(
      command: "bid.submit", arguments: ["revision": .word, "submit": .digest], roles: [.bidder]),
    "bid.withdrawn": CommandRule(
      command: "bid.withdraw", arguments: ["revision": .word, "withdraw": .digest], roles: [.bidder]),
    "bid.maintained": CommandRule(
      command: "bid.maintain", arguments: ["maintain": .digest, "revision": .word], roles: [.bidder]),
    "key.received": CommandRule(
      command: "bid.open", arguments: ["open": .digest, "part": .part, "revision": .word], roles: [.bidder]),
    "keys.released": CommandRule(
      command: "keys.release", arguments: ["part": .part, "release": .digest]),
    "envelope.opened": CommandRule(
      command: "envelope.open", arguments: ["bid_hash": .digest, "part": .part], roles: [.operator]),
    "secret.published": CommandRule(
      command: "secret.publish", arguments: ["stage": .text], roles: [.operator]),
    "body.erased": CommandRule(command: "body.erase"),
    "draw.announced": CommandRule(command: "draw.announce"),
    "draw.committed": CommandRule(command: "draw.commit"),
    "draw.revealed": CommandRule(command: "draw.reveal"),
    "draw.result": CommandRule(command: "draw.result", roles: [.operator]),
    "draw.opened": CommandRule(command: "draw.open", roles: [.operator]),
    "expert.replied": CommandRule(command: "draw.reply", roles: [.expert]),
    "draw.noanswer": CommandRule(command: "draw.noanswer"),
    "draw.narrow": CommandRule(command: "draw.narrow"),
  ]

  /// The kind that each command orders.
  static let kinds = Dictionary(
    uniqueKeysWithValues: byKind.map { kind, rule in (rule.command, kind) })
}
