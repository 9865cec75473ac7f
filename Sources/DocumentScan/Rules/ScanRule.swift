public import Notation

/// What a finding is an instance of (rulebook section 5); the raw value is the stable code.
public enum ScanRule: String, CaseIterable, Hashable, Sendable {
  // What the text says.
  case bidderName = "BIDDER_NAME"
  case personName = "PERSON_NAME"
  case brandName = "BRAND_NAME"
  case pastWork = "PAST_WORK"
  case otherTerm = "OTHER_TERM"
  case telephone = "TELEPHONE"
  case mailAddress = "MAIL_ADDRESS"
  case webAddress = "WEB_ADDRESS"
  case postalAddress = "POSTAL_ADDRESS"
  case creditCode = "CREDIT_CODE"
  case citizenNumber = "CITIZEN_NUMBER"
  case certificateNumber = "CERTIFICATE_NUMBER"
  case patentNumber = "PATENT_NUMBER"
  case labelledPerson = "LABELLED_PERSON"
  case localBranch = "LOCAL_BRANCH"
  case sealMark = "SEAL_MARK"
  case selfReference = "SELF_REFERENCE"
  case invisibleCharacters = "INVISIBLE_CHARACTERS"
  // What the file says beside its text.
  case documentProperty = "DOCUMENT_PROPERTY"
  case comment = "COMMENT"
  case revision = "REVISION"
  case hiddenText = "HIDDEN_TEXT"
  case headerFooter = "HEADER_FOOTER"
  case watermark = "WATERMARK"
  case embeddedFont = "EMBEDDED_FONT"
  case picture = "PICTURE"
  case pictureMetadata = "PICTURE_METADATA"
  case externalLink = "EXTERNAL_LINK"
  case customData = "CUSTOM_DATA"
  case macro = "MACRO"
  case embeddedObject = "EMBEDDED_OBJECT"
  case digitalSignature = "DIGITAL_SIGNATURE"
  case wrongExtension = "WRONG_EXTENSION"
  // What was not looked at.
  case notScanned = "NOT_SCANNED"
  // What departs from a format preset.
  case formatPages = "FORMAT_PAGES"
  case formatPicture = "FORMAT_PICTURE"
  case formatHeaderFooter = "FORMAT_HEADER_FOOTER"
  case formatPageNumber = "FORMAT_PAGE_NUMBER"
  case formatFont = "FORMAT_FONT"
  case formatSize = "FORMAT_SIZE"
  case formatSpacing = "FORMAT_SPACING"
  case formatColour = "FORMAT_COLOUR"
  case formatPaper = "FORMAT_PAPER"
  case formatMargins = "FORMAT_MARGINS"
  case formatHeadings = "FORMAT_HEADINGS"
}

extension ScanRule {
  /// The rules by their codes.
  public static let codec = Codec<ScanRule>.string(
    Wording("a rule of the scan, such as BIDDER_NAME", "扫描规则代码，如 BIDDER_NAME"), pattern: "^[A-Z_]{5,32}$",
    parse: { ScanRule(rawValue: $0) }, format: \.rawValue)

  /// The severity of a finding, unless circumstances change it.
  public var severity: Severity {
    switch self {
    case .bidderName, .personName, .brandName, .telephone, .mailAddress, .creditCode, .citizenNumber:
      .blocking
    case .pastWork, .otherTerm, .webAddress, .postalAddress, .certificateNumber, .patentNumber,
      .labelledPerson,
      .localBranch, .documentProperty, .comment, .revision, .hiddenText, .watermark, .pictureMetadata,
      .externalLink, .macro, .embeddedObject, .digitalSignature, .notScanned:
      .high
    case .sealMark, .selfReference, .invisibleCharacters, .headerFooter, .embeddedFont, .picture, .customData,
      .wrongExtension, .formatPages, .formatPicture, .formatHeaderFooter, .formatPageNumber, .formatFont,
      .formatSize, .formatSpacing, .formatColour, .formatPaper, .formatMargins, .formatHeadings:
      .low
    }
  }
}
