import AuditTrail
import Cryptography
import Notation
import Reference

/// What sealing and opening an envelope cost, in one stream.
enum EnvelopeBenchmark {
  static let fileSize = 64 << 20
  private static let chunk = 65_536

  private static func source(_ count: Int) -> ByteSource {
    var left = count
    let piece = [UInt8](repeating: 0x78, count: chunk)
    return {
      let count = min(left, chunk)
      left -= count
      return count == chunk ? piece : Array(piece.prefix(count))
    }
  }

  private static func source(_ bytes: [UInt8]) -> ByteSource {
    var rest = bytes[...]
    return {
      defer { rest = rest.dropFirst(chunk) }
      return Array(rest.prefix(chunk))
    }
  }

  /// Seals and opens a technical part, against the cipher and against the cipher with the digests that the format asks for.
  static func run() throws {
    let (tender, bidder) = (try SampleLog.tender(), try SampleLog.given(PartyID("B-007")))
    let parameters = try TenderParameters(
      documents: [TenderDocument(name: "tender.pdf", digest: DigestContext.sha256([]), byteCount: 0)],
      graceMilliseconds: 10_000, log: SampleLog.origin(), padTo: fileSize + chunk, parts: [.technical],
      security: .full, session: .one, tender: tender)
    let secrets = (1...3).map { SecretBytes(repeatElement(UInt8($0), count: 32)) }
    let keys = try CustodianKeys(
      tender: tender, part: .technical, threshold: 2,
      keys: secrets.map { try AgreementPrivateKey($0).publicKey })
    let deadline = try SampleLog.time(0)
    let sealer = try EnvelopeSealer(
      parameters: parameters, keys: keys, bidder: bidder, revision: 1, deadline: deadline)
    var random = SeededRandomSource(seed: [1])
    var envelope: [UInt8] = []
    let sealed = try sealer.seal(source(fileSize), byteCount: fileSize, random: &random) { envelope += $0 }
    try measure("seal 64 MiB", digests: 1) {
      _ = try sealer.seal(source(fileSize), byteCount: fileSize, random: &random) { keep(UInt64($0.count)) }
    }
    let head = try BidHead(log: SampleLog.origin(), tender: tender, bidder: bidder, revision: 1)
    let expected = try SampleLog.given(
      ExpectedEnvelope(
        of: Submission(head: head, envelopes: [.init(sealed)]), keys: keys, published: [parameters],
        deadlines: [deadline]))
    let opening = PartOpening(
      expected, bidderKey: .key(sealed.bidderKey), released: [1: secrets[0], 3: secrets[2]])
    // At the first reading for bid_hash, at the second to see that the file is the same, and of the file inside.
    try measure("open 64 MiB", digests: 3) {
      let outcome = try opening.open({ source(envelope) }, to: { keep(UInt64($0.count)) })
      guard case .opened = outcome.verdict else { throw SampleLog.Missing() }
    }
  }

  private static func measure(_ what: String, digests: Int, _ ours: () throws -> Void) throws {
    let chunks = fileSize / chunk + 1
    let cipher = try Measurement(ours: ours, floor: { keep(UInt64(reference_cipher(chunks, chunk))) })
    let both = try Measurement(
      ours: ours,
      floor: {
        keep(UInt64(reference_cipher(chunks, chunk)))
        keep(UInt64(reference_digests(digests * chunks, chunk)))
      })
    func speed(_ seconds: Double) -> String { "\(Int(Double(fileSize) / seconds / 1e6)) MB/s" }
    print(
      "\(what): \(speed(cipher.ours)); cipher alone \(speed(cipher.floor)), share \(cipher.share.text(2)); cipher and "
        + "\(digests) SHA-256 \(speed(both.floor)), share \(both.share.text(2))")
  }
}
