import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

@Suite(.tags(.vector)) struct NoteVectorTests {
  static let logText = "tender.example/audit+935302bd+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
  static let witnessText = "witness.example/w1+20324abe+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X"

  @Test func `The keys of the vector are written and read as its vkeys`() throws {
    for (signer, text) in [
      (try LogFixtures.signer(), Self.logText), (try LogFixtures.witness(), Self.witnessText),
    ] {
      #expect(signer.noteKey.text == text)
      #expect(try NoteKey(parsing: text) == signer.noteKey)
    }
    #expect(
      Hexadecimal.text(try LogFixtures.signer().noteKey.key.bytes)
        == "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8")
  }

  @Test func `Log and witness sign the checkpoint of the eight leaves as in the vector`() throws {
    let tree = LogFixtures.tree(LogFixtures.leaves)
    let note = try LogFixtures.note(tree, 8, [LogFixtures.signer(), LogFixtures.witness()])
    #expect(note.bytes == Array(LogFixtures.noteText.utf8))
    let opened = try OpenedCheckpoint(parsing: note.bytes, keys: LogFixtures.keys())
    #expect(opened.note == note)
    #expect(opened.checkpoint == Checkpoint(origin: LogFixtures.origin, size: 8, root: tree.root))
    #expect(opened.cosignatures.map(\.time) == [LogFixtures.witnessTime])
    #expect(opened.cosignatures.first?.instant?.milliseconds == 1_790_000_000_000)
  }

  @Test func `The message of the specification holds under its key`() throws {
    let key = try NoteKey(
      parsing: "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
    let line =
      "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM="
    let text = Array("This is an example message.\n".utf8)
    let note = try SignedNote(parsing: text + Array("\n\(line)\n".utf8))
    #expect(note.text == text)
    #expect(note.signatures.map(\.keyID) == [key.keyID])
    #expect(key.key.isValid(note.signatures[0].bytes, for: text))
    #expect(note.signatures[0].line == Array("\(line)\n".utf8))
  }

  @Test func `An SM2 signature stands beside that of Ed25519, and who knows no SM2 ignores it`() throws {
    let tree = LogFixtures.tree(LogFixtures.leaves)
    let sm2 = try LogFixtures.sm2Signer()
    let note = try LogFixtures.note(tree, 8, [LogFixtures.signer(), sm2])
    #expect(try NoteKey(parsing: sm2.noteKey.text) == sm2.noteKey)
    #expect(try OpenedCheckpoint(note, keys: LogFixtures.keys()).furtherSigners.isEmpty)
    let both = try CheckpointKeys(log: LogFixtures.signer().noteKey, further: [sm2.noteKey])
    #expect(try OpenedCheckpoint(note, keys: both).furtherSigners == [sm2.noteKey])
    var identified = Array("tender.example/audit\n".utf8) + [0xFF] + Array("tender-sm2-sm3-v1".utf8)
    identified += sm2.noteKey.key.bytes
    #expect(DigestContext.sha256(identified).leadingWord >> 32 == UInt64(sm2.noteKey.keyID))
  }
}
