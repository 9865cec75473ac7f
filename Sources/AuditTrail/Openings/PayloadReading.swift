import Cryptography
public import Notation

/// Decrypts the payload of an envelope whose keys are known to be right.
struct PayloadReading {
  let header: EnvelopeHeader
  let inspection: EnvelopeInspection
  let padding: EnvelopePadding
  let keys: EnvelopeKeys

  /// The verdict on payload, padding and, for a price part, its file.
  ///
  /// - Throws: `ENVELOPE_CHANGED` when `envelope` is no longer the file that was inspected: it would otherwise be the bidder
  ///   who is blamed for it.
  func verdict(_ envelope: @escaping ByteSource, to sink: ByteSink) throws -> PartOpening.Verdict {
    var envelope = HashedStream(envelope)
    let verdict: PartOpening.Verdict
    do {
      verdict = .opened(try opened(&envelope, to: sink))
    } catch let failure as OpeningFailure {
      verdict = .failed(failure.fault)
    }
    guard try envelope.digestOfAll() == inspection.digest else {
      throw Fault(
        .envelopeChanged, at: nil,
        Wording("the envelope changed while it was read", "密封文件在读取过程中发生变化"),
        accepted: Wording("the same bytes at each reading", "每次读取内容一致"))
    }
    return verdict
  }

  private func opened(_ envelope: inout HashedStream, to sink: ByteSink) throws -> OpenedPart {
    let headerBytes = header.bytes
    var read: [UInt8] = []
    try envelope.read(headerBytes.count, to: &read)
    var remaining = inspection.byteCount - headerBytes.count
    guard let plaintextByteCount = PayloadCipher.plaintextByteCount(payloadByteCount: remaining) else {
      throw malformedPayload
    }
    var cipher = try PayloadCipher(key: keys.payloadKey(below: DigestContext.sha256(headerBytes)))
    var file = PaddedFile(plaintextByteCount: plaintextByteCount, padding: padding, part: header.context.part)
    var (sealed, chunk): ([UInt8], [UInt8]) = ([], [])
    while remaining > 0 {
      sealed.removeAll(keepingCapacity: true)
      chunk.removeAll(keepingCapacity: true)
      try envelope.read(min(remaining, PayloadCipher.sealedChunkByteCount), to: &sealed)
      remaining -= min(remaining, PayloadCipher.sealedChunkByteCount)
      do throws(CryptographyFailure) {
        try cipher.open(sealed.span, isLast: remaining == 0, to: &chunk)
      } catch {
        guard error.code == .notAuthentic else { throw error }
        throw malformedPayload
      }
      try file.take(chunk, to: sink)
    }
    return try file.finish()
  }

  private var malformedPayload: OpeningFailure {
    OpeningFailure(
      OpeningFault(
        .malformedPayload,
        Wording("the payload was not sealed under these keys and this header", "密文并非以此密钥及文件头加密")))
  }
}

/// A stream whose bytes are all hashed, also those that are not asked for.
private struct HashedStream: ~Copyable {
  private var stream: ByteStream
  private var digest = DigestContext()

  init(_ source: @escaping ByteSource) { stream = ByteStream(source) }

  mutating func read(_ count: Int, to output: inout [UInt8]) throws {
    let start = output.count
    try stream.read(count, to: &output)
    digest.update(output[start...])
  }

  mutating func digestOfAll() throws -> Digest {
    while case let piece = try stream.next(upTo: .max), !piece.isEmpty { digest.update(piece) }
    return digest.finish()
  }
}

extension Fault.Code {
  /// An envelope that is not the same at its second reading.
  public static let envelopeChanged = Fault.Code("ENVELOPE_CHANGED")
}
