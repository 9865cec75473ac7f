/// A program of Debian that reads a format; each is in wide use, maintained, and needs neither network nor settings.
enum Tool: String, CaseIterable, Sendable {
  case gzip
  case pdffonts
  case pdfimages
  case pdfinfo
  case pdftotext
  case qpdf

  /// The package that brings it.
  var package: String {
    switch self {
    case .gzip: "gzip"
    case .pdffonts, .pdfimages, .pdfinfo, .pdftotext: "poppler-utils"
    case .qpdf: "qpdf"
    }
  }

  /// The argument on which it states its version.
  var versionArgument: String {
    switch self {
    case .gzip, .qpdf: "--version"
    case .pdffonts, .pdfimages, .pdfinfo, .pdftotext: "-v"
    }
  }
}

/// The programs that hold every tool within its limits.
enum Guardian {
  /// Ends a tool by the clock (coreutils).
  static let timeout = "timeout"
  /// Sets the limits of processor time, memory and files (util-linux).
  static let prlimit = "prlimit"
}
