internal import Cryptography
internal import Notation

/// `tender.announced`.
struct AnnouncedFields: EventFields {
  var deadline = Instant.beginning
  var params = Value.object([])
  var secrets: [DisclosureStage: Digest] = [:]

  static let codec = Codec<Self>.record(
    Wording("a notice", "招标公告"), blank: Self(),
    .required("deadline_ms", \.deadline, .milliseconds, Wording("deadline", "截止时间")),
    .required("params", \.params, .anyObject, Wording("parameters", "参数")),
    .required("secrets", \.secrets, commitments, Wording("commitments of the stages", "各阶段承诺")))

  private static let commitments = Codec<[DisclosureStage: Digest]>(
    .record(Wording("commitments by stage", "各阶段承诺"), []),
    decode: { value, reading in
      guard case .object(let members) = value.content else {
        return reading.refuse(value, accepted: Wording("an object", "一个对象"))
      }
      var found: [DisclosureStage: Digest] = [:]
      for member in members {
        guard let stage = DisclosureStage(rawValue: member.key) else {
          return reading.refuse(
            Value(.string(member.key), at: member.keyPlace),
            accepted: Wording(verbatim: DisclosureStage.allCases.map(\.rawValue).joined(separator: ", ")))
        }
        guard let digest = Codec<Digest>.digest.decode(member.value, &reading) else { return nil }
        found[stage] = digest
      }
      return found
    },
    encode: { found in
      .object(
        found.sorted { $0.key.rawValue < $1.key.rawValue }.map { entry -> (String, Value?) in
          (entry.key.rawValue, Codec<Digest>.digest.encode(entry.value))
        })
    })
}

/// `documents.modified`.
struct ModifiedFields: EventFields {
  var params = Value.object([])

  static let codec = Codec<Self>.record(
    Wording("changed documents", "修改招标文件"), blank: Self(),
    .required("params", \.params, .anyObject, Wording("parameters", "参数")))
}

/// `deadline.extended` and `tender.closed`.
struct DeadlineFields: EventFields {
  var deadline = Instant.beginning

  static let codec = Codec<Self>.record(
    Wording("a deadline", "截止时间"), blank: Self(),
    .required("deadline_ms", \.deadline, .milliseconds, Wording("deadline", "截止时间")))
}

/// `bid.received`, `bid.withdrawn` and `bid.maintained`.
struct RevisionFields: EventFields {
  var revision: UInt32 = 0

  static let codec = Codec<Self>.record(
    Wording("a revision of a bid", "投标版次"), blank: Self(),
    .required("revision", \.revision, .word, Wording("revision", "版次")))
}

/// `key.received`.
struct KeyReceivedFields: EventFields {
  var part = Part.price
  var revision: UInt32 = 0

  static let codec = Codec<Self>.record(
    Wording("a bidder's key", "投标人密钥"), blank: Self(),
    .required("part", \.part, .part, Wording("which part", "部分")),
    .required("revision", \.revision, .word, Wording("revision", "版次")))
}

/// `key_window.ended`.
struct WindowFields: EventFields {
  var parts: [Part] = []

  static let codec = Codec<Self>.record(
    Wording("the end of a key window", "解密时段结束"), blank: Self(),
    .required("parts", \.parts, .list(of: .part, count: 0...Part.allCases.count), Wording("parts", "部分")))
}

/// `secret.published`.
struct SecretPublishedFields: EventFields {
  var secret = Digest.blank
  var stage = DisclosureStage.opening

  static let codec = Codec<Self>.record(
    Wording("a published secret", "公布的密值"), blank: Self(),
    .required("secret", \.secret, .digest, Wording("the secret", "密值")),
    .required("stage", \.stage, DisclosureStage.codec, Wording("of which stage", "阶段")))
}

/// `envelope.opened`.
struct EnvelopeOpenedFields: EventFields {
  var envelope = Digest.blank
  var bidder = PartyID.operator
  var content = ""
  var part = Part.price
  var revision: UInt32 = 0
  var row: Value?
  var verdict = ""

  static let codec = Codec<Self>.record(
    Wording("an opened envelope", "开启的密封文件"), blank: Self(),
    .required("bid_hash", \.envelope, .digest, Wording("digest of the envelope", "密封文件摘要")),
    .required("bidder", \.bidder, PartyID.codec, Wording("bidder", "投标人")),
    .required("content", \.content, .text(upTo: 64), Wording("digest of the file, or -", "文件摘要，或 -")),
    .required("part", \.part, .part, Wording("which part", "部分")),
    .required("revision", \.revision, .word, Wording("revision", "版次")),
    .optional("row", \.row, .anyObject, Wording("row of the opening record", "开标记录行")),
    .required("verdict", \.verdict, .text(upTo: 64), Wording("opened, or a code", "opened 或代码")))
}
