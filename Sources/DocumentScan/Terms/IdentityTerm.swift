public import Notation

/// A word that would tell whose bid it is.
public struct IdentityTerm: Hashable, Sendable {
  /// What the word names.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// A bidder (投标人), by name or abbreviation.
    case bidder
    /// A person: legal representative, project manager, staff.
    case person
    /// A brand, an own product or platform.
    case brand
    /// A past project or an award.
    case work
    /// A telephone number, mail address, web address or street.
    case contact
    /// Anything else.
    case other
  }

  /// What the word names.
  public var kind: Kind
  /// The word.
  public var text: String

  /// The word `text` for what `kind` says.
  public init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}

extension IdentityTerm {
  /// The rule under which the word is reported.
  var rule: ScanRule {
    switch kind {
    case .bidder: .bidderName
    case .person: .personName
    case .brand: .brandName
    case .work: .pastWork
    case .contact, .other: .otherTerm
    }
  }

  /// How strongly the word points at an identity: all that the list states explicitly does, save what is merely related.
  var severity: Severity { kind == .contact ? .blocking : rule.severity }

  /// The word and what it is called without its legal form, which a text leaves out as a rule.
  var forms: [String] {
    guard kind == .bidder else { return [text] }
    let endings = ["股份有限公司", "有限责任公司", "有限公司"]
    guard let ending = endings.first(where: { text.hasSuffix($0) }) else { return [text] }
    let short = String(text.dropLast(ending.count))
    return short.count >= 4 ? [text, short] : [text]
  }
}

/// The words of one tender: names and abbreviations of all bidders, persons, brands.
///
/// All bidders' words are looked for in every bid, so that the list does not tell whose bid is scanned.
public struct IdentityTerms: Hashable, Sendable {
  /// The most words of a list.
  public static let maximumCount = 10_000

  /// The words.
  public var list: [IdentityTerm]

  /// A list of words, which may be empty.
  public init(_ list: [IdentityTerm]) { self.list = list }
}

extension IdentityTerm.Kind {
  static let codec = Codec<IdentityTerm.Kind>.choice([
    .bidder: Wording("name or abbreviation of a bidder", "投标人"),
    .person: Wording("name of a person", "人员"),
    .brand: Wording("brand, own product or platform", "品牌"),
    .work: Wording("past project or award", "业绩"),
    .contact: Wording("telephone, mail or web address, street", "联系方式"),
    .other: Wording("anything else", "其他"),
  ])
}

extension IdentityTerms {
  /// The fields of a list of words.
  public static let codec = Codec<IdentityTerms>.record(
    Wording("the words that would tell whose bid it is", "可识别投标人身份的词语"), blank: IdentityTerms([]),
    .required(
      "terms", \.list,
      .list(
        of: .record(
          Wording("one word", "一个词语"), blank: IdentityTerm(.other, ""),
          .required("kind", \.kind, IdentityTerm.Kind.codec, Wording("what it names", "类别")),
          .required("text", \.text, term, Wording("the word", "词语"))), count: 0...maximumCount),
      Wording("the words", "词语清单")))

  /// A word of which enough is left for a search when spaces, punctuation and marks are taken away.
  private static let term = Codec<String>.string(
    Wording("a word of 2 to 100 letters or digits", "含 2 至 100 个字母、汉字或数字的词语"),
    pattern: "^[\\s\\S]{2,200}$",
    parse: { text in
      let letters = TextFolding().fold(text, .bare).count
      return text.unicodeScalars.count <= 200 && (2...100).contains(letters) ? text : nil
    }, format: \.self)
}
