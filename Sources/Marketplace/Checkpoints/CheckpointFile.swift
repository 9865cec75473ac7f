internal import AuditTrail
package import Notation
internal import SystemPackage

/// The notes that the journal signed, in a file outside its database: whoever sets the database back does not set this back.
///
/// Each note stands after a line with the number of its bytes. A note that a crash cut is the last, and nobody has seen it.
struct CheckpointFile: Sendable {
  private let path: FilePath

  init(_ path: FilePath) { self.path = path }

  /// The notes, and how many bytes they take.
  func read() throws(Fault) -> (notes: [SignedNote], byteCount: Int) {
    let bytes = try DurableFile.read(path, atMost: Self.maximumByteCount) ?? []
    guard bytes.count <= Self.maximumByteCount else { throw Self.damaged("it is too long", "过长") }
    var notes: [SignedNote] = []
    var position = 0
    while let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) {
      guard let count = Int(String(decoding: bytes[position..<end], as: UTF8.self)),
        (1...SignedNote.maximumByteCount).contains(count)
      else { throw Self.damaged("note \(notes.count) has no length", "第 \(notes.count) 份检查点无长度") }
      guard bytes.count - (end + 1) >= count else { break }
      notes.append(try SignedNote(parsing: Array(bytes[(end + 1)..<(end + 1 + count)])))
      position = end + 1 + count
    }
    return (notes, position)
  }

  /// Appends notes durably, in the place of what a crash cut.
  func append(_ new: [SignedNote]) throws(Fault) {
    try DurableFile.create(path, with: [], permissions: .ownerReadWrite)
    let byteCount = try read().byteCount
    if try DurableFile.size(of: path) != byteCount { try DurableFile.truncate(path, to: byteCount) }
    let bytes = new.flatMap { note in Array("\(note.bytes.count)\n".utf8) + note.bytes }
    try DurableFile.append(bytes, to: path, ofSize: byteCount)
  }

  private static let maximumByteCount = 1 << 30

  private static func damaged(_ english: String, _ chinese: String) -> Fault {
    .damaged(.corruptCheckpoint, Wording("the file of checkpoints: \(english)", "检查点文件：\(chinese)"))
  }
}

extension Fault.Code {
  /// A checkpoint is not one that the log signed of these leaves.
  package static let corruptCheckpoint = Fault.Code("CORRUPT_CHECKPOINT")
}
