public import Notation
internal import SystemPackage

extension LogFolder {
  /// Refuses to sign what a witness would know to be a second history (formats, section 10: rollback guard).
  ///
  /// `seen` is the note that the witness cosigned last.
  ///
  /// - Throws: `ROLLBACK` when this log does not continue it; what is wrong with the note.
  public func check(continues seen: SignedNote) throws(Fault) {
    let checkpoint = try OpenedCheckpoint(seen, keys: keys).checkpoint
    guard log.tree.root(atSize: checkpoint.size) == checkpoint.root else {
      throw .rollback(
        Wording(
          "\(checkpoint.size) leaves were seen elsewhere that these do not continue",
          "他处所见 \(checkpoint.size) 片叶，现有叶未接续"))
    }
  }

  /// The checkpoint of all leaves, which is on the disk before anybody sees it.
  ///
  /// A size that was signed before gives the same note again: there are never two notes of one size.
  ///
  /// - Throws: `INVALID_NOTE_KEY` unless the signers are those of all keys of the log; what `Log.checkpoint(signedBy:)` throws; `FILE_FAILURE`.
  public mutating func checkpoint(signedBy signers: NoteSigner...) throws(Fault) -> SignedNote {
    precondition(isWriting, "a folder that was opened for reading is not written")
    let wanted = [keys.log] + keys.further
    guard signers.map(\.noteKey) == wanted else {
      throw Fault(
        .invalidNoteKey, at: nil,
        Wording("these are not the \(wanted.count) keys of the log", "所给密钥不是该日志的 \(wanted.count) 把密钥"),
        accepted: Wording(verbatim: wanted.map(\.text).joined(separator: ", ")))
    }
    let note = try log.checkpoint(signedBy: signers)
    if let known = notes[log.size] { return known }
    guard
      try DurableFile.create(files.note(log.size), with: note.bytes, permissions: .ownerReadWrite)
    else { throw .corruptLog(Wording("notes/\(log.size) appeared meanwhile", "notes/\(log.size) 已被他人写入")) }
    notes[log.size] = note
    try files.write(edge)
    return note
  }

  /// Keeps a witness's cosignature of the note of `size`; the first of each witness, which proves most.
  ///
  /// - Returns: the note with all its cosignatures.
  /// - Throws: `BAD_SIGNATURE` when it is none; `NOT_SIGNED` without such a note; `FILE_FAILURE`.
  @discardableResult
  public mutating func add(
    _ cosignature: NoteSignature, by witness: NoteKey, size: UInt64
  ) throws(Fault) -> SignedNote {
    precondition(isWriting, "a folder that was opened for reading is not written")
    let note = try note(ofSize: size)
    guard witness.cosigned(cosignature, note) else {
      throw Fault(
        .badSignature, at: nil,
        Wording("this is no cosignature of \(witness.name)", "不是 \(witness.name) 的联署"),
        accepted: Wording("a signature under \(witness.text)", "密钥 \(witness.text) 的签名"))
    }
    let path = files.cosignature(size, by: witness)
    let file = StoredNotes.file(cosignature, by: witness)
    guard try DurableFile.create(path, with: file, permissions: .ownerReadWrite) else { return note }
    let cosigned = try note.adding([cosignature])
    notes[size] = cosigned
    return cosigned
  }

  /// The note of `size`.
  ///
  /// - Throws: `NOT_SIGNED`.
  public func note(ofSize size: UInt64) throws(Fault) -> SignedNote { try notes.note(ofSize: size) }

  /// The receipt of the leaf at `index` under the newest note.
  ///
  /// - Throws: `NOT_SIGNED` without a note, `NOT_INCLUDED` when it does not hold the leaf yet.
  public func receipt(of index: UInt64) throws(Fault) -> Receipt {
    try log.receipt(of: index, under: try note(ofSize: notes.keys.max() ?? log.size))
  }

  /// What shows a witness, or anybody, that the signed tree of `newSize` continues that of `oldSize`.
  ///
  /// - Throws: `NOT_SIGNED` for a size without a note; `INVALID_REQUEST` for sizes out of order.
  public func request(from oldSize: UInt64, to newSize: UInt64) throws(Fault) -> CheckpointRequest {
    let note = try note(ofSize: newSize)
    let proof = oldSize == 0 ? nil : log.tree.consistencyProof(from: oldSize, to: newSize)
    guard oldSize == 0 || proof != nil else {
      throw Fault(
        .invalidRequest, at: nil,
        Wording("\(newSize) leaves do not continue \(oldSize)", "\(newSize) 片叶未接续 \(oldSize) 片"),
        accepted: Wording("0 ≤ from ≤ to", "0 ≤ from ≤ to"))
    }
    return try CheckpointRequest(oldSize: oldSize, path: proof?.path ?? [], note: note)
  }
}

extension [UInt64: SignedNote] {
  /// The note of `size`.
  ///
  /// - Throws: `NOT_SIGNED`.
  func note(ofSize size: UInt64) throws(Fault) -> SignedNote {
    guard let note = self[size] else {
      throw Fault(
        .notSigned, at: nil, Wording("no checkpoint of size \(size) was signed", "未签署大小为 \(size) 的检查点"),
        accepted: Wording(
          verbatim: isEmpty
            ? "tender log checkpoint"
            : keys.sorted().suffix(8).map(String.init)
              .joined(separator: ", ")))
    }
    return note
  }
}

extension Fault.Code {
  /// The log signed no checkpoint of that size.
  public static let notSigned = Fault.Code("NOT_SIGNED")
}
