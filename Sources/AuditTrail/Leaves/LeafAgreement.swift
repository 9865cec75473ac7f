public import Cryptography
public import Notation

extension Leaf {
  /// Refuses a body that is not what this leaf stands for.
  ///
  /// An open leaf repeats kind, tender and actor of its body, which names no stage; a sealed leaf's body names the stage
  /// at which it is disclosed.
  ///
  /// - Throws: `BODY_HASH` when salt and bytes hash to something else, `INVALID_BODY` when the fields differ.
  public func check(_ body: Body, salt: [UInt8]) throws(Fault) {
    guard salt.count == Body.saltByteCount, body.hash(salt: salt) == bodyHash else {
      throw Fault(
        .bodyHash, at: nil, Wording("the body is not the one of leaf \(index)", "正文与第 \(index) 片叶不符"),
        accepted: Wording("body and salt that hash to the leaf's", "哈希与叶一致的正文与盐"))
    }
    try checkAgreement(body)
  }

  /// Refuses a body whose fields differ from this leaf; its hash is not looked at.
  ///
  /// - Throws: `INVALID_BODY`.
  func checkAgreement(_ body: Body) throws(Fault) {
    switch content {
    case .open(let kind, let tender, let actor):
      guard kind == body.fields.kind, tender == body.fields.tender, actor == body.fields.actor,
        body.fields.stage == nil
      else {
        throw .invalidBody(
          Wording("leaf \(index) says another kind, tender or actor", "第 \(index) 片叶的种类、标段或行为人不同"))
      }
    case .sealed:
      guard body.fields.stage != nil, body.fields.tender != nil else {
        throw .invalidBody(
          Wording("the body of a sealed leaf names no stage or tender", "密封叶的正文未写明阶段或标段"))
      }
    }
  }

  /// Refuses an opening that this sealed leaf was not made with.
  ///
  /// - Throws: `FALSE_TAG` when the tag of tender and opening is another one, or the leaf has none.
  public func check(opening: Digest, tender: TenderID) throws(Fault) {
    guard tag == TenderSecret.tag(tender: tender, opening: opening) else {
      throw Fault(
        .falseTag, at: nil,
        Wording("the tag of leaf \(index) is of another opening", "第 \(index) 片叶的标签与开启值不符"),
        accepted: Wording("the opening r and the tender of this leaf", "该叶的开启值 r 与标段"))
    }
  }
}

extension Fault.Code {
  /// A body that is not the one whose hash a leaf holds.
  public static let bodyHash = Fault.Code("BODY_HASH")
  /// A tag that tender and opening do not make.
  public static let falseTag = Fault.Code("FALSE_TAG")
}
