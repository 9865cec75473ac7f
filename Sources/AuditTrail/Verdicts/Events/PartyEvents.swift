internal import Cryptography
internal import Notation

/// `party.enrolled`, before its key is known to be one.
struct EnrolledFields: EventFields {
  var algorithm: UInt8 = 0
  var isAutomatic = false
  var notAfter = Instant.beginning
  var notBefore = Instant.beginning
  var party = PartyID.operator
  var publicKey: [UInt8] = []
  var role = ""
  var rootSignature: [UInt8] = []
  var selfSignature: [UInt8] = []

  static let codec = Codec<Self>.record(
    Wording("an enrolment", "一份登记"), blank: Self(),
    .required("alg", \.algorithm, .byte, Wording("signature scheme", "签名算法")),
    .required("auto", \.isAutomatic, .boolean, Wording("by an automatic root", "自动登记")),
    .required("not_after_ms", \.notAfter, .milliseconds, Wording("in force until", "有效期止")),
    .required("not_before_ms", \.notBefore, .milliseconds, Wording("in force from", "有效期起")),
    .required("party", \.party, PartyID.codec, Wording("who is enrolled", "被登记人")),
    .required("pubkey", \.publicKey, .claimedSignature, Wording("verification key", "公钥")),
    .required("role", \.role, .text(upTo: 64), Wording("as what", "角色")),
    .required("root_sig", \.rootSignature, .claimedSignature, Wording("signature of the root", "根密钥签名")),
    .required("self_sig", \.selfSignature, .claimedSignature, Wording("signature of the party", "本人签名")))
}

/// `custodian.key`, before its key is known to be one.
struct CustodianKeyFields: EventFields {
  var index: UInt8 = 0
  var count: UInt8 = 0
  var purpose = ""
  var key = Digest.blank
  var signature: [UInt8] = []
  var threshold: UInt8 = 0

  static let codec = Codec<Self>.record(
    Wording("a key of a tender", "标段密钥"), blank: Self(),
    .required("i", \.index, .byte, Wording("number of the custodian", "保管人序号")),
    .required("n", \.count, .byte, Wording("how many custodians", "保管人总数")),
    .required("part", \.purpose, .text(upTo: 64), Wording("for what", "用途")),
    .required("pk", \.key, .digest, Wording("the key", "公钥")),
    .required("sig", \.signature, .claimedSignature, Wording("signature of the holder", "持有人签名")),
    .required("t", \.threshold, .byte, Wording("how many open a part", "开启所需人数")))
}

/// `keys.released`.
struct KeysReleasedFields: EventFields {
  var index: UInt8 = 0
  var part = Part.price
  var signature: [UInt8] = []

  static let codec = Codec<Self>.record(
    Wording("a released key", "释放密钥"), blank: Self(),
    .required("i", \.index, .byte, Wording("number of the custodian", "保管人序号")),
    .required("part", \.part, .part, Wording("which part", "部分")),
    .required("sig", \.signature, .claimedSignature, Wording("signature over the release", "释放消息签名")))
}

/// `body.erased`.
struct BodyErasedFields: EventFields {
  var basis = ""
  var party = PartyID.supervisor
  var erased = 0
  var signature: [UInt8] = []

  static let codec = Codec<Self>.record(
    Wording("an erasure", "删除"), blank: Self(),
    .required("basis", \.basis, .text(upTo: 65_535), Wording("legal basis", "法律依据")),
    .required("by", \.party, PartyID.codec, Wording("who orders it", "责令者")),
    .required("erased", \.erased, .leafIndex, Wording("which leaf", "记录序号")),
    .required("sig", \.signature, .claimedSignature, Wording("the supervisor's signature", "监督部门签名")))
}

/// `refused`.
struct RefusedFields: EventFields {
  var bidder = PartyID.operator
  var code = ""
  var note: [UInt8] = []
  var signature: [UInt8] = []

  static let codec = Codec<Self>.record(
    Wording("a refusal", "拒收"), blank: Self(),
    .required("bidder", \.bidder, PartyID.codec, Wording("who was refused", "被拒收人")),
    .required("code", \.code, .text(upTo: 64), Wording("why", "代码")),
    .required("note", \.note, .hexadecimalBytes(0...65_535), Wording("the refusal note", "拒收通知")),
    .required("note_sig", \.signature, .claimedSignature, Wording("the operator's signature", "平台签名")))
}
