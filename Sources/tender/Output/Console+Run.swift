extension Console {
  /// Runs the body of a command, then writes what it spooled.
  ///
  /// Errors of inputs and outputs are reported here and become exit statuses; nothing is written after one.
  func run(_ body: (inout Spool) async throws -> ExitStatus?) async throws {
    var ending: ExitStatus?
    do {
      var spool = Spool()
      ending = try await body(&spool)
      try spool.release()
    } catch {
      guard let status = status(for: error) else { throw error }
      throw status.exitCode
    }
    if let ending { throw ending.exitCode }
  }

  /// Runs a body that ends well or throws.
  func write(_ body: (inout Spool) throws -> Void) async throws {
    try await run { spool -> ExitStatus? in
      try body(&spool)
      return nil
    }
  }
}
