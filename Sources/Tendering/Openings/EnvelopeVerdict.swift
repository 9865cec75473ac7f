internal import AuditTrail
internal import Cryptography
package import Notation

/// What came of opening one envelope: opened, or why not and by whose fault (formats, section 5, "Faults").
package enum EnvelopeVerdict: String, Sendable, Hashable, CaseIterable {
  /// It opened (解密成功).
  case opened
  /// The bidder handed over no key.
  case noKey = "NO_KEY"
  /// The bidder handed over another key.
  case falseKey = "FALSE_KEY"
  /// Envelope or file are not made as they must be.
  case malformed = "MALFORMED"
  /// Too few custodians released their keys.
  case noCustodians = "NO_CUSTODIANS"
  /// The platform has not the file that the bidder signed for.
  case wrongFile = "WRONG_FILE"
  /// The documents changed, and the bid was neither sealed again nor maintained.
  case staleDocuments = "STALE_DOCUMENTS"

  static let codec = Codec<Self>.choice([
    .opened: Wording("opened", "已开启"), .noKey: Wording("no key from the bidder", "投标人未解密"),
    .falseKey: Wording("false key from the bidder", "投标人密钥不符"), .malformed: Wording("malformed", "文件不合格式"),
    .noCustodians: Wording("too few custodians", "保管人密钥不足"),
    .wrongFile: Wording("the file is lost", "平台文件不符"),
    .staleDocuments: Wording("sealed under replaced documents", "依据已被替换的招标文件"),
  ])

  /// The verdict in words.
  package var name: Wording { Self.codec.meaning(of: self) }

  /// What becomes of a bid for it: revoked by the bidder's fault, else withdrawn (电子招标投标办法 第三十一条).
  package var outcome: OpeningOutcome {
    switch OpeningFault.Code(rawValue: rawValue)?.blame {
    case nil: .opened
    case .bidder: .revoked
    case .custodians, .platform, .nobody: .withdrawn
    }
  }

  /// Whether only an envelope whose bidder handed over a key comes to this verdict; nil where it does not matter.
  var asksForKey: Bool? {
    switch self {
    case .opened, .falseKey, .noCustodians: true
    case .noKey: false
    case .malformed, .wrongFile, .staleDocuments: nil
    }
  }
}

extension OpeningRecordRow {
  /// The fields of a row; a row that is not derived from its own price is refused.
  static let codec: Codec<OpeningRecordRow> = Record.codec.refined(
    Wording("a row of the opening record, derived from the price", "由报价得出的开标记录行"),
    { record in
      guard let bytes = try? Codec<Value>.anyObject.write(record.price),
        let price = try? PricePart(reading: bytes)
      else { return nil }
      let row = OpeningRecordRow(
        envelope: record.envelope, bidder: record.bidder, revision: record.revision, price: price)
      return row.wordsAgree == record.wordsAgree ? row : nil
    },
    restore: { row in
      Record(
        envelope: row.envelope, bidder: row.bidder,
        // The bytes of a price that was read are canonical.
        price: (try? CanonicalReader.read(row.price.bytes)) ?? .object([]), revision: row.revision,
        wordsAgree: row.wordsAgree)
    })

  private struct Record: Sendable {
    var envelope = Digest.blank
    var bidder = PartyID.operator
    var price = Value.object([])
    var revision: UInt32 = 0
    var version = 1
    var wordsAgree = WordsAgreement.none

    static let codec = Codec<Record>.record(
      Wording("a row of the opening record", "开标记录行"), blank: Record(),
      .required("bid_hash", \.envelope, .digest, Wording("digest of the envelope", "密封文件摘要")),
      .required("bidder", \.bidder, PartyID.codec, Wording("bidder", "投标人")),
      .required("price", \.price, .anyObject, Wording("the price as the file has it", "报价文件内容")),
      .required("revision", \.revision, .word, Wording("revision", "版次")),
      .required("v", \.version, .integer(1...1), Wording("version of the format", "格式版本")),
      .required("words_agree", \.wordsAgree, agreement, Wording("words against figures", "大小写是否一致")))

    private static let agreement = Codec<WordsAgreement>.choice([
      .yes: Wording("they agree", "一致"), .no: Wording("they differ", "不一致"),
      .none: Wording("there are no words", "无大写"),
    ])
  }
}

extension Codec where Root == Digest? {
  /// The digest of a file; `-` for none.
  static let content = string(
    Wording("a digest, or -", "摘要，或 -"), pattern: "^([0-9a-f]{64}|-)$",
    parse: { text -> Digest?? in
      if text == "-" { return .some(nil) }
      return text.utf8.count == 64 ? Hexadecimal.bytes(text).flatMap { Digest($0) } : nil
    },
    format: { $0.map { Hexadecimal.text($0.bytes) } ?? "-" })
}
