public import Cryptography
public import Notation

extension LogFolder {
  /// Appends as `LogAppender.append` does, and drops bodies that a new leaf orders erased, to a log that was read as a whole and stays in memory.
  public mutating func append(
    _ bodies: [Body], now: Instant, from source: inout some RandomSource
  ) throws(Fault) -> LogAppender.Appended {
    precondition(isWriting, "a folder that was opened for reading is not written")
    var new = NewLeaves(
      of: log.origin, size: log.size, time: log.latestTime, published: published,
      secrets: try files.readSecrets())
    try new.append(bodies, now: now, from: &source)
    try new.check(log.erasures)
    if !new.made.isEmpty { try files.keep(new.secrets) }
    guard !new.leaves.isEmpty else { return new.appended() }
    byteCounts = byteCounts.adding(try files.append(new, after: log.size, byteCounts))
    for (entry, leaf) in new.leaves { log.add(entry, leaf) }
    published = new.published
    let erased = log.forgetErased()
    if !erased.isEmpty { byteCounts.bodies = try files.drop(erased) }
    try files.write(edge)
    return new.appended(erasing: erased)
  }

  /// The end of the log, as it is stored for the next writer.
  var edge: LogEdge {
    LogEdge(
      of: log, signedSize: notes.keys.max() ?? 0, byteCounts: byteCounts, published: published)
  }
}
