internal import Foundation
internal import Glibc
internal import Notation
internal import Subprocess
internal import SystemPackage

/// Prints a page of HTML as PDF with a browser without a screen, which is no part of this program and need not be there.
///
/// The browser gets a folder of its own with nothing but the page, an environment without what ours says, no network, and
/// 60 seconds.
struct PagePrinter: Sendable {
  /// The browser.
  let program: FilePath

  /// The names under which Chromium and its kin are installed; the first that is there prints.
  static let programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
  /// How long the browser has, in seconds.
  static let seconds = 60
  /// The largest PDF that is taken, in bytes: 256 MiB.
  static let maximumByteCount = 1 << 28

  /// The first browser in the folders of `path`, as PATH lists them.
  ///
  /// - Throws: `PRINTER_MISSING` when none is there.
  init(searching path: String) throws(Fault) {
    let folders = path.split(separator: ":").map { FilePath(String($0)) }
    let places = Self.programs.flatMap { name in folders.map { $0.appending(name) } }
    guard let program = places.first(where: { $0.isAbsolute && access($0.string, X_OK) == 0 }) else {
      throw Fault(
        .printerMissing, at: nil,
        Wording("no browser prints PDF here", "此处没有可输出 PDF 的浏览器"),
        accepted: Wording(
          "\(Self.programs.joined(separator: ", ")) on PATH, or the HTML printed by hand",
          "PATH 中的 \(Self.programs.joined(separator: "、"))，或手工打印 HTML"))
    }
    self.program = program
  }

  /// The PDF of `html`.
  ///
  /// - Throws: `PRINTER_FAILED` when the browser does not print it in its time, or the system fails.
  func pdf(of html: String) async throws(Fault) -> [UInt8] {
    let folder = try Self.makeFolder()
    // A browser can leave anything behind; where its folder cannot be removed it lies among temporary files.
    defer { try? FileManager.default.removeItem(atPath: folder.string) }
    let (page, pdf) = (folder.appending("page.html"), folder.appending("page.pdf"))
    do {
      try Data(html.utf8).write(to: URL(filePath: page.string))
      try await run(printing: page, to: pdf, in: folder)
      let bytes = (try? Data(contentsOf: URL(filePath: pdf.string), options: .mappedIfSafe)) ?? Data()
      guard bytes.starts(with: Array("%PDF-".utf8)), bytes.count <= Self.maximumByteCount else {
        throw Self.failed("\(bytes.count) bytes that are no PDF")
      }
      return Array(bytes)
    } catch let fault as Fault {
      throw fault
    } catch {
      throw Self.failed("\(error)")
    }
  }

  private func run(printing page: FilePath, to pdf: FilePath, in folder: FilePath) async throws {
    var arguments = [
      "--kill-after=1", "\(Self.seconds)", program.string, "--headless", "--disable-gpu", "--no-first-run",
      // Nothing of a page is fetched; the browser's own services are kept from the network too.
      "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND",
      "--user-data-dir=\(folder.appending("profile"))", "--no-pdf-header-footer", "--print-to-pdf=\(pdf)",
    ]
    // Its sandbox does not run as root.
    if geteuid() == 0 { arguments.append("--no-sandbox") }
    arguments.append("file://\(page)")
    let environment: [Environment.Key: String] = [
      "HOME": folder.string, "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "TMPDIR": folder.string,
    ]
    let result = try await Subprocess.run(
      .path("/usr/bin/timeout"), arguments: Arguments(arguments), environment: .custom(environment),
      workingDirectory: folder, input: .none, output: .discarded, error: .string(limit: 1 << 20))
    guard case .exited(0) = result.terminationStatus else {
      let complaint = result.standardError.split(separator: "\n").last.map(String.init) ?? ""
      throw Self.failed("\(program.string) \(result.terminationStatus) \(complaint)")
    }
  }

  /// A folder that nobody else may enter, whose path needs no escape in an address.
  private static func makeFolder() throws(Fault) -> FilePath {
    var template = Array("/tmp/tender-print-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw failed(Errno(rawValue: errno).description) }
    return FilePath(String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
  }

  private static func failed(_ reason: String) -> Fault {
    Fault(
      .printerFailed, at: nil, Wording("the page was not printed: \(reason)", "未能输出 PDF：\(reason)"),
      accepted: Wording("the HTML printed by hand", "手工打印 HTML"))
  }
}

extension Fault.Code {
  /// No browser that prints.
  static let printerMissing = Fault.Code("PRINTER_MISSING")
  /// A page that the browser did not print.
  static let printerFailed = Fault.Code("PRINTER_FAILED")
}
