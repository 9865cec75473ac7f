import DocumentScan
import TestSupport
import Testing

@Suite struct PatternTests {
  /// A rule, texts that it must report, and texts that look alike and are none of its business.
  struct Case: CustomTestStringConvertible, Sendable {
    let rule: ScanRule
    let positive: [String]
    let negative: [String]
    var testDescription: String { rule.rawValue }
  }

  static let cases = [
    Case(
      rule: .telephone,
      positive: [
        "电话13812345678", "１３８ １２３４ ５６７８", "138-1234-5678", "+8613812345678", "0731-88887777", "400-820-8820",
        "1 3 8 1 2 3 4 5 6 7 8",
        "一三八一二三四五六七八", "l38l2345678", "13\u{200B}812345678",
      ],
      negative: [
        "合计12345678901", "GB 50300-2013", "桩号K138+123.4", "138123456789012", "2026年11月24日", "工期 400 820 天",
        "ollllll",
      ]),
    Case(
      rule: .mailAddress, positive: ["bid@example.com", "ｂｉｄ＠example.com.cn", "bid @ example . com"],
      negative: ["C30@200", "@所有人", "a@b"]),
    Case(
      rule: .webAddress,
      positive: ["http://example.org/a", "HTTPS://x.cn", "www.example.cn", "见 example.com.cn 网站"],
      negative: ["见3.2.1节", "表1.cnc", "a.comb", "Node.js"]),
    Case(
      rule: .postalAddress, positive: ["武汉市中山路88号", "解放大道1095号", "地址：洪山区", "人民 路 12 号"],
      negative: ["中山路段施工", "隧道2号线", "道路1号桥", "管道6号桩", "见图纸8号"]),
    Case(
      rule: .creditCode,
      positive: ["91350100M000100Y43", "代码 ９１３５０１００Ｍ０００１００Ｙ４３", "91350100 M000 100Y 43"],
      negative: ["91350100M000100Y44", "91350100M000100Y4", "123456789012345678"]),
    Case(
      rule: .citizenNumber, positive: ["11010519491231002X", "440524188001010014"],
      negative: ["110105194912310021", "110105194913310021"]),
    Case(
      rule: .certificateNumber, positive: ["证书编号：D142001234", "许可证号 No.20190123", "（鄂）JZ安许证字〔2019〕000123"],
      negative: ["证书编号见附件", "许可证号另行提供", "许可证齐全"]),
    Case(
      rule: .patentNumber, positive: ["ZL201920123456.7", "专利号：201910012345", "Z L 2019 2012 3456.7"],
      negative: ["ZL-1型支架", "专利技术", "DZL2019"]),
    Case(
      rule: .labelledPerson, positive: ["项目经理：王建国", "联系人 : 李四", "编制人：欧阳"],
      negative: ["项目经理：负责现场", "项目经理：1名", "项目经理王者归来", "技术负责人：高级工程师"]),
    Case(
      rule: .pastWork, positive: ["我公司承建的地铁三号线", "本公司荣获鲁班奖"], negative: ["我公司将组织施工", "荣获鲁班奖的做法"]),
    Case(rule: .localBranch, positive: ["我公司武汉分公司负责"], negative: ["分公司制度", "我公司将派人"]),
    Case(rule: .sealMark, positive: ["投标人：（盖章）", "（签 字）"], negative: ["盖章流程", "签字确认"]),
    Case(rule: .selfReference, positive: ["我公司将组织施工", "我 司"], negative: ["公司将组织施工", "本工程"]),
    Case(rule: .invisibleCharacters, positive: ["施\u{200B}工", "a\u{2060}b"], negative: ["施工 方案", "施工\n方案"]),
  ]

  @Test("Each pattern is found, and what looks alike is not", arguments: cases)
  func pattern(_ single: Case) async throws {
    for text in single.positive {
      #expect(try await Scanning.rules("甲" + text + "。").contains(single.rule), "\(text)")
    }
    for text in single.negative {
      #expect(try await !Scanning.rules("甲" + text + "。").contains(single.rule), "\(text)")
    }
  }

  @Test func `"Our company" alone is a matter of style`() async throws {
    let report = try await Scanning.report("我公司将组织施工。")
    #expect(report.record.findings.map(\.severity) == [.low])
  }

  @Test(.tags(.property))
  func `A changed digit of a credit code is no credit code`() async throws {
    let code = Array("91350100M000100Y43")
    for index in code.indices.dropFirst(8) {
      var changed = code
      changed[index] = changed[index] == "7" ? "8" : "7"
      #expect(try await !Scanning.rules(String(changed)).contains(.creditCode), "\(String(changed))")
    }
  }

  @Test func `A plain plan gives no findings`() async throws {
    let plan = """
      第一章 施工组织设计
      1.1 工程概况：本工程为道路改造，全长1200米，工期180天。
      混凝土强度等级 C30，执行 GB 50204-2015 标准，桩号 K0+000 至 K1+200。
      | 序号 | 名称 | 数量 |
      | 1 | 挖掘机 | 12 |
      """
    let report = try await Scanning.report(plan, name: "T01.md")
    #expect(report.evidence.map(\.excerpt) == [])
    #expect(report.record.isComplete)
    #expect(report.record.tools == [])
  }
}
