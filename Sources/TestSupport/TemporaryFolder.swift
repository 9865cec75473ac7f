internal import Foundation

/// A folder of its own for one test, removed with everything in it when the test lets go of it.
package final class TemporaryFolder: Sendable {
  /// The path of the folder.
  package let path: String

  /// A new, empty folder.
  ///
  /// - Throws: when the system cannot make one.
  package init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "tender-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit {
    // What is left behind in the system's folder for temporary files harms no other test.
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes `bytes` to the file called `name` and returns its path.
  ///
  /// - Throws: when the file cannot be written.
  @discardableResult
  package func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = path + "/" + name
    try Data(bytes).write(to: URL(filePath: file))
    return file
  }

  /// Writes `text` in UTF-8 to the file called `name` and returns its path.
  ///
  /// - Throws: when the file cannot be written.
  @discardableResult
  package func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

  /// Makes a folder called `name` and returns its path.
  ///
  /// - Throws: when the folder cannot be made.
  package func folder(_ name: String) throws -> String {
    let folder = path + "/" + name
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    return folder
  }

  /// The names of what lies in the folder, or in `name` below it.
  ///
  /// - Throws: when the folder cannot be read.
  package func contents(of name: String = ".") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path + "/" + name).sorted()
  }
}
