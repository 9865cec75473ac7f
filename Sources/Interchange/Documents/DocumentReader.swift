package import Notation

/// The notations of structured documents.
package enum DocumentFormat: String, CaseIterable, Sendable {
  case json
  case yaml

  /// How strictly scalars of the notation are read.
  package var dialect: Reading.Dialect {
    switch self {
    case .json: .strict
    case .yaml: .handwritten
    }
  }

  /// The document in `text`; nil with faults added when there is none.
  package func read(_ text: InputText, into faults: inout Faults) -> Value? {
    switch self {
    case .json: JSONReader.read(text.bytes, into: &faults)
    case .yaml: YAMLReader.read(text, into: &faults)
    }
  }
}
