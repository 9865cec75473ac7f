package import Notation

extension JSONReader {
  /// What reading a text gave.
  package struct Outcome: Sendable {
    /// The value; nil when there are faults.
    package let value: Value?
    /// The faults, in the order of the report.
    package let faults: Faults

    /// The faults as `CODE@line:column`, the form that tables of tests are written in.
    package var marks: [String] { faults.list.map(\.mark) }
  }

  /// The outcome of reading `bytes` as one JSON text.
  package static func outcome(of bytes: some Sequence<UInt8>, limits: Limits = Limits()) -> Outcome {
    var faults = Faults()
    let value = read(Array(bytes), limits: limits, into: &faults)
    return Outcome(value: value, faults: faults)
  }

  /// The outcome of reading `text` as one JSON text.
  package static func outcome(of text: String, limits: Limits = Limits()) -> Outcome {
    outcome(of: text.utf8, limits: limits)
  }
}

extension Fault {
  /// The fault as `CODE@line:column`.
  package var mark: String { "\(code)@\(place.map(\.description) ?? "-")" }
}
