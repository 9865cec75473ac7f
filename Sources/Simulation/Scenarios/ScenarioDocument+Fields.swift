internal import AuditTrail
internal import Evaluation
internal import Interchange
internal import Notation
internal import Tendering

extension ScenarioDocument {
  static let codec = Codec<Self>.record(
    Wording("a tender that is rehearsed, from plan to contract", "模拟招标的脚本：从计划到合同"),
    blank: Self(), heading + published + cast)

  private static let heading: [Field<Self>] = [
    .required("v", \.version, .integer(1...1), Wording("version of this format", "格式版本")),
    .required("title", \.terms.title, .text(upTo: 200), Wording("what is bought", "项目名称")),
    .required("language", \.language, .language, Wording("language of the texts", "文本语言")),
    .required("security", \.security, SecurityProfile.codec, Wording("how much is real", "安全档次")),
    .required(
      "start", \.start, .beijing,
      Wording("when the story begins; its day is D of all moments", "起始时刻；其日期即各时点中的 D")),
    .defaulted("tender", \.tender, TenderID.codec, Wording("id of the tender; T-MOCK-1", "标段标识；默认 T-MOCK-1")),
    .required("project", \.terms.project, .text(upTo: 64), Wording("project code", "项目编号")),
    .required("lot", \.terms.lot, .text(upTo: 64), Wording("lot code", "标段编号")),
    .required("parties", \.parties, Parties.codec, Wording("who runs the tender", "招标各方")),
    .required(
      "schedule", \.schedule, Schedule.codec,
      Wording("the steps up to the opening, each may count from the one before", "开标前各步骤，可自上一步起算")),
  ]

  private static let published: [Field<Self>] = [
    .required(
      "notice", \.terms.particulars, NoticeParticulars.codec, Wording("what a notice must say", "公告内容")),
    .required("mandatory", \.terms.isMandatory, .boolean, Wording("the law demands the tender", "是否依法必须招标")),
    .required(
      "state_funds", \.terms.isStateFunded, .boolean,
      Wording("state funds control or dominate", "国有资金是否占控股或者主导地位")),
    .optional("budget", \.budget, .amount, Wording("estimate or budget", "概算、预算")),
    .defaulted(
      "sessions", \.sessions, .sessions, Wording("in how many sessions bids are opened; one", "开标次数；默认一次")),
    .defaulted(
      "pad_to", \.padTo, .integer(65_536...16_777_216),
      Wording("to how many bytes a part is padded; 131072", "每部分填充至的字节数；默认 131072")),
    .required(
      "bid_validity_days", \.terms.bidValidityDays, .integer(1...3_650),
      Wording("how long a bid binds", "投标有效期（日）")),
    .required(
      "key_window", \.terms.keyWindow, ScriptedSpan.codec, Wording("time to hand over keys", "解密时限")),
    .required(
      "explanation_window", \.terms.explanationWindow, ScriptedSpan.codec,
      Wording("time to explain a low price", "低价说明时限")),
    .optional("bond", \.bond, RequiredBond.codec, Wording("deposit of a bid", "投标保证金")),
    .optional("panel", \.terms.panel, PanelTerms.codec, Wording("the panel", "评标委员会")),
    .optional(
      "dark_violation", \.terms.darkViolation, DarkViolation.codec,
      Wording(
        "what becomes of a dark part that names its bidder; stated just where there is one",
        "暗标违规处理；仅当有暗标时写明")),
    .optional(
      "lots_among_ties", \.terms.lotsAmongTies, .boolean,
      Wording("whether the public lots decide among ties", "同分是否以公开抽签结果为准")),
    .optional(
      "publicity_days", \.terms.publicityDays, .integer(1...365),
      Wording("how long candidates are public", "中标候选人公示期（日）")),
    .required(
      "scheme", \.scheme, SchemeFile.codec.present,
      Wording("evaluation scheme, the content of a scheme file", "评标办法，即办法文件的内容")),
  ]

  private static let cast: [Field<Self>] = [
    .defaulted(
      "representatives", \.representatives, .distinct(.list(of: PartyID.codec, count: 0...98), by: \.self),
      Wording(
        "whom the tenderer sends to the panel, as many as panel.representatives",
        "招标人代表，人数与 panel.representatives 一致")),
    .defaulted(
      "experts", \.experts, .list(of: Experts.codec, count: 0...500), Wording("experts of the bank", "评标专家库")),
    .defaulted(
      "relations", \.ties, .list(of: Tie.codec, count: 0...500),
      Wording("ties by which experts must stand aside", "关联关系（回避依据）")),
    .required(
      "bidders", \.bidders, .distinct(.list(of: BidderDocument.codec, count: 1...99), by: \.party),
      Wording("who bids", "投标人")),
    .defaulted(
      "judgement", \.judgement, ScriptedJudgement.codec,
      Wording("what the panel does beside scoring; nothing", "评委打分以外的行为；默认无")),
    .defaulted(
      "attempts", \.attempts, .list(of: Trial.codec, count: 0...500),
      Wording("what is tried beside the usual course, mostly to be refused", "特意的尝试，多为应被拒绝者")),
    .defaulted(
      "expect", \.expected, Expectation.codec, Wording("what is expected in the end", "预期结果")),
  ]
}

