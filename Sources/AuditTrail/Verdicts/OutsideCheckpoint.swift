internal import Notation

/// A checkpoint that the reader obtained elsewhere, as its bytes were.
public struct OutsideCheckpoint: Sendable {
  /// The note and what it says, or why it cannot be read.
  let content: Result<(note: SignedNote, checkpoint: Checkpoint), Fault>

  /// The checkpoint that `bytes` may be; bytes that are none make completeness CANNOT_JUDGE and are no error.
  public init(_ bytes: [UInt8]) {
    do throws(Fault) {
      let note = try SignedNote(parsing: bytes)
      content = .success((note, try Checkpoint(parsing: note.text)))
    } catch {
      content = .failure(error)
    }
  }

  /// The size of the tree; nil when the bytes are no checkpoint.
  public var size: UInt64? { try? content.get().checkpoint.size }
}

extension SignedNote {
  /// Whether a key signed: at least one line of it, and none that fails.
  func isSigned(by key: NoteKey) -> Bool {
    let lines = signatures.filter { key.names($0) }
    return !lines.isEmpty
      && lines.allSatisfy { line in
        if case .signed = key.finding(on: line, for: text) { true } else { false }
      }
  }
}
