public import Notation

extension Fault.Code {
  /// A program that the scan needs is not installed.
  public static let missingTool = Fault.Code("MISSING_TOOL")
  /// The document cannot be opened as a regular file, or the system failed.
  public static let scanFailure = Fault.Code("SCAN_FAILURE")
}

extension Fault {
  /// The fault of a machine that lacks the program at `path` of the Debian `package`.
  static func missingTool(_ path: String, package: String) -> Fault {
    Fault(
      .missingTool, at: nil, Wording("\(path) is not installed", "未安装 \(path)"),
      accepted: Wording("the Debian package \(package)", "Debian 软件包 \(package)"))
  }

  /// The fault of a file or folder that the system refuses.
  static func scanFailure(_ what: String, _ reason: String) -> Fault {
    Fault(
      .scanFailure, at: nil, Wording("\(what.excerpt): \(reason)", "\(what.excerpt)：\(reason)"),
      accepted: Wording("a regular file that can be read", "可读取的普通文件"))
  }
}

/// Why a document, or a part of it, could not be read; it becomes a finding NOT_SCANNED.
struct Unreadable: Error, Hashable {
  /// The reason, in a few stable words without anything from the document.
  let reason: String

  init(_ reason: String) { self.reason = reason }

  static let encrypted = Unreadable("encrypted")
  static let damaged = Unreadable("damaged")
  static let tooLarge = Unreadable("too large")
  static let tooDeep = Unreadable("nested too deeply")
  static let timeOrMemory = Unreadable("the tool reached a limit of time, memory or output")
}
