internal import ArgumentParser

/// The exit statuses of every command, documented in `Documentation/commands.md`.
///
/// They follow sysexits.h where it has a word for the case. For arguments that are not understood the argument parser
/// itself exits with 64.
enum ExitStatus: Int32 {
  /// An input is faulty or breaks a rule.
  case refused = 65
  /// An input cannot be read.
  case unreadable = 66
  /// The output cannot be written.
  case unwritable = 74
  /// Something is false that an audit relies on: a signature, a digest, a proof.
  case integrity = 80
  /// Everything was read, and a result was written where there is one, but it is not complete.
  case incomplete = 81

  /// The status as the error that ends a command.
  var exitCode: ExitCode { ExitCode(rawValue) }
}
