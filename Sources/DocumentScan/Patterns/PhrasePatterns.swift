/// Phrases that announce a person, a certificate, a patent, a seal or the bidder itself.
enum PhrasePatterns {
  private static let offices = WordTable(
    "项目经理 项目负责人 技术负责人 法定代表人 法人代表 委托代理人 授权代表 被授权人 总工程师 总监理工程师 安全负责人 质量负责人 联系人 姓名 编制人 审核人 审批人 "
      + "编制 审核 审批 董事长 总经理 负责人 签字 签名")
  private static let surnames = Set(
    ("王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹"
      + "薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤欧")
      .scalarValues)

  /// Names behind an office and a colon: a surname and one or two characters, in a text with spaces.
  static func persons(_ text: [UInt32]) -> [PatternSearch.Match] {
    text.indices.compactMap { index in
      guard let length = offices.length(in: text, at: index) else { return nil }
      var name = index + length
      while text.at(name) == 0x20 { name += 1 }
      guard text.at(name) == 0x3A else { return nil }
      name += 1
      while text.at(name) == 0x20 || text.at(name) == 0x5F { name += 1 }
      var end = name
      while end - name < 5, text.at(end).isIdeograph { end += 1 }
      guard (2...3).contains(end - name), surnames.contains(text.at(name)) else { return nil }
      return PatternSearch.Match(rule: .labelledPerson, range: index..<end)
    }
  }

  private static let certificates = WordTable(
    "证书编号 证书号 证书号码 许可证号 许可证编号 注册号 注册编号 执照编号 营业执照号 资质证书号 资质编号 执业印章号 资格证号 证号 社会信用代码 信用代码")
  private static let permits = WordTable("安许证字")

  /// Numbers behind the name of a certificate, and safety permits, in a text without spaces.
  static func certificates(_ text: [UInt32]) -> [PatternSearch.Match] {
    var end = 0
    return text.indices.compactMap { index in
      guard index >= end else { return nil }
      if let length = permits.length(in: text, at: index) {
        end = index + length
        return PatternSearch.Match(rule: .certificateNumber, range: index..<min(text.count, end + 14))
      }
      guard let length = certificates.length(in: text, at: index),
        let number = number(text, from: index + length, atLeast: 5)
      else { return nil }
      end = number
      return PatternSearch.Match(rule: .certificateNumber, range: index..<number)
    }
  }

  private static let patentLabels = WordTable("专利号 专利编号 专利申请号 著作权登记号 软著登字第")
  private static let patentMark = "zl".scalarValues

  /// Patent numbers: ZL and the year, or what a label announces, in a text without spaces.
  static func patents(_ text: [UInt32]) -> [PatternSearch.Match] {
    var end = 0
    return text.indices.compactMap { index in
      guard index >= end else { return nil }
      let mark = text.has(patentMark, at: index) ? patentMark.count : nil
      guard let length = patentLabels.length(in: text, at: index) ?? mark,
        let number = number(text, from: index + length, atLeast: length == mark ? 8 : 5)
      else { return nil }
      end = number
      return PatternSearch.Match(rule: .patentNumber, range: index..<number)
    }
  }

  /// The end of a number of letters and digits, at least `least` and mostly digits, behind a colon or a sign for number.
  private static func number(_ text: [UInt32], from start: Int, atLeast least: Int) -> Int? {
    var first = start
    while first - start < 5, [0x3A, 0x4E, 0x6E, 0x6F, 0x2E, 0x7B2C, 0x23, 0x4E3A].contains(text.at(first)) {
      first += 1
    }
    if text.has(patentMark, at: first) { first += patentMark.count }
    var end = first
    var digits = 0
    while end - first < 40, text.at(end).isLatin || text.at(end) == 0x2D || text.at(end) == 0x2E {
      if text[end].isDigit { digits += 1 }
      end += 1
    }
    return digits >= least && digits * 2 >= end - first ? end : nil
  }

  private static let selves = WordTable("我公司 我司 本公司 我单位 本单位 我集团 本集团 我院 我局 我们公司 我方")
  private static let deeds = WordTable("承建 承接 承揽 承担 施工过 完成过 中标 荣获 获得 获评 业绩 完成了")
  private static let branches = WordTable("分公司 办事处 子公司 分院 分局 总部 基地")

  /// "Our company", and graver when it tells of past work or of a branch, in a text without spaces.
  static func selfReferences(_ text: [UInt32]) -> [PatternSearch.Match] {
    var end = 0
    return text.indices.compactMap { index in
      guard index >= end, let length = selves.length(in: text, at: index) else { return nil }
      end = index + length
      // A sentence says what the company did; another one may be about somebody else.
      var sentence = end
      while sentence - end < 24, ![0, 0x3002, 0x3B, 0x21].contains(text.at(sentence)) { sentence += 1 }
      func mentions(_ words: WordTable) -> Bool {
        (end..<sentence).contains { words.length(in: text, at: $0) != nil }
      }
      if mentions(branches) {
        return PatternSearch.Match(rule: .localBranch, range: index..<sentence)
      }
      if mentions(deeds) { return PatternSearch.Match(rule: .pastWork, range: index..<sentence) }
      return PatternSearch.Match(rule: .selfReference, range: index..<end)
    }
  }

  private static let seals = WordTable("(盖章) (公章) (盖单位章) (单位公章) (签字) (签名) (签章) (签字或盖章) (盖公章)")

  /// Places that forms keep for a seal or a signature, in a text without spaces.
  static func seals(_ text: [UInt32]) -> [PatternSearch.Match] {
    text.indices.compactMap { index in
      guard let length = seals.length(in: text, at: index) else { return nil }
      return PatternSearch.Match(rule: .sealMark, range: index..<(index + length))
    }
  }
}