extension ScenarioDocument.Parties {
  static let codec = Codec<Self>.record(
    Wording("who runs the tender", "招标各方"), blank: Self(),
    .required("tenderer", \.tenderer, PartyID.codec, Wording("who buys", "招标人")),
    .optional("agency", \.agency, PartyID.codec, Wording("who runs it for the tenderer", "招标代理机构")),
    .required("notary", \.notary, PartyID.codec, Wording("third custodian of the keys", "第三方密钥保管人")))
}

extension ScenarioDocument.Schedule {
  static let codec = Codec<Self>.record(
    Wording("the steps up to the opening", "开标前各步骤"), blank: Self(),
    .optional("plan", \.plan, ScriptedMoment.codec, Wording("plan published; absent for none", "发布招标计划；可无")),
    .optional(
      "preview", \.preview, ScriptedMoment.codec,
      Wording("documents shown for comment; absent for never", "招标文件提前公示；可无")),
    .required("notice", \.notice, ScriptedMoment.codec, Wording("notice published", "发布招标公告")),
    .required(
      "documents_from", \.documentsFrom, ScriptedMoment.codec, Wording("documents are had from", "文件获取起始")),
    .required(
      "documents_until", \.documentsUntil, ScriptedMoment.codec,
      Wording("documents are had until", "文件获取截止")),
    .required(
      "opening", \.opening, ScriptedMoment.codec, Wording("deadline and opening", "投标截止及开标")))
}

extension ScenarioDocument.RequiredBond {
  static let codec = Codec<Self>.record(
    Wording("deposit of a bid", "投标保证金"), blank: Self(),
    .required("amount", \.amount, .amount, Wording("amount", "金额")),
    .required(
      "validity_days", \.validityDays, .integer(1...3_650), Wording("how long it binds", "有效期（日）")))
}

extension ScenarioDocument.Experts {
  static let codec = Codec<Self>.record(
    Wording("one expert by name, or several alike", "一名专家，或若干名同类专家"), blank: Self(),
    .optional("count", \.count, .integer(1...500), Wording("how many, E-01 and so on", "人数，编号 E-01 起")),
    .optional("expert", \.expert, PartyID.codec, Wording("the one expert", "单名专家的标识")),
    .required("specialty", \.specialty, StratumID.codec, Wording("the specialty", "评标专业")),
    .optional(
      "employer", \.employer, EmployerID.codec,
      Wording("works for; one of its own each where absent", "工作单位；不写则各不相同")),
    .defaulted("years", \.years, .integer(0...99), Wording("years in the field; 12", "从业年限；默认 12")),
    .defaulted(
      "senior_title", \.hasSeniorTitle, .boolean, Wording("senior title or equal; yes", "高级职称或同等水平；默认是")))
}

extension ScenarioDocument.Tie {
  static let codec = Codec<Self>.record(
    Wording("a tie between two", "关联关系"), blank: Self(),
    .required("from", \.from, EntityID.codec, Wording("who", "一方")),
    .required("relation", \.kind, Relation.Kind.codec, Wording("in which way", "关系")),
    .required("to", \.to, EntityID.codec, Wording("with whom", "另一方")),
    .optional("degree", \.degree, .integer(1...9), Wording("degree of kinship", "亲等")))
}

extension ScenarioDocument.Trial {
  static let codec = Codec<Self>.record(
    Wording("something that is tried", "一次尝试"), blank: Self(),
    .required(
      "at", \.at, ScriptedMoment.codec,
      Wording("when; +… counts from the attempt before, at first from the notice", "何时；+… 自上一次尝试起算，首次自公告起算")),
    .required(
      "by", \.party, PartyID.codec,
      Wording("who: a party, or the letter of a seat of the panel", "何人：当事人标识，或评委席位字母")),
    .required("do", \.command, .text(upTo: 64), Wording("a command of the catalogue", "目录中的命令")),
    .defaulted(
      "with", \.arguments, .anyObject,
      Wording(
        "arguments, beside those that follow from the scenario; a key ending in _ms takes a moment",
        "参数（可由脚本推出者除外）；以 _ms 结尾的键可写时点")),
    .optional(
      "refused", \.refused, .refusalCode,
      Wording("code of the expected refusal; absent: accepted", "预期的拒绝代码；不写则应被接受")),
    .required("why", \.reason, .text(upTo: 1_000), Wording("why it is tried", "缘由")))
}

extension ScriptedJudgement {
  static let codec = Codec<Self>.record(
    Wording("what the panel does beside scoring", "评委打分以外的行为"), blank: Self(),
    .defaulted(
      "declines", \.declines, .integer(0...99),
      Wording("how many experts drawn first decline; 0", "首轮抽中后不能到场的人数；默认 0")),
    .defaulted(
      "dissents", \.dissents,
      .map(
        Wording("letter of the seat", "席位字母"), to: .text(upTo: 2_000),
        parse: { letter in SeatLetter.codec.reads(letter) ? letter : nil }, format: \.self),
      Wording("texts of dissents", "不同意见")))
}

extension Expectation {
  static let codec = Codec<Self>.record(
    Wording("what is expected in the end", "预期结果"), blank: Self(),
    .optional("stage", \.stage, Stage.codec, Wording("the stage in which it ends", "结束时的阶段")),
    .optional("winner", \.winner, PartyID.codec, Wording("who wins", "中标人")),
    .optional(
      "ranking", \.ranking, .distinct(.list(of: PartyID.codec, count: 1...99), by: \.self),
      Wording("the ranking, best first", "排序，由优到劣")),
    .optional("failure", \.failure, Failure.codec, Wording("why there is no winner", "招标失败的原因")))
}
