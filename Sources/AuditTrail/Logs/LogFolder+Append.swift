public import Cryptography
public import Notation

extension LogFolder {
  /// What was appended, when it is on the disk.
  public struct Appended: Sendable {
    /// What the operator is to sign for each body, in their order.
    public let acknowledgements: [Acknowledgement]
    /// The secrets that were made because a sealed body needed one.
    public let secrets: [TenderSecret]
  }

  /// Appends a leaf for each of `bodies`, all of them or, with a fault, none.
  ///
  /// A body that names a stage is sealed, under the secret of its tender and stage. A body on the wall clock was received when
  /// it says so, which must not be after `now`; one on a model clock is received `now`. Everything is on the disk when this
  /// returns, and only then may the acknowledgements leave.
  ///
  /// - Throws: `STAGE_PUBLISHED`, `FALSE_SECRET`, `INVALID_BODY` with the number of the body as the line of its place; what
  ///   `Log.append` throws; `FILE_FAILURE`.
  public mutating func append(
    _ bodies: [Body], now: Instant, from source: inout some RandomSource
  ) throws(Fault) -> Appended {
    precondition(isWriting, "a folder that was opened for reading is not written")
    var next = AppendedLeaves(log: log, published: published, secrets: try readSecrets())
    var acknowledgements: [Acknowledgement] = []
    for (index, body) in bodies.enumerated() {
      do throws(Fault) {
        acknowledgements.append(try next.append(body, now: now, from: &source))
      } catch {
        var fault = error
        fault.place = Place(line: index + 1, column: 1)
        throw fault
      }
    }
    let entries = next.log.entries[log.entries.count...]
    if !next.made.isEmpty { try keep(next.secrets) }
    try write(entries)
    (log, published) = (next.log, next.published)
    return Appended(acknowledgements: acknowledgements, secrets: next.made)
  }

  /// Writes entries in the order that recovery relies on.
  private mutating func write(_ new: ArraySlice<Log.Entry>) throws(Fault) {
    guard !new.isEmpty else { return }
    var leaves: [UInt8] = []
    var bodies: [UInt8] = []
    for (index, entry) in zip(new.indices, new) {
      guard let count = UInt16(exactly: entry.leaf.count) else { throw .leafTooLong(entry.leaf.count) }
      leaves.append(bigEndian: count)
      leaves += entry.leaf
      bodies += try BodyLines.bytes([try entry.line(at: index)])
    }
    try DurableFile.append(bodies, to: files.bodies, ofSize: byteCounts.bodies)
    try DurableFile.append(leaves, to: files.leaves, ofSize: byteCounts.leaves)
    try files.write(acknowledged: new.endIndex, insteadOf: new.startIndex)
    byteCounts = (byteCounts.leaves + leaves.count, byteCounts.bodies + bodies.count)
  }
}

/// A log with leaves that are not on the disk yet.
private struct AppendedLeaves {
  var log: Log
  var published: Set<PublishedStage>
  var secrets: [TenderSecret]
  var made: [TenderSecret] = []

  init(log: Log, published: Set<PublishedStage>, secrets: [TenderSecret]) {
    self.log = log
    self.published = published
    self.secrets = secrets
  }

  mutating func append(
    _ body: Body, now: Instant, from source: inout some RandomSource
  ) throws(Fault) -> Acknowledgement {
    let fields = body.fields
    guard fields.clock == .model || fields.time <= now else {
      throw .invalidBody(Wording("the body is of a time to come", "正文时间晚于当前时间"))
    }
    try PublishedStage.check(fields, against: secrets)
    let secret = try secret(for: fields, from: &source)
    let acknowledgement = try log.append(
      body, salt: source.open(Body.saltByteCount), at: fields.clock == .wall ? fields.time : now,
      secret: secret)
    published.formUnion(PublishedStage.all(in: fields))
    return acknowledgement
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
  func line(at index: Int) throws(Fault) -> BodyLine {
    try BodyLine(seq: index, body: body.bytes, salt: salt, sealingValue: opening)
  }
}
