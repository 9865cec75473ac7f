public import Cryptography
public import Notation

/// A log in memory: leaves with their bodies, the tree over them, and what was signed of it (formats, section 10).
///
/// A copy is a snapshot, so checkpoint, proof and receipt of one value fit together.
public struct Log: Sendable {
  /// What the log keeps beside the tree.
  public struct Entry: Hashable, Sendable {
    /// The bytes of the leaf.
    public let leaf: [UInt8]
    /// The body; nil once it is erased.
    public internal(set) var body: Body?
    /// The salt of the body hash; empty once the body is erased.
    public internal(set) var salt: [UInt8]
    /// The opening r of a sealed leaf whose body is there.
    public internal(set) var opening: Digest?

    /// An entry as a store kept it; `Log.init(origin:entries:signed:)` checks it.
    package init(leaf: [UInt8], body: Body?, salt: [UInt8], opening: Digest?) {
      self.leaf = leaf
      self.body = body
      self.salt = salt
      self.opening = opening
    }
  }

  /// The name of the log.
  public let origin: LogName
  /// The leaves in order, with what they stand for.
  public private(set) var entries: [Entry] = []
  /// Which bodies are ordered to be erased.
  private(set) var erasures: LogErasures
  /// The tree over the leaves.
  public private(set) var tree = MerkleTree()
  private(set) var latestTime = Instant(clamping: 0)
  /// The roots that were signed, by size, here and before.
  private var signedRoots: [UInt64: Digest] = [:]
  /// The size up to which the stored bytes were compared with the tree.
  private var checkedSize: UInt64 = 0

  /// An empty log.
  public init(origin: LogName) {
    self.origin = origin
    erasures = LogErasures(of: origin)
  }

  /// A log from stored entries, that must be those under every checkpoint signed so far.
  ///
  /// An entry lacks its body only where another one orders it erased. A database that was set back or exchanged would otherwise sign a second history (formats, section 10: rollback guard).
  ///
  /// - Throws: `ROLLBACK` when a signed checkpoint is larger or has another root; `WRONG_INDEX`, `CORRUPT_LOG` for a
  ///   body that is missing, or the fault of a leaf.
  public init(origin: LogName, entries: [Entry], signed: [OpenedCheckpoint]) throws(Fault) {
    self.init(origin: origin)
    var hasher = TreeHasher()
    for entry in entries {
      let leaf = try Leaf(parsing: entry.leaf)
      guard leaf.index == tree.size, leaf.time >= latestTime else {
        throw Self.fault(
          .wrongIndex, Wording("leaf \(tree.size) states another index or time", "第 \(tree.size) 片叶的序号或时间不符"))
      }
      if let body = entry.body {
        try leaf.check(body, salt: entry.salt)
        try ReceiptVerdict.checkTag(of: leaf, entry.opening, body)
      }
      add(entry, leaf, hasher.leafHash(entry.leaf), &hasher)
    }
    for (index, entry) in entries.enumerated() where entry.body == nil && erasures.bases[index] == nil {
      throw .corruptLog(Wording("leaf \(index) has no body", "第 \(index) 片叶没有正文"))
    }
    for opened in signed {
      guard opened.checkpoint.origin == origin,
        tree.root(atSize: opened.checkpoint.size) == opened.checkpoint.root
      else {
        throw Self.fault(
          .rollback,
          Wording(
            "the signed checkpoint of size \(opened.checkpoint.size) is not of these leaves",
            "已签署的检查点（大小 \(opened.checkpoint.size)）与这些叶不符"))
      }
      signedRoots[opened.checkpoint.size] = opened.checkpoint.root
    }
  }

  /// The number of leaves.
  public var size: UInt64 { tree.size }

  /// The time that a leaf received at `instant` gets: never earlier than that of the leaf before.
  public func stamp(_ instant: Instant) -> Instant { max(instant, latestTime) }

  /// Appends the leaf of `body`; sealed when the body names a stage, and then under the secret of that stage.
  ///
  /// `instant` is when the command was completely received. The operator is to sign what is returned at once.
  ///
  /// - Throws: `INVALID_BODY` when the salt has not 32 bytes, the secret is missing, superfluous or of another tender or stage,
  ///   or a body on the wall clock states another time than `stamp` gives.
  public mutating func append(
    _ body: Body, salt: [UInt8], at instant: Instant, secret: TenderSecret? = nil
  ) throws(Fault) -> Acknowledgement {
    let (entry, leaf) = try Entry.made(
      of: body, salt: salt, index: size, time: stamp(instant), secret: secret)
    return add(entry, leaf)
  }

  /// Adds an entry that `Entry.made` made for this size.
  @discardableResult
  mutating func add(_ entry: Entry, _ leaf: Leaf) -> Acknowledgement {
    var hasher = TreeHasher()
    let leafHash = hasher.leafHash(entry.leaf)
    add(entry, leaf, leafHash, &hasher)
    return Acknowledgement(origin: origin, index: leaf.index, leafHash: leafHash)
  }

