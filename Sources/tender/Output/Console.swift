internal import Glibc
internal import Interchange
internal import Notation
internal import SystemPackage

/// The two streams of a command: data to standard output, everything else to standard error.
struct Console {
  /// The language of texts for people.
  let language: Language

  /// Writes `text` and a line end to standard error.
  func note(_ text: String) {
    // Nobody is left to tell when standard error fails.
    _ = try? FileDescriptor.standardError.writeAll(Array((text + "\n").utf8))
  }

  /// Writes `wording` to standard error.
  func note(_ wording: Wording) { note(wording[language]) }

  /// Writes every fault of an input to standard error: place, code, what is wrong, what would be accepted, article.
  func report(_ name: String, _ faults: Faults) {
    for fault in faults.list { note(line(name, fault)) }
    if faults.count > faults.list.count {
      note(
        Wording("… \(faults.count - faults.list.count) more", "……另有 \(faults.count - faults.list.count) 处"))
    }
  }

  private func line(_ name: String, _ fault: Fault) -> String {
    let place = fault.place.map { ":\($0)" } ?? ""
    let accepted = Wording("accepted", "可接受")[language]
    let article = fault.article.map { " [\($0)]" } ?? ""
    return "\(fault.source ?? name)\(place): \(fault.code): \(fault.message[language]); "
      + "\(accepted): \(fault.accepted[language])\(article)"
  }

  /// Whether standard error is a terminal that a person watches.
  static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

  /// Reports why a command cannot go on and returns the status to end with.
  func status(for error: any Error) -> ExitStatus? {
    switch error {
    case let error as InputFaults:
      report(error.name, error.faults)
      return error.areIncompleteness ? .incomplete : .refused
    case let error as InputFailure:
      note(Wording("\(error.name): cannot be read: \(error.reason)", "\(error.name)：无法读取：\(error.reason)"))
      return .unreadable
    case let error as OutputFailure:
      note(Wording("cannot write: \(error.reason)", "无法写出：\(error.reason)"))
      return .unwritable
    default: return nil
    }
  }
}

/// Standard output, or the temporary file before it, cannot be written.
struct OutputFailure: Error {
  let reason: String
}

extension Console {
  /// Replaces the current line of a terminal on standard error.
  func overwrite(_ text: String) {
    // A lost progress line costs nothing.
    _ = try? FileDescriptor.standardError.writeAll(Array("\r\u{1B}[K\(text)".utf8))
  }
}
