internal import AuditTrail
internal import Evaluation
internal import Notation
internal import Tendering

extension BidderDocument {
  static let codec = Codec<Self>.record(
    Wording("a bidder and what it does", "投标人及其行为"), blank: Self(), conduct + review)

  private static let conduct: [Field<Self>] = [
    .required("id", \.party, PartyID.codec, Wording("who", "投标人标识")),
    .required(
      "bids", \.bids, .list(of: Bid.codec, count: 1...20),
      Wording("bids in the order of handing in; each replaces the one before", "依次递交的投标，后者替换前者")),
    .optional("withdraws", \.withdrawn, ScriptedMoment.codec, Wording("when it takes its bid back", "何时撤回")),
    .defaulted(
      "keys", \.bringsKeys, .boolean,
      Wording("whether it hands its keys over at the opening; yes", "开标时是否解密；默认是")
    ),
    .optional(
      "declares", \.declaration, PolicyDeclaration.codec,
      Wording("declaration for small-enterprise policy", "中小企业声明")),
    .optional("bond", \.bond, Deposit.codec, Wording("its deposit", "投标保证金")),
    .optional(
      "explains", \.explanation, .text(upTo: 10_000),
      Wording("what it says of a low price; absent for silence", "对低价的说明；不写则不作说明")),
    .defaulted("declines", \.declines, .boolean, Wording("whether it gives the award up; no", "是否放弃中标；默认否")),
  ]

  private static let review: [Field<Self>] = [
    .optional(
      "finding", \.finding, Evaluation.Bid.Finding.codec,
      Wording("what the panel finds of the explanation; stated with it", "评标委员会对说明的认定；与说明同时写明")),
    .optional(
      "unqualified", \.unqualified, .text(upTo: 2_000),
      Wording("why the purchaser finds it not qualified, GP", "采购人认定资格不合格的理由（政府采购）")),
    .optional(
      "defect", \.defect, ScriptedDefect.codec, Wording("why the panel rejects its bid", "评标委员会否决的情形")),
    .defaulted(
      "scores", \.scores,
      .map(.criterion, to: Scores.codec, parse: CriterionID.init(parsing:), format: \.rawValue),
      Wording("the panel's scores", "评委打分")),
    .defaulted(
      "objective", \.objective,
      .map(.criterion, to: .score, parse: CriterionID.init(parsing:), format: \.rawValue),
      Wording("objective scores", "客观分")),
    .defaulted(
      "named_in_dark_part", \.isNamedInDarkPart, .boolean,
      Wording("whether its dark part names it, in the eyes of the panel; no", "暗标是否被认定泄露身份；默认否")),
  ]
}

extension BidderDocument.Bid {
  static let codec = Codec<Self>.record(
    Wording("a bid", "一次投标"), blank: Self(),
    .required(
      "at", \.at, ScriptedMoment.codec,
      Wording("when; +… counts from the bid before, at first from the documents", "何时；+… 自上一次投标起算，首次自文件获取起算")),
    .required("price", \.price, .amount, Wording("the price", "报价")),
    .defaulted(
      "texts", \.texts, BidderDocument.Texts.codec,
      Wording(
        "the other parts in Markdown; technical just where there is a dark part", "其他部分（Markdown）；仅有暗标时写技术部分")
    ))
}

extension BidderDocument.Texts {
  static let codec = Codec<Self>.record(
    Wording("texts by part", "各部分文本"), blank: Self(),
    .optional("qualification", \.qualification, .text(upTo: 60_000), Wording("qualification", "资格审查部分")),
    .optional("technical", \.technical, .text(upTo: 60_000), Wording("dark technical part", "技术部分（暗标）")),
    .optional("items", \.items, .text(upTo: 60_000), Wording("priced bill of quantities", "已标价工程量清单")))
}

extension BidderDocument.Deposit {
  static let codec = Codec<Self>.record(
    Wording("a deposit", "投标保证金"), blank: Self(),
    .required("form", \.form, Bond.Form.codec, Wording("how it is given", "形式")),
    .required("issuer", \.issuer, .text(upTo: 200), Wording("who stands behind it", "出具人")),
    .optional(
      "amount", \.amount, .amount, Wording("amount; what the documents ask for", "金额；默认为招标文件要求的金额")),
    .optional(
      "valid_until", \.validUntil, ScriptedMoment.codec,
      Wording("in force until; as long as the documents ask for", "有效期止；默认为招标文件要求的期限")))
}

extension BidderDocument.Scores {
  static let codec = Codec<Self>(
    .decimal(
      Wording("one number for all seats, or a list of one a seat", "一个数适用全体评委，或按席位字母顺序的列表")),
    decode: { value, reading in
      guard case .array = value.content else {
        return Codec<Points>.score.decode(value, &reading).map(Self.all)
      }
      return Codec<[Points]>.list(of: .score, count: 1...99).decode(value, &reading).map(Self.bySeat)
    },
    encode: { scores in
      switch scores {
      case .all(let score): Codec<Points>.score.encode(score)
      case .bySeat(let scores): Codec<[Points]>.list(of: .score, count: 1...99).encode(scores)
      }
    })
}

extension ScriptedDefect {
  static let codec = Codec<Self>.record(
    Wording("why a bid is rejected", "否决情形"), blank: Self(),
    .required("ground", \.ground, RejectionGround.codec, Wording("the ground", "情形")),
    .required("evidence", \.evidence, .text(upTo: 2_000), Wording("what in the bid shows it", "依据所在")))
}
