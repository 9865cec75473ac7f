internal import Cryptography
public import Notation

/// What the holder of a receipt finds when checking it (formats, section 10).
public struct ReceiptVerdict: Sendable {
  /// What is checked, each on its own, so that a failure says whose fault it is.
  public enum Check: String, Hashable, Sendable, CaseIterable {
    /// The log signed the checkpoint with each of its trusted keys, and every trusted witness that is there did.
    case checkpoint
    /// The leaf is one, and states the index it is proved at.
    case leaf
    /// The leaf leads to the root of the checkpoint.
    case inclusion
    /// Body and salt are those of the leaf.
    case body
    /// The opening r makes the tag of a sealed leaf; an open leaf has neither.
    case tag
    /// The published secret gives this r: otherwise the platform gave a false one, and the leaf is not found with it.
    case secret
  }

  /// A check that failed, and why.
  public struct Failure: Hashable, Sendable {
    /// The check.
    public let check: Check
    /// Why it failed.
    public let fault: Fault
  }

  /// The checks that failed, in their order; empty when the receipt is good.
  public private(set) var failures: [Failure] = []
  /// The checks that could be judged: those of the body need the leaf, tag and secret the right body.
  public private(set) var judged: Set<Check> = []
  /// The checkpoint, with the witnesses that cosigned it; nil when its check failed.
  public private(set) var checkpoint: OpenedCheckpoint?

  /// Whether nothing failed.
  public var isGood: Bool { failures.isEmpty }

  /// Checks a receipt under the keys that its holder trusts; without any, its checkpoint is not checked.
  ///
  /// `secret` is the tender's of the leaf's stage once it is published, and nil before, when r cannot be judged. Without
  /// the right body nobody can judge the tag.
  public init(_ receipt: Receipt, keys: CheckpointKeys?, secret: TenderSecret? = nil) {
    var opened: OpenedCheckpoint?
    if let keys {
      attempt(.checkpoint) { () throws(Fault) in
        let found = try OpenedCheckpoint(receipt.proof.note, keys: keys)
        try found.requireFurther(keys)
        opened = found
      }
    }
    checkpoint = opened
    var leaf: Leaf?
    attempt(.leaf) { () throws(Fault) in
      leaf = try Leaf(parsing: receipt.leaf)
      guard leaf?.index == receipt.proof.index else {
        throw Self.fault(.wrongIndex, Wording("the leaf states another index", "叶写明的序号不同"))
      }
    }
    attempt(.inclusion) { () throws(Fault) in try Self.checkInclusion(receipt) }
    guard let leaf else { return }
    var body: Body?
    attempt(.body) { () throws(Fault) in
      let parsed = try Body(parsing: receipt.body)
      try leaf.check(parsed, salt: receipt.salt)
      body = parsed
    }
    attempt(.tag) { () throws(Fault) in try Self.checkTag(of: leaf, receipt.opening, body) }
    if body == nil { judged.subtract([.tag]) }
    guard let secret, leaf.tag != nil else { return }
    attempt(.secret) { () throws(Fault) in try Self.check(secret, of: leaf, receipt.opening, body) }
    if body == nil { judged.subtract([.secret]) }
  }

  private mutating func attempt(_ check: Check, _ body: () throws(Fault) -> Void) {
    judged.insert(check)
    do throws(Fault) { try body() } catch { failures.append(Failure(check: check, fault: error)) }
  }

  private static func checkInclusion(_ receipt: Receipt) throws(Fault) {
    let checkpoint = receipt.proof.checkpoint
    var hasher = TreeHasher()
    let proof = InclusionProof(
      index: receipt.proof.index, size: checkpoint.size, path: receipt.proof.path)
    guard proof.root(from: hasher.leafHash(receipt.leaf), using: &hasher) == checkpoint.root else {
      throw fault(.notIncluded, Wording("the path does not lead to the root", "路径未通向树根"))
    }
  }

  /// Refuses an opening that the tag was not made with, a sealed leaf without one, and an open leaf with one.
  static func checkTag(of leaf: Leaf, _ opening: Digest?, _ body: Body?) throws(Fault) {
    switch (leaf.tag, opening) {
    case (nil, nil): return
    case (_?, let opening?):
      // Without the right body nobody knows the tender that the tag is made from.
      if let tender = body?.fields.tender { try leaf.check(opening: opening, tender: tender) }
    default:
      throw fault(.falseTag, Wording("only a sealed leaf has an opening", "仅密封叶有开启值"))
    }
  }

  private static func check(
    _ secret: TenderSecret, of leaf: Leaf, _ opening: Digest?, _ body: Body?
  ) throws(Fault) {
    guard let body else { return }
    guard secret.tender == body.fields.tender, secret.stage == body.fields.stage else {
      throw fault(.falseOpening, Wording("the secret is of another tender or stage", "密值属于其他标段或阶段"))
    }
    guard opening == secret.opening(at: leaf.index) else {
      throw fault(
        .falseOpening, Wording("the published secret gives another opening", "由公布的密值得出的开启值不同"))
    }
  }

  private static func fault(_ code: Fault.Code, _ message: Wording) -> Fault {
    Fault(code, at: nil, message, accepted: Wording("the receipt as the log gave it", "日志出具的原始回执"))
  }
}

extension Fault.Code {
  /// A leaf that states another index than the one it is proved at.
  public static let wrongIndex = Fault.Code("WRONG_INDEX")
  /// A leaf that does not lead to the root.
  public static let notIncluded = Fault.Code("NOT_INCLUDED")
  /// An opening that the published secret does not give.
  public static let falseOpening = Fault.Code("FALSE_OPENING")
}
