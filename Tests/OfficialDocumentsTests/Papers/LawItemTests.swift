import AuditTrail
import Evaluation
import OfficialDocuments
import Tendering
import TestSupport
import Testing

/// What the law says that a paper must hold stands in it.
@Suite struct LawItemTests {
  /// An item of an article, and the words under which the paper has it.
  struct Item: Sendable, CustomTestStringConvertible {
    let track: Track
    let paper: OfficialPaper
    let article: String
    let texts: [String]

    init(_ track: Track, _ paper: OfficialPaper, _ article: String, _ texts: String...) {
      (self.track, self.paper, self.article, self.texts) = (track, paper, article, texts)
    }

    var testDescription: String { "\(track.rawValue) \(paper.fileName): \(article)" }
  }

  static let items: [Item] = opening + report + publicity + notices

  private static let opening = [
    Item(.engineering, .openingRecord, "招标投标法 第三十六条：投标人名称", "第二建设集团有限公司", "B-004"),
    Item(.engineering, .openingRecord, "招标投标法 第三十六条：投标价格", "￥9,500,000.00", "人民币玖佰伍拾万元整"),
    Item(.engineering, .openingRecord, "电子招标投标办法 第三十条：解密结果", "已开启"),
    Item(.engineering, .openingRecord, "招标投标法 第三十四条：开标时间和地点", "2026年11月24日 09时00分00秒", "平台上传"),
    Item(.governmentProcurement, .openingRecord, "87号令 第四十一条：投标人名称、投标价格", "B-003", "￥9,650,000.00"),
    Item(.governmentProcurement, .openingRecord, "87号令 第四十二条：投标人代表和工作人员签字", "投标人代表签字", "记录人"),
    Item(.foreign, .openingRecord, "读出的报价", "JPY 9,500,000", "日元玖佰伍拾万元整"),
    Item(.governmentProcurement, .qualificationReview, "87号令 第四十四条：资格审查", "合格投标人共 4 家"),
  ]

  private static let report = [
    Item(.engineering, .report, "12号令 第四十二条（一）", "基本情况和数据表", "第二小学教学楼"),
    Item(.engineering, .report, "12号令 第四十二条（二）", "评标委员会成员名单", "评审专家"),
    Item(.engineering, .report, "12号令 第四十二条（三）", "开标记录", "￥9,800,000.00"),
    Item(.engineering, .report, "12号令 第四十二条（四）", "符合要求的投标一览表"),
    Item(.engineering, .report, "12号令 第四十二条（五）", "否决投标的情况说明", "未响应实质性要求", "第五十一条（六）"),
    Item(.engineering, .report, "12号令 第四十二条（六）", "评标标准、评标方法或者评标因素一览表", "综合评估法"),
    Item(.engineering, .report, "12号令 第四十二条（七）", "经评审的价格或者评分比较一览表", "总分"),
    Item(.engineering, .report, "12号令 第四十二条（八）", "经评审的投标人排序"),
    Item(.engineering, .report, "12号令 第四十二条（九）", "推荐的中标候选人名单与签订合同前要处理的事宜", "履约保证金"),
    Item(.engineering, .report, "12号令 第四十二条（十）", "澄清、说明、补正事项纪要", "以 300 日为准。"),
    Item(.engineering, .report, "12号令 第四十三条：全体成员签字、不同意见", "评标委员会成员签字", "施工组织评分偏高"),
    Item(.governmentProcurement, .report, "87号令 第五十八条（一）", "招标公告刊登的媒体名称、开标日期和地点"),
    Item(.governmentProcurement, .report, "87号令 第五十八条（二）", "投标人名单和评标委员会成员名单", "B-004"),
    Item(.governmentProcurement, .report, "87号令 第五十八条（三）", "评标方法和标准", "综合评分法"),
    Item(
      .governmentProcurement, .report, "87号令 第五十八条（四）", "开标记录和评标情况及说明", "无效投标人名单及原因"),
    Item(.governmentProcurement, .report, "87号令 第五十八条（五）", "评标结果，确定的中标候选人名单"),
    Item(
      .governmentProcurement, .report, "87号令 第五十八条（六）", "其他需要说明的情况", "澄清、说明或者补正",
      "评标委员会成员的更换"),
  ]

