internal import Notation
internal import SystemPackage

/// The checkpoints that a log signed, as its files hold them.
struct StoredNotes: Sendable {
  /// The notes with their cosignatures, by size.
  private(set) var notes: [UInt64: SignedNote] = [:]
  /// The same notes, whose signatures are right.
  private(set) var checkpoints: [OpenedCheckpoint] = []

  private static let maximumFileCount = 1_000_000

  /// Reads the notes of the log with `keys`; every signature is verified, and each key must have signed.
  init(in files: LogFiles, keys: CheckpointKeys) throws(Fault) {
    let names = try Self.names(in: files)
    for name in names {
      guard let size = UInt64(canonical: name) else { continue }
      let bytes = try DurableFile.read(files.note(size), atMost: SignedNote.maximumByteCount) ?? []
      let opened = try OpenedCheckpoint(parsing: bytes, keys: keys)
      try opened.requireFurther(keys)
      guard opened.checkpoint.size == size else { throw Self.misplaced(name) }
      checkpoints.append(opened)
      notes[size] = opened.note
    }
    for name in names where !name.hasSuffix(".new") {
      let parts = name.split(separator: "." as Character, maxSplits: 1)
      guard parts.count == 2 else { continue }
      guard let size = UInt64(canonical: parts[0]), let note = notes[size] else { throw Self.misplaced(name) }
      let path = files.notes.appending(name)
      let bytes = try DurableFile.read(path, atMost: SignedNote.maximumByteCount) ?? []
      notes[size] = try note.adding([try Self.cosignature(bytes, name, for: note)])
    }
  }

  /// The largest size that a note is named after, none of which is read; 0 without any.
  static func newestSize(in files: LogFiles) throws(Fault) -> UInt64 {
    try names(in: files).compactMap { UInt64(canonical: $0) }.max() ?? 0
  }

  private static func names(in files: LogFiles) throws(Fault) -> [String] {
    try FolderDescriptor(path: files.notes.string)
      .names(limit: maximumFileCount, in: files.notes.string).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The file of a cosignature: the witness's vkey and the line that it signed.
  static func file(_ cosignature: NoteSignature, by witness: NoteKey) -> [UInt8] {
    Array("\(witness.text)\n".utf8) + cosignature.line
  }

  private static func cosignature(
    _ bytes: [UInt8], _ name: String, for note: SignedNote
  ) throws(Fault) -> NoteSignature {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1)
    guard lines.count == 2 else { throw misplaced(name) }
    let witness = try NoteKey(parsing: String(decoding: lines[0], as: UTF8.self))
    let signature = try NoteSignature(line: lines[1])
    guard witness.cosigned(signature, note) else { throw misplaced(name) }
    return signature
  }

  private static func misplaced(_ name: String) -> Fault {
    .corruptLog(Wording("notes/\(name.excerpt) is not what its name says", "notes/\(name.excerpt) 与其名称不符"))
  }
}

extension NoteKey {
  /// Whether `signature` is a cosignature of this witness under `note`.
  package func cosigned(_ signature: NoteSignature, _ note: SignedNote) -> Bool {
    guard names(signature), case .seen = finding(on: signature, for: note.text) else { return false }
    return true
  }
}
