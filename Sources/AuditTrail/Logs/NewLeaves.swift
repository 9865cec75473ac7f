internal import Cryptography
internal import Notation
internal import SystemPackage

/// Leaves that are not on the disk yet, and what they make of the end of a log.
struct NewLeaves {
  private(set) var leaves: [(entry: Log.Entry, leaf: Leaf)] = []
  private(set) var published: Set<PublishedStage>
  private(set) var secrets: [TenderSecret]
  /// Of `secrets` those that were made because a sealed body needed one.
  private(set) var made: [TenderSecret] = []
  private(set) var acknowledgements: [Acknowledgement] = []
  private let origin: LogName
  private var size: UInt64
  private var time: Instant

  /// None yet, after `size` leaves of which the last has `time`.
  init(
    of origin: LogName, size: UInt64, time: Instant, published: Set<PublishedStage>, secrets: [TenderSecret]
  ) {
    self.origin = origin
    self.size = size
    self.time = time
    self.published = published
    self.secrets = secrets
  }

  /// Makes a leaf of each of `bodies`.
  ///
  /// - Throws: as `LogAppender.append`, with the number of the body as the line of its place.
  mutating func append(
    _ bodies: [Body], now: Instant, from source: inout some RandomSource
  ) throws(Fault) {
    for (index, body) in bodies.enumerated() {
      do throws(Fault) {
        try append(body, now: now, from: &source)
      } catch {
        var fault = error
        fault.place = Place(line: index + 1, column: 1)
        throw fault
      }
    }
  }

  /// What the files get.
  func files() throws(Fault) -> (leaves: [UInt8], bodies: [UInt8]) {
    var files: (leaves: [UInt8], bodies: [UInt8]) = ([], [])
    for (entry, leaf) in leaves {
      guard let count = UInt16(exactly: entry.leaf.count) else { throw .leafTooLong(entry.leaf.count) }
      files.leaves.append(bigEndian: count)
      files.leaves += entry.leaf
      files.bodies += try BodyLines.bytes([try entry.line(at: Int(leaf.index))])
    }
    return files
  }

  /// What a caller learns when they are on the disk, and the bodies at these indices no longer.
  func appended(erasing erased: Set<Int> = []) -> LogAppender.Appended {
    LogAppender.Appended(
      acknowledgements: acknowledgements, leaves: leaves.map(\.entry.leaf), secrets: made,
      erased: erased.sorted())
  }

  /// Refuses orders to erase that do not count, before they are on the disk.
  ///
  /// - Throws: `FALSE_ERASURE` with the number of the body as the line of its place.
  func check(_ erasures: LogErasures) throws(Fault) {
    var erasures = erasures
    for (number, made) in leaves.enumerated() {
      do throws(Fault) {
        try erasures.read(made.leaf, made.entry.body)
      } catch {
        var fault = error
        fault.place = Place(line: number + 1, column: 1)
        throw fault
      }
    }
  }

  private mutating func append(
    _ body: Body, now: Instant, from source: inout some RandomSource
  ) throws(Fault) {
    let fields = body.fields
    guard fields.clock == .model || fields.time <= now else {
      throw .invalidBody(Wording("the body is of a time to come", "正文时间晚于当前时间"))
    }
    try PublishedStage.check(fields, against: secrets)
    let secret = try secret(for: fields, from: &source)
    let made = try Log.Entry.made(
      of: body, salt: source.open(Body.saltByteCount), index: size,
      time: max(time, fields.clock == .wall ? fields.time : now), secret: secret)
    var hasher = TreeHasher()
    acknowledgements.append(
      Acknowledgement(origin: origin, index: size, leafHash: hasher.leafHash(made.entry.leaf)))
    leaves.append(made)
    (size, time) = (size + 1, made.leaf.time)
    published.formUnion(PublishedStage.all(in: fields))
  }

  private mutating func secret(
    for fields: BodyFields, from source: inout some RandomSource
  ) throws(Fault) -> TenderSecret? {
    guard let stage = fields.stage else { return nil }
    guard let tender = fields.tender else {
      throw .invalidBody(Wording("a sealed body is of a tender", "密封正文须属于某一标段"))
    }
    guard !published.contains(PublishedStage(tender: tender, stage: stage)) else {
      throw Fault(
        .stagePublished, at: nil,
        Wording("the secret of \(stage.rawValue) is published", "\(stage.rawValue) 的密值已公布"),
        accepted: Wording("a body without a stage", "不写明阶段的正文"))
    }
    if let known = secrets.first(where: { $0.tender == tender && $0.stage == stage }) { return known }
    let secret = TenderSecret(tender: tender, stage: stage, from: &source)
    secrets.append(secret)
    made.append(secret)
    return secret
  }
}

extension Log.Entry {
  /// The entry as bundles and the log's own file write it.
  ///
  /// - Throws: `ERASED` without its body.
  func line(at index: Int) throws(Fault) -> BodyLine {
    guard let body else {
      throw Fault(
        .erased, at: nil, Wording("the body of leaf \(index) is erased", "第 \(index) 片叶的正文已删除"),
        accepted: Wording("a leaf with its body", "正文尚存的叶"))
    }
    return try BodyLine(seq: index, body: body.bytes, salt: salt, sealingValue: opening)
  }
}

extension LogFiles {
  /// Writes leaves in the order that recovery relies on: bodies, leaves, the count of them.
  ///
  /// - Returns: how many bytes were added.
  func append(_ new: NewLeaves, after size: UInt64, _ byteCounts: LogByteCounts) throws(Fault)
    -> LogByteCounts
  {
    let (leaves, bodies) = try new.files()
    try DurableFile.append(bodies, to: self.bodies, ofSize: byteCounts.bodies)
    try DurableFile.append(leaves, to: self.leaves, ofSize: byteCounts.leaves)
    try write(acknowledged: Int(size) + new.leaves.count, insteadOf: Int(size))
    return LogByteCounts(leaves: leaves.count, bodies: bodies.count)
  }

  /// Replaces the edge where it is another, after everything that it tells of.
  func write(_ edge: LogEdge) throws(Fault) {
    let bytes = try edge.bytes()
    guard try DurableFile.read(self.edge, atMost: LogEdge.maximumByteCount) != bytes else { return }
    try DurableFile.replace(self.edge, with: bytes, permissions: .ownerReadWrite)
  }
}