  private static let publicity = [
    Item(
      .engineering, .candidatePublicity, "10号令 第六条（一）", "中标候选人名称", "投标报价", "质量", "工期（交货期）",
      "评标情况", "第一名"),
    Item(.engineering, .candidatePublicity, "10号令 第六条（二）", "项目负责人姓名及其相关证书名称和编号"),
    Item(.engineering, .candidatePublicity, "10号令 第六条（三）", "响应招标文件要求的资格能力条件", "施工总承包二级"),
    Item(.engineering, .candidatePublicity, "10号令 第六条（四）", "提出异议的渠道和方式", "0000-0000000"),
    Item(.engineering, .candidatePublicity, "10号令 第六条（五）", "招标文件规定公示的其他内容"),
    Item(.engineering, .candidatePublicity, "条例 第五十四条：公示期、异议与答复", "公示期", "三日内作出答复", "暂停"),
    Item(.engineering, .candidatePublicity, "国办发〔2024〕21号 三：行政监督部门", "住房和城乡建设局"),
  ]

  private static let notices = [
    Item(.engineering, .awardNotice, "招标投标法 第四十五条：中标人、法律效力", "被确定为中标人", "具有法律效力"),
    Item(.engineering, .awardNotice, "招标投标法 第四十六条：三十日内订立书面合同", "三十日内"),
    Item(.engineering, .awardNotice, "中标价（小写、大写）", "￥9,", "大写：人民币"),
    Item(.governmentProcurement, .awardNotice, "87号令 第七十一条：三十日内签订书面合同", "三十日内"),
    Item(.engineering, .resultNotice, "10号令 第六条：中标人名称", "中标人名称"),
    Item(
      .governmentProcurement, .resultNotice, "87号令 第六十九条：采购人、代理机构", "采购代理机构的名称、地址、联系方式",
      "某市教育局", "某招标代理有限公司"),
    Item(.governmentProcurement, .resultNotice, "87号令 第六十九条：项目名称和编号", "E3203010319004627"),
    Item(.governmentProcurement, .resultNotice, "87号令 第六十九条：中标人名称、地址和金额", "中标人地址", "大写：人民币"),
    Item(
      .governmentProcurement, .resultNotice, "87号令 第六十九条：主要中标标的", "规格型号", "数量", "单价", "服务要求"),
    Item(.governmentProcurement, .resultNotice, "87号令 第六十九条：公告期限", "1 个工作日"),
    Item(.governmentProcurement, .resultNotice, "87号令 第六十九条：评审专家名单", "评审专家名单", "E-"),
    Item(.governmentProcurement, .resultNotice, "政府采购法实施条例 第四十三条：招标文件同时公告", "招标文件随本公告同时公告"),
    Item(.foreign, .resultNotice, "中标人、中标价", "中标人名称", "大写：日元"),
  ]

  @Test(arguments: items) func `an item that the law asks for stands in the paper`(item: Item) throws {
    let source = try PaperStory.source(PaperStory.whole(item.track))
    let page = try source.page(of: item.paper, for: .supervisor)
    for text in item.texts { #expect(page.html.contains(text), "\(text)") }
  }

  @Test func `a loser of a procurement reads its own score and rank, and nobody else's`() throws {
    let story = try PaperStory.whole(.governmentProcurement)
    let losers = story.state.evaluation.ranking.filter { $0.bidder != story.state.award.winner }
    #expect(losers.count == 3)
    for rank in losers {
      let html = try PaperStory.source(story).page(of: .resultLetter(rank.bidder), for: .owner).html
      #expect(html.contains("你方评审得分</th><td>\(try #require(rank.total))<"))
      #expect(html.contains("你方排序</th><td>\(rank.number)<"))
      for other in losers where other.bidder != rank.bidder {
        #expect(!html.contains(other.bidder.rawValue))
      }
    }
  }

  @Test func `a rejected bidder reads why`() throws {
    let source = try PaperStory.source(PaperStory.whole(.engineering))
    let html = try source.page(of: .resultLetter(Story.bidders[3]), for: .owner).html
    #expect(html.contains("你方未通过的原因</th><td>未响应实质性要求"))
  }
}
