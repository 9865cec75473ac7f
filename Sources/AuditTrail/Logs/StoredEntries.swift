internal import Cryptography
internal import Notation

/// The leaves and bodies as a log's files hold them, without what a crash left behind.
struct StoredEntries: Sendable {
  private(set) var entries: [Log.Entry] = []
  /// The bytes that were cut off, or passed over; nil when there are none.
  private(set) var recovery: LogRecovery?
  private(set) var leafByteCount = 0
  private(set) var bodyByteCount = 0

  /// Reads the files; a reader takes the acknowledged leaves alone.
  init(in files: LogFiles, acknowledged: Int, for access: LogFolder.Access) throws(Fault) {
    let limit = LogFolder.maximumByteCount
    guard let leaves = try DurableFile.read(files.leaves, atMost: limit),
      let bodies = try DurableFile.read(files.bodies, atMost: limit),
      leaves.count <= limit, bodies.count <= limit
    else { throw .corruptLog(Wording("leaves or bodies are missing or too large", "叶或正文缺失或过大")) }
    try self.init(leaves: leaves, bodies: bodies, acknowledged: acknowledged, for: access)
  }

  /// The entries in these bytes.
  init(
    leaves: [UInt8], bodies: [UInt8], acknowledged: Int, for access: LogFolder.Access
  ) throws(Fault) {
    var records = Self.records(in: leaves)
    guard records.count >= acknowledged else {
      throw .rollback(
        Wording(
          "\(acknowledged) leaves were acknowledged, \(records.count) are there",
          "已回执 \(acknowledged) 片叶，现存 \(records.count) 片"))
    }
    if access == .reading { records.removeLast(records.count - acknowledged) }
    var position = bodies.startIndex
    var next: (line: BodyLine, end: Int)?
    for (index, record) in records.enumerated() {
      if next == nil, let end = bodies[position...].firstIndex(of: UInt8(ascii: "\n")) {
        next = (try Self.line(Array(bodies[position..<end]), at: index), end)
      }
      // Without a body of its own the leaf is one whose body was erased, or the log refuses it.
      guard let (line, end) = next, line.seq <= index else {
        entries.append(Log.Entry(leaf: Array(leaves[record]), body: nil, salt: [], opening: nil))
        continue
      }
      guard line.seq == index else {
        throw .corruptLog(
          Wording("body \(index) states the index \(line.seq)", "第 \(index) 行正文写明序号 \(line.seq)"))
      }
      entries.append(
        Log.Entry(
          leaf: Array(leaves[record]),
          body: try Self.named(index) { () throws(Fault) in try Body(parsing: line.body) },
          salt: line.salt, opening: line.sealingValue))
      (position, next) = (end + 1, nil)
    }
    leafByteCount = records.last?.upperBound ?? 0
    bodyByteCount = position
    if leafByteCount < leaves.count || bodyByteCount < bodies.count {
      recovery = LogRecovery(
        leafByteCount: leaves.count - leafByteCount, bodyByteCount: bodies.count - bodyByteCount)
    }
  }

  private static func line(_ bytes: [UInt8], at index: Int) throws(Fault) -> BodyLine {
    try named(index) { () throws(Fault) in try BodyLine(bytes) }
  }

  /// Names the body that a fault is in, by its line.
  private static func named<Found>(_ index: Int, _ read: () throws(Fault) -> Found) throws(Fault) -> Found {
    do throws(Fault) {
      return try read()
    } catch {
      var fault = error
      fault.source = "bodies.ndjson"
      fault.place = Place(line: index + 1, column: Int(error.place?.column ?? 1))
      throw fault
    }
  }

  /// Cuts what a crash left behind: the bodies last, as they were written first.
  func cut(_ files: LogFiles) throws(Fault) {
    guard let recovery else { return }
    if recovery.leafByteCount > 0 { try DurableFile.truncate(files.leaves, to: leafByteCount) }
    if recovery.bodyByteCount > 0 { try DurableFile.truncate(files.bodies, to: bodyByteCount) }
  }

  /// Where the leaves lie that are whole; only the last can be torn.
  private static func records(in leaves: [UInt8]) -> [Range<Int>] {
    var records: [Range<Int>] = []
    var position = 0
    while leaves.count - position >= 2 {
      let count = Int(leaves[position]) << 8 | Int(leaves[position + 1])
      guard leaves.count - position - 2 >= count else { break }
      records.append(position + 2..<position + 2 + count)
      position += 2 + count
    }
    return records
  }
}
