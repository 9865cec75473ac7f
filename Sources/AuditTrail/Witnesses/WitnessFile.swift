internal import Notation

/// The state of a witness for one log as a file: ENC{log, note, v: 1}, the pinned key as a vkey and the note as a string,
/// empty before the first.
struct WitnessFile: Sendable {
  var log = ""
  var note = ""
  var version = 1

  /// The longest file, in bytes; a note has few lines of its own log and witness.
  static let maximumByteCount = 1 << 16

  static let codec = Codec<WitnessFile>.record(
    Wording("the state of a witness", "见证人状态"), blank: WitnessFile(),
    .required("log", \.log, .text(upTo: 1024), Wording("key of the log", "日志密钥")),
    .required("note", \.note, emptyOrNote, Wording("latest note, or empty", "最新检查点，或空")),
    .required("v", \.version, .integer(1...1), Wording("version", "版本")))

  private static let emptyOrNote = Codec<String>.string(
    Wording("a note, or nothing", "检查点或空"), parse: { $0 }, format: \.self)

  init() {}

  init(_ state: WitnessState, note: SignedNote?) {
    log = state.keys.log.text
    self.note = note.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
  }

  init(parsing bytes: [UInt8]) throws(Fault) {
    self = try Self.codec.read(bytes, limits: .small)
  }

  func bytes() throws(Fault) -> [UInt8] { try Self.codec.write(self) }

  /// The note; nil before the first.
  func signedNote() throws(Fault) -> SignedNote? {
    note.isEmpty ? nil : try SignedNote(parsing: Array(note.utf8))
  }

  /// The time, in seconds, of the latest cosignature under `witness`; 0 when there is none.
  func latestTime(of witness: NoteKey) throws(Fault) -> UInt64 {
    guard let note = try signedNote() else { return 0 }
    return note.signatures.filter(witness.names).reduce(0) { latest, signature in
      guard case .seen(let time) = witness.finding(on: signature, for: note.text) else { return latest }
      return max(latest, time)
    }
  }

  /// The state, whose signatures are verified again: a file is not believed more than a message.
  func state() throws(Fault) -> WitnessState {
    let key = try NoteKey(parsing: log)
    guard let note = try signedNote() else { return try WitnessState(log: key) }
    return try WitnessState(log: key, latest: note)
  }
}
