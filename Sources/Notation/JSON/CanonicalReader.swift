/// A reader of texts that must be in the one byte form of `CanonicalWriter`.
///
/// What is hashed or signed is read through it: a text that says the same in other bytes is refused, so that two readers
/// of equal bytes always see equal values.
public enum CanonicalReader {
  /// The value that `bytes` write.
  ///
  /// - Throws: the first fault: of the grammar, with its place, or `NOT_CANONICAL`.
  public static func read(
    _ bytes: [UInt8], limits: JSONReader.Limits = JSONReader.Limits()
  ) throws(Fault) -> Value {
    var faults = Faults()
    guard let value = JSONReader.read(bytes, limits: limits, into: &faults) else {
      throw faults.list.first ?? notCanonical(Wording(verbatim: ""))
    }
    let written: [UInt8]
    do throws(CanonicalWriter.Failure) {
      written = try CanonicalWriter.bytes(value)
    } catch {
      throw notCanonical(error.wording)
    }
    guard written == bytes else {
      let offset = zip(written, bytes).prefix { $0 == $1 }.count
      throw notCanonical(
        Wording("it differs from the canonical form at byte \(offset)", "自第 \(offset) 字节起与规范形式不同"))
    }
    return value
  }

  private static func notCanonical(_ message: Wording) -> Fault {
    Fault(
      .notCanonical, at: nil, message,
      accepted: Wording(
        "sorted keys, no spaces, integers within ±(2^53−1), no null (RFC 8785)",
        "键按字节排序、无空白、整数不超过 ±(2^53−1)、无 null（RFC 8785）"))
  }
}

extension Fault.Code {
  /// A text is not in its canonical byte form.
  public static let notCanonical = Fault.Code("NOT_CANONICAL")
}
