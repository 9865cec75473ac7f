package import Cryptography
import Notation

/// Writes header and payload of an envelope, hashing on the way.
package enum EnvelopeWriter {
  /// Writes the envelope of a file that has `byteCount` bytes, and returns the envelope's digest and length.
  ///
  /// - Throws: `WRONG_SIZE` when the file has more or fewer bytes; `CryptographyFailure`; what `file` or `sink` throws.
  package static func write(
    _ header: EnvelopeHeader, payloadKey: SecretBytes, _ file: @escaping ByteSource, byteCount: Int,
    plaintextByteCount: Int, to sink: ByteSink
  ) throws -> (digest: Digest, byteCount: Int) {
    var digest = DigestContext()
    var written = 0
    func emit(_ bytes: [UInt8]) throws {
      digest.update(bytes)
      written += bytes.count
      try sink(bytes[...])
    }
    try emit(header.bytes)
    var cipher = try PayloadCipher(key: payloadKey)
    var plaintext = PlaintextStream(file, byteCount: byteCount, plaintextByteCount: plaintextByteCount)
    while let chunk = try plaintext.next() {
      var sealed: [UInt8] = []
      sealed.reserveCapacity(PayloadCipher.sealedChunkByteCount)
      try cipher.seal(chunk.span, isLast: plaintext.isAtEnd, to: &sealed)
      try emit(sealed)
    }
    return (digest.finish(), written)
  }
}

/// The plaintext of an envelope chunk by chunk: the file's length, the file, zeros.
private struct PlaintextStream {
  private var file: ByteStream
  private let byteCount: Int
  private var missing: Int
  /// The plaintext bytes that are still to come.
  private var remaining: Int
  private var chunk: [UInt8] = []
  private var hasBegun = false

  init(_ file: @escaping ByteSource, byteCount: Int, plaintextByteCount: Int) {
    self.file = ByteStream(file)
    self.byteCount = byteCount
    missing = byteCount
    remaining = plaintextByteCount
  }

  /// Whether the chunk given last was the last.
  var isAtEnd: Bool { remaining == 0 }

  /// The next chunk; nil after the last.
  mutating func next() throws -> [UInt8]? {
    guard remaining > 0 else { return nil }
    let count = min(remaining, PayloadCipher.chunkByteCount)
    chunk.removeAll(keepingCapacity: true)
    if !hasBegun { chunk.append(bigEndian: UInt64(byteCount)) }
    hasBegun = true
    let start = chunk.count
    try file.read(min(missing, count - start), to: &chunk)
    missing -= chunk.count - start
    if missing == 0 {
      guard try file.next(upTo: 1).isEmpty else { throw wrongSize("more", "多于") }
    } else if chunk.count < count {
      throw wrongSize("fewer", "少于")
    }
    chunk += [UInt8](repeating: 0, count: count - chunk.count)
    remaining -= count
    return chunk
  }

  private func wrongSize(_ english: String, _ chinese: String) -> Fault {
    Fault(
      .wrongSize, at: nil,
      Wording("the file has \(english) than \(byteCount) bytes", "文件\(chinese) \(byteCount) 字节"),
      accepted: Wording("the announced number of bytes", "与所报字节数一致"))
  }
}
