import AuditTrail
import Cryptography
import Inputs
import Notation

/// Headers are written back; whoever opens an envelope with any released keys comes to the same verdict.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = Input(start, count)
  switch input.byte() % 6 {
  case 0: checkHeader(input.remainder())
  case 1: inspect(&input)
  case 2: open(input.changed(Sample.sealed.bytes))
  case 3: openWraps(&input)
  case 4: openPlaintext(&input)
  default: checkPrice(input.remainder())
  }
  return 0
}

private func checkHeader(_ bytes: [UInt8]) {
  if let header = try? EnvelopeHeader(reading: bytes) {
    hold(header.bytes == bytes && header.byteCount == bytes.count, "a header is written back")
  }
  if let context = try? EnvelopeContext(reading: bytes) {
    hold(context.bytes == bytes, "a context is written back")
  }
}

/// In whatever pieces an envelope comes, the same is told of it.
private func inspect(_ input: inout Input) {
  let step = 1 + input.number(below: 4096)
  let header = input.changed(Sample.header.bytes)
  let whole = given { try EnvelopeInspection(Sample.source(header, max(1, header.count))) }
  let pieces = given { try EnvelopeInspection(Sample.source(header, step)) }
  hold(whole.digest == DigestContext.sha256(header) && whole.byteCount == header.count, "all of it is told")
  hold(pieces.digest == whole.digest && pieces.byteCount == whole.byteCount, "pieces make no difference")
  switch (whole.header, pieces.header) {
  case (.success(let left), .success(let right)): hold(left == right, "pieces make no difference")
  case (.failure(let left), .failure(let right)): hold(left.code == right.code, "pieces make no difference")
  default: hold(false, "pieces make no difference")
  }
}

/// Opens an envelope that its bidder signed for, with every set of custodians; the verdict, which must be one.
@discardableResult
private func open(_ bytes: [UInt8]) -> PartOpening.Verdict {
  let entry = Submission.Envelope(
    part: .price, contextDigest: Sample.sealed.envelope.context.digest, digest: DigestContext.sha256(bytes),
    byteCount: UInt64(bytes.count))
  let head = BidHead(
    log: Sample.parameters.log, tender: Sample.tender, bidder: Sample.bidder, revision: 1)
  let expected = given {
    given(
      ExpectedEnvelope(
        of: try Submission(head: head, envelopes: [entry]), keys: Sample.keys, published: [Sample.parameters],
        deadlines: [Sample.deadline]))
  }
  let outcomes = Sample.openers.map { openers in
    let released = openers.map { ($0, Sample.custodians[Int($0) - 1]) }
    let opening = PartOpening(
      expected, bidderKey: .key(Sample.sealed.envelope.bidderKey),
      released: Dictionary(uniqueKeysWithValues: released))
    return given { try opening.open { Sample.source(bytes, 10_007) } }
  }
  hold(Set(outcomes).count == 1, "the verdict is the same for all released keys")
  if case .opened = outcomes[0].verdict, bytes.starts(with: Sample.header.bytes) == false {
    hold(false, "no other header opens under the keys")
  }
  return outcomes[0].verdict
}

/// Wraps that open for their custodians but hold other shares than the ones that follow from the key.
private func openWraps(_ input: inout Input) {
  let header = Sample.header.bytes
  var bytes = Sample.sealed.bytes
  let first = header.count - 3 * EnvelopeHeader.wrapByteCount
  for index in UInt8(1)...3 {
    let kind = input.byte()
    guard kind & 1 == 1 else { continue }
    let share = input.take(32)
    let point = kind & 2 == 2 ? input.byte() : index
    let values = share + [UInt8](repeating: 0, count: 32 - share.count)
    let info = Array("tender-bid-v1 share\0".utf8) + Sample.sealed.envelope.context.digest.bytes + [index]
    let wrap = given {
      let ephemeral = try HPKE.derivedKey(from: SecretBytes(repeatElement(input.byte(), count: 32)))
      return try HPKE.seal(
        SecretBytes([point] + values), to: Sample.publicKeys[Int(index) - 1], info: info, ephemeral: ephemeral
      )
    }
    let start = first + (Int(index) - 1) * EnvelopeHeader.wrapByteCount
    bytes.replaceSubrange(start..<start + EnvelopeHeader.wrapByteCount, with: wrap.bytes)
  }
  let verdict = open(bytes)
  if case .opened = verdict { hold(bytes == Sample.sealed.bytes, "only the derived wraps open") }
}

/// Any plaintext under the right keys: what opens is exactly a price, its length, and zeros.
private func openPlaintext(_ input: inout Input) {
  let plaintext = input.changed(Sample.plaintext)
  guard plaintext.count < 1 << 20 else { return }
  guard case .opened(let part) = open(given { try Sample.envelope(plaintext) }) else { return }
  hold(part.byteCount <= PricePart.maximumByteCount, "a price is short")
  let length = plaintext.prefix(8).reduce(0) { $0 << 8 | Int($1) }
  hold(part.byteCount == length, "the length is stated")
  let file = Array(plaintext[8..<8 + length])
  hold(part.digest == DigestContext.sha256(file) && part.price?.bytes == file, "the file is the price")
  hold(plaintext[(8 + length)...].allSatisfy { $0 == 0 } && plaintext.count == 65_536, "the rest is zeros")
}

private func checkPrice(_ bytes: [UInt8]) {
  guard let price = try? PricePart(reading: bytes) else { return }
  hold(price.bytes == bytes, "a price keeps its bytes")
  let row = OpeningRecordRow(
    envelope: DigestContext.sha256(bytes), bidder: Sample.bidder, revision: 1, price: price)
  guard let written = try? row.bytes() else { return hold(false, "every price has a row") }
  hold((try? CanonicalReader.read(written)) != nil, "a row is canonical")
}
