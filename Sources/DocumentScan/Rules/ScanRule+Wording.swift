public import Notation

extension ScanRule {
  /// The rule in words.
  public var wording: Wording {
    switch self {
    case .bidderName: Wording("name or abbreviation of a bidder", "投标人名称或简称")
    case .personName: Wording("name of a person", "人员姓名")
    case .brandName: Wording("brand or own product or platform", "品牌或自有产品、平台名称")
    case .pastWork: Wording("past project or award", "以往项目或奖项")
    case .otherTerm: Wording("another term of the list", "清单中的其他词语")
    case .telephone: Wording("telephone number", "电话号码")
    case .mailAddress: Wording("e-mail address", "电子邮箱")
    case .webAddress: Wording("web address", "网址")
    case .postalAddress: Wording("postal address", "通讯地址")
    case .creditCode: Wording("unified social credit code", "统一社会信用代码")
    case .citizenNumber: Wording("citizen number", "公民身份号码")
    case .certificateNumber: Wording("number of a licence or certificate", "证照编号")
    case .patentNumber: Wording("number of a patent", "专利号")
    case .labelledPerson: Wording("a person named by the office held", "以职务标明的人员")
    case .localBranch: Wording("own local branch", "自有分支机构")
    case .sealMark: Wording("a place for seal or signature", "盖章或签字处")
    case .selfReference: Wording("\"our company\" and the like", "“我公司”等自称")
    case .invisibleCharacters: Wording("characters that are not shown", "不可见字符")
    default: fileWording
    }
  }

  private var fileWording: Wording {
    switch self {
    case .documentProperty: Wording("property of the file", "文件属性")
    case .comment: Wording("comment", "批注")
    case .revision: Wording("tracked revision", "修订痕迹")
    case .hiddenText: Wording("hidden text", "隐藏文字")
    case .headerFooter: Wording("header or footer", "页眉或页脚")
    case .watermark: Wording("watermark", "水印")
    case .embeddedFont: Wording("embedded font", "嵌入字体")
    case .picture:
      Wording("picture, to be looked at: it may hold a logo, a seal or a signature", "图片，须人工查看是否含标识、印章或签名")
    case .pictureMetadata: Wording("metadata of a picture", "图片元数据")
    case .externalLink: Wording("link to the outside", "外部链接")
    case .customData: Wording("custom data of the file", "自定义数据")
    case .macro: Wording("macro or script", "宏或脚本")
    case .embeddedObject: Wording("embedded object, not looked into", "嵌入对象（未检查其内容）")
    case .digitalSignature: Wording("digital signature", "数字签名")
    case .wrongExtension: Wording("the file is not what its name says", "文件内容与扩展名不符")
    case .notScanned: Wording("could not be scanned", "未能扫描")
    default: formatWording
    }
  }

  private var formatWording: Wording {
    switch self {
    case .formatPages: Wording("more pages than allowed", "页数超限")
    case .formatPicture: Wording("picture in the body", "正文含图片")
    case .formatHeaderFooter: Wording("header or footer not allowed", "不得有页眉页脚")
    case .formatPageNumber: Wording("page number not as required", "页码不符合要求")
    case .formatFont: Wording("another font than required", "字体不符合要求")
    case .formatSize: Wording("another size than required", "字号不符合要求")
    case .formatSpacing: Wording("another line spacing than required", "行距不符合要求")
    case .formatColour: Wording("text that is not black", "文字非黑色")
    case .formatPaper: Wording("another paper than required", "纸张不符合要求")
    case .formatMargins: Wording("other margins than required", "页边距不符合要求")
    case .formatHeadings: Wording("more levels of headings than allowed", "标题层级超限")
    default: Wording(verbatim: rawValue)
    }
  }
}
