internal import Cryptography
public import Notation
internal import SystemPackage

/// Which bodies of a log the supervisor ordered to be erased (个人信息删除; formats, section 10), judged by the log's own leaves.
///
/// What is dropped cannot be brought back, so only an order counts that the supervisor signed with the key enrolled in this
/// log, over the hash of the very body. Whether a root vouches for that key, a reader's trust file decides later.
struct LogErasures: Sendable {
  /// The legal basis of each erasure, by the index of the leaf whose body goes.
  private(set) var bases: [Int: String] = [:]
  private let origin: LogName
  private var supervisor: VerificationKey?
  private var bodyHashes: [Digest] = []
  /// The leaves whose bodies this judgement, and the sealing of later leaves, depend on.
  private var needed: Set<Int> = []

  init(of origin: LogName) { self.origin = origin }

  /// Whether a body orders an erasure.
  static func isOrdered(by body: Body) -> Bool {
    body.fields.events.contains { $0.text("kind") == kind }
  }

  private static let kind = "body.erased"

  /// Takes the next leaf; its body is nil where it is erased.
  ///
  /// - Throws: `FALSE_ERASURE` for an order that does not count, which changes nothing.
  mutating func read(_ leaf: Leaf, _ body: Body?) throws(Fault) {
    bodyHashes.append(leaf.bodyHash)
    guard let body else { return }
    let seq = bodyHashes.count - 1
    for event in body.fields.events {
      switch event.text("kind") {
      case "party.enrolled": enrol(event, at: seq)
      case "secret.published": needed.insert(seq)
      case Self.kind: try erase(event, at: seq)
      default: break
      }
    }
  }

  private mutating func enrol(_ event: Value, at seq: Int) {
    var reading = Reading(.strict)
    guard let enrolment = Enrolment.codec.decode(event.without("kind"), &reading),
      enrolment.party == .supervisor, (try? enrolment.verifyPossession(in: origin)) != nil
    else { return }
    supervisor = enrolment.key
    needed.insert(seq)
  }

  private mutating func erase(_ event: Value, at seq: Int) throws(Fault) {
    // A second order may stand on this one.
    needed.insert(seq)
    var reading = Reading(.strict)
    guard let order = BodyErasedFields.codec.decode(event.without("kind"), &reading) else {
      throw reading.faults.list.first ?? Self.fault(Wording("it cannot be read", "无法读取"))
    }
    guard order.erased < seq, !needed.contains(order.erased) else {
      throw Self.fault(
        Wording("the body of leaf \(order.erased) cannot be erased", "第 \(order.erased) 片叶的正文不可删除"))
    }
    let erasure = try Erasure(
      origin: origin, index: UInt64(order.erased), bodyHash: bodyHashes[order.erased], basis: order.basis)
    guard order.party == .supervisor, let supervisor, erasure.isSigned(order.signature, by: supervisor)
    else {
      throw Self.fault(
        Wording(
          "the erasure of leaf \(order.erased) is not signed by the supervisor of this log",
          "第 \(order.erased) 片叶的删除未经本日志登记的监督部门签署"))
    }
    bases[order.erased] = order.basis
  }

  private static func fault(_ message: Wording) -> Fault {
    Fault(
      .falseErasure, at: nil, message,
      accepted: Wording(
        "an order signed by the enrolled supervisor, for an earlier body that is no erasure, secret or enrolment of the supervisor",
        "已登记监督部门签署的命令，针对较早的正文，且该正文不是删除、密值公布或监督部门登记"))
  }
}

extension LogFiles {
  /// Drops bodies that leaves order erased: all of them or, whatever happens, none.
  ///
  /// The erasure leaf must be on the disk and counted before. Were the body dropped first, a crash would leave a leaf without
  /// a body and nothing that says why, which no reader can tell from a loss or a crime, and nobody could repair: the body is
  /// gone. This way round a crash leaves a body too many, which every reader leaves out and the next writer drops.
  ///
  /// The lines that stay are copied byte by byte. What a disk or a backup still holds of the old file is beyond this module.
  ///
  /// - Returns: the bytes of the file afterwards.
  func drop(_ indices: Set<Int>) throws(Fault) -> Int {
    guard let bytes = try DurableFile.read(bodies, atMost: LogFolder.maximumByteCount) else {
      throw .corruptLog(Wording("the bodies are missing", "正文缺失"))
    }
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    for line in bytes.split(separator: UInt8(ascii: "\n"))
    where try !indices.contains(BodyLine(Array(line)).seq) {
      kept += line + [UInt8(ascii: "\n")]
    }
    try DurableFile.replace(bodies, with: kept, permissions: .ownerReadWrite)
    return kept.count
  }
}

extension Fault.Code {
  /// An order to erase that does not count.
  public static let falseErasure = Fault.Code("FALSE_ERASURE")
}
