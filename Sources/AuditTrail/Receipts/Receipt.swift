public import Cryptography
public import Notation

/// What a party keeps of its command: leaf, body, and the proof that a signed checkpoint holds them (回执; formats, section
/// 10).
///
/// For an open leaf, which has no tag, there is no opening r and the member is left out, as in a bundle's bodies.
public struct Receipt: Hashable, Sendable {
  /// The bytes of the leaf.
  public let leaf: [UInt8]
  /// The bytes of the body.
  public let body: [UInt8]
  /// The salt of the body hash, 32 bytes.
  public let salt: [UInt8]
  /// The opening r of a sealed leaf.
  public let opening: Digest?
  /// Where the leaf stands, and the checkpoint.
  public let proof: LogProof

  /// A receipt from the parts that the log keeps.
  ///
  /// - Throws: `INVALID_RECEIPT`, `INVALID_PROOF` or `INVALID_CHECKPOINT` for parts that cannot be read back; nothing is
  ///   verified.
  public init(
    leaf: [UInt8], body: [UInt8], salt: [UInt8], opening: Digest?, proof: InclusionProof, note: SignedNote
  ) throws(Fault) {
    guard let leafText = String(validating: leaf, as: UTF8.self),
      let bodyText = String(validating: body, as: UTF8.self), salt.count == Body.saltByteCount
    else { throw Self.invalid(Wording("leaf or body is no text, or the salt no salt", "叶或正文不是文本，或盐有误")) }
    let content = ReceiptContent(
      body: bodyText, leaf: leafText, opening: opening, salt: salt)
    let extra = try ReceiptContent.codec.write(content)
    let file = try LogProof(extra: extra, index: proof.index, path: proof.path, note: note)
    self.leaf = leaf
    self.body = body
    self.salt = salt
    self.opening = opening
    self.proof = file
  }

  /// The receipt that `bytes` write.
  ///
  /// - Throws: `INVALID_RECEIPT`, `INVALID_PROOF`, `INVALID_NOTE`, `NOT_CANONICAL` or the fault of a field.
  public init(parsing bytes: [UInt8]) throws(Fault) {
    proof = try LogProof(parsing: bytes)
    guard let extra = proof.extra else { throw Self.invalid(Wording("it has no extra line", "没有 extra 行")) }
    let content = try ReceiptContent.codec.read(extra, limits: .receipt)
    leaf = Array(content.leaf.utf8)
    body = Array(content.body.utf8)
    salt = content.salt
    opening = content.opening
  }

  /// The file.
  public var bytes: [UInt8] { proof.bytes }

  private static func invalid(_ message: Wording) -> Fault {
    Fault(
      .invalidReceipt, at: nil, message,
      accepted: Wording("a proof with extra {body, leaf, r, salt, v}", "带 extra {body, leaf, r, salt, v} 的证明")
    )
  }
}

/// The members of a receipt's extra as they are written.
private struct ReceiptContent: Sendable {
  var body = ""
  var leaf = ""
  var opening: Digest?
  var salt: [UInt8] = []
  var version = 1

  static let codec = Codec<ReceiptContent>.record(
    Wording("a receipt", "一份回执"), blank: ReceiptContent(),
    .required("body", \.body, .text(upTo: Body.maximumByteCount), Wording("the body", "正文")),
    .required("leaf", \.leaf, .text(upTo: Leaf.maximumByteCount), Wording("the leaf", "叶")),
    .optional("r", \.opening, .digest, Wording("opening of the tag", "标签的开启值")),
    .required(
      "salt", \.salt, .hexadecimalBytes(Body.saltByteCount...Body.saltByteCount), Wording("salt", "盐")),
    .required("v", \.version, .integer(1...1), Wording("version", "版本")))
}

extension JSONReader.Limits {
  /// Five members, one of them a body.
  fileprivate static var receipt: JSONReader.Limits {
    var limits = JSONReader.Limits()
    limits.depth = 2
    limits.nodes = 8
    return limits
  }
}

extension Fault.Code {
  /// Bytes that are no receipt.
  public static let invalidReceipt = Fault.Code("INVALID_RECEIPT")
}
