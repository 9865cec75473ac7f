import AuditTrail
import Cryptography
import Inputs
import Notation

/// The note of formats, section 2, and the keys that signed it.
private enum Sample {
  static let text = """
    tender.example/audit
    8
    XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=

    — tender.example/audit k1MCvcGEZ/Q75Bl3JUGQCYqe9ZiL8hXPRIilSyXd/rtz8ta1Gpy/YPleobW2R6fKgOivoGLytM5xmpSUr9x7z4C3vAY=
    — witness.example/w1 IDJKvgAAAABqsTuAChz6j+H1gPX+nK9DfbUM+4X3RqKFIqfIQcmmAllsTYFq9Hk0bhhIDyjF9fcOWBfaafUslLMkzxvdntobSat8Cg==

    """
  static let log = "tender.example/audit+935302bd+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
  static let witness = "witness.example/w1+20324abe+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X"
  static let bytes = Array(text.utf8)
  static let note = given { try SignedNote(parsing: bytes) }
  static let keys = given {
    try CheckpointKeys(log: NoteKey(parsing: log), witnesses: [NoteKey(parsing: witness)])
  }
}

/// What is read is written back; nothing but the signed text opens under the keys that signed it.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = Input(start, count)
  switch input.byte() % 4 {
  case 0: check(input.remainder())
  case 1: check(input.changed(Sample.bytes))
  case 2: checkTexts(input.remainder())
  default:
    let evidence = try? ForkEvidence(parsing: input.remainder(), keys: Sample.keys)
    hold(evidence == nil, "nobody can show a fork of a log that signed once")
  }
  return 0
}

private func check(_ bytes: [UInt8]) {
  guard let note = try? SignedNote(parsing: bytes) else { return }
  hold(note.bytes == bytes, "a note is written back")
  hold((try? note.adding(note.signatures)) == note, "a signature is added once")
  guard let opened = try? OpenedCheckpoint(note, keys: Sample.keys) else { return }
  hold(note.text == Sample.note.text, "no other text opens under the keys")
  hold(opened.checkpoint.text == note.text, "a checkpoint is written back")
  for signature in note.signatures
  where [Sample.keys.log, Sample.keys.witnesses[0]].contains(where: {
    $0.keyID == signature.keyID && $0.name == signature.name
  }) {
    hold(Sample.note.signatures.contains(signature), "no other signature is good")
  }
  hold(opened.cosignatures.allSatisfy { $0.time == 1_790_000_000 }, "the time is signed")
}

private func checkTexts(_ bytes: [UInt8]) {
  if let signature = try? NoteSignature(line: bytes), bytes.last == UInt8(ascii: "\n") {
    hold(signature.line == bytes, "a signature line is written back")
  }
  guard let text = String(validating: bytes, as: UTF8.self), let key = try? NoteKey(parsing: text) else {
    return
  }
  hold(key.text.utf8.elementsEqual(bytes), "a key is written back")
}