  /// The checkpoint of the whole log, signed by every signer of the log.
  ///
  /// The stored bytes of new leaves are hashed again first: one bit that flipped since would be signed otherwise.
  ///
  /// - Throws: `CORRUPT_LEAF` for such a leaf, `FORK` when another root was signed for this size, `INVALID_NOTE_KEY` for a
  ///   signer under another name or a witness's, `UNSIGNED` when a signer fails.
  public mutating func checkpoint(signedBy signers: [NoteSigner]) throws(Fault) -> SignedNote {
    try recheckLeaves()
    let root = tree.root
    guard signedRoots[size, default: root] == root else {
      throw Self.fault(.fork, Wording("another root was signed for size \(size)", "大小 \(size) 已签署另一树根"))
    }
    let text = Checkpoint(origin: origin, size: size, root: root).text
    var signatures: [NoteSignature] = []
    for signer in signers {
      guard signer.noteKey.name == KeyName(origin), signer.noteKey.scheme != .cosignature else {
        throw Self.fault(.invalidNoteKey, Wording("a signer is not the log's", "签名者不属于该日志"))
      }
      do throws(CryptographyFailure) { signatures.append(try signer.signature(for: text, time: 0)) } catch {
        throw Self.fault(.unsigned, Wording("\(error)", "\(error)"))
      }
    }
    let note = try SignedNote(text: text, signatures: signatures)
    signedRoots[size] = root
    return note
  }

  /// The receipt of the leaf at `index` under a checkpoint of this log.
  ///
  /// - Throws: `NOT_INCLUDED` when the checkpoint is not of this log or does not hold the leaf, `ERASED` without its body.
  public func receipt(of index: UInt64, under note: SignedNote) throws(Fault) -> Receipt {
    let checkpoint = try Checkpoint(parsing: note.text)
    guard checkpoint.origin == origin, tree.root(atSize: checkpoint.size) == checkpoint.root,
      let proof = tree.inclusionProof(of: index, inSize: checkpoint.size)
    else {
      throw Self.fault(
        .notIncluded, Wording("the checkpoint does not hold leaf \(index)", "检查点不含第 \(index) 片叶"))
    }
    let entry = entries[Int(index)]
    guard let body = entry.body else {
      throw Self.fault(.erased, Wording("the body of leaf \(index) is erased", "第 \(index) 片叶的正文已删除"))
    }
    return try Receipt(
      leaf: entry.leaf, body: body.bytes, salt: entry.salt, opening: entry.opening, proof: proof,
      note: note)
  }

  /// Forgets bodies that are ordered to be erased.
  ///
  /// - Returns: the indices of those that were still there.
  mutating func forgetErased() -> Set<Int> {
    let indices = erasures.bases.keys.filter { entries[$0].body != nil }
    for index in indices {
      (entries[index].body, entries[index].salt, entries[index].opening) = (nil, [], nil)
    }
    return Set(indices)
  }

  private mutating func recheckLeaves() throws(Fault) {
    var hasher = TreeHasher()
    for index in checkedSize..<size
    where hasher.leafHash(entries[Int(index)].leaf) != tree.leafHash(at: index) {
      throw Self.fault(.corruptLeaf, Wording("leaf \(index) changed in memory", "第 \(index) 片叶在内存中改变"))
    }
    checkedSize = size
  }

  private mutating func add(
    _ entry: Entry, _ leaf: Leaf, _ leafHash: Digest, _ hasher: inout TreeHasher
  ) {
    entries.append(entry)
    // An order that does not count is what a verifier names; here it has no effect.
    _ = try? erasures.read(leaf, entry.body)
    tree.append(leafHash, using: &hasher)
    latestTime = leaf.time
  }

  private static func fault(_ code: Fault.Code, _ message: Wording) -> Fault {
    Fault(code, at: nil, message, accepted: Wording("one history of the log", "日志的唯一历史"))
  }
}

extension Log.Entry {
  /// The leaf of `body` at `index` in a log, sealed when the body names a stage.
  ///
  /// - Throws: as `Log.append`.
  package static func made(
    of body: Body, salt: [UInt8], index: UInt64, time: Instant, secret: TenderSecret?
  ) throws(Fault) -> (entry: Self, leaf: Leaf) {
    guard salt.count == Body.saltByteCount, body.fields.clock == .model || body.fields.time == time,
      secret?.stage == body.fields.stage, secret == nil || secret?.tender == body.fields.tender
    else {
      throw .invalidBody(
        Wording("time, salt or secret does not fit the body", "时间、盐或密值与正文不符"))
    }
    let opening = secret?.opening(at: index)
    let content: Leaf.Content
    if let opening, let tender = secret?.tender {
      content = .sealed(tag: TenderSecret.tag(tender: tender, opening: opening))
    } else {
      content = .open(kind: body.fields.kind, tender: body.fields.tender, actor: body.fields.actor)
    }
    guard let leaf = Leaf(index: index, time: time, content: content, bodyHash: body.hash(salt: salt)) else {
      throw .invalidBody(Wording("the log is full", "日志已满"))
    }
    return (Self(leaf: leaf.bytes, body: body, salt: salt, opening: opening), leaf)
  }
}

extension Fault.Code {
  /// Stored leaves are fewer or others than those that were signed.
  public static let rollback = Fault.Code("ROLLBACK")
  /// A body is gone because the supervisor ordered it.
  public static let erased = Fault.Code("ERASED")
  /// A second root for a size.
  public static let fork = Fault.Code("FORK")
  /// The stored bytes of a leaf no longer hash to what the tree holds.
  public static let corruptLeaf = Fault.Code("CORRUPT_LEAF")
}
