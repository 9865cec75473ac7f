import Cryptography
public import Notation

extension EnvelopeInspection {
  /// Refuses what no envelope of a tender with `parameters` looks like, as far as that shows without a submission and
  /// without custodian keys.
  ///
  /// - Throws: `MALFORMED_HEADER`, `WRONG_CONTEXT`, `UNKNOWN_DOCUMENTS`, `WRONG_ENVELOPE_SIZE`.
  public func admit(under parameters: TenderParameters) throws(Fault) {
    let context = try header.get().context
    guard context.tender == parameters.tender, parameters.parts.contains(context.part) else {
      throw Fault(
        .wrongContext, at: nil,
        Wording(
          "the part \(context.part.rawValue) of \(context.tender)",
          "\(context.tender) 的 \(context.part.rawValue) 部分"),
        accepted: Wording(
          verbatim: "\(parameters.tender): " + parameters.parts.map(\.rawValue).joined(separator: ", ")))
    }
    guard context.documents == parameters.digest else {
      throw Fault(
        .unknownDocuments, at: nil,
        Wording(verbatim: "doc_hash \(Hexadecimal.text(context.documents.bytes))"),
        accepted: Wording(verbatim: Hexadecimal.text(parameters.digest.bytes)))
    }
    try admit(padding: EnvelopePadding(context.part, parameters))
  }

  /// Refuses a number of bytes that no file of the part gives.
  ///
  /// - Throws: `WRONG_ENVELOPE_SIZE`.
  func admit(padding: EnvelopePadding) throws(Fault) {
    guard let count = plaintextByteCount, padding.accepts(plaintextByteCount: count) else {
      throw Fault(
        .wrongEnvelopeSize, at: nil,
        Wording("an envelope of \(byteCount) bytes", "密封文件长 \(byteCount) 字节"),
        accepted: Wording(
          "a payload padded as the notice says (\(padding))", "按公告填充后的长度（\(padding)）"))
    }
  }
}
