import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

/// Poly1305 is no commitment: who chooses both keys can make one ciphertext that opens under each of them.
@Suite struct TwoKeyAttackTests {
  private let nonce = [UInt8](repeating: 0, count: 11) + [1]
  private let prime = Self.power(130) - BigInteger(5)

  private static func power(_ exponent: Int) -> BigInteger {
    (0..<exponent).reduce(BigInteger(1)) { number, _ in number + number }
  }

  /// The check matters: without kb_commit and key_commit the bidder hands over the key of the price that it prefers.
  @Test func `Two keys for one ciphertext: it opens to two prices, and the commitments let one stand`() throws
  {
    let honest = try CraftedEnvelope(.price)
    var other = honest
    other.bidderKey = SealedBidFixture.secret(0x4A)
    let header = DigestContext.sha256(honest.header.bytes)
    let keys = [honest.derived.payloadKey(below: header), other.derived.payloadKey(below: header)]
    let payload = try #require(collision(keys[0], keys[1]))
    var prices: Set<[UInt8]> = []
    for key in keys {
      var cipher = try PayloadCipher(key: key)
      var plaintext: [UInt8] = []
      try cipher.open(payload.span, isLast: true, to: &plaintext)
      prices.insert(plaintext)
    }
    #expect(prices.count == 2)
    let bytes = honest.header.bytes + payload
    #expect(
      try SealedBidFixture.open(.price, bytes, bidderKey: .key(other.bidderKey)).fault?.kind
        == .falseBidderKey)
    #expect(honest.derived.keyCommitment != other.derived.keyCommitment)
  }

  /// A ciphertext of 512 bytes with a tag that holds under both keys.
  private func collision(_ first: SecretBytes, _ second: SecretBytes) -> [UInt8]? {
    let blocks = 32
    let (one, two) = (polynomial(first), polynomial(second))
    var body = [UInt8](repeating: 0, count: 16 * blocks)
    for attempt in 0..<64 {
      body[0] = UInt8(attempt)
      // The first block of the text is free; the last block is chosen so that both tags are equal.
      let sums = [one, two].map { sum(Array(body.dropLast(16)), $0.r) }
      let lengths = number([UInt8](repeating: 0, count: 8) + little(16 * blocks) + [1])
      let constants = zip(sums, [one, two]).map { sum, key in
        reduced((reduced(sum * key.r * key.r)) + lengths * key.r + key.s)
      }
      let factors = [one, two].map { reduced($0.r * $0.r) }
      // factor₁·x + constant₁ = factor₂·x + constant₂, as numbers modulo the prime.
      let difference = reduced(factors[0] + prime - factors[1])
      let block = reduced(reduced(constants[1] + prime - constants[0]) * inverse(difference))
      guard let bytes = bytes(block - Self.power(128)) else { continue }
      body.replaceSubrange((16 * blocks - 16)..., with: bytes)
      let tags = [one, two].map { tag(body, $0) }
      if tags[0] == tags[1] { return body + tags[0] }
    }
    return nil
  }

  private func tag(_ body: [UInt8], _ key: (r: BigInteger, s: BigInteger)) -> [UInt8] {
    let lengths = [UInt8](repeating: 0, count: 8) + little(body.count)
    let total = sum(body + lengths, key.r) + key.s
    return bytes(total.quotientAndRemainder(dividingBy: Self.power(128)).remainder) ?? []
  }

  /// The polynomial of Poly1305 over full blocks.
  private func sum(_ bytes: [UInt8], _ r: BigInteger) -> BigInteger {
    stride(from: 0, to: bytes.count, by: 16).reduce(BigInteger(0)) { total, start in
      reduced((total + number(bytes[start..<start + 16] + [1])) * r)
    }
  }

  private func reduced(_ number: BigInteger) -> BigInteger {
    number.quotientAndRemainder(dividingBy: prime).remainder
  }

  /// The power to p − 2.
  private func inverse(_ number: BigInteger) -> BigInteger {
    // p − 2 = 2^130 − 7: bits 129 down to 3 are ones, then 001.
    let bits = [Bool](repeating: true, count: 127) + [false, false, true]
    return bits.reduce(BigInteger(1)) { power, bit in
      let square = reduced(power * power)
      return bit ? reduced(square * number) : square
    }
  }

  private func number(_ bytes: some BidirectionalCollection<UInt8>) -> BigInteger {
    bytes.reversed().reduce(BigInteger(0)) { $0 * BigInteger(256) + BigInteger($1) }
  }

  /// The 16 little-endian bytes of a number below 2^128; nil for any other.
  private func bytes(_ number: BigInteger) -> [UInt8]? {
    guard !number.isBelowZero, number < Self.power(128) else { return nil }
    var (rest, bytes) = (number, [UInt8]())
    for _ in 0..<16 {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: BigInteger(256))
      bytes.append((0...UInt8.max).first { BigInteger($0) == remainder } ?? 0)
      rest = quotient
    }
    return bytes
  }

  private func little(_ count: Int) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
  }

  /// The one-time key: the first 32 bytes of the ChaCha20 block with counter 0 (RFC 8439 section 2.6), r clamped.
  private func polynomial(_ key: SecretBytes) -> (r: BigInteger, s: BigInteger) {
    var block = chaCha20Block(key.exposed)
    for index in [3, 7, 11, 15] { block[index] &= 0x0F }
    for index in [4, 8, 12] { block[index] &= 0xFC }
    return (number(block[0..<16]), number(block[16..<32]))
  }

  private func chaCha20Block(_ key: [UInt8]) -> [UInt8] {
    func words(_ bytes: [UInt8]) -> [UInt32] {
      stride(from: 0, to: bytes.count, by: 4).map { start in
        (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[start + $1]) << UInt32(8 * $1) }
      }
    }
    let start = words(Array("expand 32-byte k".utf8)) + words(key) + [0] + words(nonce)
    var state = start
    func quarter(_ a: Int, _ b: Int, _ c: Int, _ d: Int) {
      func step(_ x: Int, _ y: Int, _ z: Int, _ turn: UInt32) {
        state[x] &+= state[y]
        let mixed = state[z] ^ state[x]
        state[z] = mixed << turn | mixed >> (32 - turn)
      }
      step(a, b, d, 16)
      step(c, d, b, 12)
      step(a, b, d, 8)
      step(c, d, b, 7)
    }
    for _ in 0..<10 {
      for column in 0..<4 { quarter(column, column + 4, column + 8, column + 12) }
      for row in 0..<4 { quarter(row, 4 + (row + 1) % 4, 8 + (row + 2) % 4, 12 + (row + 3) % 4) }
    }
    return zip(state, start).flatMap { word, initial in
      (0..<4).map { UInt8(truncatingIfNeeded: (word &+ initial) >> UInt32(8 * $0)) }
    }
  }
}
