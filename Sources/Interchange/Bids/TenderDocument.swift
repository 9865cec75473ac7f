internal import Evaluation
internal import Notation

/// Reads one tender from a JSON or YAML document.
package enum TenderDocument {
  /// The tender that `text` states.
  ///
  /// - Throws: `InputFaults` with everything wrong with the document.
  package static func read(
    _ text: InputText, _ format: DocumentFormat, _ scheme: SchemeFile
  ) throws(InputFaults) -> TenderRecord {
    var reading = Reading(format.dialect)
    let codec = TenderInput.codec(scheme.scheme.terms.currency)
    guard let document = format.read(text, into: &reading.faults),
      let record = TenderRecord(document, codec, &reading), reading.faults.isEmpty
    else { throw InputFaults(text.name, reading.faults) }
    return record
  }
}
