internal import Notation
internal import SystemPackage

/// Where the files of a log lie, and the smallest of them.
struct LogFiles: Sendable {
  let folder: FilePath

  var mark: FilePath { folder.appending("log") }
  var leaves: FilePath { folder.appending("leaves") }
  var bodies: FilePath { folder.appending("bodies.ndjson") }
  var secrets: FilePath { folder.appending("secrets") }
  var acknowledged: FilePath { folder.appending("acknowledged") }
  var notes: FilePath { folder.appending("notes") }
  var edge: FilePath { folder.appending("edge") }
  var published: FilePath { folder.appending("public") }

  func note(_ size: UInt64) -> FilePath { notes.appending("\(size)") }

  func cosignature(_ size: UInt64, by witness: NoteKey) -> FilePath {
    var identifier: [UInt8] = []
    identifier.append(bigEndian: witness.keyID)
    return notes.appending("\(size).\(Hexadecimal.text(identifier))")
  }

  /// The keys of the log: its Ed25519 key, and the SM2 key below it where it has one.
  func readKeys() throws(Fault) -> CheckpointKeys {
    guard let bytes = try DurableFile.read(mark, atMost: 2048) else {
      throw Fault(
        .notALog, at: nil, Wording("no log lies there", "此处没有日志"),
        accepted: Wording("a folder that “tender log new” made", "“tender log new”生成的文件夹"))
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    var keys: [NoteKey] = []
    for line in lines { keys.append(try NoteKey(parsing: line)) }
    return try CheckpointKeys(log: keys[0], further: Array(keys.dropFirst()))
  }

  func readAcknowledged() throws(Fault) -> Int {
    guard let bytes = try DurableFile.read(acknowledged, atMost: 32),
      let count = UInt64(canonical: String(decoding: bytes, as: UTF8.self)).flatMap({ Int(exactly: $0) })
    else { throw .corruptLog(Wording("“acknowledged” is no number", "acknowledged 不是数字")) }
    return count
  }

  func write(acknowledged count: Int, insteadOf old: Int) throws(Fault) {
    guard count != old else { return }
    try DurableFile.replace(acknowledged, with: Array("\(count)".utf8), permissions: .ownerReadWrite)
  }
}

extension Fault {
  static func corruptLog(_ message: Wording) -> Fault {
    Fault(
      .corruptLog, at: nil, message,
      accepted: Wording("the files as the log wrote them, all of one moment", "日志在同一时刻写入的各文件"))
  }

  static func rollback(_ message: Wording) -> Fault {
    Fault(
      .rollback, at: nil, message,
      accepted: Wording("every leaf that was acknowledged or signed", "已回执或已签署的全部叶"))
  }
}
