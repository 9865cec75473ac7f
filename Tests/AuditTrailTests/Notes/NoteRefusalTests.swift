import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

@Suite(.tags(.refusal)) struct NoteRefusalTests {
  private func code(of note: String) -> Fault.Code? {
    faultCode { () throws(Fault) in _ = try SignedNote(parsing: Array(note.utf8)) }
  }
  private func opening(_ note: [UInt8]) throws -> Fault.Code? {
    let keys = try LogFixtures.keys()
    return faultCode { () throws(Fault) in _ = try OpenedCheckpoint(parsing: note, keys: keys) }
  }
  private static let line = "— a AAAAAAA="

  static let malformed = [
    "", "\n", "\n\n", "text\n", "text\n\n", "text\n\nno line\n", "text\n\n\(line)", "text\n\(line)\n",
    "text\n\n- a AAAAAAA=\n", "text\n\n—  a AAAAAAA=\n", "text\n\n— a  AAAAAAA=\n", "text\n\n— a AAAAAAA= \n",
    "text\n\n— a+b AAAAAAA=\n", "text\n\n—  AAAAAAA=\n", "text\n\n— a AAAAAA==\n", "text\n\n— a AAAAAAB=\n",
    "text\n\n— a AAAA\n", "text\n\n— a AAAAAAA\n", "te\txt\n\n\(line)\n", "te\rxt\n\n\(line)\n",
    "te\0xt\n\n\(line)\n",
    "text\n\n\(line)\r\n", "text\n\n\(line)\n\n", "text\n\n— a\u{3000}b AAAAAAA=\n",
    "text\n\n— a\u{85} AAAAAAA=\n",
  ]

  @Test(arguments: malformed) func `Bytes that no writer of notes writes are refused`(note: String) {
    #expect(code(of: note) == .invalidNote)
  }

  @Test func `The last blank line separates, so a text may have blank lines of its own`() throws {
    let note = try SignedNote(parsing: Array("a\n\nb\n\n\(Self.line)\n".utf8))
    #expect(note.text == Array("a\n\nb\n".utf8))
    #expect(note.bytes == Array("a\n\nb\n\n\(Self.line)\n".utf8))
  }

  @Test func `Bytes that are not UTF-8 are refused, in the text and in a name`() {
    for bytes in [
      Array("a\u{E9}\n".unicodeScalars.map { UInt8($0.value) }), [0xC3, 0x28, 0x0A],
      [0xED, 0xA0, 0x80, 0x0A],
    ] {
      #expect(
        faultCode { () throws(Fault) in
          _ = try SignedNote(parsing: bytes + Array("\n\(Self.line)\n".utf8))
        } == .invalidNote)
    }
  }

  @Test func `A signature line alone is refused too when its name is not UTF-8`() {
    let line = Array("— tender".utf8) + [0xA3, 0x8A] + Array(" AAAAAAA=\n".utf8)
    #expect(faultCode { () throws(Fault) in _ = try NoteSignature(line: line) } == .invalidNote)
  }

  @Test func `A hundred signatures are read, and not one more`() {
    let lines = { String(repeating: Self.line + "\n", count: $0) }
    #expect(code(of: "text\n\n" + lines(100)) == nil)
    #expect(code(of: "text\n\n" + lines(101)) == .invalidNote)
  }

  @Test func `A note of a mebibyte is read, and not one byte more`() {
    let end = "\n\n\(Self.line)\n"
    let text = String(repeating: "x", count: SignedNote.maximumByteCount - end.utf8.count)
    #expect(code(of: text + end) == nil)
    #expect(code(of: "x" + text + end) == .invalidNote)
  }

  @Test(.tags(.property)) func `No note with one bit flipped says anything else under the same keys`() throws
  {
    let good = Array(LogFixtures.noteText.utf8)
    let keys = try LogFixtures.keys()
    let opened = try OpenedCheckpoint(parsing: good, keys: keys)
    var ignored = 0
    for index in good.indices {
      for bit in 0..<8 {
        var note = good
        note[index] ^= 1 << UInt8(bit)
        guard let other = try? OpenedCheckpoint(parsing: note, keys: keys) else { continue }
        // Only the name or key id of the witness may change unseen: the line is then one of an unknown key.
        #expect(other.checkpoint == opened.checkpoint)
        #expect(other.cosignatures.isEmpty)
        ignored += 1
      }
    }
    #expect(ignored > 0)
  }

  @Test func `A note that is cut anywhere is refused`() throws {
    let good = Array(LogFixtures.noteText.utf8)
    let keys = try LogFixtures.keys()
    for count in good.indices {
      // Without the last line it is the note before the witness signed.
      guard let opened = try? OpenedCheckpoint(parsing: Array(good[..<count]), keys: keys) else { continue }
      #expect(opened.cosignatures.isEmpty && opened.note.signatures.count == 1)
      #expect(good[count...].starts(with: Array("— witness".utf8)))
    }
  }

  @Test func `Unknown signatures are ignored, a known key's wrong one refuses the note, also as a second`()
    throws
  {
    let tree = LogFixtures.tree(LogFixtures.leaves)
    let note = try LogFixtures.note(tree, 8)
    let stranger = NoteSignature(
      name: try #require(KeyName("witness.example/w2")), keyID: 1, bytes: [UInt8](repeating: 0, count: 64))
    let other = NoteSignature(name: KeyName(LogFixtures.origin), keyID: 1, bytes: [1])
    #expect(try opening(note.adding([stranger, other]).bytes) == nil)
    for signer in [try LogFixtures.signer(), try LogFixtures.witness()] {
      let good = try signer.signature(for: note.text, time: 5)
      let bad = NoteSignature(
        name: good.name, keyID: good.keyID, bytes: good.bytes.dropLast() + [good.bytes[9]])
      #expect(try opening(note.adding([bad]).bytes) == .badSignature)
      #expect(try opening(note.adding([good, bad]).bytes) == .badSignature)
      #expect(
        try opening(SignedNote(text: note.text, signatures: [bad] + note.signatures).bytes) == .badSignature)
    }
  }

  @Test func `A checkpoint that the log did not sign is refused, whoever else did`() throws {
    let tree = LogFixtures.tree(LogFixtures.leaves)
    #expect(try opening(LogFixtures.note(tree, 8, [LogFixtures.witness()]).bytes) == .unsigned)
    #expect(try opening(LogFixtures.note(tree, 8, [LogFixtures.signer(seed: 9)]).bytes) == .unsigned)
  }

  @Test func `A witness cannot stand in for the log, nor a plain signature for a cosignature`() throws {
    let text = LogFixtures.tree(LogFixtures.leaves)
    let note = try LogFixtures.note(text, 8)
    let witness = try LogFixtures.witness().noteKey
    let key = try SigningKey(.ed25519, seed: LogFixtures.counting(from: 0x20))
    let plain = NoteSignature(
      name: witness.name, keyID: witness.keyID,
      bytes: [UInt8](repeating: 0, count: 8) + (try key.signature(for: note.text)))
    #expect(try opening(note.adding([plain]).bytes) == .badSignature)
    #expect(
      faultCode { () throws(Fault) in _ = try CheckpointKeys(log: witness) } == .invalidNoteKey)
  }

  @Test func `The earliest time of a witness counts, whatever the order of its lines`() throws {
    let note = try LogFixtures.note(LogFixtures.tree(LogFixtures.leaves), 8)
    let witness = try LogFixtures.witness()
    let times: [UInt64] = [70, 50, 60]
    let lines = try times.map { try witness.signature(for: note.text, time: $0) }
    let opened = try OpenedCheckpoint(note.adding(lines), keys: LogFixtures.keys())
    #expect(opened.cosignatures.map(\.time) == times)
    #expect(opened.earliestCosignatures.map(\.time) == [50])
    let late = try witness.signature(for: note.text, time: Cosignature.maximumTime + 1)
    #expect(try opening(note.adding([late]).bytes) == .badSignature)
  }

  @Test func `A checkpoint has three lines and one spelling`() {
    let root = "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg="
    let good = "a\n8\n\(root)\n"
    #expect(faultCode { () throws(Fault) in _ = try Checkpoint(parsing: Array(good.utf8)) } == nil)
    let bad = [
      "", "a\n8\n\(root)", "a\n8\n\(root)\nextension\n", "a\n8\n\(root)\n\n", "\n8\n\(root)\n",
      "a\n08\n\(root)\n",
      "a\n+8\n\(root)\n", "a\n-8\n\(root)\n", "a\n\n\(root)\n", "a\n9223372036854775808\n\(root)\n",
      "a\n18446744073709551616\n\(root)\n", "a\n8\n\(root.dropLast(4))\n", "a\n8\n\(root)AAAA\n",
      "a b\n8\n\(root)\n",
      "a\n8 \n\(root)\n", "a\n٨\n\(root)\n", "a\r\n8\r\n\(root)\r\n",
    ]
    for text in bad {
      #expect(
        faultCode { () throws(Fault) in _ = try Checkpoint(parsing: Array(text.utf8)) } == .invalidCheckpoint,
        "\(text)")
    }
  }

  @Test func `A vkey with any character changed is refused`() throws {
    let text = NoteVectorTests.logText
    for index in text.indices {
      for other in ["A", "b", "0", "+", " "] where String(text[index]) != other {
        let changed = text.replacingCharacter(at: index, with: other)
        #expect(
          faultCode { () throws(Fault) in _ = try NoteKey(parsing: changed) } == .invalidNoteKey, "\(changed)"
        )
      }
    }
  }
}

extension String {
  fileprivate func replacingCharacter(at index: Index, with other: String) -> String {
    String(self[..<index]) + other + String(self[self.index(after: index)...])
  }
}
