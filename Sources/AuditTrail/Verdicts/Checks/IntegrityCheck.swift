internal import Cryptography
internal import Notation

/// The check `integrity` (formats, sections 1, 2 and 10): tiles, leaves, notes and receipts say one thing, and earlier bundles
/// are its beginning.
enum IntegrityCheck: VerdictCheck {
  static let name = CheckName.integrity

  static func run(_ evidence: inout BundleCase) throws(Fault) {
    var earlier = MerkleTree()
    for bundle in evidence.bundles {
      let notes = try readNotes(of: bundle, &evidence)
      let newest = notes.first { $0.path == .checkpoint }?.checkpoint.size ?? 0
      let listed = bundle.manifest.map { UInt64($0.heading.size) }
      evidence[.manifest].require(newest == listed, .otherSize, .name(bundle.name))
      let log = try LogReading(bundle, size: newest, &evidence[.integrity])
      check(notes, &evidence, log.tree)
      let isContinued = log.tree.root(atSize: earlier.size) == earlier.root
      evidence[.integrity].require(isContinued, .otherLeaves, .name(bundle.name))
      earlier = log.tree
      evidence.tree = log.tree
      evidence.leaves = log.leaves
      evidence.notes += notes
    }
    try readLeaves(&evidence)
    checkForks(&evidence)
    for bundle in evidence.bundles {
      for case (let path, .proof(let seq)) in bundle.files {
        try ReceiptReview.check(path, seq, of: bundle, &evidence)
      }
    }
    if evidence.trust == nil { evidence[.integrity].note(.logKeyUnknown) }
  }

  /// The older notes and the newest one, each where its size says that it lies.
  private static func readNotes(
    of bundle: OpenBundle, _ evidence: inout BundleCase
  ) throws(Fault) -> [BundleCase.Note] {
    var found: [BundleCase.Note] = []
    for (path, file) in bundle.files {
      let expected: UInt64?
      switch file {
      case .checkpoint: expected = nil
      case .olderCheckpoint(let size): expected = UInt64(size)
      default: continue
      }
      do throws(Fault) {
        guard let bytes = try bundle.read(path, limit: SignedNote.maximumByteCount) else { continue }
        let note = try SignedNote(parsing: bytes)
        let checkpoint = try Checkpoint(parsing: note.text)
        found.append(BundleCase.Note(path: path, note: note, checkpoint: checkpoint))
        evidence[.integrity].require(
          expected == nil || expected == checkpoint.size, .noteElsewhere, .name(path), .name(checkpoint.size))
      } catch {
        if error.code == .unreadable { throw error }
        evidence[.integrity].bad(.malformed, .name(path), error)
      }
    }
    return found
  }

  /// Every note belongs to this log and to this one tree.
  private static func check(_ notes: [BundleCase.Note], _ evidence: inout BundleCase, _ tree: MerkleTree) {
    let origin = evidence.origin
    for note in notes {
      let place = Wording.name(note.path)
      evidence[.integrity].require(
        note.checkpoint.origin == origin, .otherLog, place, .name(note.checkpoint.origin))
      if let trust = evidence.trust {
        let isOurs = trust.log.name.rawValue == origin.rawValue && trust.isSignedByLog(note.note)
        evidence[.integrity].require(isOurs, .notSignedByLog, place)
      }
      guard let root = tree.root(atSize: note.checkpoint.size) else {
        evidence[.integrity].bad(.largerThanTree, place, .name(note.checkpoint.size))
        continue
      }
      evidence[.integrity].require(
        root == note.checkpoint.root, .otherRoot, place, .name(note.checkpoint.size))
    }
  }

  /// Two notes of one size with different roots show two histories.
  private static func checkForks(_ evidence: inout BundleCase) {
    var roots: [UInt64: Digest] = [:]
    for note in evidence.notes {
      let known = roots[note.checkpoint.size] ?? note.checkpoint.root
      roots[note.checkpoint.size] = known
      if known != note.checkpoint.root {
        evidence[.integrity].bad(.fork, .name(note.path), .name(note.checkpoint.size))
      }
    }
  }

