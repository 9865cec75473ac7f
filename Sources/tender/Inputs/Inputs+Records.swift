internal import AuditTrail
internal import Cryptography
internal import Interchange
internal import Notation

extension Inputs {
  /// The most bytes of a file of records.
  static let recordLimit = 16 << 20

  /// What the JSON file at `path` holds, by the fields of `codec`; every fault is reported.
  ///
  /// - Throws: `InputFailure`, `InputFaults`.
  static func record<Record>(_ path: String, _ codec: Codec<Record>) throws -> Record {
    let text = try InputText.read(path: path, limit: recordLimit, .utf8)
    var faults = Faults()
    guard let value = JSONReader.read(text.bytes, into: &faults) else { throw InputFaults(path, faults) }
    var reading = Reading(.strict)
    guard let record = codec.decode(value, &reading) else { throw InputFaults(path, reading.faults) }
    return record
  }

  /// The parameters of a tender, canonical bytes that a digest stands for.
  static func parameters(_ path: String) throws -> TenderParameters {
    let bytes = try bytes(path, limit: InputText.documentLimit)
    return try checked(path) { () throws(Fault) in try TenderParameters(reading: bytes) }
  }

  /// The trust file at `path`.
  static func trust(_ path: String) throws -> TrustFile {
    let bytes = try bytes(path, limit: TrustFile.maximumByteCount)
    var faults = Faults()
    guard let trust = TrustFile.read(bytes, into: &faults) else { throw InputFaults(path, faults) }
    return trust
  }

  /// Runs `body`, and turns what libcrypto refuses into a fault of the input called `name`.
  static func computed<Result>(
    _ name: String, _ body: () throws(CryptographyFailure) -> Result
  ) throws -> Result {
    do throws(CryptographyFailure) {
      return try body()
    } catch {
      throw InputFaults(
        name,
        Fault(
          .invalidKey, at: nil, Wording(verbatim: error.description),
          accepted: Wording("a sound key", "有效的密钥")))
    }
  }
}

extension SecretFile {
  /// The 32 secret bytes in the file at `path`: hexadecimal and a line end.
  ///
  /// - Throws: `InputFailure`, `InputFaults`.
  static func key(_ path: String) throws -> SecretBytes {
    let digits = try read(path).filter { !Array("\r\n ".utf8).contains($0) }
    guard let bytes = Hexadecimal.bytes(digits: digits), bytes.count == 32 else {
      throw InputFaults(
        path,
        Fault(
          .invalidValue, at: nil, Wording("this is no secret", "此处不是秘密值"),
          accepted: Wording("32 bytes in lowercase hexadecimal", "32 字节的小写十六进制")))
    }
    return SecretBytes(bytes)
  }
}
