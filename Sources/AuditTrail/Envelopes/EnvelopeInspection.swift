public import Cryptography
public import Notation

/// What can be told of an envelope without any key: at the door, and as the first step of its opening.
public struct EnvelopeInspection: Sendable {
  /// The header, or what is wrong with it.
  public let header: Result<EnvelopeHeader, Fault>
  /// The digest of all bytes (bid_hash).
  public let digest: Digest
  /// The number of bytes.
  public let byteCount: Int

  /// Reads an envelope to its end, at most a header's length of it in memory.
  ///
  /// - Throws: what `envelope` throws; a malformed envelope is no error here, since its digest is needed to tell whose
  ///   fault it is.
  public init(_ envelope: @escaping ByteSource) throws {
    var stream = ByteStream(envelope)
    var bytes: [UInt8] = []
    try stream.read(EnvelopeHeader.prefixByteCount, to: &bytes)
    let prefix = bytes
    switch Result(catching: { () throws(Fault) in try EnvelopeHeader.bodyByteCount(prefix: prefix) }) {
    case .failure(let fault): header = .failure(fault)
    case .success(let count):
      try stream.read(count, to: &bytes)
      let whole = bytes
      header = Result(catching: { () throws(Fault) in try EnvelopeHeader(reading: whole) })
    }
    var digest = DigestContext()
    digest.update(bytes)
    var byteCount = bytes.count
    while case let piece = try stream.next(upTo: .max), !piece.isEmpty {
      digest.update(piece)
      byteCount += piece.count
    }
    self.digest = digest.finish()
    self.byteCount = byteCount
  }
}

extension EnvelopeInspection {
  /// The bytes of plaintext in the payload; nil when the header is malformed, or no payload is so long.
  public var plaintextByteCount: Int? {
    guard case .success(let header) = header else { return nil }
    return PayloadCipher.plaintextByteCount(payloadByteCount: byteCount - header.byteCount)
  }

  /// Refuses at the door what could not be opened as the envelope that the submission announces.
  ///
  /// - Throws: `MALFORMED_HEADER`, `WRONG_ENVELOPE_SIZE`, or what `expected` finds in the header.
  public func admit(as expected: ExpectedEnvelope) throws(Fault) {
    let header = try header.get()
    try expected.review(digest: digest)
    try expected.review(header)
    try expected.review(byteCount: byteCount)
    try admit(padding: expected.padding(header))
  }
}

extension Fault.Code {
  /// An envelope whose length no file of its part gives.
  public static let wrongEnvelopeSize = Fault.Code("WRONG_ENVELOPE_SIZE")
}
