internal import Cryptography
public import Notation

extension Leaf {
  /// The leaf that `bytes` write.
  ///
  /// - Throws: `LEAF_TOO_LONG`, `NOT_CANONICAL`, or the fault of a field; `INVALID_LEAF` where the fields contradict each
  ///   other.
  public init(parsing bytes: [UInt8]) throws(Fault) {
    guard bytes.count <= Self.maximumByteCount else { throw .leafTooLong(bytes.count) }
    // What this module writes back the same is canonical; the slow reader is for the fault in everything else.
    var scanner = LeafScanner(bytes: bytes)
    if let leaf = scanner.leaf(), leaf.bytes == bytes {
      self = leaf
      return
    }
    let fields = try LeafFields.codec.read(bytes, limits: .small)
    let content: Content
    switch (fields.kind == .sealed, fields.tag) {
    case (true, let tag?):
      guard fields.tender == "-", fields.actor == "-" else {
        throw .invalidLeaf(Wording("a sealed leaf names tender or actor", "密封叶写明了标段或行为人"))
      }
      content = .sealed(tag: tag)
    case (false, nil):
      let actor = try PartyID(parsing: fields.actor)
      content = .open(
        kind: fields.kind, tender: fields.tender == "-" ? nil : try TenderID(parsing: fields.tender),
        actor: actor)
    default: throw .invalidLeaf(Wording("only a sealed leaf has a tag", "仅密封叶带标签"))
    }
    guard
      let leaf = Leaf(
        index: UInt64(fields.index), time: fields.time, content: content, bodyHash: fields.body)
    else { throw .invalidLeaf(Wording("the index is too large", "序号过大")) }
    self = leaf
  }
}

/// The members of a leaf as they are written.
private struct LeafFields: Sendable {
  var actor = ""
  var body = TreeHasher.emptyRoot
  var kind = LeafKind.sealed
  var index = 0
  var tag: Digest?
  var tender = ""
  var time = Instant.beginning
  var version = 1

  static let codec = Codec<LeafFields>.record(
    Wording("a leaf", "一片叶"), blank: LeafFields(),
    .required("actor", \.actor, .text(upTo: 64), Wording("who acted, or -", "行为人，或 -")),
    .required("body", \.body, .digest, Wording("hash of salt and body", "盐与正文的哈希")),
    .required("kind", \.kind, LeafKind.codec, Wording("kind of the event", "事件种类")),
    .required(
      "seq", \.index, .integer(0...Int(CanonicalWriter.maximumInteger)), Wording("index in the tree", "序号")),
    .optional("tag", \.tag, .digest, Wording("tag of a sealed leaf", "密封叶的标签")),
    .required("tender", \.tender, .text(upTo: 64), Wording("tender, or -", "标段，或 -")),
    .required("ts", \.time, .milliseconds, Wording("time of receipt, ms", "接收时间，毫秒")),
    .required("v", \.version, .integer(1...1), Wording("version", "版本")))
}

extension Fault {
  fileprivate static func invalidLeaf(_ message: Wording) -> Fault {
    Fault(
      .invalidLeaf, at: nil, message,
      accepted: Wording(
        "kind sealed with a tag and - for tender and actor, or another kind without a tag",
        "sealed 叶带标签且标段与行为人为 -；其他种类不带标签"))
  }
}

extension Fault.Code {
  /// The fields of a leaf contradict each other.
  public static let invalidLeaf = Fault.Code("INVALID_LEAF")
}