  /// Times never go back; malformed leaves were named when they were read.
  private static func readLeaves(_ evidence: inout BundleCase) throws(Fault) {
    var last = Instant.beginning
    for case let leaf? in evidence.leaves {
      evidence[.integrity].require(leaf.time >= last, .timeWentBack, .leaf(Int(leaf.index)))
      last = max(last, leaf.time)
    }
  }
}

/// What a receipt in a bundle says against the log beside it.
enum ReceiptReview {
  static func check(
    _ path: BundlePath, _ seq: Int, of bundle: OpenBundle, _ evidence: inout BundleCase
  ) throws(Fault) {
    let place = Wording.name(path)
    do throws(Fault) {
      guard let bytes = try bundle.read(path, limit: LogProof.maximumByteCount) else { return }
      let receipt = try Receipt(parsing: bytes)
      let keys = try evidence.trust.map { trust throws(Fault) in
        try CheckpointKeys(log: trust.log, further: [trust.secondLogKey].compactMap(\.self))
      }
      for failure in ReceiptVerdict(receipt, keys: keys).failures {
        evidence[.integrity].bad(.falseReceipt, place, failure.fault)
      }
      let checkpoint = receipt.proof.checkpoint
      var hasher = TreeHasher()
      let isHere = receipt.proof.index == UInt64(seq) && checkpoint.origin == evidence.origin
      evidence[.integrity].require(isHere, .receiptElsewhere, place)
      let known = evidence.tree.leafHash(at: UInt64(seq))
      evidence[.integrity].require(
        known == nil || known == hasher.leafHash(receipt.leaf), .receiptOfOtherLeaf, place)
      let root = evidence.tree.root(atSize: checkpoint.size)
      evidence[.integrity].require(root == nil || root == checkpoint.root, .receiptOfOtherTree, place)
    } catch {
      if error.code == .unreadable { throw error }
      evidence[.integrity].bad(.falseReceipt, place, error)
    }
  }
}

extension FindingCode {
  static let otherSize = FindingCode(
    "OTHER_SIZE", "the manifest has another size than log/checkpoint", "清单的大小与 log/checkpoint 不同")
  static let otherLeaves = FindingCode(
    "OTHER_LEAVES", "it has other leaves than the bundle before it", "记录与前一个数据包不同")
  static let logKeyUnknown = FindingCode(
    "LOG_KEY_UNKNOWN", "no trust file: the signature of the log was not checked", "没有信任文件：未核验日志签名")
  static let noteElsewhere = FindingCode(
    "NOTE_ELSEWHERE", "the note is of another size than its name", "检查点大小与文件名不符")
  static let otherLog = FindingCode("OTHER_LOG", "it is of another log", "属于另一日志")
  static let notSignedByLog = FindingCode(
    "NOT_SIGNED_BY_LOG", "it is not signed by the log of the trust file", "不是信任文件所指日志签署的")
  static let largerThanTree = FindingCode(
    "LARGER_THAN_TREE", "it is of a size larger than the tree", "大小超过日志树")
  static let otherRoot = FindingCode(
    "OTHER_ROOT", "the leaves give another root at this size", "由记录算出的该大小的根不同")
  static let fork = FindingCode(
    "FORK", "two notes of one size have different roots: the log forked", "同一大小的两份检查点根不同：日志分叉")
  static let timeWentBack = FindingCode(
    "TIME_WENT_BACK", "it is older than the leaf before it", "时间早于前一条")
  static let falseReceipt = FindingCode("FALSE_RECEIPT", "the receipt does not hold", "回执不成立")
  static let receiptElsewhere = FindingCode(
    "RECEIPT_ELSEWHERE", "the receipt is of another log or index", "回执属于另一日志或序号")
  static let receiptOfOtherLeaf = FindingCode(
    "RECEIPT_OF_OTHER_LEAF", "its leaf is not the one of the log", "回执中的记录与日志不符")
  static let receiptOfOtherTree = FindingCode(
    "RECEIPT_OF_OTHER_TREE", "its checkpoint is of another tree", "回执的检查点属于另一日志树")
}
