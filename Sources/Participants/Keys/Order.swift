internal import Cryptography
package import Tendering

/// A command about a tender before it is signed, with the files that it names.
package struct Order: Sendable {
  /// What is commanded.
  package let command: any TenderCommand
  /// The files.
  package let enclosures: Enclosures

  /// The order of `command`, naming `files`.
  package init(_ command: some TenderCommand, enclosing files: [[UInt8]] = []) {
    self.command = command
    enclosures = Enclosures(
      files.map { (DigestContext.sha256($0), $0) }, uniquingKeysWith: { first, _ in first })
  }
}
