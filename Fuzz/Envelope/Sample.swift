import AuditTrail
import Cryptography
import Inputs
import Notation

/// The price part of a bid, sealed to three custodians of whom two open it, with all its keys.
enum Sample {
  static let tender = given(TenderID("T-2026-0001"))
  static let bidder = given(PartyID("B-007"))
  static let deadline = given(Instant(milliseconds: 1_790_000_000_000))
  static let file = Array(
    #"{"amount_minor":"100","currency":"CNY","quote":"total","tax":"included","v":1}"#.utf8)
  static let parameters = given {
    try TenderParameters(
      documents: [TenderDocument(name: "tender.pdf", digest: DigestContext.sha256([]), byteCount: 0)],
      graceMilliseconds: 10_000, log: given(LogName("tender.example/audit")), padTo: 131_072, parts: [.price],
      security: .full, session: .one, tender: tender)
  }
  static let custodians = (0x10...0x12).map { SecretBytes(repeatElement(UInt8($0), count: 32)) }
  static let publicKeys = given { try custodians.map { try AgreementPrivateKey($0).publicKey } }
  static let keys = given {
    try CustodianKeys(tender: tender, part: .price, threshold: 2, keys: publicKeys)
  }
  static let sealed: (envelope: SealedEnvelope, bytes: [UInt8]) = given {
    let sealer = try EnvelopeSealer(
      parameters: parameters, keys: keys, bidder: bidder, revision: 1, deadline: deadline)
    var random = SeededRandomSource(seed: [1])
    var bytes: [UInt8] = []
    let envelope = try sealer.seal(source(file, 1 << 16), byteCount: file.count, random: &random) {
      bytes += $0
    }
    return (envelope, bytes)
  }
  /// The key that no party keeps, which the sealer took second from the same random numbers.
  static let custodianKey: SecretBytes = {
    var random = SeededRandomSource(seed: [1])
    _ = random.bytes(32)
    return random.bytes(32)
  }()
  static let header = given { try EnvelopeInspection(source(sealed.bytes, 1 << 16)).header.get() }
  /// The key of the payload, computed here from formats, section 5, and not by what is fuzzed.
  static let payloadKey: SecretBytes = {
    let both = SecretBytes.joined([sealed.envelope.bidderKey, custodianKey])
    let extracted = KeyDerivation.extract(salt: sealed.envelope.context.digest.bytes, secret: both)
    return KeyDerivation.expand(
      extracted, info: Array("tender-bid-v1 payload".utf8) + DigestContext.sha256(header.bytes).bytes)
  }()
  static let plaintext: [UInt8] = {
    let padded = [0, 0, 0, 0, 0, 0, 0, UInt8(file.count)] + file
    return padded + [UInt8](repeating: 0, count: 65_536 - padded.count)
  }()
  /// The sets of custodians that can open the part.
  static let openers: [[UInt8]] = [[1, 2], [1, 3], [2, 3], [1, 2, 3]]

  static func source(_ bytes: [UInt8], _ step: Int) -> ByteSource {
    var rest = bytes[...]
    return {
      defer { rest = rest.dropFirst(step) }
      return Array(rest.prefix(step))
    }
  }

  /// Header and plaintext sealed in chunks under the right key, as a bidder could do.
  static func envelope(_ plaintext: [UInt8]) throws -> [UInt8] {
    var bytes = header.bytes
    var cipher = try AuthenticatedCipher(.chaCha20Poly1305, key: payloadKey)
    var chunks = stride(from: 0, to: plaintext.count, by: 65_536).map {
      plaintext[$0..<min(plaintext.count, $0 + 65_536)]
    }
    if chunks.isEmpty { chunks = [[]] }
    for (number, chunk) in chunks.enumerated() {
      let isLast: UInt8 = number == chunks.count - 1 ? 1 : 0
      let nonce = [UInt8](repeating: 0, count: 10) + [UInt8(number), isLast]
      try cipher.seal(chunk.span, nonce: nonce, to: &bytes)
    }
    return bytes
  }
}
